"""Many at once: one decision for each task, and a scan that closes while it is submitted into."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.actors import ANSWER_SECONDS, User, another_admin, good, new_key, problem
from tests.raw import RawSocket

TASKS = 500
# A scan closes long before anybody has sent so many.
MORE_THAN_FIT = 3_000
# What each of the four admins makes of every task.
ACTIONS = {"validate": "validated", "refuse": "refused", "return": "returned"}
VERDICTS = ("validate", "refuse", "return", "validate")


class Seats:
    """Sockets in a scan, closed after the test."""

    def __init__(self, scan: dict[str, Any]) -> None:
        self._scan_id = scan["id"]
        self._sockets: list[RawSocket] = []

    def take(self, user: User) -> RawSocket:
        """Return a new socket that has joined."""
        socket = RawSocket(user.server, user.token)
        self._sockets.append(socket)
        assert socket.call("join_scan", {"scan_id": self._scan_id})["ok"]
        return socket

    def leave(self) -> None:
        for socket in self._sockets:
            socket.close()


@pytest.fixture
def seats(scan: dict[str, Any]) -> Iterator[Seats]:
    taken = Seats(scan)
    yield taken
    taken.leave()


def suggestion(scan: dict[str, Any], number: int) -> dict[str, Any]:
    return {"scan_id": scan["id"], "client_id": new_key(), "text": f"Seal {number} is cut"}


def verdict_on(task: dict[str, Any], action: str) -> dict[str, Any]:
    return {"task_id": task["id"], "version": task["version"], "action": action}


def test_p20_four_admins_on_500_tasks_are_500_winners_and_1500_conflicts(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any], seats: Seats
) -> None:
    admins = [admin, other_admin, another_admin(admin), another_admin(admin)]
    forms = [suggestion(scan, number) for number in range(TASKS)]
    tasks = [
        answer["task"] for answer in seats.take(worker).call_many("new_task_suggestion", forms)
    ]
    desks = [seats.take(each) for each in admins]
    witness = seats.take(worker)

    # Nobody waits for an answer, so that all four are at the same task at the same time.
    def decide(desk: RawSocket, action: str) -> list[Any]:
        return desk.call_many("task_action", [verdict_on(task, action) for task in tasks])

    with ThreadPoolExecutor(len(desks)) as pool:
        answers = list(pool.map(decide, desks, VERDICTS))

    won: dict[str, dict[str, Any]] = {}
    for place, task in enumerate(tasks):
        of_task = [mine[place] for mine in answers]
        [winner] = [index for index, answer in enumerate(of_task) if answer["ok"]]
        decided = won[task["id"]] = of_task[winner]["task"]
        assert decided["decided_by"]["id"] == admins[winner].id
        assert (decided["status"], decided["version"]) == (ACTIONS[VERDICTS[winner]], 2)
        for answer in of_task[:winner] + of_task[winner + 1 :]:
            error = answer["error"]
            assert (error["code"], error["retry"], answer["task"]) == ("conflict", False, decided)

    assert told(admin, scan, witness) == list(won.values()), "one event for each task"
    kept = Counter(task["status"] for task in won.values())
    counts = good(admin.get(f"/scans/{scan['id']}"))["counts"]
    assert {status: number for status, number in counts.items() if number} == kept


def told(admin: User, scan: dict[str, Any], witness: RawSocket) -> list[dict[str, Any]]:
    """Return every changed task that a socket was told of, in the order of the tasks."""
    admin.change(scan, instructions="Look twice")
    heard = itertools.takewhile(lambda arrival: arrival[0] != "scan_updated", witness.arrivals())
    updates = [data for name, data in heard if name in {"task_updated", "tasks_updated"}]
    tasks = [task for data in updates for task in data.get("tasks", [data.get("task")])]
    return sorted(tasks, key=lambda task: int(task["number"]))


def test_p14_a_scan_that_closes_keeps_what_was_acknowledged_and_takes_nothing_more(
    admin: User,
    worker: User,
    other_worker: User,
    stranger: User,
    scan: dict[str, Any],
    seats: Seats,
) -> None:
    phones = [seats.take(user) for user in (worker, other_worker, stranger)]
    closing = threading.Barrier(len(phones) + 1)

    def suggest_until_refused(phone: RawSocket) -> tuple[list[Any], dict[str, Any], Any]:
        stored: list[tuple[dict[str, Any], dict[str, Any]]] = []
        for number in range(MORE_THAN_FIT):
            form = suggestion(scan, number)
            answer = phone.call("new_task_suggestion", form)
            if not answer["ok"]:
                return stored, form, answer
            stored.append((form, answer["task"]))
            if number == 5:
                closing.wait(ANSWER_SECONDS)
        raise AssertionError("it never closed")

    with ThreadPoolExecutor(len(phones)) as pool:
        running = [pool.submit(suggest_until_refused, phone) for phone in phones]
        closing.wait(ANSWER_SECONDS)
        closed = admin.change(scan, status="closed")
        ends = [each.result() for each in running]

    acknowledged = [task for stored, _, _ in ends for _, task in stored]
    for phone, (stored, form, refusal) in zip(phones, ends, strict=True):
        assert (refusal["error"]["code"], refusal["error"]["retry"]) == ("scan_not_open", False)
        # What was refused stays refused; what was stored is known again.
        assert phone.call("new_task_suggestion", form)["error"]["code"] == "scan_not_open"
        again = phone.call("new_task_suggestion", stored[-1][0])
        assert again == {"ok": True, "task": stored[-1][1], "duplicate": True}
    assert admin.all_tasks(closed) == sorted(acknowledged, key=lambda task: int(task["seq"]))
    assert problem(worker.send(scan, "Too late")) == (409, "scan_not_open")


def test_moderators_named_and_unnamed_at_once_are_those_who_were_said_and_the_owner_stays(
    admin: User, other_admin: User, people: dict[str, User], scan: dict[str, Any]
) -> None:
    """Two change the same list; nobody's change is lost, and never is there nobody to decide."""

    def name_and_unname(boss: User, those: list[User]) -> Counter[int]:
        answers: Counter[int] = Counter()
        for method, person in itertools.product(["PUT", "DELETE"] * 5 + ["PUT"], those):
            path = f"/scans/{scan['id']}/moderators/{person.id}"
            while (answer := boss.request(method, path)).status_code == 409:
                assert problem(answer) == (409, "conflict")
                answers[409] += 1
            answers[answer.status_code] += 1
        return answers

    bosses = (admin, [people["named"], people["worker"]]), (other_admin, [people["stranger"]])
    with ThreadPoolExecutor(len(bosses)) as pool:
        first, second = pool.map(lambda boss: name_and_unname(*boss), bosses)

    now = good(admin.get(f"/scans/{scan['id']}"))
    named = {people[name].id for name in ("named", "worker", "stranger")}
    assert {person["id"] for person in now["moderators"]} == named
    assert first.keys() | second.keys() <= {204, 409}
    # One version for each change that was acknowledged, none for those that were refused.
    assert now["version"] - scan["version"] == first[204] + second[204]
    # The owner is no entry of that list: he cannot be taken off it, not even by himself.
    assert good(admin.get(f"/scans/{scan['id']}"))["owner"]["id"] == admin.id
    assert admin.delete(f"/scans/{scan['id']}/moderators/{admin.id}").status_code == 204
    task = people["other_worker"].submit(scan)
    assert good(admin.decide(task, "validate"))["status"] == "validated"
