"""Guests on the socket."""

from __future__ import annotations

from typing import Any

import pytest
from socketio.exceptions import ConnectionError as Refused

from tests.actors import PASSWORD, User, enter, good
from tests.running import Server


@pytest.fixture
def gate(admin: User) -> dict[str, Any]:
    """A scan that lets guests in."""
    return admin.open_scan(guests=True)


def test_p58_a_guest_submits_and_hears_of_it(
    server: Server, admin: User, gate: dict[str, Any]
) -> None:
    guest, desk = enter(server, gate), admin.join(gate)
    portal = guest.join(gate)
    assert portal.joined["role"] == "worker"

    answer = portal.suggest(gate)

    author = {"id": guest.id, "name": guest.name, "guest": True}
    assert answer["task"]["author"] == author
    assert desk.next_event("new_task")["task"]["author"] == author
    assert desk.decide(answer["task"], "validate")["ok"]
    assert portal.next_event("task_updated")["task"]["status"] == "validated"
    guest.hang_up()


def test_p58_a_guest_reaches_no_other_scan(
    server: Server, admin: User, worker: User, gate: dict[str, Any]
) -> None:
    other = admin.open_scan(guests=True)
    guest, task = enter(server, gate), worker.submit(other)
    socket = guest.join(gate)
    forms: dict[str, dict[str, Any]] = {
        "new_task_suggestion": {"scan_id": other["id"], "client_id": "0" * 32, "text": "x"},
        "task_action": {"task_id": task["id"], "action": "validate", "version": 1},
        "resubmit_task": {"task_id": task["id"], "version": 1, "text": "x"},
        "claim_task": {"task_id": task["id"]},
        "release_task": {"task_id": task["id"]},
    }

    assert socket.call("join_scan", {"scan_id": other["id"]})["error"]["code"] == "not_found"
    for event, form in forms.items():
        assert socket.call(event, form)["error"]["code"] == "not_joined", event
    assert [(each["id"], each["version"]) for each in admin.all_tasks(other)] == [(task["id"], 1)]
    guest.hang_up()


def test_p58_a_removed_guest_is_told_why_and_closed(
    server: Server, admin: User, gate: dict[str, Any]
) -> None:
    guest, other = enter(server, gate), enter(server, gate)
    portal, kept = guest.join(gate), other.join(gate)

    assert admin.delete(f"/scans/{gate['id']}/guests/{guest.id}").status_code == 204

    notice = portal.next_event("notice")
    assert notice["code"] == "removed"
    assert notice["scan_id"] == gate["id"]
    portal.gone.get(timeout=10)
    with pytest.raises(Refused):
        guest.live()
    assert kept.suggest(gate)["ok"]
    guest.hang_up()
    other.hang_up()


def test_p58_a_guest_who_registers_goes_on_with_his_socket(
    server: Server, gate: dict[str, Any]
) -> None:
    guest = enter(server, gate)
    portal = guest.join(gate)
    first = portal.suggest(gate)["task"]
    body = {"username": f"{guest.name} made it", "password": PASSWORD}

    session = good(guest.post("/register", body), 201)
    renewed = portal.call("auth_refresh", {"token": session["access_token"]})

    assert renewed["ok"]
    second = portal.suggest(gate)["task"]
    assert (first["author"]["id"], second["author"]["id"]) == (guest.id, guest.id)
    assert "guest" not in second["author"]
    guest.hang_up()
