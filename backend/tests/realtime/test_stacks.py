"""P62 to P64: moderators are told which tasks are alike; workers never."""

from __future__ import annotations

from typing import Any

from tests.actors import Live, User


def told_of(desk: Live, count: int) -> list[dict[str, Any]]:
    """Return the stacks of the events that came until so many tasks were in one."""
    stacks: list[dict[str, Any]] = []
    while sum(len(stack["tasks"]) for stack in stacks) < count:
        event = desk.next_event("stacks")
        stacks = (stacks if "whole" not in event else []) + event["stacks"]
    return stacks


def test_p62_moderators_hear_which_tasks_are_alike(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk = admin.join(scan)

    first = worker.submit(scan, "The badge reader at gate 4 is broken")
    second = worker.submit(scan, "Badge reader at gate 4 broken!")
    worker.submit(scan, "The badge reader at gate 5 is broken")

    assert told_of(desk, 2) == [{"id": "1.1", "tasks": [first["id"], second["id"]]}]


def test_p62_who_joins_later_finds_them_and_rest_says_the_same(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk = admin.join(scan)
    first, second = worker.submit(scan, "No soap in hall B"), worker.submit(scan, "hall B: no soap")
    [stack] = told_of(desk, 2)

    assert other_admin.join(scan).joined["stacks"] == [stack]
    answer = admin.get(f"/scans/{scan['id']}/stacks").json()
    assert answer == {"stacks": [stack], "complete": True}
    assert stack["tasks"] == [first["id"], second["id"]]


def test_p63_a_text_like_a_refused_one_says_so_with_the_reason(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk = admin.join(scan)
    refused = worker.submit(scan, "No soap in hall B")
    assert desk.decide(refused, "refuse", reason="Known since Monday")["ok"]

    again = worker.submit(scan, "There is no soap in hall B")

    [stack] = told_of(desk, 1)
    decided = stack["decided"]
    assert stack["tasks"] == [again["id"]]
    assert (decided["task_id"], decided["status"]) == (refused["id"], "refused")
    assert (decided["number"], decided["reason"]) == (1, "Known since Monday")


def test_p64_it_can_be_switched_off_and_on_again(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk = admin.join(scan)
    worker.submit(scan, "No soap in hall B")
    worker.submit(scan, "hall B: no soap")
    told = told_of(desk, 2)

    off = admin.change(scan, stacking=False)
    assert desk.next_event("stacks") == {"scan_id": scan["id"], "stacks": [], "whole": True}
    assert "stacks" not in admin.join(scan).joined

    admin.change(off, stacking=True)
    assert desk.next_event("stacks") == {"scan_id": scan["id"], "stacks": told, "whole": True}


def test_p62_workers_never_hear_of_it(admin: User, worker: User, scan: dict[str, Any]) -> None:
    desk, phone = admin.join(scan), worker.join(scan)
    for text in ("No soap in hall B", "hall B: no soap"):
        worker.submit(scan, text)
    told_of(desk, 2)

    admin.change(scan, instructions="Look twice")

    heard: list[str] = []
    while not heard or heard[-1] != "scan_updated":
        event = phone.arrival(10)
        assert event is not None
        heard.append(event[0])
    assert "stacks" not in heard
    assert "stacks" not in worker.join(scan).joined
    assert worker.get(f"/scans/{scan['id']}/stacks").status_code == 403
