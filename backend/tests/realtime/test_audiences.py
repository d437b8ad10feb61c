"""Who hears of what. Nothing is timed: a later event that must come proves what did not."""

from __future__ import annotations

from typing import Any

from tests.actors import ANSWER_SECONDS, Caller, Live, User, good

TASK_EVENTS = ("new_task", "new_tasks", "task_updated", "tasks_updated")


def fence(admin: User, scan: dict[str, Any], socket: Live) -> list[tuple[str, Any]]:
    """Return what the socket heard before a change of the scan, which all in it hear."""
    admin.change(scan, instructions="Look twice")
    return socket.events_until_change(scan)


def about_tasks(events: list[tuple[str, Any]]) -> list[str]:
    """Return the ids of the tasks that events told of."""
    found = []
    for name, data in events:
        assert name in TASK_EVENTS, name
        found += [task["id"] for task in data.get("tasks", [data.get("task")])]
    return found


def test_a_worker_never_hears_of_anothers_task(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    mine, his = worker.join(scan), other_worker.join(scan)
    task = mine.suggest(scan)["task"]
    decided = good(admin.decide(task, "refuse", reason="Not ours"))
    good(admin.decide(decided, "reopen"))

    assert about_tasks(fence(admin, scan, his)) == []
    assert about_tasks(mine.events_until("scan_updated")[:-1]) == [task["id"]] * 2
    assert his.call("join_scan", {"scan_id": scan["id"]})["tasks"] == []


def test_the_author_hears_of_his_task_once_in_each_tab_and_by_the_answer_where_he_sent_it(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tabs = [worker.join(scan) for _ in range(3)]
    task = tabs[0].suggest(scan)["task"]
    good(admin.decide(task, "validate"))

    heard = [about_tasks(fence(admin, scan, tab)) for tab in tabs]

    assert heard == [[task["id"]], [task["id"]] * 2, [task["id"]] * 2]


def test_joining_twice_does_not_make_a_socket_hear_twice(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tab = worker.join(scan)
    assert tab.call("join_scan", {"scan_id": scan["id"]})["ok"]
    task = worker.submit(scan)

    assert about_tasks(fence(admin, scan, tab)) == [task["id"]]


def test_every_moderator_hears_of_every_task(
    admin: User, other_admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    assert admin.put(f"/scans/{scan['id']}/moderators/{named.id}").status_code == 204
    desks = [person.join(scan) for person in (admin, other_admin, named)]
    task = worker.submit(scan)
    good(other_admin.decide(task, "validate"))

    heard = [about_tasks(fence(admin, scan, desk)) for desk in desks]

    assert heard == [[task["id"]] * 2] * 3


def test_what_one_scan_hears_another_does_not(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    other = admin.open_scan("Dock sweep")
    desk, phone = admin.join(other), worker.join(other)
    worker.submit(scan)

    assert fence(admin, other, desk) == []
    assert fence(admin, other, phone) == []


def test_a_socket_may_be_in_two_scans(admin: User, worker: User, scan: dict[str, Any]) -> None:
    other = admin.open_scan("Dock sweep")
    phone = worker.join(scan)
    assert phone.call("join_scan", {"scan_id": other["id"]})["ok"]

    here, there = worker.submit(scan), worker.submit(other)

    assert about_tasks(fence(admin, other, phone)) == [here["id"], there["id"]]


def test_who_has_left_hears_no_more(admin: User, worker: User, scan: dict[str, Any]) -> None:
    other = admin.open_scan("Dock sweep")
    phone = worker.join(scan)
    assert phone.call("join_scan", {"scan_id": other["id"]})["ok"]
    assert phone.call("leave_scan", {"scan_id": scan["id"]})["ok"]

    worker.submit(scan)
    admin.change(scan, status="paused")

    assert fence(admin, other, phone) == []


def test_a_socket_that_only_connected_hears_nothing(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    other = admin.open_scan("Dock sweep")
    phone = worker.live()
    worker.submit(scan)
    admin.change(scan, status="paused")
    assert phone.call("join_scan", {"scan_id": other["id"]})["ok"]

    assert fence(admin, other, phone) == []


def test_a_worker_is_never_told_of_others_by_the_scan_either(
    admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    admin.put(f"/scans/{scan['id']}/moderators/{named.id}")
    desk, phone = admin.join(scan), worker.join(scan)

    admin.change(scan, name="Dock sweep")

    shown = phone.next_event("scan_updated")["scan"]
    assert shown["name"] == "Dock sweep"
    assert shown["links"] == {"worker": f"/worker/scan/{scan['id']}"}
    assert "moderators" not in shown
    assert "counts" not in shown
    full = desk.next_event("scan_updated")["scan"]
    assert full["links"]["console"] == f"/admin/scans/{scan['id']}"
    assert full["moderators"] == [{"id": named.id, "name": named.name}]


def test_both_audiences_are_told_what_they_may_do_now(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk, phone = admin.join(scan), worker.join(scan)
    told = []
    for status in ("paused", "open", "closed"):
        admin.change(scan, status=status)
        views = [socket.next_event("scan_updated")["scan"] for socket in (phone, desk)]
        assert [view["status"] for view in views] == [status] * 2
        told.append([set(view["can"]) for view in views])

    moderates = {"see", "moderate", "edit"}
    assert told == [[{"see"}, moderates], [{"see", "submit"}, moderates], [{"see"}, moderates]]


def test_who_is_in_a_scan_hears_of_its_end_and_sees_it_afterwards(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    phone = worker.join(scan)
    task = worker.submit(scan)

    admin.change(scan, status="closed")

    assert phone.next_event("scan_updated")["scan"]["status"] == "closed"
    good(admin.decide(task, "validate"))
    assert phone.next_event("task_updated")["task"]["status"] == "validated"


def test_a_session_that_ends_takes_its_sockets_and_no_others(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    first = worker.join(scan)
    body = {"username": worker.name, "password": "correct horse battery"}
    session = good(Caller(worker.server).post("/login", body))
    elsewhere = User(worker.server, session["access_token"], id=worker.id, name=worker.name)
    second = elsewhere.join(scan)

    assert elsewhere.post("/logout").status_code == 204

    assert second.next_event("notice")["code"] == "signed_out"
    assert second.gone.get(timeout=ANSWER_SECONDS)
    task = worker.submit(scan)
    assert about_tasks(fence(admin, scan, first)) == [task["id"]]
