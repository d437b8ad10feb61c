"""A client in another language, written from docs/protocol.md, under the same kills as ours."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.actors import PASSWORD, User, good
from tests.chaos.crew import Crew, Mortal
from tests.chaos.storm import POINTS
from tests.running import BACKEND

EXAMPLE = BACKEND.parent / "examples" / "worker.cjs"
LIBRARIES = BACKEND.parent / "frontend" / "node_modules"
HEARTBEAT = 0.5
SECONDS = 30
ROUNDS = 2
# Each life of the server sees a few dozen commits of this one client.
CHANCE = 0.2
# So many at a time: some are always under way when the server dies.
HANDFUL = 8


class NodeWorker:
    """The example, run as a process."""

    def __init__(self, user: User, scan_id: str, outbox: Path) -> None:
        self.said: queue.Queue[dict[str, Any]] = queue.Queue()
        self.saved: list[dict[str, Any]] = []
        self.process = subprocess.Popen(
            ["node", str(EXAMPLE), user.server.url, scan_id, str(outbox)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "NODE_PATH": str(LIBRARIES),
                "TASKSTREAM_USER": user.name,
                "TASKSTREAM_PASSWORD": PASSWORD,
            },
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.said.put(json.loads(line))

    def type(self, text: str) -> None:
        """Give it one line."""
        assert self.process.stdin is not None
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def is_saved_within(self, seconds: float) -> bool:
        """Return whether it tells of another acknowledgement in that time."""
        end = time.monotonic() + seconds
        while True:
            try:
                said = self.said.get(timeout=max(end - time.monotonic(), 0))
            except queue.Empty:
                return False
            if "saved" in said:
                self.saved.append(said)
                return True

    def finish(self) -> dict[str, int]:
        """End its input; return what it holds when it has ended: versions by task."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(SECONDS) == 0
        self._reader.join(SECONDS)
        rest = list(self.said.queue)
        self.saved += [said for said in rest if "saved" in said]
        held: dict[str, int] = rest[-1]["done"]
        return held

    def kill(self) -> None:
        """End it without a word."""
        self.process.kill()
        self.process.wait(SECONDS)
        self._reader.join(SECONDS)
        assert self.process.stdin is not None
        self.process.stdin.close()


@contextmanager
def node_worker(user: User, scan_id: str, outbox: Path) -> Iterator[NodeWorker]:
    """Run one, and leave none behind."""
    worker = NodeWorker(user, scan_id, outbox)
    try:
        yield worker
    finally:
        worker.kill()


@pytest.fixture
def mortal(crew: Crew) -> Iterator[Mortal]:
    """A server with the crew on it, that may be killed."""
    server = Mortal(crew.data_dir, TASKSTREAM_HEARTBEAT_SECONDS=str(HEARTBEAT))
    crew.at(server)
    yield server
    if server.process.poll() is None:
        server.stop()


def test_it_loses_and_doubles_nothing_through_kills(
    crew: Crew, mortal: Mortal, tmp_path: Path
) -> None:
    admin, user = crew.admins[0], crew.workers[0]
    scan = admin.open_scan("By Node")
    typed: list[str] = []
    with node_worker(user, scan["id"], tmp_path / "outbox.json") as node:
        for point in POINTS * ROUNDS:
            mortal.kill()
            mortal.revive(TASKSTREAM_TEST_MODE="true", TASKSTREAM_FAULTS=f"{point}:{CHANCE}")
            while mortal.process.poll() is None:
                for _ in range(HANDFUL):
                    typed.append(f"Line {len(typed)}")
                    node.type(typed[-1])
                while not node.is_saved_within(0.1) and mortal.process.poll() is None:
                    pass
        mortal.revive()
        admin.decide(good(admin.get(f"/scans/{scan['id']}/tasks"))["items"][0], "return")
        held = node.finish()

    tasks = admin.all_tasks(scan)
    assert Counter(task["text"] for task in tasks) == Counter(typed)  # none lost, none doubled
    assert sorted(said["text"] for said in node.saved) == sorted(typed)  # each told once
    assert held == {task["id"]: task["version"] for task in tasks}  # in step


def test_what_it_was_given_survives_its_own_end(crew: Crew, mortal: Mortal, tmp_path: Path) -> None:
    """P48: killed while there is no server, and started again."""
    admin, user = crew.admins[0], crew.workers[1]
    scan = admin.open_scan("By Node")
    outbox = tmp_path / "outbox.json"
    with node_worker(user, scan["id"], outbox) as node:
        node.type("before")
        assert node.is_saved_within(SECONDS)
        mortal.kill()
        node.type("while away")
        wait_until_kept(outbox, "while away")
    mortal.revive()

    with node_worker(user, scan["id"], outbox) as node:
        node.finish()

    assert [said["text"] for said in node.saved] == ["while away"]
    assert sorted(task["text"] for task in admin.all_tasks(scan)) == ["before", "while away"]


def wait_until_kept(outbox: Path, text: str) -> None:
    """Return once the file holds that text."""
    for _ in range(SECONDS * 100):
        if text in outbox.read_text():
            return
        threading.Event().wait(0.01)
    raise AssertionError("never kept")
