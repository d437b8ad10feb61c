"""What is measured: the product and its peers, each a server process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from bench.peers.tutorial_tokens import token_of
from tests.actors import User, first_admin, register
from tests.running import BACKEND, Server

PEERS = BACKEND / "bench" / "peers"
# As shipped, but for the three limits that a single machine's load would run into.
PRODUCT = {"TASKSTREAM_LIMIT_SOCKETS_PER_USER": "100000"}
WORKERS = 50
PYTHON = (sys.executable, "-W", "ignore", "-m")


@dataclass
class Way:
    """A server that runs. ``tokens``: of an admin or of the n-th worker; ``open_scan``: a new one."""

    name: str
    address: str
    process: int
    admin_token: Callable[[], str]
    worker_token: Callable[[int], str]
    open_scan: Callable[[], str]
    plain: bool = False

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

    def __init__(self, stored: int = 0) -> None:
        self._folder = tempfile.TemporaryDirectory()
        if stored:
            filled = [*PYTHON, "bench.filled", self._folder.name, str(stored)]
            subprocess.run(filled, cwd=BACKEND, check=True)
        self._stored = stored
        self.server = Server(Path(self._folder.name), **PRODUCT)
        self.admin = first_admin(self.server)
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.kill()
        self._folder.cleanup()

    def _worker(self, number: int) -> User:
        while len(self._workers) < min(number + 1, WORKERS):
            self._workers.append(register(self.server))
        return self._workers[number % WORKERS]


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
        address = process.stdout.readline().split()[1]
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


WAYS: Mapping[str, Callable[[], AbstractContextManager[Way]]] = {
    "product": product,
    "node": node_relay,
    "eventlet": partial(flask_relay, "eventlet"),
    "gevent": partial(flask_relay, "gevent"),
    "threading": partial(flask_relay, "threading"),
    "websockets": websockets_relay,
    "tutorial": tutorial,
    "100,000": partial(product, 100_000),
    "1,000,000": partial(product, 1_000_000),
}


@contextmanager
def started(names: Iterable[str]) -> Iterator[dict[str, Way]]:
    """Start those of these names."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(WAYS[name]()) for name in names}
