"""A scan is paused with a message, closed, and summed up."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.actors import User, good, problem


def test_a_pause_says_why_to_everybody_at_once_until_it_ends(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    live = worker.join(scan)

    admin.change(scan, status="paused", pause_message="  Back at two. ")

    assert live.next_event("scan_updated")["scan"]["pause_message"] == "Back at two."
    assert good(worker.get(f"/scans/{scan['id']}"))["pause_message"] == "Back at two."
    assert worker.live().call("join_scan", {"scan_id": scan["id"]})["scan"]["pause_message"]
    reopened = admin.change(scan, status="open")
    assert "pause_message" not in reopened
    assert "pause_message" not in live.next_event("scan_updated")["scan"]


def test_a_message_has_an_end(admin: User, scan: dict[str, Any]) -> None:
    path, body = f"/scans/{scan['id']}", {"version": 1, "status": "paused"}

    assert problem(admin.patch(path, {**body, "pause_message": "x" * 501})) == (422, "invalid")
    assert good(admin.patch(path, {**body, "pause_message": "x" * 500}))["version"] == 2


def test_a_closed_scan_says_since_when(admin: User, scan: dict[str, Any]) -> None:
    closed = admin.change(scan, status="closed")

    assert closed["closed_at"] >= closed["created_at"]
    assert admin.change(scan, name="Dock")["closed_at"] == closed["closed_at"]
    assert "closed_at" not in admin.change(scan, status="open")


def test_a_summary_has_what_the_tasks_came_to(
    admin: User, other_admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    path = f"/scans/{scan['id']}/summary"
    nothing = {"pending": 0, "validated": 0, "refused": 0, "returned": 0}
    assert good(admin.get(path)) == {
        "counts": nothing, "workers": 0, "reasons": [], "deciders": [],
    }  # fmt: skip
    tasks = [(worker, other_worker)[n % 2].submit(scan) for n in range(6)]
    good(admin.decide(tasks[0], "validate"))
    good(admin.decide(tasks[1], "refuse", reason="Too blurred"))
    good(admin.decide(tasks[2], "refuse", reason="Seen already"))
    good(other_admin.decide(tasks[3], "refuse", reason="Seen already"))
    undone = good(other_admin.decide(tasks[4], "return", reason="Where?"))
    good(admin.decide(undone, "reopen"))

    summary = good(admin.get(path))

    assert summary["counts"] == {"pending": 2, "validated": 1, "refused": 3, "returned": 0}
    assert summary["workers"] == 2
    assert summary["reasons"] == [
        {"reason": "Seen already", "count": 2, "versions": []},
        {"reason": "Too blurred", "count": 1, "versions": []},
    ]
    assert [(each["by"]["id"], each["counts"]) for each in summary["deciders"]] == [
        (admin.id, {**nothing, "validated": 1, "refused": 2}),
        (other_admin.id, {**nothing, "refused": 1}),
    ]
    assert summary["first_at"] == tasks[0]["created_at"]
    assert summary["last_at"] == tasks[-1]["created_at"]
    assert 0 <= summary["median_wait_ms"] <= summary["p95_wait_ms"] < 60_000
    line = summary["timeline"]
    assert line["since"] <= summary["first_at"]
    sums = Counter[str]()
    for step in line["steps"]:
        sums.update(step)
    assert sums == {"arrived": 6, "validated": 1, "refused": 3, "returned": 0}
