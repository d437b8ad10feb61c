"""A scan is paused with a message, and closed."""

from __future__ import annotations

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
