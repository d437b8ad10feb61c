"""What was typed comes back as it was typed: through both doors, events, and a restart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actors import Live, User, good
from tests.awkward import AWKWARD


def typed(tasks: list[dict[str, Any]]) -> dict[str, str]:
    """Return the texts by the names that they have in the list."""
    return {AWKWARD_BY_TEXT.get(task["text"], repr(task["text"])): task["text"] for task in tasks}


AWKWARD_BY_TEXT = {text: name for name, text in AWKWARD.items()}


def whole_scan(socket: Live, scan: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all tasks of a snapshot, page by page."""
    ask: dict[str, Any] = {"scan_id": scan["id"]}
    tasks: list[dict[str, Any]] = []
    while True:
        answer = socket.call("join_scan", ask)
        tasks += answer["tasks"]
        if not answer["more"]:
            return tasks
        ask |= {"epoch": answer["epoch"], "since": answer["seq"], "snapshot": True}


@pytest.mark.parametrize("door", ["socket", "rest"])
def test_every_awkward_text_comes_back_as_typed(
    admin: User, worker: User, scan: dict[str, Any], door: str
) -> None:
    desk, phone = admin.join(scan), worker.join(scan)
    told = []
    for name, text in AWKWARD.items():
        if door == "socket":
            answer = phone.suggest(scan, text)
            assert answer["ok"], (name, answer)
            assert answer["task"]["text"] == text, name
        else:
            assert worker.submit(scan, text)["text"] == text, name
        told.append(desk.next_event("new_task")["task"])
    assert typed(told) == AWKWARD

    admin.hang_up()
    worker.hang_up()
    admin.server.restart()

    assert typed(good(worker.get(f"/scans/{scan['id']}/tasks?limit=500"))["items"]) == AWKWARD
    assert typed(whole_scan(admin.live(), scan)) == AWKWARD
    detail = worker.see(told[0])
    assert detail["history"][0]["text"] == detail["text"] == told[0]["text"]


def test_reasons_names_and_instructions_are_kept_as_typed_too(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    for name, text in AWKWARD.items():
        if len(text) <= 120 and text == text.strip():
            changed = admin.change(scan, name=text, instructions=f" {text}\n")
            assert (changed["name"], changed["instructions"]) == (text, f" {text}\n"), name
    for name in ("script", "arabic", "family", "spaces inside", "newline at both ends"):
        task = good(admin.decide(task, "refuse", reason=AWKWARD[name]))
        assert worker.see(task)["reason"] == AWKWARD[name], name
        task = good(admin.decide(task, "reopen"))
