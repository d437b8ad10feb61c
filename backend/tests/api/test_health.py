"""What operators ask, how fast anybody may call, and the headers that every answer carries."""

from __future__ import annotations

from typing import Any

import pytest

from taskstream import __version__
from taskstream.api.security_headers import HEADERS
from taskstream.app import Application
from taskstream.storage import StoreUnavailable
from tests.actors import Caller, User, first_admin, good, problem, register
from tests.api.sessions import application
from tests.conftest import StartServer
from tests.logged import logged_by_us
from tests.running import Server

PROBES = ["/health", "/health/live", "/health/ready"]


def ask(made: Application, path: str) -> Any:
    """Return what an application of this process answers to a program."""
    return made.flask.test_client().get(path, headers={"Accept": "application/json"})


@pytest.mark.parametrize("path", PROBES)
def test_a_healthy_server_says_so_to_anybody(server: Server, path: str) -> None:
    report = good(Caller(server).get(path))

    assert (report["status"], report["version"]) == ("ok", __version__)
    assert all(check["ok"] for check in report["checks"].values())


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/health", 503),
        ("/health", 503),
        ("/health/ready", 503),
        ("/", 503),
        # The process itself answers, and a restart would not help: nobody should kill it.
        ("/health/live", 200),
    ],
)
def test_without_its_database_it_is_not_ready_and_says_why(
    monkeypatch: pytest.MonkeyPatch, path: str, status: int
) -> None:
    def away() -> None:
        raise StoreUnavailable("mongodb://user:password@host is away")

    with application() as made:
        monkeypatch.setattr(made.services.store, "ping", away)
        response = ask(made, path)

    assert response.status_code == status
    if status == 503:
        assert response.json["status"] == "failing"
        assert response.json["checks"] == {"storage": {"ok": False, "detail": "StoreUnavailable"}}
    assert "password" not in response.text


def test_a_call_without_its_database_is_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object, **__: object) -> None:
        raise StoreUnavailable("mongodb://user:password@host is away")

    with application() as made:
        monkeypatch.setattr(made.services.accounts, "needs_admin", away)
        response = ask(made, "/api/v1/setup")

    assert (response.status_code, response.json["code"]) == (503, "unavailable")
    assert response.headers["Retry-After"] == "1"
    assert "password" not in response.text
    assert len(logged_by_us(caplog)) == 1


def test_a_fault_of_ours_is_logged_with_its_request_and_told_without_its_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("the secret is out")

    with application() as made:
        monkeypatch.setattr(made.services.accounts, "needs_admin", broken)
        response = ask(made, "/api/v1/setup")

    assert (response.status_code, response.json["code"]) == (500, "internal_error")
    assert "secret" not in response.text
    [record] = logged_by_us(caplog)
    assert response.json["request_id"] in record.getMessage()
    assert record.exc_info is not None


KINDS = [
    ("GET", "/health", 200),
    ("GET", "/me", 401),
    ("GET", "/nothing", 404),
    ("DELETE", "/me", 405),
    ("POST", "/login", 415),
    ("POST", "/logout", 204),
    ("OPTIONS", "/scans", 200),
    ("HEAD", "/health", 200),
    ("GET", "/docs", 200),
    ("GET", "/openapi.json", 200),
]


@pytest.mark.parametrize(("method", "path", "status"), KINDS)
def test_every_kind_of_answer_carries_the_headers(
    server: Server, method: str, path: str, status: int
) -> None:
    response = Caller(server).request(method, path, headers={"Accept": "*/*"})

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert response.headers["X-Request-Id"]
    # Without TLS this header would be ignored at best.
    assert "Strict-Transport-Security" not in response.headers


def test_the_policy_allows_no_script_or_style_of_the_pages_own() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert not [source for source in policy.values() if "unsafe" in source or "*" in source]


def test_behind_tls_browsers_are_told_to_stay_there(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_TRUSTED_PROXIES="1")

    for proto, expected in (("https", True), ("http", False)):
        response = Caller(server).get("/health", headers={"X-Forwarded-Proto": proto})
        assert ("Strict-Transport-Security" in response.headers) is expected


def test_a_forwarded_header_is_believed_only_from_a_proxy_that_was_named(server: Server) -> None:
    response = Caller(server).get("/health", headers={"X-Forwarded-Proto": "https"})

    assert "Strict-Transport-Security" not in response.headers


def test_answers_of_the_api_are_kept_by_no_cache(admin: User) -> None:
    for path in ("/me", "/scans", "/nothing"):
        assert admin.get(path).headers["Cache-Control"] == "no-store"


def test_calls_are_limited_by_user_and_without_one_by_address(start_server: StartServer) -> None:
    server = start_server(
        TASKSTREAM_LIMIT_REST="1/h:4",
        TASKSTREAM_LIMIT_ANONYMOUS="1/h:3",
        TASKSTREAM_TRUSTED_PROXIES="1",
    )
    admin, worker = first_admin(server), register(server)
    here, there = {"X-Forwarded-For": "192.0.2.1"}, {"X-Forwarded-For": "192.0.2.2"}
    anybody = Caller(server)

    # A bad token is charged to the address: guessing is not free.
    guesser = Caller(server, "x")
    assert [guesser.get("/me", headers=here).status_code for _ in range(2)] == [401, 401]
    assert anybody.get("/limits", headers=here).status_code == 200
    refused = anybody.get("/limits", headers=here)
    assert problem(refused) == (429, "rate_limited")
    assert int(refused.headers["Retry-After"]) >= refused.json()["retry_after"] > 3_000
    assert problem(guesser.get("/me", headers=here)) == (429, "rate_limited")
    assert anybody.get("/limits", headers=there).status_code == 200
    # Probes must get through, and so must those who are signed in.
    assert [anybody.get(path, headers=here).status_code for path in PROBES] == [200] * 3
    assert [admin.get("/me", headers=here).status_code for _ in range(4)] == [200] * 4
    assert problem(admin.get("/me", headers=here)) == (429, "rate_limited")
    assert problem(admin.get("/me", headers=there)) == (429, "rate_limited")
    assert worker.get("/me", headers=here).status_code == 200
