"""The short code of a scan: what it leads to, and for how long."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actors import Caller, User, first_admin, good, problem, register
from tests.conftest import StartServer
from tests.running import Server


@pytest.fixture
def anybody(server: Server) -> Caller:
    """Somebody without an account."""
    return Caller(server)


def test_the_code_leads_whoever_has_it_to_the_scan(
    anybody: Caller, stranger: User, scan: dict[str, Any]
) -> None:
    typed = f" {scan['code'][:3].lower()}-{scan['code'][3:]} "

    for caller in (anybody, stranger):
        assert good(caller.post("/join", {"code": typed})) == {
            "scan_id": scan["id"],
            "links": {"worker": scan["links"]["worker"]},
        }


def test_moderators_and_workers_are_shown_the_code(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    code = good(admin.get(f"/scans/{scan['id']}"))["code"]

    assert len(code) == 6
    assert worker.join(scan).joined["scan"]["code"] == code
    assert admin.join(scan).joined["scan"]["code"] == code


def test_a_paused_scan_is_still_found(admin: User, anybody: Caller, scan: dict[str, Any]) -> None:
    assert admin.change(scan, status="paused")["code"] == scan["code"]

    good(anybody.post("/join", {"code": scan["code"]}))


def test_closing_frees_the_code_and_reopening_gives_another(
    admin: User, anybody: Caller, scan: dict[str, Any]
) -> None:
    assert "code" not in admin.change(scan, status="closed")
    closed = anybody.post("/join", {"code": scan["code"]})

    reopened = admin.change(scan, status="open")

    assert problem(closed) == (404, "not_found")
    assert good(anybody.post("/join", {"code": reopened["code"]}))["scan_id"] == scan["id"]


def test_every_wrong_code_reads_the_same(
    admin: User, anybody: Caller, scan: dict[str, Any]
) -> None:
    admin.change(scan, status="closed")
    refusals = [
        anybody.post("/join", {"code": code})
        for code in (scan["code"], "AAAAAA", "AAAAA", "", "!", "x" * 40)
    ]

    bodies = [{**refusal.json(), "request_id": ""} for refusal in refusals]

    assert {refusal.status_code for refusal in refusals} == {404}
    assert all(body == bodies[0] for body in bodies)


def test_a_lost_race_for_a_reopening_takes_no_code(admin: User, scan: dict[str, Any]) -> None:
    closed = admin.change(scan, status="closed")
    body = {"version": closed["version"], "status": "open"}

    won = good(admin.patch(f"/scans/{scan['id']}", body))
    lost = admin.patch(f"/scans/{scan['id']}", body)

    assert problem(lost) == (409, "conflict")
    assert lost.json()["scan"]["code"] == won["code"]


def test_guessing_is_limited_for_each_address(start_server: StartServer) -> None:
    anybody = Caller(start_server(TASKSTREAM_LIMIT_CODE="1/h:2"))
    for _ in range(2):
        assert problem(anybody.post("/join", {"code": "AAAAAA"})) == (404, "not_found")

    assert problem(anybody.post("/join", {"code": "AAAAAA"})) == (429, "rate_limited")


def test_guessing_is_limited_for_each_user(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_LIMIT_CODE_USER="1/h:2")
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    for _ in range(2):
        worker.post("/join", {"code": "AAAAAA"})

    assert problem(worker.post("/join", {"code": scan["code"]})) == (429, "rate_limited")
    good(admin.post("/join", {"code": scan["code"]}))
    good(Caller(server).post("/join", {"code": scan["code"]}))
