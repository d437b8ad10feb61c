"""The reasons that a scan offers to who refuses a task."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actors import User, good, problem

REASONS = ["Not ours", "Seen already", "Too vague: which gate?"]


def test_they_come_with_the_scan_and_are_changed_as_a_whole(admin: User, worker: User) -> None:
    scan = admin.open_scan(refusal_reasons=[f"  {REASONS[0]} ", *REASONS[1:]])
    assert scan["refusal_reasons"] == REASONS
    desk, phone = admin.join(scan), worker.join(scan)

    changed = admin.change(scan, refusal_reasons=["Drill"])

    assert changed["refusal_reasons"] == ["Drill"]
    for socket in (desk, phone):
        assert socket.joined["scan"]["refusal_reasons"] == REASONS
        assert socket.next_event("scan_updated")["scan"]["refusal_reasons"] == ["Drill"]
    assert good(worker.get(f"/scans/{scan['id']}"))["refusal_reasons"] == ["Drill"]


def test_there_are_none_until_somebody_writes_some_and_none_again(
    admin: User, scan: dict[str, Any]
) -> None:
    assert scan["refusal_reasons"] == []
    assert admin.change(scan, refusal_reasons=REASONS)["refusal_reasons"] == REASONS
    assert admin.change(scan, name="Dock sweep")["refusal_reasons"] == REASONS
    assert admin.change(scan, refusal_reasons=[])["refusal_reasons"] == []


@pytest.mark.parametrize(
    "reasons",
    [
        [f"Reason {number}" for number in range(10)],
        ["Not ours", " Not ours "],
        [""],
        [" \n"],
        ["x" * 121],
        ["a\rb"],
        ["a\x00b"],
        [7],
        "Not ours",
        {"a": "b"},
    ],
)
def test_a_list_that_breaks_a_rule_is_refused(
    admin: User, scan: dict[str, Any], reasons: Any
) -> None:
    body = {"name": "Gate sweep", "refusal_reasons": reasons}
    opened = admin.post("/scans", body)
    changed = admin.patch(f"/scans/{scan['id']}", {"version": 1, "refusal_reasons": reasons})

    for response in (opened, changed):
        assert problem(response) == (422, "invalid")
        assert response.json()["errors"][0]["field"].startswith("refusal_reasons")
    assert good(admin.get(f"/scans/{scan['id']}")) == scan


@pytest.mark.parametrize("reasons", [[f"{n} {'😀' * 118}" for n in range(9)], ["x", "X"]])
def test_as_many_and_as_long_as_allowed(admin: User, reasons: list[str]) -> None:
    assert admin.open_scan(refusal_reasons=reasons)["refusal_reasons"] == reasons


def test_p30_a_refused_task_keeps_the_reason_that_it_was_given(admin: User, worker: User) -> None:
    scan = admin.open_scan(refusal_reasons=REASONS)
    task = worker.submit(scan)
    refused = good(admin.decide(task, "refuse", reason=REASONS[1]))

    admin.change(scan, refusal_reasons=["Drill"])

    shown = worker.see(task)
    assert shown["reason"] == refused["reason"] == REASONS[1]
    assert shown["history"][-1]["reason"] == REASONS[1]


def test_p30_any_other_reason_is_as_good(admin: User, worker: User) -> None:
    scan = admin.open_scan(refusal_reasons=REASONS)

    refused = good(admin.decide(worker.submit(scan), "refuse", reason="Camera 4 shows nothing"))

    assert refused["reason"] == "Camera 4 shows nothing"
