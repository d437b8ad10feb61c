"""Access tokens: one function believes or refuses them, for REST and for sockets."""

from __future__ import annotations

import json
import time
from contextlib import closing
from typing import Any

import jwt
import pytest

from tests.actors import Caller, Live, User, good, problem, register
from tests.api.sessions import SECRET, forged, refresh_token
from tests.raw import REFUSED, RawSocket
from tests.running import Server

PAST = 1_000_000_000


def rest_code(server: Server, token: str | None) -> str:
    """Return the code with which REST refuses the token."""
    status, code = problem(Caller(server, token).get("/me"))
    assert status == 401
    return code


def socket_code(server: Server, token: str | None) -> str:
    """Return the code with which the socket refuses the token."""
    with closing(RawSocket(server)) as socket:
        answer = socket.enter({"token": token})
    assert answer.startswith(REFUSED), answer
    return str(json.loads(answer.removeprefix(REFUSED))["data"]["code"])


def unsigned(token: str) -> str:
    """Return the token with the algorithm that needs no key."""
    content = jwt.decode(token, options={"verify_signature": False})
    return jwt.encode(content, None, algorithm="none")


def of_another_key(token: str) -> str:
    """Return the token, signed with a key that is not the server's."""
    return jwt.encode(jwt.decode(token, options={"verify_signature": False}), SECRET)


BAD_TOKENS: list[tuple[str, str]] = [
    ("none", "token_missing"),
    ("empty", "token_missing"),
    ("garbage", "token_invalid"),
    ("unsigned", "token_invalid"),
    ("of another key", "token_invalid"),
    ("expired", "token_expired"),
    # A stolen cookie must not open the API.
    ("refresh token", "token_invalid"),
    # The library takes a token without a type for an access token; we do not.
    ("without type", "token_invalid"),
    ("without exp", "token_invalid"),
    ("without jti", "token_invalid"),
    ("without iat", "token_invalid"),
    ("without aud", "token_invalid"),
    ("without iss", "token_invalid"),
    ("without sub", "token_invalid"),
    ("of another audience", "token_invalid"),
    ("of another issuer", "token_invalid"),
    ("of an older version", "token_invalid"),
    ("of an unknown session", "token_invalid"),
    ("of somebody else", "token_invalid"),
    ("issued tomorrow", "token_invalid"),
]


def bad_token(kind: str, user: User, other: User) -> str | None:
    """Return a token of the user's that is spoilt in one way."""
    token = user.token
    assert token is not None
    if kind.startswith("without "):
        return forged(user.server, token, without=kind.removeprefix("without "))
    made: dict[str, Any] = {
        "none": lambda: None,
        "empty": lambda: "",
        "garbage": lambda: "garbage",
        "unsigned": lambda: unsigned(token),
        "of another key": lambda: of_another_key(token),
        "expired": lambda: forged(user.server, token, exp=PAST),
        "refresh token": lambda: refresh_token(user.session),
        "of another audience": lambda: forged(user.server, token, aud="another"),
        "of another issuer": lambda: forged(user.server, token, iss="another"),
        "of an older version": lambda: forged(user.server, token, ver=0),
        "of an unknown session": lambda: forged(user.server, token, sid="unknown"),
        "of somebody else": lambda: forged(user.server, token, sub=other.id),
        "issued tomorrow": lambda: forged(user.server, token, iat=int(time.time()) + 86_400),
    }
    spoilt: str | None = made[kind]()
    return spoilt


@pytest.mark.parametrize(("kind", "code"), BAD_TOKENS)
def test_both_doors_refuse_it_alike(worker: User, admin: User, kind: str, code: str) -> None:
    token = bad_token(kind, worker, admin)

    assert rest_code(worker.server, token) == code
    assert socket_code(worker.server, token) == code


def test_what_the_refusals_differ_from_is_let_in(worker: User) -> None:
    assert worker.token is not None
    same = forged(worker.server, worker.token)

    assert good(Caller(worker.server, same).get("/me"))["id"] == worker.id
    Live(worker.server, same).close()


@pytest.mark.parametrize("where", ["jwt", "token", "access_token"])
def test_a_token_in_an_address_is_not_read(worker: User, where: str) -> None:
    answer = Caller(worker.server).get(f"/me?{where}={worker.token}")

    assert problem(answer) == (401, "token_missing")


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "bearer  ", "token abc"])
def test_a_header_without_a_bearer_token(server: Server, header: str) -> None:
    answer = Caller(server).get("/me", headers={"Authorization": header})

    assert problem(answer) == (401, "token_missing")


def test_a_token_of_an_ended_session_is_refused_at_once(server: Server) -> None:
    worker = register(server)
    socket = worker.live()

    assert worker.post("/logout").status_code == 204

    assert rest_code(server, worker.token) == "token_invalid"
    assert socket_code(server, worker.token) == "token_invalid"
    assert socket.next_event("notice")["code"] == "signed_out"
