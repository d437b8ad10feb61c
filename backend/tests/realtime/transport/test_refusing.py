"""What there is no room for is refused as it is read, and takes nobody's room away (P61)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from taskstream.realtime.transport.engine import HOLD_SECONDS
from tests.actors import Caller, User, first_admin, good, register
from tests.realtime.transport.wire import TEXT, Wire, answers, event, frame, only_ours, suggestion
from tests.running import Server

pytestmark = only_ours

SECONDS = 10
# Of what one socket sends in one go half as many are taken in: the other half is everybody else's.
ROOM, ROOM_FOR_ONE = 40, 20


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes in few suggestions at a time."""
    server = Server(tmp_path_factory.mktemp("data"), TASKSTREAM_LIMIT_BACKLOG=str(ROOM))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def people(narrow: Server) -> dict[str, User]:
    return {"admin": first_admin(narrow), "worker": register(narrow)}


@pytest.fixture
def worker(people: dict[str, User]) -> User:
    return people["worker"]


@pytest.fixture
def scan(people: dict[str, User]) -> dict[str, Any]:
    return people["admin"].open_scan()


def joined(worker: User, scan: dict[str, Any]) -> Wire:
    wire = Wire(worker.server, worker.token)
    wire.send(event(0, "join_scan", {"scan_id": scan["id"]}))
    [(_, answer)] = answers(wire, 1)
    assert answer["ok"]
    return wire


def suggested(number: int, scan: dict[str, Any]) -> bytes:
    return event(number, "new_task_suggestion", suggestion(scan))


def as_many_as_there_is_room(scan: dict[str, Any]) -> bytes:
    return b"".join(suggested(number, scan) for number in range(1, ROOM_FOR_ONE + 1))


def test_it_is_refused_before_it_is_read_and_before_the_others_are_stored(
    worker: User, scan: dict[str, Any]
) -> None:
    with joined(worker, scan) as wire:
        # Read, it would end the socket: its list is not even closed.
        broken = frame(TEXT, b'4232["new_task_suggestion",{')
        too_many = suggested(31, scan) + broken + event(33, "echo", {})
        wire.send(as_many_as_there_is_room(scan) + too_many)
        got = answers(wire, ROOM_FOR_ONE + 3)

    assert [number for number, _ in got] == [31, 32, *range(1, ROOM_FOR_ONE + 1), 33]
    assert [answer["ok"] for _, answer in got] == [False] * 2 + [True] * (ROOM_FOR_ONE + 1)
    errors = [answer["error"] for _, answer in got[:2]]
    assert {(error["code"], error["retry"]) for error in errors} == {("busy", True)}
    assert errors[0]["retry_after"] != errors[1]["retry_after"]


def test_an_event_that_wants_no_answer_gets_none(worker: User, scan: dict[str, Any]) -> None:
    with joined(worker, scan) as wire:
        unasked = frame(TEXT, b'42["new_task_suggestion",{}]')
        wire.send(as_many_as_there_is_room(scan) + unasked + event(31, "echo", {}))
        got = answers(wire, ROOM_FOR_ONE + 1)

    assert [number for number, answer in got if answer["ok"]] == [*range(1, ROOM_FOR_ONE + 1), 31]


def test_who_was_refused_is_read_again_and_his_next_one_is_taken(
    worker: User, scan: dict[str, Any]
) -> None:
    with joined(worker, scan) as wire:
        begun = time.monotonic()
        wire.send(as_many_as_there_is_room(scan) + suggested(31, scan))
        [(refused, answer)] = answers(wire, 1)
        assert (refused, answer["ok"]) == (31, False)
        answers(wire, ROOM_FOR_ONE)
        wire.send(suggested(34, scan))
        [(number, answer)] = answers(wire, 1)

    assert (number, answer["ok"]) == (34, True)
    # Not before: what he sends meanwhile is read in one go.
    assert time.monotonic() - begun > HOLD_SECONDS


ENDS = {
    "what cannot be read": frame(TEXT, b'429["new_task_suggestion",{'),
    "what comes behind a good-bye": frame(TEXT, b"41")
    + frame(TEXT, b'429["new_task_suggestion",{}]'),
    "what comes before a hang-up": frame(TEXT, b'429["new_task_suggestion",{}]') + frame(8),
    "what is wrong": frame(TEXT, b'429["new_task_suggestion",{}]'),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_whatever_becomes_of_it_its_room_is_free_again(
    worker: User, scan: dict[str, Any], end: bytes
) -> None:
    with joined(worker, scan) as wire:
        wire.send(end)
    with joined(worker, scan) as wire:
        wire.send(end)
        wire.send(event(1, "echo", {}))

    deadline = time.monotonic() + SECONDS
    while good(Caller(worker.server).get("/health"))["load"]["backlog"]:
        assert time.monotonic() < deadline, "room was lost"
        time.sleep(0.01)  # of room that is free again nobody is told: it can only be asked for


def test_who_is_not_let_in_takes_up_no_room_and_is_told_nothing(
    worker: User, scan: dict[str, Any]
) -> None:
    with Wire(worker.server) as wire:
        many = as_many_as_there_is_room(scan) + suggested(31, scan)
        wire.send(many + frame(TEXT, b'40{"token":"none"}'))
        assert wire.next().payload.startswith(b"44")
