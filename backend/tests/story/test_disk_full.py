"""The disk is full: no false acknowledgement, reading goes on, and it heals by itself.

Full is made by the kernel's limit on the size of files (RLIMIT_FSIZE), set from outside on the
running server: its writes fail in the middle of a page, as they do on a full disk, and no
rights, mounts or switches in the product are needed for it. A reader from outside keeps the log
from beginning anew meanwhile, which would give the server room again.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

import pytest

from tests.actors import Caller, User, first_admin, good, new_key, register
from tests.conftest import MODES, StartServer
from tests.raw import RawSocket
from tests.running import Server

CYCLES = 5
# A few pages: it ends in the middle of the next commit, and no smaller one fits either.
LEFT_BYTES = 12_000
AT_ONCE = 5
MORE_THAN_FIT = 50
READY_SECONDS = 10

Form = dict[str, Any]


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """Leave the server a little room for its log, and as much as it likes afterwards."""
    _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    with closing(sqlite3.connect(server.data_dir / "taskstream.db", isolation_level=None)) as seen:
        # As long as it is in use, it says that it is busy.
        while seen.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            pass
        seen.execute("BEGIN")
        seen.execute("SELECT count(*) FROM tasks").fetchone()
        left = random.randrange(LEFT_BYTES)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (left, most))
        yield
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))


def readiness(server: Server) -> int:
    return Caller(server).get("/health/ready").status_code


class Phone:
    """A worker's socket, and what became of what it sent."""

    def __init__(self, worker: User, scan: dict[str, Any]) -> None:
        self._scan = scan
        self._socket = RawSocket(worker.server, worker.token)
        self.join()
        self.acknowledged: dict[str, Any] = {}
        self.refused: list[Form] = []

    def join(self) -> Any:
        """Read what the scan holds for him."""
        answer = self._socket.call("join_scan", {"scan_id": self._scan["id"]})
        assert answer["ok"], answer
        return answer

    def send_until_refused(self) -> None:
        """Send until the server says that it cannot."""
        for _ in range(MORE_THAN_FIT):
            if self.refused:
                return
            self.send(
                {"scan_id": self._scan["id"], "client_id": new_key(), "text": f"Seal {place}"}
                for place in range(AT_ONCE)
            )
        raise AssertionError("there was always room")

    def send_again(self) -> None:
        """Send what was refused, as it was."""
        forms, self.refused = self.refused, []
        self.send(forms)

    def send(self, forms: Any) -> None:
        sent = list(forms)
        for form, answer in zip(
            sent, self._socket.call_many("new_task_suggestion", sent), strict=True
        ):
            if answer["ok"]:
                self.acknowledged[form["client_id"]] = answer["task"]
                continue
            assert (answer["error"]["code"], answer["error"]["retry"]) == ("unavailable", True)
            self.refused.append(form)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def at_end() -> Iterator[ExitStack]:
    """What is to be called after the test."""
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("mode", MODES)
def test_a_full_disk_refuses_reads_on_and_heals(
    start_server: StartServer, at_end: ExitStack, mode: str
) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode)
    admin = first_admin(server)
    scan = admin.open_scan()
    phones = [Phone(register(server), scan) for _ in range(2)]
    for phone in phones:
        at_end.callback(phone.close)

    for _ in range(CYCLES):
        with full_disk(server):
            for phone in phones:
                phone.send_until_refused()

            assert readiness(server) == 503
            assert good(Caller(server).get("/health/live"))
            # A page that is loaded now is signed in, too.
            admin.token = good(admin.post("/refresh"))["access_token"]
            assert_all_are_there(admin, scan, phones)

        # Nobody else has to write before it says that it can.
        deadline = time.monotonic() + READY_SECONDS
        while readiness(server) != 200:
            assert time.monotonic() < deadline
        for phone in phones:
            phone.send_again()
            assert phone.refused == []

    assert_all_are_there(admin, scan, phones)
    # One line each time, for whoever has to make room, however much was refused.
    for words in ("takes no writes", "takes writes again"):
        assert sum(words in line for line in server.log_when(words, times=CYCLES)) == CYCLES
    assert not any("Traceback" in line for line in server.lines), server.lines


def assert_all_are_there(admin: User, scan: dict[str, Any], phones: list[Phone]) -> None:
    """What was acknowledged is there, for both to read, and nothing else."""
    acknowledged = {task["id"]: task for phone in phones for task in phone.acknowledged.values()}
    assert {task["id"]: task for task in admin.all_tasks(scan)} == acknowledged
    for phone in phones:
        newest = [task["id"] for task in phone.join()["tasks"]]
        assert set(newest) <= acknowledged.keys()
