"""Registering, signing in, and what is refused there."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest

from taskstream.domain.users import name_key
from taskstream.repositories.users import UserRepository
from tests.actors import PASSWORD, Caller, User, good, problem, register
from tests.api.sessions import Browser, application
from tests.conftest import StartServer
from tests.running import Server


@pytest.fixture
def anybody(server: Server) -> Caller:
    """Somebody without an account."""
    return Caller(server)


def a_name() -> str:
    return f"Ada {uuid.uuid4().hex[:8]}"


def test_registering_signs_in(anybody: Caller) -> None:
    name = a_name()

    session = good(anybody.post("/register", {"username": name, "password": PASSWORD}), 201)

    assert session["token_type"] == "Bearer"
    assert session["expires_in"] == 600
    assert session["user"] == {
        "id": session["user"]["id"],
        "username": name,
        "role": "WORKER",
    }
    anybody.token = session["access_token"]
    assert good(anybody.get("/me")) == session["user"]


def test_signing_in_gives_the_same_account(server: Server, anybody: Caller) -> None:
    ada = register(server, a_name())

    session = good(anybody.post("/login", {"username": ada.name, "password": PASSWORD}))

    assert session["user"]["id"] == ada.id
    assert "requested_role" not in session


def test_an_account_outlives_a_restart(start_server: StartServer) -> None:
    server = start_server()
    ada = register(server, "Ada")

    server.restart()

    assert good(ada.get("/me"))["id"] == ada.id
    good(Caller(server).post("/login", {"username": "Ada", "password": PASSWORD}))


def test_a_name_is_kept_as_written_and_tidied(anybody: Caller) -> None:
    mark = uuid.uuid4().hex[:6]
    body = {"username": f"  \uff21da   L. {mark} ", "password": PASSWORD}

    session = good(anybody.post("/register", body), 201)

    assert session["user"]["username"] == f"Ada L. {mark}"


@pytest.mark.parametrize("spelling", ["ADA {}", "ada  {}", "\uff21\uff24\uff21 {}"])
def test_a_name_is_taken_however_it_is_spelt(
    server: Server, anybody: Caller, spelling: str
) -> None:
    mark = uuid.uuid4().hex[:8]
    register(server, f"Ada {mark}")
    body = {"username": spelling.format(mark), "password": PASSWORD}

    assert problem(anybody.post("/register", body)) == (409, "username_taken")
    good(anybody.post("/login", body))


def test_an_older_name_signs_in_whatever_is_in_it() -> None:
    older = "Ada\ufe0f"
    with application() as running:
        browser, users = Browser(running), UserRepository(running.services.store)
        ada = users.find(browser.register("Ada")["user"]["id"])
        assert ada is not None
        users.swap(replace(ada, username=older, name_key=name_key(older)), if_version=ada.version)

        answer = browser.post("/login", {"username": older, "password": PASSWORD})

    assert answer.json["user"] == {**answer.json["user"], "id": ada.id, "username": older}


def test_an_accented_password_is_the_same_from_every_keyboard(anybody: Caller) -> None:
    name = a_name()
    composed, apart = "caf\u00e9 caf\u00e9", "cafe\u0301 cafe\u0301"
    good(anybody.post("/register", {"username": name, "password": composed}), 201)

    good(anybody.post("/login", {"username": name, "password": apart}))


def test_an_unknown_name_and_a_wrong_password_read_the_same(
    server: Server, anybody: Caller
) -> None:
    ada = register(server, a_name())

    wrong = anybody.post("/login", {"username": ada.name, "password": "not her password"})
    unknown = anybody.post("/login", {"username": a_name(), "password": PASSWORD})

    assert problem(wrong) == problem(unknown) == (401, "bad_credentials")
    assert {**wrong.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}


BAD_REGISTRATIONS: list[tuple[dict[str, Any], str]] = [
    ({"username": None}, "username"),
    ({"username": 7}, "username"),
    ({"username": "x"}, "username"),
    ({"username": "x" * 41}, "username"),
    ({"username": "ab" + " " * 300 + "cd"}, "username"),
    ({"username": "a\0b"}, "username"),
    ({"username": "Ada\u034f"}, "username"),
    ({"username": "Ada\ufe0f"}, "username"),
    ({"username": "\u3164\u3164"}, "username"),
    ({"username": "<script>"}, "username"),
    ({"username": "half a pair \ud83d"}, "username"),
    ({"password": None}, "password"),
    ({"password": ["correct horse battery"]}, "password"),
    ({"password": "short"}, "password"),
    ({"password": "x" * 201}, "password"),
    ({"password": "NUL is no\0 character"}, "password"),
    # Among the commonest, in any case.
    ({"password": "Password1"}, "password"),
    ({"password": "1234567890"}, "password"),
    ({"role": "OWNER"}, "role"),
    ({"role": 1}, "role"),
    ({"admin_code": 1}, "admin_code"),
    ({"is_admin": True}, "is_admin"),
]


@pytest.mark.parametrize(("change", "field"), BAD_REGISTRATIONS)
def test_a_bad_registration_names_the_field_and_makes_nothing(
    anybody: Caller, change: dict[str, Any], field: str
) -> None:
    name = a_name()
    body = {"username": name, "password": PASSWORD}

    answer = anybody.post("/register", body | change)

    assert problem(answer) == (422, "invalid")
    assert [fault["field"] for fault in answer.json()["errors"]] == [field]
    assert problem(anybody.post("/login", body)) == (401, "bad_credentials")


def test_a_user_name_is_no_password_for_it(anybody: Caller) -> None:
    body = {"username": "Mo Okafor", "password": "mo okafor"}

    answer = anybody.post("/register", body)

    assert problem(answer) == (422, "invalid")
    fault = {"field": "password", "message": "is the same as the user name; choose another"}
    assert answer.json()["errors"] == [fault]
    assert problem(anybody.post("/login", body)) == (401, "bad_credentials")


def test_every_fault_is_told_at_once(anybody: Caller) -> None:
    answer = anybody.post("/register", {"username": "x", "password": "y", "extra": 1})

    fields = {fault["field"] for fault in answer.json()["errors"]}
    assert fields == {"username", "password", "extra"}


def test_a_refused_password_is_not_repeated_in_the_answer(anybody: Caller) -> None:
    secret = "s3cret\0" + "x" * 200

    answer = anybody.post("/register", {"username": a_name(), "password": secret})

    assert "s3cret" not in answer.text


UNREADABLE = [
    (b"{", "application/json", 400, "malformed_json"),
    (b"", "application/json", 400, "malformed_json"),
    (b"\xff", "application/json", 400, "malformed_json"),
    (b"[1]", "application/json", 422, "invalid"),
    (b"username=a", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
    (b" " * 70_000, "application/json", 413, "too_large"),
]


@pytest.mark.parametrize("path", ["/register", "/login"])
@pytest.mark.parametrize(("body", "kind", "status", "code"), UNREADABLE)
def test_a_body_that_cannot_be_read(
    anybody: Caller, path: str, body: bytes, kind: str, status: int, code: str
) -> None:
    answer = anybody.request("POST", path, data=body, headers={"Content-Type": kind})

    assert problem(answer) == (status, code)


@pytest.mark.parametrize(
    "body",
    [
        {"username": "Ada"},
        {"username": "Ada", "password": 1},
        {"username": "a\ud800", "password": PASSWORD},
        {"username": "Ada", "password": PASSWORD, "remember": True},
        {"username": "x" * 201, "password": PASSWORD},
    ],
)
def test_a_bad_login_is_told_as_such(anybody: Caller, body: dict[str, Any]) -> None:
    assert problem(anybody.post("/login", body)) == (422, "invalid")


def test_signing_in_is_limited_for_each_account(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_LIMIT_LOGIN="2/h:2")
    register(server, "Ada")
    register(server, "Grace")
    anybody = Caller(server)
    for spelling in ("ada", "ADA"):
        anybody.post("/login", {"username": spelling, "password": "not her password"})

    refused = anybody.post("/login", {"username": "Ada", "password": PASSWORD})

    assert problem(refused) == (429, "rate_limited")
    assert int(refused.headers["Retry-After"]) > 0
    good(anybody.post("/login", {"username": "Grace", "password": PASSWORD}))


@pytest.mark.parametrize(
    ("variable", "path"),
    [("TASKSTREAM_LIMIT_LOGIN_ADDRESS", "/login"), ("TASKSTREAM_LIMIT_REGISTER", "/register")],
)
def test_attempts_are_limited_for_each_address(
    start_server: StartServer, variable: str, path: str
) -> None:
    anybody = Caller(start_server(**{variable: "1/h:1"}))
    anybody.post(path, {})

    assert problem(anybody.post(path, {})) == (429, "rate_limited")


def test_a_password_is_stored_as_a_named_slow_hash_only(start_server: StartServer) -> None:
    server = start_server()
    register(server, "Ada")
    server.stop()

    stored = b"".join(path.read_bytes() for path in server.data_dir.glob("*.db*"))

    assert b"pbkdf2:sha256:600000$" in stored
    assert PASSWORD.encode() not in stored
    assert PASSWORD not in "\n".join(server.lines)


def test_the_worker_is_told_that_the_admin_has_rights_he_lacks(worker: User) -> None:
    assert problem(worker.post("/invites", {"role": "WORKER"})) == (403, "forbidden")
