"""Guests: in one scan under a display name, and nowhere else."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
import requests

from tests.actors import PASSWORD, Caller, User, enter, good, new_key, problem, register
from tests.conftest import StartServer
from tests.running import Server

NOBODYS = "0" * 26


def a_name() -> str:
    return f"Grace {uuid.uuid4().hex[:8]}"


def test_guests_are_let_in_only_where_a_moderator_says_so(
    server: Server, admin: User, scan: dict[str, Any]
) -> None:
    visitor = Caller(server)
    assert scan["guests"] is False
    assert problem(visitor.post(f"/scans/{scan['id']}/guests", {"name": "Grace"})) == (
        404,
        "not_found",
    )

    assert admin.change(scan, guests=True)["guests"] is True

    session = good(visitor.post(f"/scans/{scan['id']}/guests", {"name": " Grace  H. "}), 201)
    user = session["user"]
    assert user == {
        "id": user["id"],
        "username": "Grace H.",
        "role": "WORKER",
        "guest_of": scan["id"],
    }


def test_a_guest_works_as_a_worker_does_and_is_shown_as_a_guest(
    admin: User, guest: User, gate: dict[str, Any]
) -> None:
    task = guest.submit(gate, "Seal is cut")

    assert task["author"] == {"id": guest.id, "name": guest.name, "guest": True}
    assert good(admin.get(f"/tasks/{task['id']}"))["author"]["guest"] is True
    assert [each["author"] for each in admin.all_tasks(gate)] == [task["author"]]
    returned = good(admin.decide(task, "return", reason="Which door?"))
    mended = good(guest.resubmit(returned, "Seal of door 9 is cut"))
    assert mended["author"] == task["author"]
    assert guest.see(task)["version"] == 3
    assert [each["id"] for each in guest.all_tasks(gate)] == [task["id"]]
    assert good(guest.get(f"/scans/{gate['id']}"))["can"] == ["see", "submit"]


def knock(server: Server, gate: dict[str, Any], name: str) -> requests.Response:
    """Ask to be let in under that name, with a browser that was never here."""
    return Caller(server).post(f"/scans/{gate['id']}/guests", {"name": name})


def spelled(name: str) -> str:
    return f"{name.upper().replace(' ', '-')}\u0301"


def test_nobody_enters_under_the_name_of_somebody_in_the_scan(
    server: Server, admin: User, worker: User, guest: User, gate: dict[str, Any]
) -> None:
    moderator, other = register(server), register(server)
    assert admin.put(f"/scans/{gate['id']}/moderators/{moderator.id}").status_code == 204
    worker.submit(gate)
    guest.submit(gate)

    for somebody in (admin, moderator, worker, guest):
        for name in (somebody.name, spelled(somebody.name)):
            refused = knock(server, gate, name)
            assert problem(refused) == (409, "name_taken"), name
            assert [fault["field"] for fault in refused.json()["errors"]] == ["name"]
    # Who is not in the scan has a name that others may have too; it leads to his account still.
    namesake = enter(server, gate, other.name)
    assert namesake.id != other.id
    login = {"username": other.name, "password": PASSWORD}
    assert good(Caller(server).post("/login", login))["user"]["id"] == other.id


def test_nobody_enters_under_letters_that_look_like_another_name(
    server: Server, gate: dict[str, Any]
) -> None:
    enter(server, gate, "Boba T").submit(gate)

    # Cyrillic from end to end, then one such letter in a word.
    whole, mixed = (
        knock(server, gate, "\u0412\u043e\u0432\u0430 \u0422"),
        knock(server, gate, "Bob\u0430 Z"),
    )

    assert problem(whole) == (409, "name_taken")
    assert problem(mixed) == (422, "invalid")
    assert [fault["field"] for fault in mixed.json()["errors"]] == ["name"]
    assert enter(server, gate, "\u0416\u0430\u043d\u043d\u0430")


def test_nobody_enters_under_a_name_that_nobody_sees(server: Server, gate: dict[str, Any]) -> None:
    refused = knock(server, gate, "\u1160\u1160")

    assert problem(refused) == (422, "invalid")
    assert [fault["field"] for fault in refused.json()["errors"]] == ["name"]


def test_an_admin_moderates_every_scan_and_lends_his_name_in_none(
    server: Server, admin: User, gate: dict[str, Any]
) -> None:
    code = good(admin.post("/invites", {"role": "ADMIN"}), 201)["code"]
    another = register(server, a_name(), role="ADMIN", admin_code=code)

    assert problem(knock(server, gate, another.name)) == (409, "name_taken")


def test_a_guests_name_is_free_elsewhere_and_once_he_has_gone(
    server: Server, admin: User, guest: User, gate: dict[str, Any]
) -> None:
    guest.submit(gate)
    elsewhere = enter(server, admin.open_scan(guests=True), guest.name)
    assert problem(knock(server, gate, guest.name)) == (409, "name_taken")

    assert guest.post("/logout").status_code == 204
    again = enter(server, gate, guest.name)

    assert len({guest.id, elsewhere.id, again.id}) == 3


def test_who_never_heard_that_he_was_let_in_asks_again(
    server: Server, gate: dict[str, Any]
) -> None:
    name = a_name()
    good(knock(server, gate, name), 201)

    assert good(knock(server, gate, name), 201)["user"]["username"] == name


def test_a_guest_has_no_password(server: Server, guest: User) -> None:
    for name in (f"guest:{guest.id}", guest.id, guest.name):
        refused = Caller(server).post("/login", {"username": name, "password": ""})
        assert refused.status_code in (401, 422)


def test_a_guest_survives_a_reload(server: Server, guest: User, gate: dict[str, Any]) -> None:
    task = guest.submit(gate)

    session = good(guest.post("/refresh"))

    assert session["user"]["guest_of"] == gate["id"]
    again = User(server, session["access_token"], guest.session, guest.id, guest.name)
    assert again.see(task)["id"] == task["id"]


def operations(server: Server) -> list[tuple[str, str, str]]:
    """Return method, path and who may call, of every call that needs a token."""
    document = good(Caller(server).get("/openapi.json"))
    return [
        (method.upper(), path, told["x-allow"])
        for path, methods in document["paths"].items()
        for method, told in methods.items()
        if told["security"]
    ]


def call(caller: Caller, method: str, path: str, task: dict[str, Any]) -> requests.Response:
    """Make a call about that task, its scan and its author, well formed where it has a body."""
    ids = {
        "scan_id": task["scan_id"],
        "task_id": task["id"],
        "user_id": task["author"]["id"],
        "session_id": "0" * 26,
        "table": "scans",
        "part": "reasons",
    }
    bodies = {
        "/scans": {"name": "Mine"},
        "/scans/{scan_id}": {"version": 1, "name": "Mine"},
        "/invites": {"role": "ADMIN"},
        "/scans/{scan_id}/tasks": {"text": "x"},
        "/tasks/{task_id}/verdict": {"action": "validate", "version": task["version"]},
        "/tasks/{task_id}/resubmit": {"text": "x", "version": task["version"]},
    }
    return caller.request(
        method,
        re.sub(r"{(\w+)}", lambda name: ids[name[1]], path),
        json=bodies.get(path) if method in {"POST", "PATCH"} else None,
        headers={"Idempotency-Key": new_key()},
    )


def test_a_guest_of_another_scan_reaches_nothing_by_any_call(
    server: Server, admin: User, worker: User
) -> None:
    his, other = admin.open_scan(guests=True), admin.open_scan(guests=True)
    stranger, task = enter(server, other), worker.submit(his)
    before = good(admin.get(f"/scans/{his['id']}")), admin.all_tasks(his)
    told: dict[str, set[tuple[int, str]]] = {}

    for method, path, allow in operations(server):
        answer = problem(call(stranger, method, path, task))
        told.setdefault(allow, set()).add(answer)

    assert told == {
        "signed in, or a guest of the scan": {(404, "not_found")},
        "signed in": {(403, "forbidden")},
        "ADMIN": {(403, "forbidden")},
    }
    assert (good(admin.get(f"/scans/{his['id']}")), admin.all_tasks(his)) == before


def test_in_his_own_scan_a_guest_reaches_no_call_that_needs_an_account(
    server: Server, guest: User, gate: dict[str, Any]
) -> None:
    task = guest.submit(gate)

    for method, path, allow in operations(server):
        if allow != "signed in, or a guest of the scan":
            answer = problem(call(guest, method, path, task))
            assert answer == (403, "forbidden"), (method, path)


def test_a_guest_sees_no_other_ones_tasks(
    server: Server, guest: User, gate: dict[str, Any]
) -> None:
    task = enter(server, gate).submit(gate)

    assert problem(guest.get(f"/tasks/{task['id']}")) == (404, "not_found")
    assert guest.all_tasks(gate) == []


def test_a_guest_is_named_a_moderator_by_nobody(
    admin: User, guest: User, gate: dict[str, Any]
) -> None:
    path = f"/scans/{gate['id']}/moderators/{guest.id}"

    assert problem(admin.put(path)) == (404, "not_found")
    assert good(guest.get(f"/scans/{gate['id']}"))["can"] == ["see", "submit"]


def test_a_visitor_learns_a_scans_name_where_guests_are_let_in_and_else_nothing(
    server: Server, admin: User, gate: dict[str, Any], scan: dict[str, Any]
) -> None:
    visitor = Caller(server)
    closed = admin.open_scan(guests=True)
    admin.change(closed, status="closed")

    assert good(visitor.get(f"/scans/{gate['id']}/door")) == {"guests": True, "name": gate["name"]}
    # Anybody could come in by that link: that it leads nowhere now is no secret. Its name is one again.
    assert good(visitor.get(f"/scans/{closed['id']}/door")) == {"guests": False, "closed": True}
    admin.change(scan, status="closed")
    for id_ in (scan["id"], NOBODYS):
        assert good(visitor.get(f"/scans/{id_}/door")) == {"guests": False}


def test_a_removed_guest_is_nobody_and_what_he_sent_stays(
    server: Server, admin: User, guest: User, gate: dict[str, Any]
) -> None:
    task, path = guest.submit(gate), f"/scans/{gate['id']}/guests"
    other = enter(server, gate)
    assert [each["id"] for each in good(admin.get(path))["items"]] == [other.id, guest.id]

    for _ in range(2):
        assert admin.delete(f"{path}/{guest.id}").status_code == 204

    assert problem(guest.get(f"/scans/{gate['id']}")) == (401, "token_invalid")
    assert problem(guest.post("/refresh")) == (401, "token_invalid")
    assert problem(guest.send(gate, "one more")) == (401, "token_invalid")
    assert admin.see(task)["author"] == task["author"]
    assert [each["id"] for each in good(admin.get(path))["items"]] == [other.id]
    other.submit(gate)


def test_the_browser_of_a_removed_guest_is_not_let_in_again(
    server: Server, admin: User, guest: User, gate: dict[str, Any]
) -> None:
    door, path = f"/scans/{gate['id']}/door", f"/scans/{gate['id']}/guests"
    other = admin.open_scan(guests=True)
    assert admin.delete(f"{path}/{guest.id}").status_code == 204
    assert problem(guest.post("/refresh")) == (401, "token_invalid")

    for _ in range(2):
        assert problem(guest.post(path, {"name": a_name()})) == (403, "removed")
        assert good(guest.get(door)) == {"guests": True, "name": gate["name"], "removed": True}
    # Nothing but its cookie tells that browser from others, and no other scan has put him out.
    assert good(Caller(server).get(door)) == {"guests": True, "name": gate["name"]}
    good(guest.post(f"/scans/{other['id']}/guests", {"name": guest.name}), 201)


def test_only_moderators_list_and_remove_guests(
    server: Server, worker: User, guest: User, gate: dict[str, Any]
) -> None:
    path = f"/scans/{gate['id']}/guests"

    for somebody in (worker, enter(server, gate)):
        assert problem(somebody.get(path)) == (403, "forbidden")
        assert problem(somebody.delete(f"{path}/{guest.id}")) == (403, "forbidden")
    assert good(guest.get(f"/scans/{gate['id']}"))


def test_an_account_cannot_be_removed_as_a_guest(
    admin: User, worker: User, guest: User, gate: dict[str, Any], scan: dict[str, Any]
) -> None:
    for path in (f"{gate['id']}/guests/{worker.id}", f"{scan['id']}/guests/{guest.id}"):
        assert admin.delete(f"/scans/{path}").status_code == 204

    assert good(worker.get("/me"))["id"] == worker.id
    assert good(guest.get(f"/scans/{gate['id']}"))


def test_switching_guests_off_keeps_those_who_are_in(
    server: Server, admin: User, guest: User, gate: dict[str, Any]
) -> None:
    admin.change(gate, guests=False)

    guest.submit(gate)
    good(guest.post("/refresh"))
    refused = Caller(server).post(f"/scans/{gate['id']}/guests", {"name": "Late"})
    assert problem(refused) == (404, "not_found")


def test_a_closed_scan_lets_nobody_in_and_its_guests_look_back(
    server: Server, admin: User, guest: User, gate: dict[str, Any]
) -> None:
    task = guest.submit(gate)
    admin.change(gate, status="closed")

    assert guest.see(task)["id"] == task["id"]
    assert problem(guest.send(gate, "late")) == (409, "scan_not_open")
    refused = Caller(server).post(f"/scans/{gate['id']}/guests", {"name": "Late"})
    assert problem(refused) == (404, "not_found")


@pytest.mark.parametrize("name", [None, 7, "x", "x" * 41, "<b>", "a\nb", "   "])
def test_a_name_must_be_one(server: Server, gate: dict[str, Any], name: Any) -> None:
    refused = Caller(server).post(f"/scans/{gate['id']}/guests", {"name": name})

    assert problem(refused) == (422, "invalid")
    assert [fault["field"] for fault in refused.json()["errors"]] == ["name"]


def test_coming_in_is_limited_for_each_address(start_server: StartServer) -> None:
    visitor = Caller(start_server(TASKSTREAM_LIMIT_GUEST="1/h:2"))
    path = f"/scans/{NOBODYS}"
    assert good(visitor.get(f"{path}/door")) == {"guests": False}
    assert problem(visitor.post(f"{path}/guests", {"name": "Grace"}))[0] == 404

    assert problem(visitor.post(f"{path}/guests", {"name": "Grace"})) == (429, "rate_limited")


def test_a_page_of_another_origin_makes_no_guest(server: Server, gate: dict[str, Any]) -> None:
    refused = Caller(server).post(
        f"/scans/{gate['id']}/guests",
        {"name": "Grace"},
        headers={"Origin": "https://elsewhere.example"},
    )

    assert problem(refused) == (403, "bad_origin")


def test_guests_outlive_a_restart(start_server: StartServer) -> None:
    server = start_server()
    admin = register(server, "Ada", role="ADMIN", admin_code=server.admin_code)
    gate = admin.open_scan(guests=True)
    guest = enter(server, gate)

    server.restart()

    assert good(guest.get(f"/scans/{gate['id']}"))["guests"] is True
