"""P44, P45: who is in a scan, and who is told what of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actors import Live, User


def heard(socket: Live, **expected: Any) -> bool:
    """Return once the socket is told this of who is there; fails when it never is."""
    while True:
        event = socket.next_event("presence")
        del event["scan_id"]
        if event == expected:
            return True


def person(user: User) -> dict[str, str]:
    return {"id": user.id, "name": user.name}


def test_p44_moderators_are_told_by_name_and_workers_a_number(
    admin: User, named: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    assert admin.put(f"/scans/{scan['id']}/moderators/{named.id}").status_code == 204
    desk, phone = admin.join(scan), worker.join(scan)
    assert heard(desk, moderators=[person(admin)], workers=1)
    assert heard(phone, desk=1)

    named.join(scan)
    other_worker.join(scan)

    people = sorted([person(admin), person(named)], key=lambda known: known["name"])
    assert heard(desk, moderators=people, workers=2)
    assert heard(phone, desk=2)


def test_p44_tabs_do_not_count(admin: User, worker: User, scan: dict[str, Any]) -> None:
    for _ in range(3):
        admin.join(scan)
        worker.join(scan)

    assert heard(admin.join(scan), moderators=[person(admin)], workers=1)
    assert heard(worker.join(scan), desk=1)


def test_p45_who_goes_is_missed(admin: User, worker: User, scan: dict[str, Any]) -> None:
    desk, phone, tab = admin.join(scan), worker.join(scan), worker.join(scan)
    assert heard(desk, moderators=[person(admin)], workers=1)

    phone.close()
    assert tab.call("leave_scan", {"scan_id": scan["id"]})["ok"]

    assert heard(desk, moderators=[person(admin)], workers=0)


def test_p45_who_comes_is_told_though_nothing_has_changed(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk, phone = admin.join(scan), worker.join(scan)
    assert heard(desk, moderators=[person(admin)], workers=1)
    assert heard(phone, desk=1)

    assert heard(worker.join(scan), desk=1)
    assert heard(admin.join(scan), moderators=[person(admin)], workers=1)


def test_p66_a_moderator_with_the_workers_page_before_him_is_not_at_the_desk(
    admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    assert admin.put(f"/scans/{scan['id']}/moderators/{named.id}").status_code == 204
    phone, page, desk = worker.join(scan), named.live(), admin.join(scan)
    assert heard(phone, desk=1)

    assert page.call("join_scan", {"scan_id": scan["id"], "at": "portal"})["ok"]
    other = worker.join(scan)

    # He is told all the same who is there, as whoever moderates is.
    assert heard(page, moderators=[person(admin)], workers=1)
    assert heard(other, desk=1)
    desk.close()
    assert heard(phone, desk=0)
    # From the same tab to the desk, and back.
    assert page.call("join_scan", {"scan_id": scan["id"], "at": "desk"})["ok"]
    assert heard(phone, desk=1)
    assert page.call("join_scan", {"scan_id": scan["id"], "at": "portal"})["ok"]
    assert heard(phone, desk=0)


def test_p66_a_tab_at_the_desk_is_enough_and_leaving_forgets_the_seat(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    phone, page = worker.join(scan), admin.live()
    assert page.call("join_scan", {"scan_id": scan["id"], "at": "portal"})["ok"]
    assert heard(phone, desk=0)

    admin.join(scan)
    assert heard(phone, desk=1)
    admin.sockets[-1].close()
    assert heard(phone, desk=0)

    assert page.call("leave_scan", {"scan_id": scan["id"]})["ok"]
    assert page.call("join_scan", {"scan_id": scan["id"]})["ok"]
    assert heard(phone, desk=1)


@pytest.mark.parametrize("at", ["elsewhere", "", None, 1])
def test_p66_another_place_is_refused(worker: User, scan: dict[str, Any], at: object) -> None:
    refused = worker.live().call("join_scan", {"scan_id": scan["id"], "at": at})

    assert refused["error"]["code"] == "invalid"


def test_p44_another_scan_is_not_spoken_of(admin: User, worker: User, scan: dict[str, Any]) -> None:
    other = admin.open_scan("Dock sweep")
    worker.join(other)
    desk = admin.join(scan)

    event = desk.next_event("presence")

    assert event == {"scan_id": scan["id"], "moderators": [person(admin)], "workers": 0}


def test_p44_workers_are_told_how_long_it_takes_and_nobody_else(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    desk, phone, other = admin.join(scan), worker.join(scan), other_worker.join(scan)
    assert heard(phone, desk=1)
    task = phone.suggest(scan)["task"]

    assert desk.decide(task, "validate")["ok"]

    # Below a tenth of a second that is what is said.
    assert heard(phone, desk=1, median_wait_ms=100)
    assert heard(other, desk=1, median_wait_ms=100)
    assert heard(worker.join(scan), desk=1, median_wait_ms=100)
    assert heard(admin.join(scan), moderators=[person(admin)], workers=2)
