"""What the server logs while something is done to it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

import pytest

from tests.raw import MESSAGE, RawSocket
from tests.running import Server

# An empty message is refused with this line, and nothing else that tests do is.
MARK = "broke the protocol (TypeError)"

_marks: WeakKeyDictionary[Server, int] = WeakKeyDictionary()


@contextmanager
def logged(server: Server) -> Iterator[list[str]]:
    """Give a list that holds, after the block, every line that the server logged during it."""
    lines: list[str] = []
    start = _mark(server) + 1
    yield lines
    lines += server.lines[start : _mark(server)]


def logged_by_us(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Return what the product logged here: sockets of earlier tests may still be on their way out."""
    return [record for record in caplog.records if record.name.startswith("taskstream")]


def _mark(server: Server) -> int:
    """Have the server log a line; return its place. All that was logged before stands before it."""
    _marks[server] = _marks.get(server, 0) + 1
    socket = RawSocket(server)
    socket.send(MESSAGE)
    socket.wait_until_closed()
    socket.close()
    return _nth_mark(server, _marks[server])


def _nth_mark(server: Server, number: int) -> int:
    lines = server.log_when(MARK, times=number)
    return [place for place, line in enumerate(lines) if MARK in line][number - 1]
