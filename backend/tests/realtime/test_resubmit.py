"""A task goes back and forth over sockets, and everybody concerned sees it."""

from __future__ import annotations

from typing import Any

from tests.actors import User, good
from tests.raw import RawSocket
from tests.running import Server


def test_p26_everybody_concerned_hears_of_the_correction(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    desk, phone, tablet = admin.join(scan), worker.join(scan), worker.join(scan)
    neighbour = other_worker.join(scan)
    task = phone.suggest(scan)["task"]
    returned = desk.decide(task, "return", reason="Which gate?")["task"]

    answer = phone.resubmit(returned, "Seal at gate 4 is cut")

    assert answer["ok"]
    assert (answer["task"]["status"], answer["task"]["version"]) == ("pending", 3)
    for socket in (desk, phone, tablet):
        assert socket.next_event("task_updated")["task"] == returned
        event = socket.next_event("task_updated")
        assert event == {"scan_id": scan["id"], "task": answer["task"]}
    admin.change(scan, name="Dock sweep")
    assert [name for name, _ in neighbour.events_until("scan_updated")] == ["scan_updated"]


def test_p27_sending_it_again_tells_nobody_again(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk, phone = admin.join(scan), worker.join(scan)
    returned = desk.decide(phone.suggest(scan)["task"], "return")["task"]
    first = phone.resubmit(returned, "Gate 4")

    assert phone.resubmit(returned, "Gate 4") == first

    admin.change(scan, name="Dock sweep")
    names = [name for name, _ in desk.events_until("scan_updated")]
    assert names == ["new_task", "task_updated", "task_updated", "scan_updated"]


def test_p8_nobody_corrects_before_he_has_joined(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    phone, desk = worker.join(scan), admin.join(scan)
    returned = desk.decide(phone.suggest(scan)["task"], "return")["task"]

    answer = worker.live().resubmit(returned, "Gate 4")

    assert (answer["ok"], answer["error"]["code"]) == (False, "not_joined")


def answers(socket: RawSocket, sent: list[int]) -> list[Any]:
    """Return the acknowledgements of these calls, in order; events between them are dropped."""
    came = ((number, data) for number, data in socket.arrivals() if number in sent)
    return [data for _, data in sorted(next(came) for _ in sent)]


def test_p27_author_and_moderator_race_and_exactly_one_wins(
    server: Server, admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tasks = [good(admin.decide(worker.submit(scan), "return")) for _ in range(20)]
    phone, desk = RawSocket(server, worker.token), RawSocket(server, admin.token)
    for socket in (phone, desk):
        assert socket.call("join_scan", {"scan_id": scan["id"]})["ok"]

    # Neither waits for an answer, so the two meet at one task after the other.
    corrected, reopened = [], []
    for task in tasks:
        seen = {"task_id": task["id"], "version": task["version"]}
        corrected.append(phone.emit("resubmit_task", {**seen, "text": "Gate 4"}))
        reopened.append(desk.emit("task_action", {**seen, "action": "reopen"}))
    pairs = zip(answers(phone, corrected), answers(desk, reopened), strict=True)

    for task, pair in zip(tasks, pairs, strict=True):
        won, lost = sorted(pair, key=lambda answer: not answer["ok"])
        assert (won["ok"], lost["ok"], lost["error"]["code"]) == (True, False, "conflict")
        assert lost["task"] == won["task"]
        assert won["task"]["version"] == task["version"] + 1
        assert len(worker.see(task)["history"]) == 3
    phone.close()
    desk.close()
