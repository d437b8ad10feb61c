"""The way in: suggestions become tasks, each exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from taskstream import clock, ids
from taskstream.access import Access
from taskstream.changes import Publisher, TaskChanged, TaskSubmitted
from taskstream.domain.actors import Actor
from taskstream.domain.corrections import Correction, correct, holds
from taskstream.domain.permissions import Action
from taskstream.domain.scans import Scan, ScanRole
from taskstream.domain.tasks import Suggestion, Task, submitted, without_held
from taskstream.errors import (
    KeyReused,
    ScanNotOpen,
    TaskStreamError,
    Unavailable,
    VersionConflict,
)
from taskstream.repositories.scans import MemberRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.limits import Limits
from taskstream.storage import StoreError


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a suggestion became. ``duplicate``: it had been sent before, this is the first answer."""

    task: Task
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """A suggestion, whose it is, and the scan that it is for."""

    actor: Actor
    scan_id: str
    suggestion: Suggestion


# What became of one submission among many: its receipt, or why it was not stored.
Outcome: TypeAlias = Receipt | TaskStreamError | StoreError


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes suggestions."""

    access: Access
    members: MemberRepository
    tasks: TaskRepository
    limits: Limits
    publisher: Publisher

    def submit(self, actor: Actor, scan_id: str, suggestion: Suggestion) -> Receipt:
        """Store the suggestion and return its task; returning means that it is durable.

        The same key and text give the first answer again, also once the scan has closed:
        a caller whose answer was lost must not be told that nothing was stored.
        Raises NotFound, Forbidden, ScanNotOpen, KeyReused, RateLimited.
        """
        outcome = self.submit_many([Submission(actor, scan_id, suggestion)])[0]
        if isinstance(outcome, Receipt):
            return outcome
        raise outcome

    def submit_many(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """Return for each what ``submit`` would return or raise for it alone.

        They are stored together; one that is not taken harms no other.
        """
        outcomes: dict[int, Outcome] = {}
        tasks: dict[int, Task] = {}
        admitted: dict[tuple[str, str], Scan] = {}
        for index, submission in enumerate(submissions):
            try:
                tasks[index] = self._task_of(submission, admitted)
            except ScanNotOpen as error:
                outcomes[index] = self._answer_again(submission, error)
            except (TaskStreamError, StoreError) as error:
                outcomes[index] = error
        for index, stored in zip(tasks, self.tasks.add_many(list(tasks.values())), strict=True):
            if isinstance(stored, Task):
                self.publisher.publish(TaskSubmitted(stored))
                outcomes[index] = Receipt(stored, duplicate=False)
            elif stored is None:
                missing = Unavailable("The suggestion could not be stored.")
                outcomes[index] = self._answer_again(submissions[index], missing)
            else:
                outcomes[index] = stored
        return [outcomes[index] for index in range(len(submissions))]

    def _task_of(self, submission: Submission, admitted: dict[tuple[str, str], Scan]) -> Task:
        """Return the task to be stored; whoever was ``admitted`` in this turn is not asked again."""
        actor, scan_id = submission.actor, submission.scan_id
        self.limits.take("SUBMIT", f"{scan_id}.{actor.id}")
        scan = admitted.get((scan_id, actor.id))
        if scan is None:
            scan = self.access.scan(actor, scan_id, Action.SUBMIT)
            self._join(actor, scan)
            admitted[scan_id, actor.id] = scan
        return submitted(
            submission.suggestion, ids.new_task_id(scan.id), scan.id, actor.person, clock.now()
        )

    def _answer_again(self, submission: Submission, otherwise: TaskStreamError) -> Outcome:
        """Return the first answer to the same key, or what else is to be said."""
        suggestion = submission.suggestion
        try:
            known = self.tasks.by_key(submission.scan_id, submission.actor.id, suggestion.client_id)
            return otherwise if known is None else _again(without_held(known), suggestion)
        except (TaskStreamError, StoreError) as error:
            return error

    def resubmit(self, actor: Actor, task_id: str, correction: Correction) -> Task:
        """Store the text that its author has corrected; return the task, which is pending again.

        The same correction of the same version gives the task as it is now, also once the
        scan has closed: it needs no key, because a version is corrected once.
        Raises NotFound, Forbidden, ScanNotOpen, RateLimited; VersionConflict and WrongState
        with the task as it is now.
        """
        self.limits.take("SUBMIT", f"{ids.scan_of(task_id)}.{actor.id}")
        try:
            _, task = self.access.task(actor, task_id, Action.RESUBMIT)
        except ScanNotOpen:
            known = self.tasks.find(task_id)
            if known is None or not holds(known, correction):
                raise
            return without_held(known)
        if holds(task, correction):
            return task
        return self._store_correction(actor, task, correction)

    def _store_correction(self, actor: Actor, task: Task, correction: Correction) -> Task:
        corrected = correct(task, correction, by=actor.person, at=clock.now())
        stored = self.tasks.swap(task, corrected)
        if stored is not None:
            self.publisher.publish(TaskChanged(stored))
            return stored
        found = self.tasks.find(task.id)
        known = None if found is None else without_held(found)
        # The first sending may still have been under way when this one read the task.
        if known is None or not holds(known, correction):
            raise VersionConflict(current=known)
        return known

    def _join(self, actor: Actor, scan: Scan) -> None:
        if not self.members.is_member(scan.id, actor.id):
            self.members.put(scan.id, actor.id, ScanRole.WORKER, clock.now())


def _again(known: Task, suggestion: Suggestion) -> Receipt:
    # The text as it was first sent: the task itself may have been corrected since.
    if known.history[0].text != suggestion.text:
        raise KeyReused(current=known)
    return Receipt(known, duplicate=True)
