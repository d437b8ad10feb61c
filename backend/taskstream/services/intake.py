"""The way in: suggestions become tasks, each exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from taskstream import clock
from taskstream.access import Access
from taskstream.changes import Publisher, TasksChanged, TasksSubmitted
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.corrections import Correction, correct, holds
from taskstream.domain.permissions import Action
from taskstream.domain.scans import Scan, ScanRole
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
from taskstream.ids import new_task_id, scan_of
from taskstream.repositories.scans import MemberRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.limits import Limits
from taskstream.storage import StoreError


# One is made for each suggestion: a frozen one takes five times as long, a named tuple two and a half times.
@dataclass(slots=True)
class Receipt:
    """What a suggestion became. ``duplicate``: it had been sent before, this is the first answer."""

    task: Task
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody sends to a scan at a time: a suggestion, or several.

    ``has_joined``: he is known to be a member, which needs no look. ``origin``: the socket that it
    came from, if any.
    """

    actor: Actor
    scan_id: str
    suggestions: Sequence[Suggestion]
    has_joined: bool = False
    origin: str | None = None


# What became of one suggestion among many: its receipt, or why it was not stored.
Outcome: TypeAlias = Receipt | TaskStreamError | StoreError
# The scan that somebody may submit to, or why he may not.
Admission: TypeAlias = Scan | TaskStreamError | StoreError


@dataclass(slots=True)
class _UnderWay:
    """A submission on its way.

    ``allowed``: so many of its suggestions are within the limit; ``too_many``: what is said of the others.
    """

    submission: Submission
    allowed: int
    too_many: RateLimited | None
    admission: Admission | None = None

    def tasks(self, at: Millis) -> list[Task]:
        """Return the tasks that are to be stored of it."""
        scan = self.admission
        if not isinstance(scan, Scan):
            return []
        author, some = self.submission.actor.person, self.submission.suggestions[: self.allowed]
        return [
            submitted(suggestion, new_task_id(scan.id, at), scan.id, author, at)
            for suggestion in some
        ]


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
        outcome = self.submit_many([Submission(actor, scan_id, [suggestion])])[0]
        if isinstance(outcome, Receipt):
            return outcome
        raise outcome

    def submit_many(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """Return for each suggestion, in order, what ``submit`` would return or raise for it alone.

        They are stored together; one that is not taken harms no other.
        """
        at = clock.now()
        batch = [self._within_limit(submission) for submission in submissions]
        self._admit([one for one in batch if one.allowed])
        added = iter(self.tasks.add_many([task for one in batch for task in one.tasks(at)]))
        outcomes: list[Outcome] = []
        came: dict[str, tuple[list[Task], list[str | None]]] = {}
        for one in batch:
            stored = list(islice(added, one.allowed)) if isinstance(one.admission, Scan) else []
            new = [task for task in stored if isinstance(task, Task)]
            if len(new) == len(one.submission.suggestions):
                # So it is nearly always.
                outcomes += [Receipt(task, duplicate=False) for task in new]
            else:
                outcomes += self._outcomes(one, stored)
            tasks, origins = came.setdefault(one.submission.scan_id, ([], []))
            tasks += new
            origins += [one.submission.origin] * len(new)
        for scan_id, (tasks, origins) in came.items():
            if tasks:
                self.publisher.publish(TasksSubmitted(scan_id, tasks, origins))
        return outcomes

    def _within_limit(self, submission: Submission) -> _UnderWay:
        key = f"{submission.scan_id}.{submission.actor.id}"
        some = self.limits.take_some("SUBMIT", key, len(submission.suggestions))
        return _UnderWay(submission, *some)

    def _admit(self, batch: Sequence[_UnderWay]) -> None:
        """Note of each whether he may submit there; if so, he is a member from now on."""
        pairs = [(one.submission.scan_id, one.submission.actor.id) for one in batch]
        once = dict(zip(pairs, [one.submission for one in batch], strict=True))
        wanted = [(one.actor, one.scan_id) for one in once.values()]
        found: dict[tuple[str, str], Admission]
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
        for pair, one in zip(pairs, batch, strict=True):
            one.admission = found[pair]

    def _outcomes(
        self, one: _UnderWay, stored: Sequence[Task | StoreError | None]
    ) -> list[Outcome]:
        """Return what became of a submission of which not all was taken."""
        submission, admission = one.submission, one.admission
        outcomes: list[Outcome] = []
        for place, suggestion in enumerate(submission.suggestions):
            if place >= one.allowed and one.too_many is not None:
                outcomes.append(one.too_many)
            elif isinstance(admission, StoreError):
                outcomes.append(admission)
            elif isinstance(admission, TaskStreamError):
                outcomes.append(self._answer_again(submission, suggestion, admission))
            else:
                task = stored[place]
                if isinstance(task, Task):
                    outcomes.append(Receipt(task, duplicate=False))
                elif task is None:
                    missing = Unavailable("The suggestion could not be stored.")
                    outcomes.append(self._answer_again(submission, suggestion, missing))
                else:
                    outcomes.append(task)
        return outcomes

    def _answer_again(
        self, submission: Submission, suggestion: Suggestion, otherwise: TaskStreamError
    ) -> Outcome:
        """Return the first answer to the same key, or what else is to be said."""
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
        self.limits.take("SUBMIT", f"{scan_of(task_id)}.{actor.id}")
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
            self.publisher.publish(TasksChanged(stored.scan_id, [stored]))
            return stored
        found = self.tasks.find(task.id)
        known = None if found is None else without_held(found)
        # The first sending may still have been under way when this one read the task.
        if known is None or not holds(known, correction):
            raise VersionConflict(current=known)
        return known


def _again(known: Task, suggestion: Suggestion) -> Receipt:
    # The text as it was first sent: the task itself may have been corrected since.
    if known.history[0].text != suggestion.text:
        raise KeyReused(current=known)
    return Receipt(known, duplicate=True)
