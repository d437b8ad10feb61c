"""How long is the way from a worker's click to the acknowledgement, and to the admin's screen?

The product (signed in, checked, committed to the disk) beside a bare relay that only passes the
message on, in the same run, in turns, over real sockets, one suggestion at a time. Both carry
the same client, whose own cost is in both; the difference is what the product's work costs. Other
work on the machine shows first in p99.
"""

from __future__ import annotations

import os
import queue
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import socketio

from tests.actors import first_admin, register
from tests.running import BACKEND, Server

ROUNDS = 8
SUGGESTIONS = 150
WARM_UP = 50
ANSWER_SECONDS = 10
TEXT = "Verify badge read at gate 4. Reported value differs from the register by one digit."


@dataclass
class Way:
    """A worker and an admin on one server, and how long each suggestion took, in ms."""

    name: str
    url: str
    scan_id: str = "bench"
    worker_token: str = ""
    admin_token: str = ""
    acknowledged: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)

    def connect(self) -> None:
        """Let both join the scan."""
        self._arrived: queue.Queue[tuple[int, str]] = queue.Queue()
        self.admin = self._join(self.admin_token)
        self.worker = self._join(self.worker_token)
        self.admin.on("new_task", self._note)

    def measure(self, count: int) -> None:
        """Send so many, each after the one before was answered and shown."""
        for _ in range(count):
            client_id = uuid.uuid4().hex
            form = {"scan_id": self.scan_id, "client_id": client_id, "text": TEXT}
            sent = time.perf_counter_ns()
            answer = self.worker.call("new_task_suggestion", form, timeout=ANSWER_SECONDS)
            answered = time.perf_counter_ns()
            assert answer["ok"], answer
            shown, text = self._arrived.get(timeout=ANSWER_SECONDS)
            assert text == TEXT
            self.acknowledged.append((answered - sent) / 1e6)
            self.shown.append((shown - sent) / 1e6)

    def forget(self) -> None:
        """Drop what was measured while everything was cold."""
        self.acknowledged.clear()
        self.shown.clear()

    def close(self) -> None:
        """Hang up."""
        self.worker.disconnect()
        self.admin.disconnect()

    def _join(self, token: str) -> socketio.Client:
        client = socketio.Client(reconnection=False)
        client.connect(self.url, auth={"token": token}, transports=["websocket"])
        answer = client.call("join_scan", {"scan_id": self.scan_id}, timeout=ANSWER_SECONDS)
        assert answer["ok"], answer
        return client

    def _note(self, event: dict[str, dict[str, str]]) -> None:
        self._arrived.put((time.perf_counter_ns(), event["task"]["text"]))


@contextmanager
def bare_relay() -> Iterator[Way]:
    """Start the relay."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.relay"],
        cwd=BACKEND,
        env={k: v for k, v in os.environ.items() if not k.startswith("TASKSTREAM_")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield Way("bare Flask-SocketIO relay", process.stdout.readline().split()[1])
    finally:
        process.kill()
        process.wait()


@contextmanager
def product() -> Iterator[Way]:
    """Start the product on data of its own, with an open scan."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            admin, worker = first_admin(server), register(server)
            assert admin.token
            assert worker.token
            scan = admin.open_scan("Bench")
            yield Way("TaskStream, SQLite", server.url, scan["id"], worker.token, admin.token)
        finally:
            server.stop()


def percentile(values: list[float], part: int) -> float:
    """Return the value that so many per cent are not above."""
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


def main() -> None:
    """Measure both in turns and print a table."""
    with bare_relay() as relay, product() as taskstream:
        ways = (relay, taskstream)
        for way in ways:
            way.connect()
            way.measure(WARM_UP)
            way.forget()
        for _ in range(ROUNDS):
            for way in ways:
                way.measure(SUGGESTIONS)
        print(f"One suggestion at a time, {ROUNDS * SUGGESTIONS} each, in turns; ms\n")
        print(f"{'':<28}{'acknowledged':>20}{'seen by the admin':>26}")
        print(f"{'':<28}{'p50':>12}{'p99':>8}{'p50':>18}{'p99':>8}")
        for way in ways:
            figures = [percentile(v, p) for v in (way.acknowledged, way.shown) for p in (50, 99)]
            print(f"{way.name:<28}{{:>12.2f}}{{:>8.2f}}{{:>18.2f}}{{:>8.2f}}".format(*figures))
        for way in ways:
            way.close()


if __name__ == "__main__":
    main()
