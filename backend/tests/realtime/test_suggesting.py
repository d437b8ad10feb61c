"""Sending a suggestion over the socket, once or many times, alone or with REST."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.actors import User, good, new_key, problem
from tests.raw import RawSocket

AT_ONCE = 20


def slim(task: dict[str, Any]) -> dict[str, Any]:
    """Return a task without what only its submission says."""
    return {name: value for name, value in task.items() if name != "duplicate"}


def tasks_of(admin: User, scan: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = good(admin.get(f"/scans/{scan['id']}/tasks"))["items"]
    return items


def test_the_answer_the_event_and_the_store_tell_of_one_task(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk, phone, tab = admin.join(scan), worker.join(scan), worker.join(scan)

    answer = phone.suggest(scan, "Seal 88-214 is cut")

    task = answer["task"]
    assert answer == {"ok": True, "task": task, "duplicate": False}
    assert (task["text"], task["status"], task["version"]) == ("Seal 88-214 is cut", "pending", 1)
    assert task["author"] == {"id": worker.id, "name": worker.name}
    event = {"scan_id": scan["id"], "task": task}
    assert desk.next_event("new_task") == tab.next_event("new_task") == event
    assert tasks_of(admin, scan) == [task]
    history = worker.see(task)["history"]
    assert [(entry["action"], entry["text"]) for entry in history] == [("submit", task["text"])]


def test_p68_where_it_was_sent_the_answer_alone_tells_of_it(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tab, other = (RawSocket(worker.server, worker.token) for _ in range(2))
    for socket in (tab, other):
        assert socket.call("join_scan", {"scan_id": scan["id"]})["ok"]
    texts = [f"Seal {number}" for number in range(20)]
    forms = [{"scan_id": scan["id"], "client_id": new_key(), "text": text} for text in texts]

    numbers = [tab.emit("new_task_suggestion", form) for form in forms]

    arrivals = tab.arrivals()
    assert [next(arrivals)[0] for _ in forms] == numbers
    told: list[str] = []
    while len(told) < len(texts):
        _, event = next(other.arrivals())
        told += [task["text"] for task in event.get("tasks", [event.get("task")])]
    assert told == texts
    admin.change(scan, name="Dock sweep")
    assert next(arrivals)[0] == next(other.arrivals())[0] == "scan_updated"
    for socket in (tab, other):
        socket.close()


def test_events_of_one_socket_are_handled_in_the_order_they_were_sent(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tab = RawSocket(worker.server, worker.token)
    assert tab.call("join_scan", {"scan_id": scan["id"]})["ok"]
    texts = [f"Seal {number}" for number in range(50)]
    forms = [{"scan_id": scan["id"], "client_id": new_key(), "text": text} for text in texts]

    answers = tab.call_many("new_task_suggestion", forms)

    tab.close()
    assert [answer["task"]["text"] for answer in answers] == texts
    assert [task["text"] for task in tasks_of(admin, scan)] == texts


def test_numbers_count_from_one_and_every_change_takes_the_next_seq(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    tasks = [person.submit(scan) for person in (worker, other_worker) * 3]
    decided = good(admin.decide(tasks[0], "validate"))
    tasks.append(worker.submit(scan))

    assert [task["number"] for task in tasks] == list(range(1, 8))
    seqs = [task["seq"] for task in (*tasks[:6], decided, tasks[6])]
    assert seqs == sorted(set(seqs))
    assert decided["number"] == tasks[0]["number"]


def test_numbers_go_on_after_a_restart(admin: User, worker: User, scan: dict[str, Any]) -> None:
    before = [worker.submit(scan) for _ in range(3)]
    good(admin.decide(before[0], "validate"))

    admin.server.restart()

    after = worker.submit(scan)
    assert after["number"] > 3
    assert after["seq"] > 4
    assert len(tasks_of(admin, scan)) == 4


def test_another_scan_counts_for_itself(admin: User, worker: User, scan: dict[str, Any]) -> None:
    worker.submit(scan)

    assert worker.submit(admin.open_scan("Dock sweep"))["number"] == 1


@pytest.mark.parametrize("first", ["socket", "rest"])
def test_a_repeated_submission_gets_the_first_answer_through_either_door(
    admin: User, worker: User, scan: dict[str, Any], first: str
) -> None:
    phone, key = worker.join(scan), new_key()
    other = "rest" if first == "socket" else "socket"

    answers = [
        phone.suggest(scan, "Seal is cut", key)
        if door == "socket"
        else worker.submit(scan, "Seal is cut", key)
        for door in (first, other, first)
    ]

    tasks = [slim(answer.get("task", answer)) for answer in answers]
    assert tasks[0] == tasks[1] == tasks[2]
    assert [answer["duplicate"] for answer in answers] == [False, True, True]
    assert tasks_of(admin, scan) == tasks[:1]


def test_a_repetition_is_not_announced(admin: User, worker: User, scan: dict[str, Any]) -> None:
    desk, phone, key = admin.join(scan), worker.join(scan), new_key()
    for _ in range(3):
        assert phone.suggest(scan, "Seal is cut", key)["ok"]
    admin.change(scan, instructions="Look twice")

    assert [name for name, _ in desk.events_until("scan_updated")] == ["new_task", "scan_updated"]


def test_the_first_answer_comes_with_the_task_as_it_is_now(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    key = new_key()
    decided = good(admin.decide(worker.submit(scan, "Seal is cut", key), "validate"))

    again = worker.submit(scan, "Seal is cut", key)

    assert again == {**decided, "duplicate": True}


def test_a_key_is_taken_for_one_text_only(admin: User, worker: User, scan: dict[str, Any]) -> None:
    phone, key = worker.join(scan), new_key()
    task = phone.suggest(scan, "Seal is cut", key)["task"]

    refused = phone.suggest(scan, "Seal is cut ", key)
    response = worker.send(scan, "seal is cut", key)

    assert (refused["error"]["code"], refused["error"]["retry"]) == ("key_reused", False)
    assert refused["task"] == task
    assert problem(response) == (409, "key_reused")
    assert response.json()["task"] == task
    assert tasks_of(admin, scan) == [task]


def test_a_key_is_its_authors_own_and_its_scans(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    key, other_scan = new_key(), admin.open_scan("Dock sweep")

    answers = [
        worker.submit(scan, "x", key),
        other_worker.submit(scan, "y", key),
        worker.submit(other_scan, "z", key),
    ]

    assert [answer["duplicate"] for answer in answers] == [False] * 3
    assert len({answer["id"] for answer in answers}) == 3


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_a_lost_answer_is_given_again_after_the_scan_has_ended(
    admin: User, worker: User, scan: dict[str, Any], status: str
) -> None:
    phone, key = worker.join(scan), new_key()
    task = phone.suggest(scan, "Seal is cut", key)["task"]
    ended = admin.change(scan, status=status)

    assert phone.suggest(scan, "Seal is cut", key) == {"ok": True, "task": task, "duplicate": True}
    assert worker.submit(scan, "Seal is cut", key) == {**task, "duplicate": True}
    assert worker.send(scan, "Another", key).json()["code"] == "key_reused"
    refused = phone.suggest(scan, "Seal is cut", new_key())
    assert refused["error"]["code"] == "scan_not_open"
    response = worker.send(scan, "Seal is cut", new_key())
    assert problem(response) == (409, "scan_not_open")
    shown = response.json()["scan"]
    assert (shown["status"], shown["version"]) == (status, ended["version"])
    assert "console" not in shown["links"]
    assert tasks_of(admin, scan) == [task]


def test_a_lost_answer_is_given_again_after_its_author_was_named_a_moderator(
    admin: User, named: User, scan: dict[str, Any]
) -> None:
    key = new_key()
    task = named.join(scan).suggest(scan, "Seal is cut", key)["task"]
    assert admin.put(f"/scans/{scan['id']}/moderators/{named.id}").status_code == 204
    phone = named.join(scan)

    assert phone.suggest(scan, "Seal is cut", key) == {"ok": True, "task": task, "duplicate": True}
    assert named.submit(scan, "Seal is cut", key) == {**task, "duplicate": True}
    assert phone.suggest(scan, "Seal is cut", new_key())["error"]["code"] == "forbidden"
    assert problem(named.send(scan, "Seal is cut", new_key())) == (403, "forbidden")
    assert tasks_of(admin, scan) == [task]


def test_a_key_outlives_a_restart(admin: User, worker: User, scan: dict[str, Any]) -> None:
    key = new_key()
    task = worker.submit(scan, "Seal is cut", key)

    admin.server.restart()

    assert worker.submit(scan, "Seal is cut", key) == {**task, "duplicate": True}


def test_twenty_at_once_with_one_key_make_one_task(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk, key = admin.join(scan), new_key()
    sockets = [RawSocket(worker.server, worker.token) for _ in range(AT_ONCE // 2)]
    for socket in sockets:
        assert socket.call("join_scan", {"scan_id": scan["id"]})["ok"]
    form = {"scan_id": scan["id"], "client_id": key, "text": "Seal is cut"}

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(socket.call, "new_task_suggestion", form) for socket in sockets]
        asked += [pool.submit(worker.submit, scan, "Seal is cut", key) for _ in sockets]
        answers = [future.result() for future in asked]

    for socket in sockets:
        socket.close()
    assert sorted(answer["duplicate"] for answer in answers) == [False] + [True] * (AT_ONCE - 1)
    [task] = tasks_of(admin, scan)
    assert all(slim(answer.get("task", answer)) == task for answer in answers)
    admin.change(scan, instructions="Look twice")
    assert [name for name, _ in desk.events_until("scan_updated")] == ["new_task", "scan_updated"]


def test_without_a_key_every_call_over_rest_makes_a_task(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    for _ in range(2):
        good(worker.post(f"/scans/{scan['id']}/tasks", {"text": "Seal is cut"}), 201)

    assert len(tasks_of(admin, scan)) == 2
