"""Giving a verdict over the socket: what comes of it, and who wins when two do at once."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tests.actors import User, good
from tests.raw import RawSocket

ROUNDS = 40


def after(admin: User, task: dict[str, Any], *actions: str) -> dict[str, Any]:
    """Return the task after these verdicts."""
    for action in actions:
        task = good(admin.decide(task, action))
    return task


VERDICTS: list[tuple[tuple[str, ...], str, str]] = [
    # A verdict is given on what waits.
    ((), "validate", "validated"),
    ((), "refuse", "refused"),
    ((), "return", "returned"),
    # Every verdict can be taken back.
    (("validate",), "reopen", "pending"),
    (("refuse",), "reopen", "pending"),
    (("return",), "reopen", "pending"),
    # What was reopened waits again.
    (("refuse", "reopen"), "validate", "validated"),
]


@pytest.mark.parametrize(("before", "action", "status"), VERDICTS)
def test_a_verdict_is_answered_told_and_kept(
    admin: User,
    worker: User,
    scan: dict[str, Any],
    before: tuple[str, ...],
    action: str,
    status: str,
) -> None:
    task = after(admin, worker.submit(scan), *before)
    desk, phone = admin.join(scan), worker.join(scan)

    answer = desk.decide(task, action, reason="Seen on camera 4")

    decided = answer["task"]
    assert (decided["status"], decided["version"]) == (status, task["version"] + 1)
    assert decided["seq"] > task["seq"]
    event = {"scan_id": scan["id"], "task": decided}
    assert desk.next_event("task_updated") == phone.next_event("task_updated") == event
    shown = worker.see(task)
    history = shown.pop("history")
    assert shown == decided
    assert [entry["action"] for entry in history] == ["submit", *before, action]
    last = history[-1]
    assert (last["by"]["id"], last["reason"]) == (admin.id, "Seen on camera 4")
    if status == "pending":
        assert not {"decided_by", "decided_at", "reason"} & decided.keys()
    else:
        assert decided["decided_by"] == {"id": admin.id, "name": admin.name}
        assert decided["reason"] == "Seen on camera 4"


WRONG: list[tuple[tuple[str, ...], str]] = [
    # What waits has no verdict to take back.
    ((), "reopen"),
    # A verdict is not changed into the other one: it is taken back first.
    (("validate",), "validate"),
    (("validate",), "refuse"),
    (("refuse",), "validate"),
    (("return",), "refuse"),
    (("refuse", "reopen"), "reopen"),
]


@pytest.mark.parametrize(("before", "action"), WRONG)
def test_what_does_not_apply_is_refused_with_the_task_as_it_is(
    admin: User, worker: User, scan: dict[str, Any], before: tuple[str, ...], action: str
) -> None:
    task = after(admin, worker.submit(scan), *before)
    task.pop("duplicate", None)
    desk = admin.join(scan)

    refused = desk.decide(task, action)

    assert (refused["ok"], refused["error"]["code"]) == (False, "wrong_state")
    assert refused["error"]["retry"] is False
    assert refused["task"] == task
    assert worker.see(task)["version"] == task["version"]


@pytest.mark.parametrize("seen", [1, 3, 2**53])
def test_a_version_that_is_not_the_present_one_is_a_conflict(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any], seen: int
) -> None:
    decided = good(other_admin.decide(worker.submit(scan), "refuse", reason="Not ours"))
    assert decided["version"] == 2

    refused = admin.join(scan).decide({**decided, "version": seen}, "validate")

    assert (refused["error"]["code"], refused["error"]["retry"]) == ("conflict", False)
    assert refused["task"] == decided
    assert refused["task"]["decided_by"]["id"] == other_admin.id


def test_the_answer_leaves_before_the_event(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    desk = RawSocket(admin.server, admin.token)
    assert desk.call("join_scan", {"scan_id": scan["id"]})["ok"]

    for action in ("validate", "reopen") * 10:
        form = {"task_id": task["id"], "action": action, "version": task["version"]}
        number = desk.emit("task_action", form)
        arrivals = desk.arrivals()
        (first, answer), (second, event) = next(arrivals), next(arrivals)
        assert [first, second] == [number, "task_updated"]
        assert answer["task"] == event["task"]
        task = answer["task"]
    desk.close()


def test_a_refused_verdict_is_not_announced(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk, phone, task = admin.join(scan), worker.join(scan), worker.submit(scan)
    assert not desk.decide(task, "reopen")["ok"]
    assert not desk.decide({**task, "version": 7}, "validate")["ok"]
    admin.change(scan, instructions="Look twice")

    for socket in (desk, phone):
        names = [name for name, _ in socket.events_until("scan_updated")]
        assert names == ["new_task", "scan_updated"]


def test_of_two_admins_exactly_one_wins_and_the_other_is_told_who_and_what(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    rivals = [(admin, "validate"), (other_admin, "refuse")]
    desks = [RawSocket(person.server, person.token) for person, _ in rivals]
    for desk in desks:
        assert desk.call("join_scan", {"scan_id": scan["id"]})["ok"]
    start = threading.Barrier(2)

    def decide(desk: RawSocket, task: dict[str, Any], action: str) -> Any:
        form = {"task_id": task["id"], "action": action, "version": task["version"]}
        start.wait()
        return desk.call("task_action", form)

    wins = []
    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            task = worker.submit(scan)
            race: list[Future[Any]] = [
                pool.submit(decide, desk, task, action)
                for desk, (_, action) in zip(desks, rivals, strict=True)
            ]
            answers = [future.result() for future in race]

            [winner] = [place for place, answer in enumerate(answers) if answer["ok"]]
            lost = answers[1 - winner]
            wins.append(winner)
            assert lost["error"]["code"] == "conflict"
            assert lost["task"] == answers[winner]["task"]
            assert lost["task"]["decided_by"]["id"] == rivals[winner][0].id
            assert worker.see(task)["version"] == 2
    for desk in desks:
        desk.close()
    assert len(wins) == ROUNDS


def test_of_ten_tabs_of_both_doors_exactly_one_wins(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    start = threading.Barrier(10)

    def decide(person: User) -> int:
        start.wait()
        return person.decide(task, "validate").status_code

    with ThreadPoolExecutor(10) as pool:
        statuses = list(pool.map(decide, [admin, other_admin] * 5))

    assert sorted(statuses) == [200] + [409] * 9
    assert [entry["version"] for entry in worker.see(task)["history"]] == [1, 2]


def test_counts_follow_every_verdict(admin: User, worker: User, scan: dict[str, Any]) -> None:
    tasks = [worker.submit(scan) for _ in range(5)]
    after(admin, tasks[0], "validate")
    after(admin, tasks[1], "refuse")
    after(admin, tasks[2], "return")
    after(admin, tasks[3], "validate", "reopen", "refuse", "reopen")

    counts = good(admin.get(f"/scans/{scan['id']}"))["counts"]

    assert counts == {"pending": 2, "validated": 1, "refused": 1, "returned": 1}
    admin.server.restart()
    assert good(admin.get(f"/scans/{scan['id']}"))["counts"] == counts
