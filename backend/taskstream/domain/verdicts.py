"""What a moderator may decide, and what becomes of the task. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.tasks import (
    HeldVerdict,
    HistoryEntry,
    Task,
    TaskAction,
    TaskStatus,
    history_with,
)
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

# Whoever takes back his own verdict within this time has made a slip: the task has waited all along.
SLIP_MS: Final = 10_000


class Verdict(NamedTuple):
    """A decision. ``version`` is the one that the moderator saw.

    ``key``, where there is one, is the same for each retry of one decision. ``reasons_version``:
    of which list of the scan the reason is.
    """

    action: TaskAction
    version: int
    reason: str | None = None
    key: str | None = None
    reasons_version: int | None = None


def decide(task: Task, verdict: Verdict, *, by: Person, at: Millis, grace_ms: int = 0) -> Task:
    """Return the task as it is to be stored; with ``grace_ms``, as one whose verdict is held.

    Raises VersionConflict when the task is not as the moderator saw it, and WrongState
    when the action does not apply to its status. Both carry the task as it is.
    """
    if task.version != verdict.version:
        raise VersionConflict(current=task)
    if task.held is not None:
        return _taken_back(task, verdict)
    status = TRANSITIONS.get((task.status, verdict.action))
    if status is None:
        raise WrongState(f"You cannot {verdict.action} a task that is {task.status}.", current=task)
    reopened = verdict.action is TaskAction.REOPEN
    if grace_ms and not reopened:
        until = Millis(at + grace_ms)
        held = HeldVerdict(
            verdict.action, at, by, until, verdict.reason, verdict.key, verdict.reasons_version
        )
        return task._replace(held=held, version=task.version + 1)
    version = task.version + 1
    entry = HistoryEntry(
        version, verdict.action, at, by, verdict.reason, None, verdict.key, verdict.reasons_version
    )
    waiting_since = at if reopened and not _was_slip(task, by, at) else task.waiting_since
    # By place: there is one for each verdict, and a copy with other fields takes twice as long.
    return Task(
        task.id,
        task.scan_id,
        task.client_id,
        task.author,
        task.text,
        status,
        version,
        task.created_at,
        history_with(task, entry),
        None if reopened else at,
        None if reopened else by,
        None if reopened else verdict.reason,
        task.held,
        None if reopened else verdict.reasons_version,
        task.round,
        waiting_since,
        task.number,
        task.seq,
    )


def told(task: Task) -> Task:
    """Return a task whose verdict is held as it is once the author is told: decided when it was."""
    held = task.held
    if held is None:
        raise WrongState("No verdict on this task is held back.", current=task)
    verdict = Verdict(held.action, task.version, held.reason, held.key, held.reasons_version)
    return decide(task._replace(held=None), verdict, by=held.by, at=held.at)


def as_decided(task: Task) -> Task:
    """Return the task as its moderators see it: one whose verdict is held counts as decided."""
    return task if task.held is None else told(task)


def _was_slip(task: Task, by: Person, at: Millis) -> bool:
    if task.decided_by is None or task.decided_at is None:
        return False
    return task.decided_by.id == by.id and at - task.decided_at <= SLIP_MS


def _taken_back(task: Task, verdict: Verdict) -> Task:
    if verdict.action is not TaskAction.REOPEN:
        raise WrongState("A verdict on this task is held back; reopen it first.", current=task)
    return task._replace(held=None, version=task.version + 1)


def was_given(task: Task, verdict: Verdict, actor_id: str) -> bool:
    """Say whether the task's history has this very verdict of this actor, by its key.

    Raises KeyReused when he used the key for another one.
    """
    if verdict.key is None:
        return False
    given = [
        (entry.action, entry.reason, _seen_before(entry, task))
        for entry in task.history
        if (entry.key, entry.by.id) == (verdict.key, actor_id)
    ]
    held = task.held
    if held is not None and (held.key, held.by.id) == (verdict.key, actor_id):
        given.append((held.action, held.reason, {task.version - 1}))
    for action, reason, versions in given:
        if (action, reason) != (verdict.action, verdict.reason) or verdict.version not in versions:
            raise KeyReused(current=task)
    return bool(given)


def _seen_before(entry: HistoryEntry, task: Task) -> set[int]:
    """Return the versions that the moderator may have seen who gave that verdict.

    What was held is not in the history before it is told, and then a version further. Where the
    version before is not there, that verdict was held, or an earlier one that was taken back.
    """
    before = entry.version - 1
    if any(known.version == before for known in task.history):
        return {before}
    return {before, before - 1}
