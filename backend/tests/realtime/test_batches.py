"""How the sender groups what waits: the order, the sizes and the audiences."""

from __future__ import annotations

import queue
from itertools import chain
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from taskstream.changes import Change, ClaimChanged, TasksChanged, TasksSubmitted
from taskstream.clock import Millis
from taskstream.concurrency import concurrency_for
from taskstream.domain.actors import Actor
from taskstream.domain.scans import Person
from taskstream.domain.tasks import HeldVerdict, Suggestion, Task, TaskAction, submitted
from taskstream.domain.users import Role
from taskstream.presenters import wire
from taskstream.realtime.connections import Connection, Connections
from taskstream.realtime.gate import Json
from taskstream.realtime.publisher import SocketPublisher
from taskstream.realtime.rooms import moderators_room, worker_room

ADA, BOB = Person("ada", "Ada"), Person("bob", "Bob")
EVENTS = {event.name: event for event in wire.EVENTS}
END = submitted(Suggestion("f" * 32, "the end"), "end.1", "end", ADA, Millis(1))


class Wire:
    """Stands where the Socket.IO server stands, and keeps what is sent."""

    def __init__(self) -> None:
        self.sent: queue.Queue[tuple[str, Any, list[str]]] = queue.Queue()
        # The socket that each of these is not sent to.
        self.left_out: list[str | None] = []
        self.server = SimpleNamespace(emit=self._emit)

    def _emit(self, name: str, told: Any, room: list[str], skip_sid: str | None) -> None:
        # As it is sent: a part of it may have been written out before.
        payload = Json.loads(Json.dumps(told))
        if payload.get("task", {}).get("text") == "cannot be sent":
            raise OSError("gone")
        self.left_out.append(skip_sid)
        self.sent.put((name, payload, room))


def sent_for(
    changes: list[Change], wire: Wire | None = None, sockets: dict[str, str] | None = None
) -> list[tuple[str, Any, list[str]]]:
    """Return what is sent when all these wait at once. ``sockets``: whose each open one is."""
    wire, connections = wire or Wire(), Connections()
    for sid, user_id in (sockets or {}).items():
        actor = Actor(user_id, user_id, Role.WORKER, "session")
        connections.add(Connection(sid, actor, Millis(2)))
    publisher = SocketPublisher(wire, connections, concurrency_for("threading"))
    for change in (*changes, changed(END)):
        publisher.publish(change)
    publisher.start()
    found: list[tuple[str, Any, list[str]]] = []
    while True:
        sent = wire.sent.get(timeout=10)
        if sent[1].get("scan_id") == "end":
            return found
        EVENTS[sent[0]].model_validate(sent[1], strict=True)
        found.append(sent)


def new(
    number: int,
    author: Person = ADA,
    scan: str = "s",
    text: str = "x",
    origin: str | None = None,
) -> TasksSubmitted:
    task = submitted(
        Suggestion(f"{number:032x}", text), f"{scan}.{number}", scan, author, Millis(1)
    )
    return TasksSubmitted(scan, [task], [origin])


def changed(task: Task) -> TasksChanged:
    return TasksChanged(task.scan_id, [task])


def numbers(payload: Any) -> list[str]:
    return [task["id"] for task in payload.get("tasks", [payload.get("task")])]


def test_one_alone_leaves_alone() -> None:
    sent = sent_for([new(1)])

    assert [(name, numbers(payload), rooms) for name, payload, rooms in sent] == [
        ("new_task", ["s.1"], [moderators_room("s"), worker_room("s", "ada")]),
    ]


def test_several_of_one_instant_leave_together_to_each_audience_its_own() -> None:
    sent = sent_for([new(1, ADA), new(2, BOB), new(3, ADA)])

    assert [(name, numbers(payload), room) for name, payload, room in sent] == [
        ("new_tasks", ["s.1", "s.2", "s.3"], [moderators_room("s")]),
        ("new_tasks", ["s.1", "s.3"], [worker_room("s", "ada")]),
        ("new_task", ["s.2"], [worker_room("s", "bob")]),
    ]


def test_where_a_task_came_from_its_event_does_not_go() -> None:
    wire = Wire()
    sent = sent_for(
        [new(1, origin="phone"), new(2, origin="tab"), new(3, origin="phone"), new(4)], wire
    )

    told = zip(sent, wire.left_out, strict=False)
    assert [(numbers(payload), rooms, but) for (_, payload, rooms), but in told] == [
        (["s.1", "s.2", "s.3", "s.4"], [moderators_room("s")], None),
        (["s.1", "s.3"], [worker_room("s", "ada")], "phone"),
        (["s.2"], [worker_room("s", "ada")], "tab"),
        (["s.4"], [worker_room("s", "ada")], None),
    ]


@pytest.mark.parametrize(
    ("sockets", "hears"),
    [
        ({"phone": "ada"}, False),
        ({"phone": "ada", "tab": "ada"}, True),
        ({"phone": "ada", "other": "bob"}, False),
        # The one that it came from is gone, and he is back with another.
        ({"tab": "ada"}, True),
        ({}, True),
    ],
)
def test_whose_only_socket_sent_a_task_hears_of_no_event(
    sockets: dict[str, str], *, hears: bool
) -> None:
    sent = sent_for([new(1, origin="phone"), new(2, BOB)], sockets=sockets)

    told = {room: numbers(payload) for _, payload, rooms in sent for room in rooms}
    assert told == {
        moderators_room("s"): ["s.1", "s.2"],
        worker_room("s", "bob"): ["s.2"],
        **({worker_room("s", "ada"): ["s.1"]} if hears else {}),
    }


def test_a_batch_holds_two_hundred_at_most() -> None:
    sent = sent_for([new(number) for number in range(401)])

    for room in (moderators_room("s"), worker_room("s", "ada")):
        batches = [numbers(payload) for _, payload, rooms in sent if room in rooms]
        assert [len(batch) for batch in batches] == [200, 200, 1]
        assert list(chain.from_iterable(batches)) == [f"s.{number}" for number in range(401)]


@pytest.mark.parametrize("character", ["😀", "\n"])
def test_a_batch_of_long_texts_is_no_larger_than_agreed(character: str) -> None:
    sent = sent_for([new(number, text="a" + character * 3_999) for number in range(50)])

    desk = [payload for _, payload, rooms in sent if moderators_room("s") in rooms]
    assert max(len(orjson.dumps(payload)) for payload in desk) <= 256 * 1024
    assert list(chain.from_iterable(map(numbers, desk))) == [f"s.{n}" for n in range(50)]


def test_scans_are_not_mixed() -> None:
    sent = sent_for([new(1, scan="s"), new(2, scan="t"), new(3, scan="s")])

    desks = [(numbers(payload), rooms[0]) for _, payload, rooms in sent]
    assert desks == [(["s.1", "s.3"], moderators_room("s")), (["t.2"], moderators_room("t"))]


def test_several_changes_of_one_instant_leave_together_behind_what_they_changed() -> None:
    first, second = new(1, ADA), new(2, BOB)
    sent = sent_for([first, changed(first.tasks[0]), second, changed(second.tasks[0])])

    assert [(name, numbers(payload), rooms) for name, payload, rooms in sent] == [
        ("new_tasks", ["s.1", "s.2"], [moderators_room("s")]),
        ("new_task", ["s.1"], [worker_room("s", "ada")]),
        ("new_task", ["s.2"], [worker_room("s", "bob")]),
        ("tasks_updated", ["s.1", "s.2"], [moderators_room("s")]),
        ("task_updated", ["s.1"], [worker_room("s", "ada")]),
        ("task_updated", ["s.2"], [worker_room("s", "bob")]),
    ]


def test_changes_leave_two_hundred_at_most_and_are_written_once_for_all_who_hear_of_them() -> None:
    changes: list[Change] = [changed(new(number).tasks[0]) for number in range(401)]
    sent = sent_for(changes)

    assert {name for name, _, _ in sent} == {"tasks_updated", "task_updated"}
    assert [len(numbers(payload)) for _, payload, _ in sent] == [200, 200, 1]
    assert {tuple(rooms) for _, _, rooms in sent} == {
        (moderators_room("s"), worker_room("s", "ada"))
    }


def test_an_author_is_not_told_in_a_batch_either_what_is_held_back() -> None:
    held = HeldVerdict(TaskAction.REFUSE, Millis(2), BOB, Millis(9))
    tasks = [new(number).tasks[0]._replace(version=2, held=held) for number in range(2)]
    sent = sent_for([changed(task) for task in tasks])

    told = {rooms[0]: payload["tasks"] for _, payload, rooms in sent}
    assert all("held" in view for view in told[moderators_room("s")])
    assert not any("held" in view for view in told[worker_room("s", "ada")])


def test_nothing_overtakes_what_is_no_task() -> None:
    sent = sent_for([new(1), ClaimChanged("s", "s.1", None), new(2)])

    assert [name for name, _, _ in sent] == ["new_task", "claim", "new_task"]


def test_one_that_cannot_be_sent_silences_no_other(caplog: pytest.LogCaptureFixture) -> None:
    sent = sent_for([new(1, scan="t", text="cannot be sent"), new(2)])

    assert [numbers(payload) for _, payload, _ in sent] == [["s.2"]]
    assert [record.getMessage() for record in caplog.records] == [
        "a change could not be sent: TasksSubmitted"
    ]
