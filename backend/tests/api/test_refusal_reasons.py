"""The reasons that a scan offers to who refuses a task."""

from __future__ import annotations

from typing import Any

import pytest

from taskstream import clock
from taskstream.domain.actors import Actor
from taskstream.domain.users import Role
from taskstream.schemas.scans import ScanPatch
from tests.actors import User, good, problem
from tests.api.sessions import Browser, Clock, application

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


def test_p60_a_refusal_is_noted_with_the_list_that_its_reason_is_of(
    admin: User, worker: User
) -> None:
    scan = admin.open_scan(refusal_reasons=REASONS)
    assert scan["reasons_version"] == 1
    first = good(admin.decide(worker.submit(scan), "refuse", reason=REASONS[0], reasons_version=1))
    assert admin.change(scan, refusal_reasons=["Drill"])["reasons_version"] == 2
    second = good(admin.decide(worker.submit(scan), "refuse", reason="Drill"))
    typed = good(admin.decide(worker.submit(scan), "refuse", reason="Nothing there"))

    assert (first["reasons_version"], second["reasons_version"]) == (1, 2)
    assert "reasons_version" not in typed
    shown = worker.see(first)
    assert (shown["reason"], shown["reasons_version"]) == (REASONS[0], 1)
    again = good(admin.decide(shown, "reopen"))
    assert "reasons_version" not in again
    assert worker.see(again)["history"][1]["reasons_version"] == 1


def test_p60_what_was_chosen_a_moment_ago_holds_through_both_doors(
    admin: User, other_admin: User, worker: User
) -> None:
    scan = admin.open_scan(refusal_reasons=REASONS)
    tasks = [worker.submit(scan) for _ in range(3)]
    desk, phone = other_admin.join(scan), worker.join(scan)
    admin.change(scan, refusal_reasons=["Drill"])
    admin.change(scan, refusal_reasons=["Drill", "Fog"])
    chosen = {"reason": REASONS[2], "reasons_version": 1}

    rest = good(other_admin.decide(tasks[0], "refuse", **chosen))
    many = [{"task_id": task["id"], "version": 1} for task in tasks[1:]]
    socket = desk.call("task_action", {"tasks": many, "action": "refuse", **chosen})

    told = phone.next_updates(len(tasks))
    for task in (rest, *socket["tasks"], *told):
        assert (task["reason"], task["reasons_version"]) == (REASONS[2], 1)


def test_p60_who_has_not_looked_for_a_minute_is_shown_the_present_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    time = Clock()
    monkeypatch.setattr(clock, "now", time.now)
    with application("open") as running:
        ada, bob = Browser(running), Browser(running)
        desk = {"Authorization": f"Bearer {ada.register('Ada', role='ADMIN')['access_token']}"}
        phone = {"Authorization": f"Bearer {bob.register('Bob')['access_token']}"}
        scan = ada.post("/scans", {"name": "Gate", "refusal_reasons": REASONS}, **desk).json
        task = bob.post(f"/scans/{scan['id']}/tasks", {"text": "x"}, **phone).json
        services = running.services
        found = services.scans.scans.find(scan["id"])
        assert found is not None
        olga = Actor("o", "Olga", Role.ADMIN, "session")
        services.scans.edit(olga, found, ScanPatch(refusal_reasons=["Drill"]), version=1)
        verdict = {"action": "refuse", "version": 1, "reason": REASONS[0], "reasons_version": 1}

        time.forward(seconds=61)
        refused = ada.post(f"/tasks/{task['id']}/verdict", verdict, **desk)

        assert (refused.status_code, refused.json["code"]) == (409, "reasons_changed")
        assert (refused.json["refusal_reasons"], refused.json["reasons_version"]) == (["Drill"], 2)
        assert bob.get(f"/tasks/{task['id']}", **phone).json["status"] == "pending"


@pytest.mark.parametrize(
    ("verdict", "field"),
    [
        ({"action": "refuse", "reason": "Unheard of", "reasons_version": 1}, "reason"),
        ({"action": "refuse", "reason": "Unheard of", "reasons_version": 7}, "reason"),
        ({"action": "refuse", "reasons_version": 1}, "(body)"),
        ({"action": "return", "reason": REASONS[0], "reasons_version": 1}, "(body)"),
        ({"action": "refuse", "reason": REASONS[0], "reasons_version": 0}, "reasons_version"),
    ],
)
def test_p60_a_version_goes_with_a_reason_of_it(
    admin: User, worker: User, verdict: dict[str, Any], field: str
) -> None:
    scan = admin.open_scan(refusal_reasons=REASONS)

    response = admin.post(f"/tasks/{worker.submit(scan)['id']}/verdict", {"version": 1, **verdict})

    assert problem(response) == (422, "invalid")
    assert [fault["field"] for fault in response.json()["errors"]] == [field]


def test_p60_a_held_refusal_is_told_with_its_version(admin: User, worker: User) -> None:
    scan = admin.open_scan(refusal_reasons=REASONS, grace_seconds=1)
    phone = worker.join(scan)

    held = good(admin.decide(worker.submit(scan), "refuse", reason=REASONS[1]))["held"]

    assert (held["reason"], held["reasons_version"]) == (REASONS[1], 1)
    assert "reasons_version" not in phone.next_event("task_updated")["task"]
    told = phone.next_event("task_updated")["task"]
    assert (told["status"], told["reason"], told["reasons_version"]) == ("refused", REASONS[1], 1)


def test_p57_the_list_finds_what_was_refused_out_of_one_list(admin: User, worker: User) -> None:
    scan = admin.open_scan(refusal_reasons=["Seen"])
    first, second, typed = (worker.submit(scan) for _ in range(3))
    good(admin.decide(first, "refuse", reason="Seen"))
    admin.change(scan, refusal_reasons=["Seen", "Fog"])
    good(admin.decide(second, "refuse", reason="Seen"))
    good(admin.decide(typed, "refuse", reason="Seen twice"))

    def numbers(query: str) -> list[int]:
        path = f"/scans/{scan['id']}/tasks?sort=number&{query}"
        return [task["number"] for task in good(admin.get(path))["items"]]

    assert numbers("reasons_version=1") == [first["number"]]
    assert numbers("reasons_version=2&reason=seen") == [second["number"]]
    assert numbers("reason=seen") == [first["number"], second["number"], typed["number"]]
    assert numbers("reasons_version=7") == []


def test_a_summary_counts_a_reason_once_and_says_of_which_lists_it_was(
    admin: User, worker: User
) -> None:
    scan = admin.open_scan(refusal_reasons=["Fog", "Seen"])
    for reason in ("Fog", "Seen", "Seen"):
        good(admin.decide(worker.submit(scan), "refuse", reason=reason))
    admin.change(scan, refusal_reasons=["Seen"])
    for reason in ("Seen", "Fog"):
        good(admin.decide(worker.submit(scan), "refuse", reason=reason))

    assert good(admin.get(f"/scans/{scan['id']}/summary"))["reasons"] == [
        {
            "reason": "Seen",
            "count": 3,
            "versions": [{"version": 1, "count": 2}, {"version": 2, "count": 1}],
        },
        # No longer offered when it was given for the second time: typed.
        {"reason": "Fog", "count": 2, "versions": [{"version": 1, "count": 1}]},
    ]
