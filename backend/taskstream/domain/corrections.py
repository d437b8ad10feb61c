"""What an author may do with a task that was sent back to him: correct it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.tasks import HistoryEntry, Task, TaskAction, TaskStatus, history_with
from taskstream.errors import VersionConflict, WrongState


@dataclass(frozen=True, slots=True)
class Correction:
    """A new text for a returned task. ``version`` is the one that its author saw."""

    version: int
    text: str


def correct(task: Task, correction: Correction, *, by: Person, at: Millis) -> Task:
    """Return the task as it is to be stored: pending again, with the new text.

    Raises VersionConflict when the task is not as its author saw it, and WrongState when
    it was not returned. Both carry the task as it is.
    """
    if task.version != correction.version:
        raise VersionConflict(current=task)
    if task.status is not TaskStatus.RETURNED:
        raise WrongState(f"You cannot correct a task that is {task.status}.", current=task)
    version = task.version + 1
    entry = HistoryEntry(version, TaskAction.RESUBMIT, at, by, text=correction.text)
    return task._replace(
        text=correction.text,
        status=TaskStatus.PENDING,
        version=version,
        round=task.round + 1,
        waiting_since=at,
        decided_at=None,
        decided_by=None,
        reason=None,
        history=history_with(task, entry),
    )


def holds(task: Task, correction: Correction) -> bool:
    """Say whether the task's history has this very correction: it is being sent again."""
    return any(
        entry.version == correction.version + 1
        and entry.action is TaskAction.RESUBMIT
        and entry.text == correction.text
        for entry in task.history
    )
