"""The way in: suggestions become tasks, each exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from taskstream import clock, ids
from taskstream.access import Access
from taskstream.changes import Publisher, TaskChanged, TasksSubmitted
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.corrections import Correction, correct, holds
from taskstream.domain.permissions import Action
from taskstream.domain.scans import Person, Scan, ScanRole
from taskstream.domain.tasks import Suggestion, Task, submitted, without_held
from taskstream.errors import (
    Forbidden,
    KeyReused,
    RateLimited,
    ScanNotOpen,
    TaskStreamError,
    Unavailable,
    VersionConflict,
)
from taskstream.repositories.scans import MemberRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.limits import Limits
from taskstream.storage import StoreError


# Of these two one is made for each suggestion: frozen ones, and named tuples, take two to five times as long.
@dataclass(slots=True)
class Receipt:
    """What a suggestion became. ``duplicate``: it had been sent before, this is the first answer."""

    task: Task
    duplicate: bool


@dataclass(slots=True)
class Submission:
    """A suggestion, whose it is, and the scan that it is for.

    ``has_joined``: he is known to be a member, which needs no look. ``origin``: the socket that it
    came from, if any.
    """

    actor: Actor
    scan_id: str
    suggestion: Suggestion
    has_joined: bool = False
    origin: str | None = None


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

        The same key and text give the first answer again, also once the author may submit no
        more: a caller whose answer was lost must not be told that nothing was stored.
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
        outcomes: list[Outcome | None] = [self._limited(one) for one in submissions]
        allowed = [index for index, outcome in enumerate(outcomes) if outcome is None]
        places: list[int] = []
        tasks: list[Task] = []
        authors: dict[str, Person] = {}
        at = clock.now()
        scans = self._admitted([submissions[index] for index in allowed])
        for index, scan in zip(allowed, scans, strict=True):
            if isinstance(scan, Scan):
                places.append(index)
                tasks.append(_task_of(submissions[index], scan, authors, at))
            elif isinstance(scan, TaskStreamError):
                outcomes[index] = self._answer_again(submissions[index], scan)
            else:
                outcomes[index] = scan
        added = self.tasks.add_many(tasks)
        came: list[tuple[Task, str | None]] = []
        for index, stored in zip(places, added, strict=True):
            if isinstance(stored, Task):
                came.append((stored, submissions[index].origin))
                outcomes[index] = Receipt(stored, duplicate=False)
            elif stored is None:
                missing = Unavailable("The suggestion could not be stored.")
                outcomes[index] = self._answer_again(submissions[index], missing)
            else:
                outcomes[index] = stored
        self._announce(came)
        return [outcome for outcome in outcomes if outcome is not None]

    def _announce(self, came: Sequence[tuple[Task, str | None]]) -> None:
        for scan_id, some in groupby(came, lambda one: one[0].scan_id):
            tasks, origins = zip(*some, strict=True)
            self.publisher.publish(TasksSubmitted(scan_id, tasks, origins))

    def _limited(self, one: Submission) -> RateLimited | None:
        try:
            self.limits.take("SUBMIT", f"{one.scan_id}.{one.actor.id}")
        except RateLimited as error:
            return error
        return None

    def _admitted(
        self, submissions: Sequence[Submission]
    ) -> list[Scan | TaskStreamError | StoreError]:
        """Return the scan of each, of which he is a member now, or why he may not submit there."""
        pairs = [(one.scan_id, one.actor.id) for one in submissions]
        once = dict(zip(pairs, submissions, strict=True))
        wanted = [(one.actor, one.scan_id) for one in once.values()]
        found: dict[tuple[str, str], Scan | TaskStreamError | StoreError]
        try:
            found = dict(zip(once, self.access.scans_for(wanted, Action.SUBMIT), strict=True))
            unknown = [
                pair
                for pair, one in once.items()
                if not one.has_joined and isinstance(found[pair], Scan)
            ]
            for scan_id, user_id in self.members.missing(unknown) if unknown else ():
                self.members.put(scan_id, user_id, ScanRole.WORKER, clock.now())
        except StoreError as error:
            found = dict.fromkeys(once, error)
        return [found[pair] for pair in pairs]

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

        The same correction of the same version gives the task as it is now, also once its author
        may correct no more: it needs no key, because a version is corrected once.
        Raises NotFound, Forbidden, ScanNotOpen, RateLimited; VersionConflict and WrongState
        with the task as it is now.
        """
        self.limits.take("SUBMIT", f"{ids.scan_of(task_id)}.{actor.id}")
        try:
            _, task = self.access.task(actor, task_id, Action.RESUBMIT)
        except (Forbidden, ScanNotOpen):
            known = self.tasks.find(task_id)
            # To another moderator the author's answer was never given.
            if known is None or known.author.id != actor.id or not holds(known, correction):
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


def _task_of(submission: Submission, scan: Scan, authors: dict[str, Person], at: Millis) -> Task:
    """Return the task to be stored. ``authors``: those of a batch, who send more than one each."""
    actor = submission.actor
    author = authors.get(actor.id) or authors.setdefault(actor.id, actor.person)
    task_id = ids.new_task_id(scan.id, at)
    return submitted(submission.suggestion, task_id, scan.id, author, at)


def _again(known: Task, suggestion: Suggestion) -> Receipt:
    # The text as it was first sent: the task itself may have been corrected since.
    if known.history[0].text != suggestion.text:
        raise KeyReused(current=known)
    return Receipt(known, duplicate=True)
