"""What joining a scan answers: a snapshot or what changed, in pages, and where it stands."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from tests.actors import Live, User, good, new_key
from tests.raw import RawSocket

TASKS_PER_ANSWER = 400
BYTES_PER_ANSWER = 256 * 1024
# The scan, the head and the frame of an answer.
BYTES_AROUND = 6 * 1024
DECIDED_IN_LIVE_SET = 200


def join(socket: Live, scan: dict[str, Any], **more: Any) -> Any:
    answer = socket.call("join_scan", {"scan_id": scan["id"], **more})
    assert answer["ok"], answer
    return answer


def pages(socket: Live, scan: dict[str, Any]) -> list[Any]:
    """Return every answer of one snapshot."""
    found = [join(socket, scan)]
    while found[-1]["more"]:
        last = found[-1]
        found.append(join(socket, scan, epoch=last["epoch"], since=last["seq"], snapshot=True))
    return found


def fill(worker: User, scan: dict[str, Any], texts: list[str]) -> list[dict[str, Any]]:
    """Have the worker send so many suggestions; return the tasks."""
    socket = RawSocket(worker.server, worker.token)
    assert socket.call("join_scan", {"scan_id": scan["id"]})["ok"]
    forms = [{"scan_id": scan["id"], "client_id": new_key(), "text": text} for text in texts]
    answers = [
        answer
        for start in range(0, len(forms), 100)
        for answer in socket.call_many("new_task_suggestion", forms[start : start + 100])
    ]
    socket.close()
    return [answer["task"] for answer in answers]


def decide_all(admin: User, tasks: list[dict[str, Any]], action: str, reason: str) -> list[Any]:
    """Have the admin decide them all; return the tasks as they are then."""
    socket = RawSocket(admin.server, admin.token)
    assert socket.call("join_scan", {"scan_id": tasks[0]["scan_id"]})["ok"]
    forms = [
        {"task_id": task["id"], "action": action, "version": task["version"], "reason": reason}
        for task in tasks
    ]
    answers = socket.call_many("task_action", forms)
    socket.close()
    return [answer["task"] for answer in answers]


def digest(tasks: list[dict[str, Any]]) -> tuple[int, int]:
    """Return number and checksum of the open tasks, counted anew."""
    waiting = [task for task in tasks if task["status"] in ("pending", "returned")]
    return len(waiting), sum(zlib.crc32(f"{t['id']}:{t['version']}".encode()) for t in waiting)


@pytest.fixture(scope="module")
def crowded(people: dict[str, User]) -> dict[str, Any]:
    """A scan with 1,010 pending tasks, of two workers."""
    scan = people["admin"].open_scan("Crowded")
    fill(people["worker"], scan, [f"Seal {number}" for number in range(900)])
    fill(people["other_worker"], scan, [f"Cone {number}" for number in range(110)])
    return scan


@pytest.fixture(scope="module")
def decided(people: dict[str, User]) -> tuple[dict[str, Any], list[Any]]:
    """A scan with 210 refused tasks, their reasons as long as can be."""
    scan = people["admin"].open_scan("Decided")
    tasks = fill(people["worker"], scan, ["x"] * 210)
    return scan, decide_all(people["admin"], tasks, "refuse", "😀" * 500)


def test_an_empty_scan_answers_an_empty_snapshot(admin: User, scan: dict[str, Any]) -> None:
    answer = join(admin.live(), scan)

    assert (answer["tasks"], answer["seq"], answer["more"]) == ([], 0, False)
    assert answer["snapshot"] is True
    assert (answer["head"]["seq"], answer["head"]["count"], answer["head"]["digest"]) == (0, 0, 0)
    assert answer["scan"]["counts"] == {"pending": 0, "validated": 0, "refused": 0, "returned": 0}


def test_a_worker_is_given_his_own_and_no_more(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    mine, his = worker.submit(scan, "mine"), other_worker.submit(scan, "his")
    del mine["duplicate"]

    answer = join(worker.live(), scan)

    assert answer["tasks"] == [mine]
    assert (answer["head"]["seq"], answer["head"]["count"]) == (mine["seq"], 1)
    assert (answer["head"]["count"], answer["head"]["digest"]) == digest([mine])
    assert his["seq"] > answer["seq"]
    assert "counts" not in answer["scan"]
    assert join(admin.live(), scan)["head"]["count"] == 2


def test_who_comes_back_is_given_what_changed_and_no_more(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    first, second, _ = (worker.submit(scan, text) for text in "abc")
    desk, phone = admin.live(), worker.live()
    before = [join(socket, scan) for socket in (desk, phone)]
    good(admin.decide(second, "validate"))
    good(admin.decide(first, "return", reason="Which gate?"))

    for socket, was in zip((desk, phone), before, strict=True):
        answer = join(socket, scan, epoch=was["epoch"], since=was["seq"])
        assert answer["snapshot"] is False
        changed = [(task["id"], task["status"]) for task in answer["tasks"]]
        # In the order of the changes, decided ones included.
        assert changed == [(second["id"], "validated"), (first["id"], "returned")]
        assert answer["seq"] == answer["tasks"][-1]["seq"] == answer["head"]["seq"]
        again = join(socket, scan, epoch=answer["epoch"], since=answer["seq"])
        assert (again["tasks"], again["snapshot"], again["seq"]) == ([], False, answer["seq"])


@pytest.mark.parametrize("more", [{"since": 1}, {"since": 1, "epoch": "another"}, {"epoch": "x"}])
def test_a_position_of_another_time_gives_a_snapshot(
    admin: User, worker: User, scan: dict[str, Any], more: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    worker.submit(scan)

    answer = join(admin.live(), scan, **more)

    assert answer["snapshot"] is True
    assert answer["tasks"][0]["id"] == task["id"]
    assert len(answer["tasks"]) == 2


def test_the_epoch_outlives_a_restart_so_that_clients_resume(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    before = join(admin.live(), scan)
    admin.hang_up()
    admin.server.restart()
    task = worker.submit(scan)

    answer = join(admin.live(), scan, epoch=before["epoch"], since=before["seq"])

    assert (answer["epoch"], answer["snapshot"]) == (before["epoch"], False)
    assert [each["id"] for each in answer["tasks"]] == [task["id"]]


def test_a_large_snapshot_comes_in_pages_that_make_a_whole(
    admin: User, worker: User, crowded: dict[str, Any]
) -> None:
    for person, number in ((admin, 1_010), (worker, 900)):
        answers = pages(person.live(), crowded)

        tasks = [task for answer in answers for task in answer["tasks"]]
        assert [answer["more"] for answer in answers] == [True, True, False]
        assert all(answer["snapshot"] for answer in answers)
        assert max(len(answer["tasks"]) for answer in answers) <= TASKS_PER_ANSWER
        assert len({task["id"] for task in tasks}) == len(tasks) == number
        assert [task["seq"] for task in tasks] == sorted(task["seq"] for task in tasks)
        head = answers[-1]["head"]
        assert (head["count"], head["digest"]) == digest(tasks)
        assert answers[-1]["seq"] == head["seq"] == tasks[-1]["seq"]


def test_what_changes_between_two_pages_is_not_lost(
    admin: User, worker: User, other_admin: User
) -> None:
    scan = admin.open_scan()
    tasks = fill(worker, scan, ["x"] * 500)
    desk = other_admin.live()
    first = join(desk, scan)
    # One that was on the first page, and one that was to come on the second.
    changed = decide_all(admin, [tasks[0], tasks[450]], "validate", "so")

    second = join(desk, scan, epoch=first["epoch"], since=first["seq"], snapshot=True)

    told = desk.next_updates(2)
    assert told == changed
    merged = {task["id"]: task for task in first["tasks"] + second["tasks"]}
    assert [merged[task["id"]] for task in changed] == changed
    assert merged.keys() == {task["id"] for task in tasks}


def test_who_missed_very_much_is_given_a_snapshot(admin: User, crowded: dict[str, Any]) -> None:
    desk = admin.live()
    epoch = join(desk, crowded)["epoch"]
    last_seq = pages(desk, crowded)[-1]["seq"]

    # 1,000 changes are sent as changes, and in pages too.
    enough = join(desk, crowded, epoch=epoch, since=last_seq - 1_000)
    too_much = join(desk, crowded, epoch=epoch, since=0)

    assert (enough["snapshot"], enough["more"]) == (False, True)
    assert (too_much["snapshot"], too_much["more"]) == (True, True)


def test_an_answer_is_never_much_larger_than_agreed(
    admin: User, worker: User, decided: tuple[dict[str, Any], list[Any]]
) -> None:
    wordy = admin.open_scan("Wordy", instructions="i" * 4_000)
    fill(worker, wordy, ["😀" * 4_000] * 40)

    for scan, number in ((wordy, 40), (decided[0], DECIDED_IN_LIVE_SET)):
        socket, seen, ask = RawSocket(admin.server, admin.token), 0, {"scan_id": scan["id"]}
        for _ in range(number):
            socket.emit("join_scan", ask)
            packet = socket.next_packet()
            assert len(packet.encode()) <= BYTES_PER_ANSWER + BYTES_AROUND
            answer = RawSocket.answer_in(packet)
            seen += len(answer["tasks"])
            ask |= {"epoch": answer["epoch"], "since": answer["seq"], "snapshot": True}
            if not answer["more"]:
                break
        socket.close()
        assert seen == number


def test_a_snapshot_holds_the_last_decided_only(
    admin: User, worker: User, decided: tuple[dict[str, Any], list[Any]]
) -> None:
    scan, tasks = decided

    for person in (admin, worker):
        found = [task for answer in pages(person.live(), scan) for task in answer["tasks"]]
        assert found == tasks[-DECIDED_IN_LIVE_SET:]


def test_older_ones_are_in_the_list_over_rest(
    admin: User, decided: tuple[dict[str, Any], list[Any]]
) -> None:
    scan, tasks = decided
    items: list[Any] = []
    after = ""
    for _ in range(5):
        page = good(admin.get(f"/scans/{scan['id']}/tasks?status=refused&limit=50{after}"))
        items += page["items"]
        after = f"&after={page.get('next')}"

    assert items == tasks
    assert "next" not in page


def test_joining_is_what_makes_a_worker_a_member(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    worker.join(scan)
    admin.change(scan, status="closed")

    assert join(worker.live(), scan)["scan"]["status"] == "closed"
    assert scan["id"] in [each["id"] for each in good(worker.get("/scans"))["items"]]
    refused = other_worker.live().call("join_scan", {"scan_id": scan["id"]})
    assert refused["error"]["code"] == "not_found"
