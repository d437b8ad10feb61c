"""A guest becomes an account, and what is his stays his."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from tests.actors import PASSWORD, Caller, User, good, problem
from tests.running import Server


def a_name() -> str:
    return f"Grace {uuid.uuid4().hex[:8]}"


def become(guest: User, name: str, **more: Any) -> requests.Response:
    return guest.post("/register", {"username": name, "password": PASSWORD, **more})


def test_a_guest_who_registers_keeps_what_is_his(
    server: Server, admin: User, guest: User, gate: dict[str, Any]
) -> None:
    task, name = guest.submit(gate), a_name()

    session = good(become(guest, name), 201)

    assert session["user"] == {"id": guest.id, "username": name, "role": "WORKER"}
    account = User(server, session["access_token"], guest.session, guest.id, name)
    assert account.see(task)["author"] == task["author"]
    assert "guest" not in account.submit(gate)["author"]
    assert good(account.get("/me"))["id"] == guest.id
    assert [each["id"] for each in good(account.get("/scans"))["items"]] == [gate["id"]]
    assert good(account.post("/refresh"))["user"] == session["user"]
    # No guest any more: neither his old token, nor in the list, nor to be removed.
    assert problem(guest.get(f"/scans/{gate['id']}")) == (401, "token_invalid")
    assert good(admin.get(f"/scans/{gate['id']}/guests"))["items"] == []
    admin.delete(f"/scans/{gate['id']}/guests/{guest.id}")
    login = {"username": name, "password": PASSWORD}
    assert good(Caller(server).post("/login", login))["user"]["id"] == guest.id


def test_a_guest_whose_registration_fails_is_a_guest_still(
    worker: User, guest: User, gate: dict[str, Any]
) -> None:
    assert problem(become(guest, worker.name)) == (409, "username_taken")
    assert problem(become(guest, a_name(), admin_code="wrong")) == (403, "bad_admin_code")

    guest.submit(gate)


def test_a_guest_with_an_invitation_becomes_what_it_says(
    server: Server, admin: User, guest: User
) -> None:
    code = good(admin.post("/invites", {"role": "ADMIN"}), 201)["code"]

    session = good(become(guest, a_name(), admin_code=code), 201)

    assert session["user"]["role"] == "ADMIN"
    assert session["user"]["id"] == guest.id
    again = {"username": a_name(), "password": PASSWORD, "admin_code": code}
    assert problem(Caller(server).post("/register", again)) == (403, "bad_admin_code")


def test_of_two_registrations_of_one_guest_one_succeeds(guest: User) -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda name: become(guest, name), [a_name(), a_name()]))

    assert sorted(answer.status_code for answer in answers) == [201, 401]


def test_who_is_no_guest_registers_as_ever(server: Server, worker: User) -> None:
    answer = Caller(server, worker.token).post(
        "/register", {"username": a_name(), "password": PASSWORD}
    )

    assert good(answer, 201)["user"]["id"] != worker.id
