"""The way in: suggestions become tasks, each exactly once."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream import clock, ids
from taskstream.access import Access
from taskstream.changes import Publisher, TaskChanged, TaskSubmitted
from taskstream.domain.actors import Actor
from taskstream.domain.corrections import Correction, correct, holds
from taskstream.domain.permissions import Action
from taskstream.domain.scans import Scan, ScanRole
from taskstream.domain.tasks import Suggestion, Task, submitted, without_held
from taskstream.errors import KeyReused, ScanNotOpen, Unavailable, VersionConflict
from taskstream.repositories.scans import MemberRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.limits import Limits


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a suggestion became. ``duplicate``: it had been sent before, this is the first answer."""

    task: Task
    duplicate: bool


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
        self.limits.take("SUBMIT", f"{scan_id}.{actor.id}")
        try:
            scan = self.access.scan(actor, scan_id, Action.SUBMIT)
        except ScanNotOpen:
            known = self.tasks.by_key(scan_id, actor.id, suggestion.client_id)
            if known is None:
                raise
            return _again(without_held(known), suggestion)
        self._join(actor, scan)
        return self._store(actor, scan, suggestion)

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

    def _store(self, actor: Actor, scan: Scan, suggestion: Suggestion) -> Receipt:
        author = actor.person
        task = submitted(suggestion, ids.new_task_id(scan.id), scan.id, author, clock.now())
        stored = self.tasks.add_many([task])[0]
        if stored is not None:
            self.publisher.publish(TaskSubmitted(stored))
            return Receipt(stored, duplicate=False)
        known = self.tasks.by_key(scan.id, actor.id, suggestion.client_id)
        if known is None:
            raise Unavailable("The suggestion could not be stored.")
        return _again(without_held(known), suggestion)

    def _join(self, actor: Actor, scan: Scan) -> None:
        if not self.members.is_member(scan.id, actor.id):
            self.members.put(scan.id, actor.id, ScanRole.WORKER, clock.now())


def _again(known: Task, suggestion: Suggestion) -> Receipt:
    # The text as it was first sent: the task itself may have been corrected since.
    if known.history[0].text != suggestion.text:
        raise KeyReused(current=known)
    return Receipt(known, duplicate=True)
