"""Refresh tokens: they rotate, and one that comes back late ends its session."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlsplit

import pytest

from taskstream import clock
from taskstream.domain.sessions import REFRESH_LIFETIME_MS, Session
from taskstream.repositories.sessions import SessionRepository
from tests.actors import Caller, User, good, problem, register
from tests.api.sessions import Browser, Clock, application, forged, refresh_cookie, refresh_token
from tests.conftest import StartServer
from tests.running import Server

WAIT_SECONDS = 10
WEEK_SECONDS = 7 * 24 * 60 * 60


@pytest.fixture
def visitor(server: Server) -> User:
    """Somebody who has just registered, in a browser of his own."""
    return register(server)


def with_token(server: Server, name: str, token: str) -> Caller:
    """Return a browser that holds this refresh token."""
    caller = Caller(server)
    caller.session.cookies.set(name, token, domain=urlsplit(server.url).hostname)
    return caller


def test_a_refresh_gives_a_new_access_token_and_a_new_cookie(visitor: User) -> None:
    before = refresh_token(visitor.session)
    visitor.token = None

    session = good(visitor.post("/refresh"))

    assert session["user"]["id"] == visitor.id
    assert refresh_token(visitor.session) != before
    visitor.token = session["access_token"]
    assert good(visitor.get("/me"))["id"] == visitor.id


def test_the_cookie_is_out_of_reach(visitor: User) -> None:
    header = visitor.post("/refresh").headers["Set-Cookie"]

    attributes = dict(part.partition("=")[::2] for part in header.split("; ")[1:])
    assert attributes["SameSite"] == "Strict"
    assert attributes["Path"] == "/"
    assert "HttpOnly" in attributes
    assert "Secure" not in attributes
    assert WEEK_SECONDS - 10 <= int(attributes["Max-Age"]) <= WEEK_SECONDS


@pytest.mark.parametrize(
    ("environment", "headers"),
    [
        ({"TASKSTREAM_SECURE_COOKIES": "true"}, {}),
        ({"TASKSTREAM_TRUSTED_PROXIES": "1"}, {"X-Forwarded-Proto": "https"}),
    ],
)
def test_over_tls_the_cookie_is_secure(
    start_server: StartServer, environment: dict[str, str], headers: dict[str, str]
) -> None:
    caller = Caller(start_server(**environment))
    body = {"username": "Ada", "password": "correct horse battery"}

    answer = caller.post("/register", body, headers=headers)

    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_two_servers_on_one_host_keep_their_cookies_apart(start_server: StartServer) -> None:
    names = {refresh_cookie(register(start_server()).session).name for _ in range(2)}

    assert len(names) == 2


def test_two_tabs_that_refresh_at_once_get_the_same_successor(visitor: User) -> None:
    name, token = refresh_cookie(visitor.session).name, refresh_token(visitor.session)
    tabs = [with_token(visitor.server, name, token) for _ in range(8)]

    with ThreadPoolExecutor(len(tabs)) as pool:
        answers = list(pool.map(lambda tab: tab.post("/refresh"), tabs))

    assert {answer.status_code for answer in answers} == {200}
    successors = {refresh_token(tab.session) for tab in tabs}
    assert len(successors) == 1
    assert token not in successors


def test_a_token_from_before_the_last_one_ends_the_session(visitor: User) -> None:
    name, stolen = refresh_cookie(visitor.session).name, refresh_token(visitor.session)
    good(visitor.post("/refresh"))
    visitor.token = good(visitor.post("/refresh"))["access_token"]
    socket = visitor.live()

    reused = with_token(visitor.server, name, stolen).post("/refresh")

    assert problem(reused) == (401, "token_invalid")
    # Whoever holds the newest is put out too: one of the two is the thief.
    assert problem(visitor.post("/refresh")) == (401, "token_invalid")
    assert problem(visitor.get("/me")) == (401, "token_invalid")
    assert socket.next_event("notice")["code"] == "signed_out"


def test_the_end_of_one_session_leaves_the_others(visitor: User) -> None:
    elsewhere = Caller(visitor.server)
    body = {"username": visitor.name, "password": "correct horse battery"}
    elsewhere.token = good(elsewhere.post("/login", body))["access_token"]

    assert visitor.post("/logout").status_code == 204

    assert problem(visitor.post("/refresh")) == (401, "token_missing")
    good(elsewhere.get("/me"))
    good(elsewhere.post("/refresh"))


def test_signing_out_by_the_cookie_alone(visitor: User) -> None:
    name, token = refresh_cookie(visitor.session).name, refresh_token(visitor.session)
    access_token, visitor.token = visitor.token, None

    assert visitor.post("/logout").status_code == 204

    assert name not in visitor.session.cookies
    assert problem(with_token(visitor.server, name, token).post("/refresh"))[1] == "token_invalid"
    assert problem(Caller(visitor.server, access_token).get("/me"))[1] == "token_invalid"


def test_signing_out_twice_is_no_error(visitor: User) -> None:
    assert [visitor.post("/logout").status_code for _ in range(2)] == [204, 204]


BAD_COOKIES = [
    ("access token", "token_invalid"),
    ("expired", "token_expired"),
    ("garbage", "token_invalid"),
    ("none", "token_missing"),
]


@pytest.mark.parametrize(("kind", "code"), BAD_COOKIES)
def test_only_a_good_refresh_token_refreshes(visitor: User, kind: str, code: str) -> None:
    name, token = refresh_cookie(visitor.session).name, refresh_token(visitor.session)
    value = {
        "access token": visitor.token or "",
        "expired": forged(visitor.server, token, exp=1_000_000_000),
        "garbage": "garbage",
        "none": "",
    }[kind]

    assert problem(with_token(visitor.server, name, value).post("/refresh")) == (401, code)
    good(visitor.post("/refresh"))


def test_a_bearer_token_does_not_refresh(visitor: User) -> None:
    assert problem(Caller(visitor.server, visitor.token).post("/refresh"))[1] == "token_missing"


@pytest.mark.parametrize("path", ["/refresh", "/logout", "/login", "/register"])
@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://127.0.0.1.evil.example",
        "http://[",
        "http://[::1",
        "http://]",
    ],
)
def test_pages_of_other_origins_are_refused(visitor: User, path: str, origin: str) -> None:
    answer = visitor.post(path, {}, headers={"Origin": origin})

    assert problem(answer) == (403, "bad_origin")
    good(visitor.post("/refresh"))


def test_our_own_pages_and_those_the_operator_names_are_let_in(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_ALLOWED_ORIGINS="https://tasks.example.org")
    visitor = register(server)

    for origin in (server.url, "https://tasks.example.org"):
        good(visitor.post("/refresh", headers={"Origin": origin}))


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of applications in this process."""
    hand = Clock()
    monkeypatch.setattr(clock, "now", hand.now)
    return hand


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A signed-in browser on an application in this process."""
    with application() as made:
        browser = Browser(made)
        browser.register("Ada")
        yield browser


def test_within_the_grace_the_one_before_gives_the_same_successor(
    browser: Browser, time: Clock
) -> None:
    before = browser.token
    browser.post("/refresh")
    successor = browser.token
    time.forward(seconds=29)

    browser.token = before
    again = browser.post("/refresh")

    assert again.status_code == 200
    assert browser.token == successor


def test_two_tabs_that_both_read_before_either_writes(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs = [browser, browser.another_tab()]
    both_have_read, reads, find = Barrier(2), itertools.count(), SessionRepository.find

    def find_together(self: SessionRepository, session_id: str) -> Session | None:
        found = find(self, session_id)
        if next(reads) < len(tabs):
            both_have_read.wait(WAIT_SECONDS)
        return found

    monkeypatch.setattr(SessionRepository, "find", find_together)
    with ThreadPoolExecutor(len(tabs)) as pool:
        answers = list(pool.map(lambda tab: tab.post("/refresh"), tabs))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert tabs[0].token == tabs[1].token


def test_after_the_grace_it_ends_the_session(browser: Browser, time: Clock) -> None:
    before = browser.token
    browser.post("/refresh")
    successor = browser.token
    time.forward(seconds=31)

    browser.token = before
    assert browser.post("/refresh").json["code"] == "token_invalid"

    browser.token = successor
    assert browser.post("/refresh").json["code"] == "token_invalid"


def test_sessions_that_ran_out_are_cleared_away(time: Clock) -> None:
    with application() as made:
        browser = Browser(made)
        browser.register("Ada")
        time.forward(seconds=REFRESH_LIFETIME_MS / 1000 + 1)
        browser.register("Grace")

        assert len(list(made.services.store.scan_all("sessions"))) == 1
