"""Naming a scan's moderators by user name; who may is another table's matter."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actors import Caller, User, enter, first_admin, good, problem, register
from tests.conftest import StartServer
from tests.running import Server


def path(scan: dict[str, Any]) -> str:
    return f"/scans/{scan['id']}/moderators"


@pytest.mark.parametrize("written", [str, str.upper, lambda name: f"  {name} "])
def test_a_name_is_enough_however_it_is_written(
    admin: User, named: User, scan: dict[str, Any], written: Any
) -> None:
    person = {"id": named.id, "name": named.name}

    assert good(admin.post(path(scan), {"username": written(named.name)}), 201) == person

    seen = good(named.get(f"/scans/{scan['id']}"))
    assert seen["moderators"] == [person]
    assert "moderate" in seen["can"]


def test_naming_twice_is_naming_once(admin: User, named: User, scan: dict[str, Any]) -> None:
    for _ in range(2):
        good(admin.post(path(scan), {"username": named.name}), 201)

    assert len(good(admin.get(f"/scans/{scan['id']}"))["moderators"]) == 1


def test_who_has_no_account_reads_like_nobody(server: Server, admin: User) -> None:
    scan = admin.open_scan(guests=True)
    guest = enter(server, scan, "Grace of the gate")

    answers = [admin.post(path(scan), {"username": name}) for name in (guest.name, "Nobody at all")]

    assert [problem(answer) for answer in answers] == [(404, "unknown_username")] * 2
    bodies = [{**answer.json(), "request_id": None} for answer in answers]
    assert bodies[0] == bodies[1]
    assert bodies[0]["errors"][0]["field"] == "username"
    assert good(admin.get(f"/scans/{scan['id']}"))["moderators"] == []


@pytest.mark.parametrize("body", [{}, {"username": 7}, {"username": "x" * 201}])
def test_what_is_no_name_is_said_so(admin: User, scan: dict[str, Any], body: Any) -> None:
    assert problem(admin.post(path(scan), body)) == (422, "invalid")


def test_nobody_goes_through_a_list_of_names(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_LIMIT_USERNAME="1/h:3")
    admin = first_admin(server)
    scan = admin.open_scan()

    tries = [problem(admin.post(path(scan), {"username": f"Somebody {n}"})) for n in range(4)]

    assert tries == [(404, "unknown_username")] * 3 + [(429, "rate_limited")]
    other = register(server)
    # By his id he is named all the same: an id is not guessed.
    assert admin.put(f"{path(scan)}/{other.id}").status_code == 204
    assert isinstance(other, Caller)
