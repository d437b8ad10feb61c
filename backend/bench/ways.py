"""What is measured: the product and its peers, each a server process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeAlias

from bench.parts import NOTES
from bench.peers.tutorial_tokens import token_of
from tests.actors import User, first_admin, register
from tests.running import BACKEND, Server

PEERS = BACKEND / "bench" / "peers"
# What says how a task is stored.
SHAPES = (
    "bench/filled.py",
    "taskstream/repositories/tasks.py",
    *(f"taskstream/storage/{name}.py" for name in ("schema", "migrations", "sqlite/tables")),
)
STORES = BACKEND.parent / ".state" / "bench-stores"
# As shipped, but for the three limits that a single machine's load would run into.
PRODUCT = {"TASKSTREAM_LIMIT_SOCKETS_PER_USER": "100000"}
WORKERS = 50
NOTES_SECONDS = 5
PYTHON = (sys.executable, "-W", "ignore", "-m")

# Starts a server, and ends it again.
Starter: TypeAlias = Callable[[], AbstractContextManager["Way"]]


@dataclass
class Way:
    """A server that runs. ``tokens``: of an admin or of the n-th worker; ``open_scan``: a new one.

    ``parts``: where its processor's time went since it was asked last, where that is noted.
    """

    name: str
    address: str
    process: int
    admin_token: Callable[[], str]
    worker_token: Callable[[int], str]
    open_scan: Callable[[], str]
    plain: bool = False
    parts: Callable[[], Mapping[str, int]] | None = None

    def plan(self, *, admins: int, workers: int, idle: int = 0, **more: Any) -> dict[str, Any]:
        """Return a plan for the load, of these sockets, in a new scan."""
        return {
            "Address": self.address,
            "Process": self.process,
            "Plain": self.plain,
            "Scan": self.open_scan(),
            "Admins": [self.admin_token()] * admins,
            "Workers": [self.worker_token(number) for number in range(workers)],
            "Idle": [self.worker_token(number) for number in range(idle)],
            **more,
        }


class Product:
    """The product on data of its own, with an admin and fifty workers, and so many tasks before."""

    def __init__(self, stored: int = 0, module: str = "taskstream", **more: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._stored = stored
        if stored:
            shutil.copytree(stored_before(stored), self._folder.name, dirs_exist_ok=True)
            # Or the commits that are measured wait for it.
            os.sync()
        self.server = Server(Path(self._folder.name), module=module, **PRODUCT, **more)
        try:
            self.admin = first_admin(self.server)
        except BaseException:
            self.server.kill()
            raise
        self._workers: list[User] = []

    def way(self) -> Way:
        """Return the way to it."""
        return Way(
            f"TaskStream, {self._stored:,} tasks stored" if self._stored else "TaskStream",
            self.server.url.removeprefix("http://"),
            self.server.process.pid,
            lambda: _token(self.admin),
            lambda number: _token(self._worker(number)),
            lambda: str(self.admin.open_scan("Bench")["id"]),
        )

    def parts(self) -> Mapping[str, int]:
        """Return what the profiled server has noted since the last time."""
        written = Path(self._folder.name) / NOTES
        written.unlink(missing_ok=True)
        self.server.process.send_signal(signal.SIGUSR1)
        deadline = time.monotonic() + NOTES_SECONDS
        while not written.exists():
            if time.monotonic() > deadline:
                raise RuntimeError("the server has not said where its time went")
            time.sleep(0.01)  # nothing else tells of a file that the other process writes
        noted: dict[str, int] = json.loads(written.read_text())
        return noted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.kill()
        self._folder.cleanup()

    def _worker(self, number: int) -> User:
        while len(self._workers) < min(number + 1, WORKERS):
            self._workers.append(register(self.server))
        return self._workers[number % WORKERS]


def stored_before(count: int) -> Path:
    """Return a data folder with so many tasks, made once for as long as what they look like is the same."""
    code = (BACKEND / name for name in SHAPES)
    version = hashlib.sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:12]
    kept = STORES / f"{count}-{version}"
    if not kept.is_dir():
        for older in STORES.glob(f"{count}-*"):
            shutil.rmtree(older)
        # Under another name until it is whole.
        making = STORES / f"making-{count}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        subprocess.run([*PYTHON, "bench.filled", str(making), str(count)], cwd=BACKEND, check=True)
        making.rename(kept)
    return kept


def _token(user: User) -> str:
    user.freshen()
    assert user.token
    return user.token


@contextmanager
def peer(
    name: str,
    command: Sequence[str],
    admin_token: str = "admin",
    worker_token: Callable[[int], str] = "worker{}".format,
    *,
    plain: bool = False,
) -> Iterator[Way]:
    """Start a peer, which says where it listens."""
    process = subprocess.Popen(
        command,
        cwd=BACKEND,
        env={k: v for k, v in os.environ.items() if not k.startswith("TASKSTREAM_")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = process.stdout.readline().split()
        if len(said) < 2:
            raise RuntimeError(f"{name} ended before it said where it listens")
        address = said[1]
        yield Way(
            name, address, process.pid, lambda: admin_token, worker_token, lambda: "bench", plain
        )
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def flask_relay(mode: str) -> AbstractContextManager[Way]:
    """Start a bare Flask-SocketIO relay on an event loop."""
    command = [*PYTHON, "bench.peers.flask_relay", mode]
    return peer(f"bare Flask-SocketIO relay, {mode}", command)


def node_relay() -> AbstractContextManager[Way]:
    """Start a bare Node socket.io relay."""
    return peer("bare Node socket.io relay", ["node", str(PEERS / "node_relay.cjs")])


def websockets_relay() -> AbstractContextManager[Way]:
    """Start a bare relay without Socket.IO."""
    command = [*PYTHON, "bench.peers.websockets_relay"]
    return peer("bare websockets relay", command, plain=True)


@contextmanager
def tutorial() -> Iterator[Way]:
    """Start the tutorial's way."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*PYTHON, "bench.peers.tutorial", f"{folder}/tasks.db"]
        with peer(
            "the tutorial's way", command, token_of("admin", "ADMIN"), _tutorial_worker
        ) as way:
            yield way


def _tutorial_worker(number: int) -> str:
    return token_of(f"worker {number}", "WORKER")


@contextmanager
def product(stored: int = 0) -> Iterator[Way]:
    """Start the product."""
    with Product(stored) as running:
        yield running.way()


@contextmanager
def profiled() -> Iterator[Way]:
    """Start the product with a clock in it, which sees nothing of other threads than the loop's."""
    with Product(module="bench.profiled_server", TASKSTREAM_COMMIT="loop") as running:
        yield replace(running.way(), parts=running.parts)


@contextmanager
def without(*, counting: bool = True, likeness: bool = True) -> Iterator[Way]:
    """Start the product without its figures, or with scans in which nothing is compared, or both."""
    left_out = {"counting": counting, "likeness": likeness}
    name = " and ".join(name for name, is_in in left_out.items() if not is_in)
    with Product(module="taskstream" if counting else "bench.uncounted_server") as running:
        yield replace(
            running.way(),
            name=f"TaskStream without {name}",
            open_scan=lambda: str(running.admin.open_scan("Bench", stacking=likeness)["id"]),
        )


WAYS: Mapping[str, Starter] = {
    "product": product,
    "profiled": profiled,
    "unlike": partial(without, likeness=False),
    "uncounted": partial(without, counting=False),
    "neither": partial(without, counting=False, likeness=False),
    "node": node_relay,
    "eventlet": partial(flask_relay, "eventlet"),
    "gevent": partial(flask_relay, "gevent"),
    "threading": partial(flask_relay, "threading"),
    "websockets": websockets_relay,
    "tutorial": tutorial,
    "100,000": partial(product, 100_000),
    "1,000,000": partial(product, 1_000_000),
}
