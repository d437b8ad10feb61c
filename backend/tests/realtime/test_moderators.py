"""Naming and unnaming a moderator while his sockets are open: they follow at once."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.actors import Live, User, good

# What is promised. The notice is awaited, so a quick machine does not wait for it.
SECONDS_TO_FOLLOW = 2


@pytest.fixture
def elsewhere(admin: User) -> dict[str, Any]:
    """A second scan: its changes are the fence behind which nothing more can come."""
    return admin.open_scan("Elsewhere")


def in_both(person: User, scan: dict[str, Any], elsewhere: dict[str, Any]) -> Live:
    """Return a socket in the scan and in the one of the fence."""
    socket = person.join(elsewhere)
    socket.joined = socket.call("join_scan", {"scan_id": scan["id"]})
    return socket


def name(owner: User, scan: dict[str, Any], person: User) -> None:
    assert owner.put(f"/scans/{scan['id']}/moderators/{person.id}").status_code == 204


def unname(owner: User, scan: dict[str, Any], person: User) -> None:
    assert owner.delete(f"/scans/{scan['id']}/moderators/{person.id}").status_code == 204


def heard_elsewhere(admin: User, elsewhere: dict[str, Any], socket: Live) -> list[tuple[str, Any]]:
    """Return what the socket heard until a change in the other scan."""
    admin.change(elsewhere, instructions="Look twice")
    return socket.events_until_change(elsewhere)


def role_change(socket: Live, scan: dict[str, Any]) -> None:
    """Wait for the notice; fail if it takes longer than promised, or anything comes before it."""
    asked = time.monotonic()
    [(_, notice)] = socket.events_until("notice")
    assert time.monotonic() - asked < SECONDS_TO_FOLLOW
    assert (notice["code"], notice["scan_id"]) == ("role_changed", scan["id"])


def test_who_is_unnamed_hears_no_more_of_the_scan(
    admin: User, named: User, worker: User, scan: dict[str, Any], elsewhere: dict[str, Any]
) -> None:
    name(admin, scan, named)
    desks = [in_both(named, scan, elsewhere) for _ in range(2)]
    task = worker.submit(scan)
    for desk in desks:
        assert desk.next_event("new_task")["task"] == {
            key: value for key, value in task.items() if key != "duplicate"
        }

    unname(admin, scan, named)

    for desk in desks:
        role_change(desk, scan)
    good(admin.decide(task, "validate"))
    worker.submit(scan)
    for desk in desks:
        assert heard_elsewhere(admin, elsewhere, desk) == []


def test_who_is_unnamed_acts_no_more_before_he_joins_again(
    admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    name(admin, scan, named)
    desk, task = named.join(scan), worker.submit(scan)
    unname(admin, scan, named)
    role_change_seen = desk.next_event("notice")["code"]

    refused = desk.decide(task, "validate")

    assert role_change_seen == "role_changed"
    assert refused["error"]["code"] == "not_joined"
    again = desk.call("join_scan", {"scan_id": scan["id"]})
    assert (again["role"], again["tasks"]) == ("worker", [])
    assert desk.decide(task, "validate")["error"]["code"] == "not_found"
    assert worker.see(task)["status"] == "pending"
    assert desk.suggest(scan)["ok"]


def test_who_is_named_hears_of_all_once_he_has_joined_again(
    admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    phone = named.join(scan)
    assert phone.joined["role"] == "worker"
    assert phone.suggest(scan)["ok"]

    name(admin, scan, named)

    role_change(phone, scan)
    joined = phone.call("join_scan", {"scan_id": scan["id"]})
    assert joined["role"] == "moderator"
    assert joined["scan"]["links"]["console"]
    other = worker.submit(scan)
    assert phone.next_event("new_task")["task"]["id"] == other["id"]
    assert phone.suggest(scan)["error"]["code"] == "forbidden"


def test_the_other_moderators_are_told_who_moderates(
    admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    desk, phone = admin.join(scan), worker.join(scan)

    name(admin, scan, named)
    unname(admin, scan, named)

    lists = [desk.next_event("scan_updated")["scan"]["moderators"] for _ in range(2)]
    assert lists == [[{"id": named.id, "name": named.name}], []]
    assert "moderators" not in phone.next_event("scan_updated")["scan"]


def test_a_change_that_changes_nothing_for_him_leaves_his_sockets_alone(
    admin: User, other_admin: User, scan: dict[str, Any]
) -> None:
    desk = other_admin.join(scan)

    # An ADMIN moderates anyway, named or not.
    name(admin, scan, other_admin)
    unname(admin, scan, other_admin)

    for _ in range(2):
        assert [came for came, _ in desk.events_until("scan_updated")] == ["scan_updated"]


def test_naming_twice_is_naming_once(admin: User, named: User, scan: dict[str, Any]) -> None:
    name(admin, scan, named)
    once = good(admin.get(f"/scans/{scan['id']}"))

    name(admin, scan, named)

    assert good(admin.get(f"/scans/{scan['id']}")) == once


def test_moderators_outlive_a_restart_and_so_does_their_end(
    admin: User, named: User, scan: dict[str, Any]
) -> None:
    ended = admin.open_scan("Ended")
    for each in (scan, ended):
        name(admin, each, named)
    unname(admin, ended, named)

    admin.server.restart()

    assert named.join(scan).joined["role"] == "moderator"
    assert named.join(ended).joined["role"] == "worker"
    assert scan["id"] in [each["id"] for each in good(named.get("/scans"))["items"]]


def test_a_moderator_of_one_scan_is_a_worker_in_the_next(
    admin: User, named: User, scan: dict[str, Any], elsewhere: dict[str, Any]
) -> None:
    name(admin, scan, named)

    assert named.join(scan).joined["role"] == "moderator"
    assert named.join(elsewhere).joined["role"] == "worker"


def test_p11_who_is_another_when_he_comes_back_is_told_all_anew(
    admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    own = good(named.send(scan, "Cone is missing"), 201)
    worker.submit(scan)
    name(admin, scan, named)
    desk = named.join(scan)
    before = desk.joined
    desk.close()
    # He does not hear the notice, and stands at a place that as a worker he has never reached.
    unname(admin, scan, named)

    ask = {"scan_id": scan["id"], "epoch": before["epoch"], "since": before["seq"]}
    answer = named.live().call("join_scan", ask)

    assert (before["role"], answer["role"]) == ("moderator", "worker")
    assert answer["epoch"] != before["epoch"]
    assert (answer["snapshot"], [task["id"] for task in answer["tasks"]]) == (True, [own["id"]])
