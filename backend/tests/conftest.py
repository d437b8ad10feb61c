"""A server for the whole run with a few people on it; every test opens scans of its own."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.actors import User, another_admin, first_admin, register
from tests.running import Server

MODES = ("eventlet", "gevent", "threading")


def pytest_collection_finish() -> None:
    """Refuse to go on where a test module has patched this process: its threads would wait for ever."""
    if socket.socket.__module__ != "socket":
        raise pytest.UsageError("A test module imports taskstream.__main__, which patches sockets.")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product on its default event loop."""
    running = Server(tmp_path_factory.mktemp("data"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def people(server: Server) -> dict[str, User]:
    """Accounts cost a password hash each, so the run shares them."""
    return people_on(server)


def people_on(server: Server) -> dict[str, User]:
    """Return one of each on a server that has nobody yet."""
    admin = first_admin(server)
    return {
        "admin": admin,
        "other_admin": another_admin(admin),
        "worker": register(server),
        "other_worker": register(server),
        "named": register(server),
        "stranger": register(server),
    }


@pytest.fixture
def _hung_up(people: dict[str, User]) -> Iterator[None]:
    for person in people.values():
        person.freshen()
    yield
    for person in people.values():
        person.hang_up()


@pytest.fixture
def admin(people: dict[str, User], _hung_up: None) -> User:
    """Moderates every scan."""
    return people["admin"]


@pytest.fixture
def other_admin(people: dict[str, User], _hung_up: None) -> User:
    """Another one."""
    return people["other_admin"]


@pytest.fixture
def worker(people: dict[str, User], _hung_up: None) -> User:
    """Submits."""
    return people["worker"]


@pytest.fixture
def other_worker(people: dict[str, User], _hung_up: None) -> User:
    """Submits too, and must never see the first one's tasks."""
    return people["other_worker"]


@pytest.fixture
def named(people: dict[str, User], _hung_up: None) -> User:
    """A worker whom owners name as a moderator."""
    return people["named"]


@pytest.fixture
def stranger(people: dict[str, User], _hung_up: None) -> User:
    """Signed in, and in no scan before a test puts him there."""
    return people["stranger"]


@pytest.fixture
def scan(admin: User) -> dict[str, Any]:
    """An open scan of the admin's."""
    return admin.open_scan()


StartServer = Callable[..., Server]


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[StartServer]:
    """Start servers that this test alone uses: ``start_server(TASKSTREAM_X="…")``."""
    running: list[Server] = []

    def start(**environment: str) -> Server:
        folder = tmp_path / f"data{len(running)}"
        running.append(Server(folder, **environment))
        return running[-1]

    yield start
    for each in running:
        if each.process.poll() is None:
            each.stop()
