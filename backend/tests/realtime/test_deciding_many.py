"""One verdict on many tasks at once: each has an outcome of its own."""

from __future__ import annotations

from typing import Any

import pytest

from taskstream.presenters.wire import DecidedMany
from tests.actors import Live, User, first_admin, good, new_key, register
from tests.conftest import StartServer
from tests.raw import RawSocket
from tests.stage import set_up

MANY = 200


def seen(task: dict[str, Any]) -> dict[str, Any]:
    return {"task_id": task["id"], "version": task["version"]}


def decide_many(
    desk: Live | RawSocket, tasks: list[dict[str, Any]], action: str, **more: Any
) -> Any:
    form = {"tasks": [seen(task) for task in tasks], "action": action, **more}
    return desk.call("task_action", form)


def fill(worker: User, scan: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Submit so many tasks, over one socket."""
    phone = RawSocket(worker.server, worker.token)
    assert phone.call("join_scan", {"scan_id": scan["id"]})["ok"]
    forms = [
        {"scan_id": scan["id"], "client_id": new_key(), "text": f"Seal {number} is cut"}
        for number in range(count)
    ]
    answers = phone.call_many("new_task_suggestion", forms)
    phone.close()
    return [answer["task"] for answer in answers]


def test_p28_200_tasks_are_decided_in_one_call_and_everybody_hears_of_each(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tasks = fill(worker, scan, MANY)
    desk, phone = admin.join(scan), worker.join(scan)

    answer = decide_many(desk, tasks, "refuse", reason="Drill is over")

    DecidedMany.model_validate(answer)
    assert answer["refused"] == []
    assert [task["id"] for task in answer["tasks"]] == [task["id"] for task in tasks]
    for task in answer["tasks"]:
        assert (task["status"], task["version"]) == ("refused", 2)
        assert (task["decided_by"]["id"], task["reason"]) == (admin.id, "Drill is over")
    for socket in (desk, phone):
        told = socket.next_updates(MANY)
        assert told == answer["tasks"]
    assert len({task["seq"] for task in answer["tasks"]}) == MANY
    counts = good(admin.get(f"/scans/{scan['id']}"))["counts"]
    assert counts == {"pending": 0, "validated": 0, "refused": MANY, "returned": 0}
    history = worker.see(tasks[-1])["history"]
    assert [entry["action"] for entry in history] == ["submit", "refuse"]


def test_p28_what_is_not_taken_says_why_and_harms_no_other(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    first, changed, decided, last = fill(worker, scan, 4)
    gone = {"id": f"{scan['id']}.{'1' * 26}", "version": 1}
    changed_now = good(other_admin.decide(changed, "validate"))
    decided_now = good(other_admin.decide(decided, "return", reason="Which gate?"))
    desk = admin.join(scan)

    answer = decide_many(desk, [first, changed, gone, decided_now, last], "refuse")

    DecidedMany.model_validate(answer)
    assert [task["id"] for task in answer["tasks"]] == [first["id"], last["id"]]
    assert [
        (left["task_id"], left["error"]["code"], left["error"]["retry"], left.get("task"))
        for left in answer["refused"]
    ] == [
        (changed["id"], "conflict", False, changed_now),
        (gone["id"], "not_found", False, None),
        (decided["id"], "wrong_state", False, decided_now),
    ]


def test_p28_a_call_that_is_sent_again_names_who_decided(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tasks = fill(worker, scan, 3)
    desk = admin.join(scan)
    taken = decide_many(desk, tasks, "validate")["tasks"]

    again = decide_many(desk, tasks, "validate")

    assert again["tasks"] == []
    assert [left["task"] for left in again["refused"]] == taken
    assert {left["error"]["code"] for left in again["refused"]} == {"conflict"}
    assert taken[0]["decided_by"]["id"] == admin.id


def test_p28_two_admins_who_decide_the_same_many_share_them_without_doubles(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tasks = fill(worker, scan, 40)
    parts = [tasks[start : start + 10] for start in range(0, len(tasks), 10)]
    desks = [RawSocket(person.server, person.token) for person in (admin, other_admin)]
    for desk in desks:
        assert desk.call("join_scan", {"scan_id": scan["id"]})["ok"]

    calls = [
        desk.emit("task_action", {"tasks": [seen(task) for task in part], "action": "validate"})
        for part in parts
        for desk in desks
    ]
    answers = [
        next(answer for number, answer in desk.arrivals() if number == call)
        for call, desk in zip(calls, desks * len(parts), strict=True)
    ]

    won = [task["id"] for answer in answers for task in answer["tasks"]]
    lost = [left["task_id"] for answer in answers for left in answer["refused"]]
    assert sorted(won) == sorted(lost) == sorted(task["id"] for task in tasks)
    for answer in answers:
        assert {left["error"]["code"] for left in answer["refused"]} <= {"conflict"}
        assert {left["task"]["version"] for left in answer["refused"]} <= {2}
    for desk in desks:
        desk.close()


# who -> what the author's task and another worker's are refused with; None: taken
MAY: list[tuple[str, tuple[str | None, str | None]]] = [
    ("owner", (None, None)),
    ("admin", (None, None)),
    ("named", (None, None)),
    # He knows of his own task, so he is told no; of the other he is told nothing.
    ("author", ("forbidden", "not_found")),
    ("stranger", ("not_found", "not_found")),
]


@pytest.mark.parametrize(("who", "codes"), MAY)
@pytest.mark.usefixtures("_hung_up")
def test_who_may_decide_many(
    people: dict[str, User], who: str, codes: tuple[str | None, str | None]
) -> None:
    stage = set_up(people)
    tasks = stage.record()["tasks"]
    before = stage.record()
    socket = stage.user(who).join(stage.scan)

    answer = decide_many(socket, tasks, "validate")

    told = {left["task_id"]: left["error"]["code"] for left in answer["refused"]}
    assert tuple(told.get(task["id"]) for task in tasks) == codes
    assert (stage.record() != before) is (codes == (None, None))


def wrong_forms(scan: dict[str, Any], task: dict[str, Any]) -> dict[str, dict[str, Any]]:
    one = seen(task)
    other = {"task_id": f"{'1' * 26}.{'1' * 26}", "version": 1}
    numbered = [{"task_id": f"{scan['id']}.{number}", "version": 1} for number in range(MANY + 1)]
    return {
        "none": {"tasks": []},
        "more than 200": {"tasks": numbered},
        "one task twice": {"tasks": [one, one]},
        "two scans": {"tasks": [one, other]},
        "both forms": {**one, "tasks": [one]},
        "both forms, half": {"task_id": task["id"], "tasks": [one]},
        "neither form": {},
        "no version": {"task_id": task["id"]},
        "no version among several": {"tasks": [{"task_id": task["id"]}]},
    }


def test_p28_a_call_that_breaks_the_form_decides_nothing(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    desk = admin.join(scan)

    for name, form in wrong_forms(scan, task).items():
        answer = desk.call("task_action", {**form, "action": "validate"})
        assert (answer["ok"], answer.get("error", {}).get("code")) == (False, "invalid"), name

    assert worker.see(task)["version"] == 1


def test_p8_many_need_the_scan_to_be_joined_too(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    answer = decide_many(admin.live(), [worker.submit(scan)], "validate")

    assert answer["error"]["code"] == "not_joined"


def test_p29_ten_tasks_in_one_call_count_as_one_verdict(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_LIMIT_DECIDE="1/h:3")
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    tasks = fill(worker, scan, 32)
    desk = admin.join(scan)

    assert decide_many(desk, tasks[:11], "validate")["ok"]
    assert decide_many(desk, tasks[11:12], "validate")["ok"]

    refused = decide_many(desk, tasks[12:], "validate")
    assert (refused["error"]["code"], refused["error"]["retry"]) == ("rate_limited", True)
    admin.hang_up()


def test_p29_a_call_dearer_than_the_whole_limit_waits_for_the_whole_limit(
    start_server: StartServer,
) -> None:
    server = start_server(TASKSTREAM_LIMIT_DECIDE="1/h:3")
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    tasks = fill(worker, scan, 40)
    desk = admin.join(scan)

    assert len(decide_many(desk, tasks, "validate")["tasks"]) == 40

    assert desk.decide(tasks[0], "reopen")["error"]["code"] == "rate_limited"
    admin.hang_up()
