"""What a socket promises beyond its frames: order, room for others, and an end."""

from __future__ import annotations

import socket
import struct
import time
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.actors import PASSWORD, Caller, User, first_admin, good, register
from tests.conftest import StartServer
from tests.raw import RawSocket
from tests.realtime.transport.wire import (
    CLOSE,
    TEXT,
    Got,
    Wire,
    answers,
    event,
    frame,
    only_ours,
    suggestion,
)
from tests.story.slow import SLOW

BATCH = 40


def test_events_of_all_kinds_are_answered_in_the_order_they_came(
    worker: User, scan: dict[str, Any]
) -> None:
    kinds: tuple[tuple[str, object], ...] = (
        ("join_scan", {"scan_id": scan["id"]}),
        ("new_task_suggestion", suggestion(scan)),
        ("new_task_suggestion", suggestion(scan)),
        ("echo", {}),
        ("new_task_suggestion", {"wrong": True}),
        ("new_task_suggestion", suggestion(scan)),
        ("no_such_event", {}),
        ("leave_scan", {"scan_id": scan["id"]}),
        ("new_task_suggestion", suggestion(scan)),
        ("echo", {}),
    )
    with Wire(worker.server, worker.token) as wire:
        wire.send(b"".join(event(number, *kind) for number, kind in enumerate(kinds)))
        got = answers(wire, len(kinds))

    assert [number for number, _ in got] == list(range(len(kinds)))
    assert [number for number, answer in got if not answer["ok"]] == [4, 6, 8]
    assert got[8][1]["error"]["code"] == "not_joined"


def test_what_breaks_the_protocol_ends_it_behind_its_neighbours(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    good = [event(number, "new_task_suggestion", suggestion(scan)) for number in range(1, 5)]
    broken = frame(TEXT, b'429["new_task_suggestion",{"scan_id"')
    with Wire(worker.server, worker.token) as wire:
        wire.send(event(0, "join_scan", {"scan_id": scan["id"]}))
        answers(wire, 1)
        wire.send(b"".join([*good[:3], broken, good[3]]))

        got = answers(wire, 3)
        end = wire.rest()

    assert [(number, answer["ok"]) for number, answer in got] == [(1, True), (2, True), (3, True)]
    assert end[-1].opcode == CLOSE
    # For what it sent, and not for its silence afterwards.
    assert Got(TEXT, b"2") not in end
    assert len(admin.all_tasks(scan)) == 3


def test_a_burst_longer_than_what_may_wait_is_held_up_and_answered_whole(worker: User) -> None:
    count = 5_000
    with Wire(worker.server, worker.token) as wire:
        wire.send(b"".join(event(number, "echo", {}) for number in range(count)))
        got = answers(wire, count)

    assert [number for number, _ in got] == list(range(count))


def test_many_sockets_at_once_each_get_their_own_answers(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_LIMIT_SOCKETS_PER_USER="100")
    admin = first_admin(server)
    scan, people = admin.open_scan(), [register(server) for _ in range(3)]
    with ExitStack() as stack:
        wires = [
            stack.enter_context(Wire(server, people[number % 3].token)) for number in range(30)
        ]
        for wire in wires:
            wire.send(event(0, "join_scan", {"scan_id": scan["id"]}))
        assert all(answers(wire, 1)[0][1]["ok"] for wire in wires)

        for number, wire in enumerate(wires):
            wire.send(
                event(1, "new_task_suggestion", suggestion(scan, f"from {number}"))
                + event(2, "new_task_suggestion", {"scan_id": scan["id"]})
            )

        for number, wire in enumerate(wires):
            (_, stored), (_, refused) = answers(wire, 2)
            assert stored["task"]["text"] == f"from {number}"
            assert refused["error"]["code"] == "invalid"
    assert len(admin.all_tasks(scan)) == len(wires)


@only_ours
def test_whoever_reads_nothing_is_cut_off_and_harms_nobody(start_server: StartServer) -> None:
    server = start_server()
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    sender = RawSocket(server, worker.token)
    sender.call("join_scan", {"scan_id": scan["id"]})
    with Wire(server, admin.token) as deaf:
        deaf.send(event(0, "join_scan", {"scan_id": scan["id"]}))
        answers(deaf, 1)
        before = memory(server.process.pid)

        # Twice what may be owed to one socket, beyond what the network holds for it.
        for _ in range(40):
            texts = [suggestion(scan, "x" * 4_000) for _ in range(100)]
            assert all(answer["ok"] for answer in sender.call_many("new_task_suggestion", texts))

        assert memory(server.process.pid) - before < 64 * 1024
        received = sum(len(got.payload) for got in deaf.rest())
        assert received < 4_000 * 4_000
    assert sender.call("echo", {})["ok"]
    sender.close()


def memory(pid: int, line: str = "VmRSS") -> int:
    """Return how much memory a process has, or with "VmHWM" has ever had, in KiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(each.split()[1]) for each in lines if each.startswith(line))


def test_whoever_sends_much_while_he_waits_is_held_up(start_server: StartServer) -> None:
    server = start_server(module="tests.story.slow_server", TASKSTREAM_COMMIT="thread")
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    slow = b"".join(event(each, "new_task_suggestion", suggestion(scan)) for each in range(50))
    # As much as a frame may have, and twenty times that once it is read.
    junk = frame(TEXT, b'4299["new_task_suggestion"' + b",{}" * 21_800 + b"]") * 200
    with Wire(server, worker.token) as wire:
        wire.send(event(0, "join_scan", {"scan_id": scan["id"]}))
        answers(wire, 1)
        before = memory(server.process.pid)
        Path(server.data_dir, SLOW).touch()

        sender = Thread(target=wire.send, args=(slow + junk,))
        sender.start()
        got = answers(wire, 250)
        sender.join()

        assert memory(server.process.pid, "VmHWM") - before < 48 * 1024
    assert [number for number, _ in got] == [*range(50), *[99] * 200]
    assert [answer["ok"] for _, answer in got] == [True] * 50 + [False] * 200


@pytest.mark.parametrize("end", ["signed out", "says good-bye", "cut"])
def test_a_socket_that_ends_while_its_batch_is_stored_loses_and_doubles_nothing(
    start_server: StartServer, end: str
) -> None:
    server = start_server(module="tests.story.slow_server", TASKSTREAM_COMMIT="thread")
    admin, worker, colleague = first_admin(server), register(server), register(server)
    scan = admin.open_scan()
    forms = [suggestion(scan) for _ in range(BATCH)]
    slow, key = Path(server.data_dir, SLOW), {"scan_id": scan["id"]}
    with Wire(server, worker.token) as wire, Wire(server, colleague.token) as beside:
        for each in (wire, beside):
            each.send(event(0, "join_scan", key))
            answers(each, 1)
        slow.touch()
        wire.send(b"".join(event(at, "new_task_suggestion", form) for at, form in enumerate(forms)))
        # Behind it, so that it is under way by then; nobody else waits for it.
        beside.send(event(1, "echo", {}))
        answers(beside, 1)
        if end == "signed out":
            assert worker.post("/logout").status_code == 204
            while b"signed_out" not in wire.next().payload:
                pass
        elif end == "says good-bye":
            wire.send(frame(TEXT, b"1"))
            wire.rest()
        else:
            wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            wire.socket.close()
        slow.unlink()

    with Wire(server, good(sign_in(worker))["access_token"]) as again:
        again.send(event(0, "join_scan", key))
        answers(again, 1)
        again.send(
            b"".join(event(at, "new_task_suggestion", form) for at, form in enumerate(forms))
        )
        got = [answer for _, answer in answers(again, BATCH)]

    assert all(answer["ok"] for answer in got)
    stored = {task["id"] for task in admin.all_tasks(scan)}
    assert len(stored) == BATCH
    assert stored == {answer["task"]["id"] for answer in got}
    assert not any("Traceback" in line for line in server.lines), server.lines


def sign_in(user: User) -> Any:
    """Sign in with the password, whatever came of the session before."""
    return Caller(user.server).post("/login", {"username": user.name, "password": PASSWORD})


@only_ours
def test_the_server_says_good_bye_in_both_protocols(worker: User) -> None:
    with Wire(worker.server, worker.token) as wire:
        wire.send(frame(TEXT, b"not a packet") + event(1, "echo", {}))

        assert wire.rest() == [Got(TEXT, b"1"), Got(CLOSE, struct.pack("!H", 1000))]


def test_whoever_goes_on_after_the_good_bye_is_cut_off(worker: User) -> None:
    with Wire(worker.server, worker.token) as wire:
        wire.send(frame(TEXT, b"not a packet"))
        wire.rest()

        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            send_for_good(wire, event(1, "echo", {}) * 100)


def send_for_good(wire: Wire, data: bytes) -> None:
    """Send until the other side is gone, or for ten seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        wire.send(data)
