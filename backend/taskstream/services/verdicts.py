"""Deciding: one decision for each version of a task."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from taskstream import clock
from taskstream.access import Access
from taskstream.changes import Publisher, TaskChanged
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action
from taskstream.domain.reasons import names_former, with_version
from taskstream.domain.scans import Scan
from taskstream.domain.tasks import Task
from taskstream.domain.verdicts import Verdict, decide, was_given
from taskstream.errors import NotFound, TaskStreamError, VersionConflict
from taskstream.repositories.reasons import ReasonsRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.grace import Grace
from taskstream.services.limits import Limits
from taskstream.storage import StoreError

# Many verdicts in one call cost less than the same ones alone, for us too.
VERDICTS_PER_TOKEN = 10

# What became of one verdict among many: the decided task, or why it was not taken.
Outcome: TypeAlias = Task | TaskStreamError | StoreError


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Gives verdicts."""

    access: Access
    tasks: TaskRepository
    reasons: ReasonsRepository
    grace: Grace
    limits: Limits
    publisher: Publisher

    def give(self, actor: Actor, task_id: str, verdict: Verdict) -> Task:
        """Return the decided task, stored.

        The same verdict with the same key gives the task as it is now. Raises NotFound,
        Forbidden, RateLimited; ReasonsChanged and Invalid for a reason of another list;
        VersionConflict, WrongState and KeyReused with the task as it is now, so that the loser
        of a race learns who decided what.
        """
        self.limits.take("DECIDE", actor.id)
        scan, task = self.access.task(actor, task_id, Action.MODERATE)
        if was_given(task, verdict, actor.id):
            return task
        by, at, grace_ms = actor.person, clock.now(), 1_000 * scan.grace_seconds
        settled = self._with_version(scan, verdict, at)
        decided = decide(task, settled, by=by, at=at, grace_ms=grace_ms)
        self.grace.expect([decided])
        stored = self.tasks.swap(task, decided)
        if stored is not None:
            self.publisher.publish(TaskChanged(stored))
            return stored
        known = self.tasks.find(task_id)
        # The first sending may still have been under way when this one read the task.
        if known is None or not was_given(known, verdict, actor.id):
            raise VersionConflict(current=known)
        return known

    def give_many(
        self, actor: Actor, scan_id: str, verdicts: Mapping[str, Verdict]
    ) -> dict[str, Outcome]:
        """Return for each task, by id, what ``give`` would return or raise for it alone.

        All are tasks of one scan, and are stored together; one that is not taken harms no
        other. Raises RateLimited: one call takes a token for every ten tasks begun.
        """
        tokens = math.ceil(len(verdicts) / VERDICTS_PER_TOKEN)
        self.limits.take("DECIDE", actor.id, tokens=tokens)
        scan, found = self.access.tasks_of(actor, scan_id, list(verdicts), Action.MODERATE)
        grace_ms = 0 if scan is None else 1_000 * scan.grace_seconds
        outcomes: dict[str, Outcome] = {}
        pairs: list[tuple[Task, Task]] = []
        by, at = actor.person, clock.now()
        for task_id, task in found.items():
            if isinstance(task, TaskStreamError):
                outcomes[task_id] = task
                continue
            try:
                verdict = self._with_version(scan, verdicts[task_id], at)
                decided = decide(task, verdict, by=by, at=at, grace_ms=grace_ms)
            except TaskStreamError as error:
                outcomes[task_id] = error
            else:
                pairs.append((task, decided))
        self.grace.expect([decided for _, decided in pairs])
        outcomes |= self._store(pairs)
        return {task_id: outcomes[task_id] for task_id in verdicts}

    def _with_version(self, scan: Scan | None, verdict: Verdict, now: Millis) -> Verdict:
        if scan is None:
            raise NotFound
        former = None
        if verdict.reasons_version is not None and names_former(scan, verdict):
            former = self.reasons.find(scan.id, verdict.reasons_version)
        return with_version(scan, verdict, former, now)

    def _store(self, pairs: Sequence[tuple[Task, Task]]) -> dict[str, Outcome]:
        stored = self.tasks.swap_many(pairs)
        outcomes: dict[str, Outcome] = {}
        lost: list[str] = []
        for (before, _), outcome in zip(pairs, stored, strict=True):
            if isinstance(outcome, Task):
                self.publisher.publish(TaskChanged(outcome))
            if outcome is None:
                lost.append(before.id)
            else:
                outcomes[before.id] = outcome
        return outcomes | self._conflicts(lost)

    def _conflicts(self, lost: Sequence[str]) -> dict[str, Outcome]:
        now = {task.id: task for task in self.tasks.by_ids(lost)}
        return {task_id: VersionConflict(current=now.get(task_id)) for task_id in lost}
