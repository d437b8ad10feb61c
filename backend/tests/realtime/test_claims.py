"""P46, P47: who looks at which task is told to those who decide, and binds nobody."""

from __future__ import annotations

from typing import Any

from tests.actors import User


def test_p46_the_others_see_who_looks_at_a_task(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    desk, other = admin.join(scan), other_admin.join(scan)

    assert desk.call("claim_task", {"task_id": task["id"]}) == {"ok": True}

    told = other.next_event("claim")
    assert told.pop("until") > task["created_at"]
    person = {"id": admin.id, "name": admin.name}
    assert told == {"scan_id": scan["id"], "task_id": task["id"], "by": person}
    assert [claim["by"] for claim in other_admin.join(scan).joined["claims"]] == [person]


def test_p46_the_first_keeps_it_and_it_keeps_nobody_from_deciding(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    desk, other = admin.join(scan), other_admin.join(scan)
    assert desk.call("claim_task", {"task_id": task["id"]})["ok"]
    assert other.call("claim_task", {"task_id": task["id"]})["ok"]
    assert other.call("release_task", {"task_id": task["id"]})["ok"]
    (claim,) = admin.join(scan).joined["claims"]
    assert claim["by"]["id"] == admin.id

    assert other.decide(task, "validate")["ok"]

    assert other.next_event("claim")["by"]["id"] == admin.id
    assert other.next_event("claim") == {"scan_id": scan["id"], "task_id": task["id"]}
    assert admin.join(scan).joined["claims"] == []


def test_p47_it_ends_with_the_right_to_decide(
    admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    path = f"/scans/{scan['id']}/moderators/{named.id}"
    assert admin.put(path).status_code == 204
    task = worker.submit(scan)
    desk, other = named.join(scan), admin.join(scan)
    assert desk.call("claim_task", {"task_id": task["id"]})["ok"]
    assert other.next_event("claim")["by"]["id"] == named.id

    assert admin.delete(path).status_code == 204

    assert other.next_event("claim") == {"scan_id": scan["id"], "task_id": task["id"]}


def test_p47_it_ends_with_whoever_made_it(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    other = other_admin.join(scan)
    for way in ("release", "leave", "hang up"):
        task, desk = worker.submit(scan), admin.join(scan)
        assert desk.call("claim_task", {"task_id": task["id"]})["ok"]
        assert "by" in other.next_event("claim")
        if way == "release":
            assert desk.call("release_task", {"task_id": task["id"]})["ok"]
        elif way == "leave":
            assert desk.call("leave_scan", {"scan_id": scan["id"]})["ok"]
        else:
            desk.close()

        assert other.next_event("claim") == {"scan_id": scan["id"], "task_id": task["id"]}


def test_p46_workers_neither_claim_nor_hear_of_it(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    desk, phone = admin.join(scan), worker.join(scan)
    assert desk.call("claim_task", {"task_id": task["id"]})["ok"]

    answer = phone.call("claim_task", {"task_id": task["id"]})

    assert answer["error"]["code"] == "forbidden"
    assert "claims" not in worker.join(scan).joined
    admin.change(scan, instructions="Look twice")
    assert [name for name, _ in phone.events_until("scan_updated")] == ["scan_updated"]
