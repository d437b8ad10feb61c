"""What a caller may get wrong over REST, one case each: a clear code, and nothing stored."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.actors import User, good, new_key, problem
from tests.logged import logged
from tests.stage import Stage, set_up


@pytest.fixture
def stage(people: dict[str, User]) -> Stage:
    """A scan with two tasks."""
    return set_up(people)


def send(stage: Stage, who: str, call: str, data: Any, **headers: str) -> requests.Response:
    """Send these bytes to ``call``, such as ``POST /scans/<scan>/tasks``."""
    method, path = call.split()
    path = path.replace("<scan>", stage.scan["id"]).replace("<task>", stage.task["id"])
    headers = {"Content-Type": "application/json", **headers}
    return stage.cast[who].request(method, path, data=data, headers=headers)


OPEN, EDIT = ("owner", "POST /scans"), ("owner", "PATCH /scans/<scan>")
SUBMIT, DECIDE = ("author", "POST /scans/<scan>/tasks"), ("owner", "POST /tasks/<task>/verdict")
CALLS = [OPEN, EDIT, SUBMIT, DECIDE]

UNREADABLE: list[tuple[bytes, int, str]] = [
    (b"", 400, "malformed_json"),
    (b"{", 400, "malformed_json"),
    (b"{'name': 'x'}", 400, "malformed_json"),
    (b'{"name": NaN}', 400, "malformed_json"),
    (b'{"name": Infinity}', 400, "malformed_json"),
    (b'{"name": "\xff"}', 400, "malformed_json"),
    (b'{"name": "a\nb"}', 400, "malformed_json"),
    (b'{"name": ' + b"1" * 5_000 + b"}", 400, "malformed_json"),
    # Reading it would take the server's stack.
    (b"[" * 30_000, 400, "malformed_json"),
    (b'{"a":' * 10_000, 400, "malformed_json"),
    # JSON, but no object.
    (b"null", 422, "invalid"),
    (b"[]", 422, "invalid"),
    (b'"x"', 422, "invalid"),
    (b"5", 422, "invalid"),
    # Over 64 KiB.
    (b'"' + b"x" * 65_536 + b'"', 413, "too_large"),
]


@pytest.mark.parametrize(("data", "status", "code"), UNREADABLE, ids=lambda case: repr(case)[:20])
@pytest.mark.parametrize(("who", "call"), CALLS)
def test_a_body_that_cannot_be_read(
    stage: Stage, who: str, call: str, data: bytes, status: int, code: str
) -> None:
    assert problem(send(stage, who, call, data)) == (status, code)


def test_nothing_of_it_is_logged_or_stored(stage: Stage) -> None:
    before = stage.record()

    with logged(stage.cast["owner"].server) as lines:
        for who, call in CALLS:
            for data, status, _ in UNREADABLE:
                assert send(stage, who, call, data).status_code == status

    assert lines == []
    assert stage.record() == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "json"])
def test_a_body_that_is_not_declared_as_json_is_not_read(stage: Stage, kind: str) -> None:
    response = send(stage, "owner", "POST /scans", b'{"name": "x"}', **{"Content-Type": kind})

    assert problem(response) == (415, "unsupported_media_type")


def test_a_charset_does_no_harm(stage: Stage) -> None:
    kind = {"Content-Type": "application/json; charset=utf-8"}

    assert send(stage, "owner", "POST /scans", b'{"name": "x"}', **kind).status_code == 201


V1 = '"version": 1'
INVALID: list[tuple[tuple[str, str], str, list[str]]] = [
    # Left out.
    (OPEN, "{}", ["name"]),
    (EDIT, "{}", ["version"]),
    (SUBMIT, "{}", ["text"]),
    (DECIDE, "{}", ["action"]),
    (DECIDE, '{"action": "validate"}', ["version"]),
    # Types are not guessed.
    (OPEN, '{"name": 5}', ["name"]),
    (OPEN, '{"name": null}', ["name"]),
    (OPEN, '{"name": "x", "target_seconds": "60"}', ["target_seconds"]),
    (OPEN, '{"name": "x", "target_seconds": 60.5}', ["target_seconds"]),
    (OPEN, '{"name": "x", "target_seconds": true}', ["target_seconds"]),
    (EDIT, '{"version": "1"}', ["version"]),
    (EDIT, f'{{{V1}, "status": 1}}', ["status"]),
    (SUBMIT, '{"text": ["x"]}', ["text"]),
    (DECIDE, '{"action": 1, "version": 1}', ["action"]),
    # Out of range.
    (OPEN, '{"name": "x", "target_seconds": 4}', ["target_seconds"]),
    (OPEN, '{"name": "x", "target_seconds": 86401}', ["target_seconds"]),
    (OPEN, f'{{"name": "{"x" * 121}"}}', ["name"]),
    (OPEN, '{"name": " \\t\\n\\u00a0 "}', ["name"]),
    (OPEN, f'{{"name": "x", "instructions": "{"x" * 4001}"}}', ["instructions"]),
    (EDIT, '{"version": 0}', ["version"]),
    (EDIT, '{"version": 9007199254740993}', ["version"]),
    (EDIT, f'{{{V1}, "status": "finished"}}', ["status"]),
    (SUBMIT, '{"text": ""}', ["text"]),
    (SUBMIT, '{"text": " \\t\\n\\u3000"}', ["text"]),
    (SUBMIT, f'{{"text": "{"x" * 4001}"}}', ["text"]),
    (DECIDE, '{"action": "approve", "version": 1}', ["action"]),
    # Submitting is no verdict, though the history lists it.
    (DECIDE, '{"action": "submit", "version": 1}', ["action"]),
    (DECIDE, f'{{"action": "refuse", {V1}, "reason": "{"x" * 501}"}}', ["reason"]),
    # Characters that no store or screen agrees on.
    (OPEN, '{"name": "a\\u0000b"}', ["name"]),
    (OPEN, '{"name": "\\ud800"}', ["name"]),
    (EDIT, f'{{{V1}, "instructions": "a\\u001bb"}}', ["instructions"]),
    (SUBMIT, '{"text": "a\\u0000b"}', ["text"]),
    (SUBMIT, '{"text": "a\\rb"}', ["text"]),
    (SUBMIT, '{"text": "\\udc00\\ud800"}', ["text"]),
    (DECIDE, f'{{"action": "refuse", {V1}, "reason": "\\u007f"}}', ["reason"]),
    # Too much, and what only the server gives.
    (OPEN, '{"name": "x", "owner": "me"}', ["owner"]),
    (OPEN, '{"name": "x", "id": "x"}', ["id"]),
    (EDIT, f'{{{V1}, "moderators": []}}', ["moderators"]),
    (SUBMIT, '{"text": "x", "status": "validated"}', ["status"]),
    (SUBMIT, '{"text": "x", "client_id": "x"}', ["client_id"]),
    (DECIDE, f'{{"action": "refuse", {V1}, "at": "now"}}', ["at"]),
    (OPEN, '{"name": "x", "\\ud800": 1}', ["(body)"]),
    # Every fault at once.
    (OPEN, '{"name": "", "target_seconds": 1, "x": 1}', ["name", "target_seconds", "x"]),
]


@pytest.mark.parametrize(("call", "body", "fields"), INVALID, ids=lambda case: str(case)[:40])
def test_a_value_that_breaks_a_rule_is_named(
    stage: Stage, call: tuple[str, str], body: str, fields: list[str]
) -> None:
    before = stage.record()

    response = send(stage, *call, body)

    assert problem(response) == (422, "invalid")
    faults = response.json()["errors"]
    assert [fault["field"] for fault in faults] == fields
    assert all(fault["message"] for fault in faults)
    assert stage.record() == before


QUERIES = [
    ("/scans?limit=0", "limit"),
    ("/scans?limit=501", "limit"),
    ("/scans?limit=ten", "limit"),
    ("/scans?limit=", "limit"),
    ("/scans?page=1", "page"),
    ("/scans?token=x", "token"),
    ("/scans?after=x", "after"),
    ("/scans?after=" + "x" * 501, "after"),
    ("/scans?after=%00", "after"),
    ("/scans?after=eyJhIjoxfQ", "after"),
    ("/scans/<scan>/tasks?status=open", "status"),
    ("/scans/<scan>/tasks?status=pending,", "status"),
    ("/scans/<scan>/tasks?after=WzFd", "after"),
    ("/scans/<scan>/tasks?sort=text", "sort"),
    ("/scans/<scan>/tasks?text=" + "x" * 201, "text"),
    ("/scans/<scan>/tasks?reason=%00", "reason"),
    # Without a zone nobody knows which hour is meant.
    ("/scans/<scan>/tasks?from=2026-01-31T12:00:00", "from"),
    ("/scans/<scan>/tasks?to=yesterday", "to"),
    ("/scans/<scan>/tasks?limit=501", "limit"),
    ("/scans/<scan>/tasks.csv?limit=5", "limit"),
]


@pytest.mark.parametrize(("path", "field"), QUERIES)
def test_a_query_that_breaks_a_rule_is_named(stage: Stage, path: str, field: str) -> None:
    with logged(stage.cast["owner"].server) as lines:
        response = stage.cast["owner"].get(path.replace("<scan>", stage.scan["id"]))

    assert problem(response) == (422, "invalid")
    assert [fault["field"] for fault in response.json()["errors"]] == [field]
    assert lines == []


KEYS = ["", "x", "0" * 31, "0" * 33, "0" * 31 + "g", "A" * 32, "{" + "0" * 30 + "}"]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_that_is_none_is_named(stage: Stage, key: str) -> None:
    before = stage.record()

    response = send(stage, *SUBMIT, b'{"text": "x"}', **{"Idempotency-Key": key})

    assert problem(response) == (422, "invalid")
    assert [fault["field"] for fault in response.json()["errors"]] == ["Idempotency-Key"]
    assert stage.record() == before


def test_the_longest_of_everything_is_taken(admin: User, worker: User) -> None:
    scan = admin.open_scan("n" * 120, instructions="i" * 4_000, target_seconds=86_400)
    task = worker.submit(scan, "t" * 4_000)
    decided = good(admin.decide(task, "refuse", reason="r" * 500))

    assert (scan["name"], scan["instructions"]) == ("n" * 120, "i" * 4_000)
    assert (decided["text"], decided["reason"]) == ("t" * 4_000, "r" * 500)


METHODS = [
    ("DELETE", "/scans", "GET, HEAD, OPTIONS, POST"),
    ("PUT", "/scans/<scan>", "GET, HEAD, OPTIONS, PATCH"),
    ("GET", "/tasks/<task>/verdict", "OPTIONS, POST"),
    ("GET", "/login", "OPTIONS, POST"),
    ("TRACE", "/scans", "GET, HEAD, OPTIONS, POST"),
]


@pytest.mark.parametrize(("method", "path", "allowed"), METHODS)
def test_a_method_that_an_address_does_not_take(
    stage: Stage, method: str, path: str, allowed: str
) -> None:
    response = send(stage, "owner", f"{method} {path}", b"")

    assert problem(response) == (405, "method_not_allowed")
    assert response.headers["Allow"] == allowed


def test_an_address_that_is_none(admin: User) -> None:
    assert problem(admin.get("/nothing")) == (404, "not_found")
    assert problem(admin.post("/scans/", {"name": "x"})) == (404, "not_found")


def test_a_problem_says_which_request_it_was(admin: User) -> None:
    responses = [admin.get("/nothing") for _ in range(2)]

    ids = [response.json()["request_id"] for response in responses]
    assert ids == [response.headers["X-Request-Id"] for response in responses]
    assert ids[0] != ids[1]
    body = responses[0].json()
    assert body.keys() == {"type", "title", "status", "detail", "code", "request_id"}


def test_another_body_in_chunks_is_bounded_too(stage: Stage) -> None:
    def chunks() -> Any:
        yield b'{"text": "'
        for _ in range(200):
            yield b"x" * 1_000
        yield b'"}'

    response = send(stage, *SUBMIT, chunks(), **{"Idempotency-Key": new_key()})

    assert problem(response)[0] in (400, 413)
