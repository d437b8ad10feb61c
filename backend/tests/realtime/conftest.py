"""A server whose limits are small, for the tests that meet them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.actors import User, first_admin, register
from tests.running import Server


@dataclass
class Strict:
    """The server, and people on it."""

    server: Server
    admin: User
    worker: User
    other: User


@pytest.fixture(scope="package")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Strict]:
    """Three suggestions, three verdicts, three sockets; one foreign origin is let in."""
    server = Server(
        tmp_path_factory.mktemp("strict"),
        TASKSTREAM_ALLOWED_ORIGINS="https://named.example",
        TASKSTREAM_LIMIT_SOCKETS_PER_USER="3",
        # So slow that nothing is refilled while a test runs.
        TASKSTREAM_LIMIT_SUBMIT="1/h:3",
        TASKSTREAM_LIMIT_DECIDE="1/h:3",
    )
    yield Strict(server, first_admin(server), register(server), register(server))
    server.stop()
