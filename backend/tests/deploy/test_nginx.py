"""deploy/nginx.conf, run by a real nginx before the running product: both answer the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from taskstream.api.pages import PAGES_DIR
from tests.actors import User, new_key
from tests.conftest import StartServer
from tests.deploy.front import Front
from tests.docs.pages import routes
from tests.running import Server

PAGE = "text/html,application/xhtml+xml"
DATA = "application/json"
ANYTHING = "*/*"

# What two servers may well say differently about the same answer.
OWN = {
    "accept-ranges", "connection", "content-length", "date", "etag", "expires", "keep-alive",
    "last-modified", "server", "transfer-encoding", "vary", "x-request-id", "content-disposition",
}  # fmt: skip


@pytest.fixture(scope="module")
def front(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """An nginx before the running product."""
    running = Front(tmp_path_factory.mktemp("nginx"), behind=server.url)
    yield running
    running.stop()


def ask(
    server: Server | Front, method: str, path: str, accept: str, **options: Any
) -> requests.Response:
    headers = {
        "Accept": accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
        **options.pop("headers", {}),
    }
    return requests.request(method, server.url + path, headers=headers, timeout=5, **options)


def compared(answer: requests.Response) -> tuple[int, dict[str, str], str]:
    """Return what has to be the same: status, headers, content."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    kind, _, _ = headers.pop("content-type", "").partition(";")
    # Both say "ask again"; one adds for how many seconds not to.
    headers["cache-control"] = headers.get("cache-control", "").replace(", max-age=0", "")
    headers["content-type"] = kind.replace("application/javascript", "text/javascript")
    content = re.sub(r'"request_id": ?"\w+"|http://127[.]0[.]0[.]1:\d+', "", answer.text)
    return answer.status_code, {k: v for k, v in headers.items() if k not in OWN}, content


PATHS = (
    *routes(), "/worker/",
    # Not pages: the application says "not found" to people, the API to programs.
    "/nothing", "/admin/scans/7k2/nothing", "/assets/nothing.js", "/api/v1/nothing",
    # Files.
    "/theme.js", "/fonts.css", "/index.html", "/sw.js", "/sw-files.js", "/manifest.json", "/icon-192.png",
    # The API, at the root and under its version.
    "/me", "/scans", "/scans/7k2", "/tasks/7k2.01j", "/limits", "/docs", "/openapi.json",
    "/health", "/health/live", "/health/ready", "/api/v1/setup", "/api/v1/me", "/api/v1/health",
)  # fmt: skip


@pytest.mark.parametrize("accept", [PAGE, DATA, ANYTHING], ids=["page", "json", "anything"])
@pytest.mark.parametrize("path", PATHS)
def test_reading(server: Server, front: Front, path: str, accept: str) -> None:
    straight = compared(ask(server, "GET", path, accept))

    assert compared(ask(front, "GET", path, accept)) == straight


WRITES = [
    ("POST", "/login"), ("POST", "/register"), ("POST", "/refresh"), ("POST", "/logout"),
    ("POST", "/scans"), ("POST", "/api/v1/login"), ("PATCH", "/scans/7k2"), ("DELETE", "/scans/7k2"),
    ("POST", "/invites"), ("POST", "/nothing"), ("PUT", "/admin"), ("OPTIONS", "/login"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_writing(server: Server, front: Front, method: str, path: str) -> None:
    straight = compared(ask(server, method, path, ANYTHING, json={}))

    assert compared(ask(front, method, path, ANYTHING, json={})) == straight


def through(front: Front, person: User) -> User:
    """Return the same person, coming by the front door."""
    return User(SimpleNamespace(url=front.url), person.token)  # type: ignore[arg-type]  # all he needs of a server


def test_the_loop_through_it(front: Front, admin: User, worker: User) -> None:
    scan = admin.open_scan()
    console = through(front, admin).join(scan)
    portal = through(front, worker).join(scan)
    form = {"scan_id": scan["id"], "client_id": new_key(), "text": "Through the proxy"}

    sent = portal.call("new_task_suggestion", form)

    assert console.next_event("new_task")["task"] == sent["task"]
    console.close()
    portal.close()


def test_its_own_pages_may_call_and_others_not(front: Front) -> None:
    codes = [
        ask(front, "POST", "/refresh", ANYTHING, headers={"Origin": origin}).json()["code"]
        for origin in (front.url, "https://elsewhere.example")
    ]

    assert codes == ["token_missing", "bad_origin"]


def test_files_with_a_hash_are_kept_for_ever(front: Front) -> None:
    page = ask(front, "GET", "/", PAGE).text
    script = re.search(r"/assets/[^\"]+\.js", page)
    assert script

    kept = ask(front, "GET", script[0], ANYTHING).headers["Cache-Control"]

    assert kept == "public, max-age=31536000, immutable"


def test_what_the_build_has_packed_is_given_as_it_lies_there(front: Front, server: Server) -> None:
    page = ask(front, "GET", "/", PAGE).text
    script = re.search(r"/assets/[^\"]+\.js", page)
    assert script
    packed = (PAGES_DIR / f"{script[0].lstrip('/')}.gz").stat().st_size

    for each in (front, server):
        answer = ask(each, "GET", script[0], ANYTHING, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert int(answer.headers["Content-Length"]) == packed


def test_while_the_product_is_away_it_says_so_as_a_problem(
    start_server: StartServer, tmp_path: Path
) -> None:
    behind = start_server()
    front = Front(tmp_path, behind=behind.url)
    behind.stop()

    answer = ask(front, "GET", "/api/v1/me", DATA)

    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "unavailable"
    front.stop()
