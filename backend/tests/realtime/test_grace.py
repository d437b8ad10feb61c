"""Verdicts that are held back: the desk sees them at once, the author when the grace is over."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.actors import User, first_admin, good, new_key, problem, register
from tests.conftest import StartServer
from tests.replica import Replica

SHORT = 1
# Longer than any test takes.
LONG = 30


def in_step(user: User, scan: dict[str, Any]) -> dict[str, Any]:
    """Return what a newcomer holds who has compared it with the head of his audience."""
    replica = Replica(user, scan["id"])
    replica.connect()
    assert replica.asked == ["snapshot"]
    replica.disconnect()
    return replica.tasks


def has_versions(replica: Replica, versions: list[int]) -> bool:
    """Say whether these are the versions of the tasks that it holds."""
    return sorted(task["version"] for task in replica.tasks.values()) == versions


@pytest.mark.parametrize(
    ("action", "status"), [("validate", "validated"), ("refuse", "refused"), ("return", "returned")]
)
def test_p53_the_author_is_told_when_the_grace_is_over(
    admin: User, other_admin: User, worker: User, action: str, status: str
) -> None:
    scan = admin.open_scan(grace_seconds=SHORT)
    task = worker.submit(scan)
    desk, other, phone = admin.join(scan), other_admin.join(scan), worker.join(scan)

    taken = desk.decide(task, action, reason="Seen twice")["task"]

    held = taken.pop("held")
    assert (held["action"], held["reason"], held["by"]["id"]) == (action, "Seen twice", admin.id)
    assert held["until"] > held["at"]
    # Pending for everybody, so that both audiences count the same tasks as open.
    assert (taken["status"], taken["version"]) == ("pending", 2)
    assert other.next_event("task_updated")["task"] == {**taken, "held": held}
    assert phone.next_event("task_updated")["task"] == taken

    told = phone.next_event("task_updated")["task"]
    assert (told["status"], told["version"], told["reason"]) == (status, 3, "Seen twice")
    assert (told["decided_at"], told["decided_by"]) == (held["at"], held["by"])
    assert other.next_event("task_updated")["task"] == told
    (_, entry) = worker.see(told)["history"]
    assert (entry["action"], entry["at"], entry["version"]) == (action, held["at"], 3)


def test_p54_taken_back_in_time_nobody_else_ever_knew(
    admin: User, other_admin: User, worker: User
) -> None:
    scan = admin.open_scan(grace_seconds=LONG)
    task = worker.submit(scan)
    desk, phone = other_admin.join(scan), worker.join(scan)
    held = good(admin.decide(task, "refuse", reason="A slip"))

    taken_back = desk.decide(held, "reopen")["task"]

    assert "held" not in taken_back
    assert (taken_back["status"], taken_back["version"]) == ("pending", 3)
    for update in phone.next_updates(2):
        assert {"held", "reason", "decided_by"}.isdisjoint(update)
    assert [entry["action"] for entry in admin.see(task)["history"]] == ["submit"]
    assert good(admin.decide(taken_back, "validate"))["held"]["action"] == "validate"


def test_p54_while_it_is_held_the_author_finds_it_nowhere(admin: User, worker: User) -> None:
    scan = admin.open_scan(grace_seconds=LONG)
    key = new_key()
    task = worker.submit(scan, "Seal is cut", key)
    good(admin.decide(task, "return", reason="Which gate?"))

    path = f"/scans/{scan['id']}"
    views = [
        worker.see(task),
        *worker.all_tasks(scan),
        *worker.join(scan).joined["tasks"],
        *good(worker.get(f"{path}/events"))["tasks"],
        good(worker.send(scan, "Seal is cut", key)),
        worker.resubmit({**task, "version": 2}, "At gate 4").json()["task"],
        worker.resubmit(task, "At gate 4").json()["task"],
    ]

    assert {view["version"] for view in views} == {2}
    assert all(view["status"] == "pending" and "held" not in view for view in views)
    assert all("Which gate?" not in str(view) for view in views)
    assert [
        view["number"] for view in good(worker.get(f"{path}/tasks?status=returned"))["items"]
    ] == []
    assert admin.see(task)["held"]["reason"] == "Which gate?"


def test_p53_both_audiences_are_in_step_throughout(admin: User, worker: User) -> None:
    scan = admin.open_scan(grace_seconds=SHORT)
    tasks = [worker.submit(scan, f"Seal {number}") for number in range(4)]
    replicas = [Replica(person, scan["id"]) for person in (admin, worker)]
    for replica in replicas:
        replica.connect()

    good(admin.decide(tasks[0], "validate"))
    slip = good(admin.decide(tasks[1], "refuse"))
    good(admin.decide(slip, "reopen"))
    good(admin.decide(tasks[2], "return"))

    for replica in replicas:
        assert replica.follow(partial(has_versions, replica, [1, 3, 3, 3]))
        assert replica.asked == ["snapshot"]
        replica.disconnect()
    for person, replica in zip((admin, worker), replicas, strict=True):
        assert in_step(person, scan) == replica.tasks


def test_p53_a_verdict_is_told_though_the_server_died_meanwhile(start_server: StartServer) -> None:
    server = start_server()
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan(grace_seconds=SHORT)
    task = worker.submit(scan)
    good(admin.decide(task, "validate"))
    server.kill()

    server.start()

    phone = worker.join(scan)
    if worker.see(task)["status"] == "pending":
        assert phone.next_event("task_updated")["task"]["status"] == "validated"
    assert worker.see(task)["decided_by"]["id"] == admin.id


def test_p55_another_verdict_on_a_held_one_is_refused(
    admin: User, other_admin: User, worker: User
) -> None:
    scan = admin.open_scan(grace_seconds=LONG)
    task = worker.submit(scan)
    held = good(admin.decide(task, "validate"))

    late = other_admin.decide(task, "refuse")
    later = other_admin.decide(held, "refuse")

    assert problem(late) == (409, "conflict")
    assert late.json()["task"]["held"]["by"]["id"] == admin.id
    assert problem(later) == (409, "wrong_state")


def test_p32_the_same_key_is_known_again_while_it_is_held_and_after(
    admin: User, worker: User
) -> None:
    scan = admin.open_scan(grace_seconds=SHORT)
    task = worker.submit(scan)
    phone, key = worker.join(scan), {"Idempotency-Key": new_key()}
    form = {"action": "validate", "version": 1}
    path = f"/tasks/{task['id']}/verdict"

    first = good(admin.post(path, form, headers=key))
    again = good(admin.post(path, form, headers=key))
    others = [
        admin.post(path, {**form, **change}, headers=key)
        for change in ({"action": "refuse"}, {"version": 2}, {"version": 3})
    ]
    while phone.next_event("task_updated")["task"]["status"] == "pending":
        pass
    after = good(admin.post(path, form, headers=key))

    later = [admin.post(path, {**form, "version": version}, headers=key) for version in (3, 4)]

    assert again == first
    assert [problem(other) for other in [*others, *later]] == [(409, "key_reused")] * 5
    assert (after["status"], after["version"]) == ("validated", 3)


def test_p32_a_key_is_known_again_where_an_earlier_verdict_was_held_and_taken_back(
    admin: User, worker: User
) -> None:
    scan = admin.open_scan(grace_seconds=LONG)
    task, key = worker.submit(scan), {"Idempotency-Key": new_key()}
    pending = good(admin.decide(good(admin.decide(task, "validate")), "reopen"))
    form = {"action": "refuse", "version": pending["version"]}
    path = f"/tasks/{task['id']}/verdict"

    held = good(admin.post(path, form, headers=key))
    assert good(admin.post(path, form, headers=key)) == held
    assert problem(admin.post(path, {**form, "version": 2}, headers=key)) == (409, "key_reused")
    again = good(admin.decide(held, "reopen"))
    admin.change(scan, grace_seconds=0)
    form["version"] = again["version"]

    first = good(admin.post(path, form, headers=key))

    assert good(admin.post(path, form, headers=key)) == first
    assert problem(admin.post(path, {**form, "version": 3}, headers=key)) == (409, "key_reused")


def test_p28_many_at_once_are_held_as_well(admin: User, worker: User) -> None:
    scan = admin.open_scan(grace_seconds=SHORT)
    tasks = [worker.submit(scan, f"Seal {number}") for number in range(5)]
    desk, phone = admin.join(scan), worker.join(scan)
    seen = [{"task_id": task["id"], "version": 1} for task in tasks]

    answer = desk.call("task_action", {"tasks": seen, "action": "validate"})

    assert [task["held"]["action"] for task in answer["tasks"]] == ["validate"] * 5
    updates = phone.next_updates(10)
    assert [task["status"] for task in updates] == ["pending"] * 5 + ["validated"] * 5


def test_without_a_grace_nothing_is_held(admin: User, worker: User) -> None:
    scan = admin.open_scan(grace_seconds=LONG)
    admin.change(scan, grace_seconds=0)

    decided = good(admin.decide(worker.submit(scan), "validate"))

    assert decided["status"] == "validated"
    assert "held" not in decided


@pytest.mark.parametrize("seconds", [-1, 31, 1.5, "3", True])
def test_a_grace_is_a_whole_number_of_seconds_up_to_30(admin: User, seconds: object) -> None:
    answer = admin.post("/scans", {"name": "Gate sweep", "grace_seconds": seconds})

    assert problem(answer) == (422, "invalid")
    assert [fault["field"] for fault in answer.json()["errors"]] == ["grace_seconds"]


def test_p57_a_held_task_is_listed_and_saved_as_what_it_will_be(admin: User, worker: User) -> None:
    scan = admin.open_scan(grace_seconds=LONG)
    waiting, task = worker.submit(scan), worker.submit(scan)
    good(admin.decide(task, "refuse", reason="Seen already"))
    path = f"/scans/{scan['id']}/tasks"

    def numbers(query: str) -> list[int]:
        return [found["number"] for found in good(admin.get(f"{path}?{query}"))["items"]]

    assert numbers("status=refused") == [task["number"]]
    assert numbers("status=pending") == [waiting["number"]]
    assert numbers("reason=seen") == [task["number"]]
    row = admin.get(f"{path}.csv?status=refused").text.splitlines()[1]
    assert row.startswith(f"{task['number']},refused,")
    assert row.endswith("Seen already,,1")
    # Its author is told nothing of that.
    mine = good(worker.get(f"{path}?status=refused"))
    assert mine["items"] == []
