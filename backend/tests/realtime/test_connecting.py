"""Who gets a socket, and for how long. Bad tokens are tested for both doors elsewhere."""

from __future__ import annotations

import json
import time
from types import SimpleNamespace
from typing import Any, get_args

import pytest
import requests
import websocket

from taskstream import clock
from taskstream.api.security_headers import HEADERS
from taskstream.clock import Millis
from taskstream.concurrency import AsyncMode
from taskstream.domain.actors import Actor
from taskstream.domain.users import Role
from taskstream.realtime.connections import Connection, Connections
from taskstream.realtime.server import end_expired, end_strangers
from tests.actors import ANSWER_SECONDS, PASSWORD, Caller, User, good, register
from tests.api.sessions import forged
from tests.conftest import StartServer
from tests.logged import logged
from tests.raw import CONNECT, REFUSED, RawSocket
from tests.realtime.conftest import Strict
from tests.running import Server


def refusal(socket: RawSocket, auth: Any) -> tuple[str, dict[str, Any]]:
    """Return why the socket is not let in: the error's message, and its data."""
    answer = socket.enter(auth)
    assert answer.startswith(REFUSED), answer
    error = json.loads(answer[2:])
    return error["message"], error["data"]


def now() -> int:
    return int(time.time())


NO_TOKEN: list[tuple[Any, str]] = [
    (None, "token_missing"),
    ({}, "token_missing"),
    ([], "token_missing"),
    ("x", "token_missing"),
    (5, "token_missing"),
    ({"token": None}, "token_missing"),
    ({"token": ""}, "token_missing"),
    # There is one, but it cannot be ours.
    ({"token": 5}, "token_invalid"),
    ({"token": ["x"]}, "token_invalid"),
    ({"token": {"a": 1}}, "token_invalid"),
    ({"token": "x" * 10_000}, "token_invalid"),
    ({"token": "\ud800"}, "token_invalid"),
]


@pytest.mark.parametrize(("auth", "code"), NO_TOKEN)
def test_nobody_is_let_in_and_is_told_why(worker: User, auth: Any, code: str) -> None:
    socket = RawSocket(worker.server)

    with logged(worker.server) as lines:
        message, data = refusal(socket, auth)

    socket.close()
    assert message == data["code"] == code
    assert data.keys() == {"code", "message", "retry"}
    assert data["retry"] is False
    assert lines == []


def test_who_was_refused_may_try_again_on_the_same_socket(worker: User) -> None:
    socket = RawSocket(worker.server)
    assert refusal(socket, {"token": "x"})[0] == "token_invalid"

    assert socket.enter({"token": worker.token}).startswith(CONNECT)

    assert socket.call("echo", {})["ok"]
    socket.close()


def test_a_token_that_ran_out_longer_ago_than_the_grace_is_refused(worker: User) -> None:
    old = forged(worker.server, worker.token or "", exp=now() - 26, iat=now() - 700)
    socket = RawSocket(worker.server)

    assert refusal(socket, {"token": old})[0] == "token_expired"
    socket.close()


@pytest.mark.parametrize("name", ["token", "auth", "access_token", "jwt"])
def test_a_token_in_the_address_is_not_read(worker: User, name: str) -> None:
    socket = RawSocket(worker.server, query=f"&{name}={worker.token}")

    assert refusal(socket, None)[0] == "token_missing"
    socket.close()


def test_a_token_in_a_header_or_cookie_is_not_read_either(worker: User) -> None:
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in worker.session.cookies)
    assert "refresh" in cookies
    socket = RawSocket(
        worker.server, header=[f"Authorization: Bearer {worker.token}"], cookie=cookies
    )

    assert refusal(socket, None)[0] == "token_missing"
    socket.close()


ORIGINS = [
    # A page of ours, and a program, which sends none.
    ("{url}", True),
    (None, True),
    # Behind a proxy that ends TLS the scheme is not the server's own.
    ("https://{host}", True),
    ("https://named.example", True),
    # Other pages, however much like ours they look.
    ("http://evil.example", False),
    ("http://named.example", False),
    ("http://{host}.evil.example", False),
    ("http://127.0.0.1:1", False),
    ("null", False),
    # No origins at all: no browser sends them.
    ("http://[", False),
    ("http://[::1", False),
    ("http://]", False),
]


@pytest.mark.parametrize(("origin", "may"), ORIGINS)
def test_which_pages_may_connect(strict: Strict, origin: str | None, *, may: bool) -> None:
    url = strict.server.url
    if origin is not None:
        origin = origin.format(url=url, host=url.removeprefix("http://"))

    def connect() -> str:
        # Given as a header: the library would leave out an empty origin.
        headers = [] if origin is None else [f"Origin: {origin}"]
        socket = RawSocket(strict.server, suppress_origin=True, header=headers)
        answer = socket.enter({"token": strict.worker.token})
        socket.close()
        return answer

    if may:
        assert connect().startswith(CONNECT)
    else:
        with logged(strict.server) as lines, pytest.raises(websocket.WebSocketBadStatusException):
            connect()
        assert len(lines) <= 1, lines


@pytest.mark.parametrize("origin", ["http://[", "http://evil.example"])
def test_a_call_of_another_page_is_refused_before_anything_is_said(
    worker: User, origin: str
) -> None:
    with logged(worker.server) as lines:
        response = requests.get(
            worker.server.url + "/socket.io/?EIO=4&transport=polling",
            headers={"Origin": origin},
            timeout=ANSWER_SECONDS,
        )

    assert response.status_code == 400
    assert "Traceback" not in response.text
    assert len(lines) <= 1, lines


@pytest.mark.parametrize("mode", get_args(AsyncMode))
def test_what_nobody_has_thought_of_is_told_to_the_log_alone(
    start_server: StartServer, mode: str
) -> None:
    failing = start_server(module="tests.realtime.failing_server", TASKSTREAM_ASYNC_MODE=mode)

    response = requests.get(
        failing.url + "/socket.io/?EIO=4&transport=websocket",
        headers={"Origin": failing.url},
        timeout=ANSWER_SECONDS,
    )

    assert response.status_code == 500
    assert "Traceback" not in response.text
    assert "nobody has thought" not in response.text
    failing.log_when("RuntimeError: nobody has thought of this")


def test_long_polling_is_not_on_offer(worker: User) -> None:
    response = requests.get(
        f"{worker.server.url}/socket.io/?EIO=4&transport=polling",
        headers={"Connection": "close"},
        timeout=10,
    )

    assert response.status_code == 400


@pytest.mark.parametrize("mode", get_args(AsyncMode))
def test_what_opens_no_socket_is_answered_with_the_headers_of_all_answers(
    start_server: StartServer, mode: str
) -> None:
    address = f"{start_server(TASKSTREAM_ASYNC_MODE=mode).url}/socket.io/?EIO=4&transport="
    calls = {
        "polling": {},
        "websocket": {"Upgrade": "websocket", "Sec-WebSocket-Version": "8"},
    }

    answers = [
        requests.get(address + way, headers={"Connection": "close", **headers}, timeout=10)
        for way, headers in calls.items()
    ]

    for answer in answers:
        assert answer.status_code == 400
        assert HEADERS.items() <= answer.headers.items()


def test_a_user_has_so_many_sockets_and_no_more(strict: Strict) -> None:
    sockets = [RawSocket(strict.server, strict.worker.token) for _ in range(3)]
    late = RawSocket(strict.server)

    message, data = refusal(late, {"token": strict.worker.token})

    assert (message, data["code"]) == ("too_many_sockets", "too_many_sockets")
    assert data["retry"] is True
    assert data["retry_after"] > 0
    # Others have their own, and one that goes makes room.
    other = RawSocket(strict.server, strict.other.token)
    other.close()
    sockets.pop().close()
    until_admitted(late, strict.worker)
    for socket in (*sockets, late):
        assert socket.call("echo", {})["ok"]
        socket.close()


def until_admitted(socket: RawSocket, user: User) -> None:
    """Ask until the server has noticed that another socket is gone."""
    for _ in range(200):
        if socket.enter({"token": user.token}).startswith(CONNECT):
            return
        time.sleep(0.02)
    raise AssertionError("never admitted")


def test_a_token_is_renewed_without_a_new_socket(worker: User) -> None:
    short = forged(worker.server, worker.token or "", exp=now() + 60)
    socket = RawSocket(worker.server, short)

    answer = socket.call("auth_refresh", {"token": worker.token})

    socket.close()
    assert answer["ok"] is True
    assert 60 < answer["expires_in"] <= 600


def test_a_socket_is_not_handed_to_another_user(worker: User, other_worker: User) -> None:
    socket = RawSocket(worker.server, worker.token)

    refused = socket.call("auth_refresh", {"token": other_worker.token})

    assert refused["error"]["code"] == "token_invalid"
    assert socket.call("echo", {})["ok"]
    socket.close()


def test_a_renewal_with_an_expired_token_is_refused_and_changes_nothing(worker: User) -> None:
    expired = forged(worker.server, worker.token or "", exp=now() - 1, iat=now() - 700)
    socket = RawSocket(worker.server, worker.token)

    refused = socket.call("auth_refresh", {"token": expired})

    assert refused["error"]["code"] == "token_expired"
    assert socket.call("echo", {})["ok"]
    socket.close()


def test_a_session_that_is_over_renews_nothing_and_takes_the_renewed_socket_along(
    server: Server,
) -> None:
    user = register(server)
    body = {"username": user.name, "password": PASSWORD}
    second = User(server, good(Caller(server).post("/login", body))["access_token"], id=user.id)
    socket = user.live()
    assert socket.call("auth_refresh", {"token": second.token})["ok"]

    assert second.post("/logout").status_code == 204

    assert socket.next_event("notice")["code"] == "signed_out"
    assert socket.gone.get(timeout=ANSWER_SECONDS)
    assert user.get("/me").status_code == 200


def connection(sid: str, expires_at: int) -> Connection:
    return Connection(sid, Actor("u", "Ada", Role.WORKER, "s"), Millis(expires_at))


def test_connections_that_expired_before_a_moment() -> None:
    connections = Connections()
    for sid, expires_at in (("a", 1_000), ("b", 2_000), ("c", 3_000)):
        connections.add(connection(sid, expires_at))

    assert [each.sid for each in connections.expired(Millis(2_000))] == ["a"]
    connections.remove("a")
    connections.remove("a")
    assert connections.expired(Millis(2_000)) == []
    assert connections.count_of("u") == 2


class OneTurn:
    """An event loop in which the sweeper runs once."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        if self.slept:
            raise StopIteration
        self.slept.append(seconds)


def test_a_socket_ends_twenty_five_seconds_after_its_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connections, ended = Connections(), list[str]()
    publisher = SimpleNamespace(sign_out=lambda each: ended.append(each.sid))
    monkeypatch.setattr(clock, "now", lambda: Millis(100_000))
    for sid, expires_at in (("over", 74_999), ("in its grace", 75_000), ("good", 200_000)):
        connections.add(connection(sid, expires_at))

    with pytest.raises(StopIteration):
        end_expired(publisher, connections, OneTurn())  # type: ignore[arg-type]  # stand-ins

    assert ended == ["over"]


def test_p1_a_connection_on_which_nobody_signs_in_is_closed(worker: User) -> None:
    stranger, late = RawSocket(worker.server), RawSocket(worker.server)
    known = RawSocket(worker.server, worker.token)
    assert refusal(stranger, {"token": "x"})[0] == "token_invalid"
    assert late.enter({"token": worker.token}).startswith(CONNECT)

    stranger.wait_until_closed()

    for socket in (known, late):
        assert socket.call("echo", {})["ok"]
        socket.close()
    stranger.close()


def test_p1_it_has_the_time_between_two_looks() -> None:
    ended: list[str] = []
    looks = [{"a", "b"}, {"b", "c"}, {"c"}]

    class Looks:
        def sleep(self, _seconds: float) -> None:
            if not looks:
                raise StopIteration
            eio.sockets = looks.pop(0)

    eio = SimpleNamespace(sockets=set[str](), disconnect=ended.append)
    # "a" and "c" are whom nobody knows; "a" goes by himself.
    manager = SimpleNamespace(sid_from_eio_sid=lambda sid, _: "known" if sid == "b" else None)
    socketio = SimpleNamespace(
        server=SimpleNamespace(eio=eio, manager=manager),
        start_background_task=lambda run, *arguments: run(*arguments),
    )

    with pytest.raises(StopIteration):
        end_strangers(socketio, Looks())  # type: ignore[arg-type]  # stand-ins

    assert ended == ["c"]
