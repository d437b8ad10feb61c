"""A verdict that is held is told once it is due, whatever notes others leave meanwhile."""

from __future__ import annotations

from types import SimpleNamespace

from taskstream.changes import Change
from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskAction, TaskStatus, submitted
from taskstream.domain.verdicts import Verdict, decide
from taskstream.repositories.held import HeldRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.grace import Grace
from taskstream.storage import Store

ADA, EVE = Person("ada", "Ada"), Person("eve", "Eve")


def held(task: Task, at: int, grace_ms: int) -> Task:
    verdict = Verdict(TaskAction.REFUSE, task.version)
    return decide(task, verdict, by=EVE, at=Millis(at), grace_ms=grace_ms)


def test_the_note_of_a_verdict_that_came_second_does_not_make_it_forgotten(store: Store) -> None:
    tasks, changes = TaskRepository(store), list[Change]()
    publisher = SimpleNamespace(publish=changes.append)
    grace = Grace(HeldRepository(store), tasks, publisher)
    [task] = tasks.add_many([submitted(Suggestion("1", "Cut"), "s.1", "s", ADA, Millis(1))])
    assert isinstance(task, Task)
    first, second = held(task, 100, 30_000), held(task, 101, 1_000)
    grace.expect([first])
    assert tasks.swap(task, first)
    # Both saw the same version; the scan's grace was shortened between the two.
    grace.expect([second])
    assert tasks.swap(task, second) is None

    grace.tell(Millis(2_000))
    assert changes == []
    grace.tell(Millis(30_100))

    told = tasks.find("s.1")
    assert isinstance(told, Task)
    assert (told.status, told.held, told.decided_at) == (TaskStatus.REFUSED, None, 100)
    assert len(changes) == 1


def test_a_verdict_that_was_due_before_it_was_stored_is_told(store: Store) -> None:
    """The disk took longer for it than its grace."""
    tasks, changes = TaskRepository(store), list[Change]()
    grace = Grace(HeldRepository(store), tasks, SimpleNamespace(publish=changes.append))
    [task] = tasks.add_many([submitted(Suggestion("1", "Cut"), "s.1", "s", ADA, Millis(1))])
    assert isinstance(task, Task)
    verdict = held(task, 100, 1_000)
    grace.expect([verdict])
    grace.tell(Millis(2_000))
    assert tasks.swap(task, verdict)

    grace.tell(Millis(2_000))
    assert changes == []
    grace.tell(Millis(3_000))

    assert len(changes) == 1
    known = tasks.find("s.1")
    assert known is not None
    assert known.held is None


def test_notes_do_not_pile_up(store: Store) -> None:
    tasks, notes = TaskRepository(store), HeldRepository(store)
    grace = Grace(notes, tasks, SimpleNamespace(publish=list[Change]().append))
    [told, undone, never] = tasks.add_many(
        [submitted(Suggestion(f"{n}", "Cut"), f"s.{n}", "s", ADA, Millis(1)) for n in range(3)]
    )
    assert isinstance(told, Task)
    assert isinstance(undone, Task)
    assert isinstance(never, Task)
    grace.expect([held(task, 100, 1_000) for task in (told, undone, never)])
    assert tasks.swap(told, held(told, 100, 1_000))
    slip = tasks.swap(undone, held(undone, 100, 1_000))
    assert slip is not None
    assert tasks.swap(slip, decide(slip, Verdict(TaskAction.REOPEN, 2), by=EVE, at=Millis(200)))

    grace.tell(Millis(2_000))
    assert [note.task_id for note in notes.due(Millis(10_000))] == ["s.2"]
    grace.tell(Millis(1_000_000))

    assert notes.due(Millis(10_000_000)) == []
