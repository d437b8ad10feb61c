"""Who cannot be let in, and who says nothing, is not the end of the server."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from taskstream.realtime.accepting import Door
from tests.actors import ANSWER_SECONDS, first_admin, good
from tests.conftest import StartServer
from tests.raw import RawSocket
from tests.realtime.narrow import FILES, SILENCE_SECONDS
from tests.running import Server


@pytest.fixture
def narrow(start_server: StartServer) -> Server:
    """A server that has few files and little patience."""
    return start_server(module="tests.realtime.narrow_server")


def call(server: Server) -> socket.socket:
    """Open a connection, and say nothing."""
    port = int(server.url.rpartition(":")[2])
    return socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS)


def test_more_callers_than_files_end_nothing(narrow: Server) -> None:
    admin = first_admin(narrow)
    before = RawSocket(narrow, admin.token)
    with ExitStack() as callers:
        for _ in range(2 * FILES):
            callers.enter_context(call(narrow))
        narrow.log_when("no connection can be taken (Too many open files)")

        assert before.call("echo", {})["ok"]

    admin.freshen()
    after = RawSocket(narrow, admin.token)
    assert after.call("echo", {})["ok"]
    assert good(admin.get("/me"))["role"] == "ADMIN"
    for each in (before, after):
        each.close()
    assert sum("no connection" in line for line in narrow.lines) == 1


def test_whoever_calls_and_says_nothing_loses_his_place(narrow: Server) -> None:
    admin = first_admin(narrow)
    live = RawSocket(narrow, admin.token)
    with call(narrow) as silent, call(narrow) as slow:
        slow.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")

        assert (silent.recv(1), slow.recv(1)) == (b"", b"")

    # A websocket has pings for that.
    with call(narrow) as silent:
        assert silent.recv(1) == b""
    assert SILENCE_SECONDS < ANSWER_SECONDS
    assert live.call("echo", {})["ok"]
    live.close()


class Listener:
    """Stands where the listening socket stands: these errors, and then a caller."""

    def __init__(self, *errors: int) -> None:
        self._errors: Iterator[int] = iter(errors)

    def accept(self) -> tuple[None, str]:
        """Return a caller. Raises OSError."""
        for error in self._errors:
            raise OSError(error, "no")
        return None, "caller"


@pytest.mark.parametrize("error", [errno.EMFILE, errno.ENFILE, errno.ECONNABORTED, errno.EPROTO])
def test_an_error_that_passes_is_waited_out(error: int) -> None:
    door = Door(Listener(error, error))  # type: ignore[arg-type]  # a stand-in

    assert door.accept()[1] == "caller"


def test_a_closed_door_is_told_so() -> None:
    with pytest.raises(OSError, match="no"):
        Door(Listener(errno.EBADF)).accept()  # type: ignore[arg-type]  # a stand-in
