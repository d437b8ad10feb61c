"""What a moderator may decide, and what becomes of the task. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.tasks import HistoryEntry, Task, TaskAction, TaskStatus, with_history
from taskstream.errors import KeyReused, VersionConflict, WrongState

# (status now, action) -> status then. What is not listed cannot be done.
TRANSITIONS: Mapping[tuple[TaskStatus, TaskAction], TaskStatus] = {
    (TaskStatus.PENDING, TaskAction.VALIDATE): TaskStatus.VALIDATED,
    (TaskStatus.PENDING, TaskAction.REFUSE): TaskStatus.REFUSED,
    (TaskStatus.PENDING, TaskAction.RETURN): TaskStatus.RETURNED,
    # Reopening undoes a verdict, whichever it was.
    (TaskStatus.VALIDATED, TaskAction.REOPEN): TaskStatus.PENDING,
    (TaskStatus.REFUSED, TaskAction.REOPEN): TaskStatus.PENDING,
    (TaskStatus.RETURNED, TaskAction.REOPEN): TaskStatus.PENDING,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision. ``version`` is the one that the moderator saw.

    ``key``, where there is one, is the same for each retry of one decision.
    """

    action: TaskAction
    version: int
    reason: str | None = None
    key: str | None = None


def decide(task: Task, verdict: Verdict, *, by: Person, at: Millis) -> Task:
    """Return the task as it is to be stored.

    Raises VersionConflict when the task is not as the moderator saw it, and WrongState
    when the action does not apply to its status. Both carry the task as it is.
    """
    if task.version != verdict.version:
        raise VersionConflict(current=task)
    status = TRANSITIONS.get((task.status, verdict.action))
    if status is None:
        raise WrongState(f"You cannot {verdict.action} a task that is {task.status}.", current=task)
    reopened = verdict.action is TaskAction.REOPEN
    version = task.version + 1
    decided = replace(
        task,
        status=status,
        version=version,
        decided_at=None if reopened else at,
        decided_by=None if reopened else by,
        reason=None if reopened else verdict.reason,
    )
    entry = HistoryEntry(version, verdict.action, at, by, reason=verdict.reason, key=verdict.key)
    return with_history(decided, entry)


def was_given(task: Task, verdict: Verdict, actor_id: str) -> bool:
    """Say whether the task's history has this very verdict of this actor, by its key.

    Raises KeyReused when he used the key for another one.
    """
    if verdict.key is None:
        return False
    asked = (verdict.action, verdict.version + 1, verdict.reason)
    for entry in task.history:
        if (entry.key, entry.by.id) == (verdict.key, actor_id):
            if (entry.action, entry.version, entry.reason) != asked:
                raise KeyReused(current=task)
            return True
    return False
