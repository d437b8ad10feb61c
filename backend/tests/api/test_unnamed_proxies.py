"""Who puts a reverse proxy in front and forgets to say so is told in the log."""

from __future__ import annotations

from tests.actors import Caller
from tests.conftest import StartServer
from tests.running import Server

FORWARDED = {"X-Forwarded-For": "192.0.2.7"}


def told(server: Server) -> list[str]:
    server.stop()
    return [line for line in server.whole_log() if "TASKSTREAM_TRUSTED_PROXIES" in line]


def test_a_proxy_that_nobody_has_named_is_told_of_once(start_server: StartServer) -> None:
    server = start_server()
    caller = Caller(server)

    caller.get("/health/live")
    for _ in range(3):
        assert caller.get("/health/live", headers=FORWARDED).status_code == 200

    [line] = told(server)
    assert "[warning" in line
    assert "everybody behind it counts as one address" in line
    assert not any("192.0.2.7" in line for line in server.lines)


def test_nothing_is_said_of_a_proxy_that_is_named(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_TRUSTED_PROXIES="1")

    Caller(server).get("/health/live", headers=FORWARDED)

    assert told(server) == []


def test_nothing_is_said_where_there_is_none(start_server: StartServer) -> None:
    server = start_server()

    Caller(server).get("/health/live")

    assert told(server) == []
