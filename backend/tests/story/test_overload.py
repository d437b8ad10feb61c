"""Three times what the server can store (P61): all are answered, the desk goes on, and then it is over.

Four seconds of it: the backlog of a disk this slow is full after one. Half a minute of it, at the whole
speed of the machine, is a load of the bench (``make bench SCENARIOS=overload``).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.actors import User, first_admin, new_key, register
from tests.conftest import MODES, StartServer
from tests.raw import RawSocket
from tests.running import Server
from tests.story.slow import EACH_SECONDS, SLOW

BACKLOG = 10
PHONES, WORKERS = 20, 4
SECONDS = 4.0
# What all of them send in a second, in stores that the server manages in a second.
TIMES = 3
EACH = int(SECONDS * TIMES / EACH_SECONDS / PHONES)
TEXT = "Seal 88-214 is cut. " * 50
# Were all of it taken in, half of it would wait longer for its answer.
PROMPT_SECONDS = SECONDS * (TIMES - 1) / 4
# So many of the refused are sent again.
AGAIN = 5
MEMORY_BYTES = 32 * 1024 * 1024

Answer = dict[str, Any]


class Phone:
    """A worker's socket that sends in time, whatever has been answered by then."""

    def __init__(self, worker: User, scan: dict[str, Any]) -> None:
        self.worker = worker
        self._scan = scan
        self._socket = RawSocket(worker.server, worker.token)
        assert self._socket.call("join_scan", {"scan_id": scan["id"]})["ok"]
        self.answers: dict[str, Answer] = {}
        self.waited: list[float] = []

    def flood(self) -> None:
        """Send, and read until everything has its answer."""
        sent: dict[int, tuple[str, float]] = {}
        sender = threading.Thread(target=self._send_in_time, args=(sent,))
        sender.start()
        came: dict[int, tuple[Answer, float]] = {}
        for kind, data in self._socket.arrivals():
            if isinstance(kind, int):
                came[kind] = data, time.monotonic()
            if len(came) == EACH:
                break
        sender.join()
        for number, (key, then) in sent.items():
            answer, now = came[number]
            self.answers[key] = answer
            self.waited.append(now - then)

    def _send_in_time(self, sent: dict[int, tuple[str, float]]) -> None:
        begun = time.monotonic()
        for place in range(EACH):
            threading.Event().wait(max(0.0, begun + place * SECONDS / EACH - time.monotonic()))
            key, now = new_key(), time.monotonic()
            form = {"scan_id": self._scan["id"], "client_id": key, "text": TEXT}
            sent[self._socket.emit("new_task_suggestion", form)] = key, now

    def send(self, key: str) -> Answer:
        """Send one by itself."""
        form = {"scan_id": self._scan["id"], "client_id": key, "text": TEXT}
        answer: Answer = self._socket.call("new_task_suggestion", form)
        return answer

    def close(self) -> None:
        self._socket.close()


class Desk:
    """An admin's socket that validates what it sees, one after the other, and reads everything."""

    def __init__(self, admin: User, scan: dict[str, Any]) -> None:
        self._admin = admin
        self._scan = scan
        self._socket = RawSocket(admin.server, admin.token)
        assert self._socket.call("join_scan", {"scan_id": scan["id"]})["ok"]
        self.seen: list[str] = []
        self.decided: list[str] = []
        self.waited: list[float] = []
        self._waiting: tuple[int, float] | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def wait_for(self, count: int) -> None:
        """Return once it has seen so many."""
        deadline = time.monotonic() + 10
        while len(self.seen) < count:
            assert time.monotonic() < deadline, f"{len(self.seen)} of {count}"
            threading.Event().wait(0.01)

    def finish(self) -> None:
        """Read up to the last event, and decide no more."""
        self._admin.change(self._scan, name="Over")
        self._thread.join()

    def close(self) -> None:
        if self._thread.is_alive():
            self.finish()
        self._socket.close()

    def _run(self) -> None:
        for kind, data in self._socket.arrivals():
            if kind == "scan_updated":
                return
            self._take(kind, data)

    def _take(self, kind: int | str, data: Any) -> None:
        if isinstance(kind, int):
            assert self._waiting is not None
            assert data["ok"], data
            self.waited.append(time.monotonic() - self._waiting[1])
            self.decided.append(data["task"]["id"])
            self._waiting = None
        elif kind in {"new_task", "new_tasks"}:
            tasks = data.get("tasks", [data.get("task")])
            self.seen += [task["id"] for task in tasks]
            if self._waiting is None:
                form = {"task_id": tasks[0]["id"], "action": "validate", "version": 1}
                now = time.monotonic()
                self._waiting = self._socket.emit("task_action", form), now


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    """What is to be closed after the test."""
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("mode", MODES)
def test_what_is_too_much_is_refused_and_everybody_is_answered(
    start_server: StartServer, closing: ExitStack, mode: str
) -> None:
    server = start_server(
        module="tests.story.slow_server",
        TASKSTREAM_ASYNC_MODE=mode,
        TASKSTREAM_LIMIT_BACKLOG=str(BACKLOG),
    )
    admin, workers = first_admin(server), [register(server) for _ in range(WORKERS)]
    scan = admin.open_scan()
    desk = Desk(admin, scan)
    closing.callback(desk.close)
    phones = [Phone(workers[place % WORKERS], scan) for place in range(PHONES)]
    for phone in phones:
        closing.callback(phone.close)
    before = memory(server)
    Path(server.data_dir, SLOW).touch()

    with ThreadPoolExecutor(PHONES) as pool:
        list(pool.map(Phone.flood, phones))

    # Every single one has its answer, and most at once.
    answers = {key: answer for phone in phones for key, answer in phone.answers.items()}
    assert len(answers) == PHONES * EACH
    stored = {key for key, answer in answers.items() if answer["ok"]}
    refused = answers.keys() - stored
    assert {answers[key]["error"]["code"] for key in refused} == {"busy"}
    assert all(answers[key]["error"]["retry"] for key in refused)
    assert all(answers[key]["error"]["retry_after"] > 0 for key in refused)
    # It went on storing all the time; how much, a test on a busy machine cannot say.
    assert len(stored) > 3 * BACKLOG
    assert len(refused) > len(answers) / TIMES
    assert median(wait for phone in phones for wait in phone.waited) < PROMPT_SECONDS
    # The desk decides and sees meanwhile, and the server holds no more than its backlog.
    assert len(desk.decided) > 3
    assert median(desk.waited) < PROMPT_SECONDS
    assert memory(server) - before < MEMORY_BYTES

    # At once, and with nothing to wait for: the first try of each, with a key that was refused.
    Path(server.data_dir, SLOW).unlink()
    last = [(phone, key) for phone in phones for key in phone.answers if key in refused][-AGAIN:]
    for phone, key in last:
        assert phone.worker.submit(scan, TEXT, key)["duplicate"] is False
    fresh = Phone(workers[0], scan)
    closing.callback(fresh.close)
    assert fresh.send(new_key())["ok"]

    # What was acknowledged is there once, what was refused is not, and the desk has seen it all.
    desk.wait_for(len(stored) + AGAIN + 1)
    desk.finish()
    tasks = admin.all_tasks(scan)
    assert len(tasks) == len(stored) + AGAIN + 1
    acknowledged = {answers[key]["task"]["id"] for key in stored}
    assert len(acknowledged) == len(stored)
    assert acknowledged <= {task["id"] for task in tasks}
    assert sorted(desk.seen) == sorted(task["id"] for task in tasks)
    assert not any("Traceback" in line for line in server.lines), server.lines


def memory(server: Server) -> int:
    """Return what the server takes up, in bytes."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) * 1024
