"""Deciding: one decision for each version of a task."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from taskstream import clock
from taskstream.access import Access
from taskstream.changes import Publisher, TasksChanged
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action
from taskstream.domain.reasons import names_former, with_version
from taskstream.domain.scans import Scan
from taskstream.domain.tasks import Task
from taskstream.domain.verdicts import Verdict, decide, was_given
from taskstream.errors import RateLimited, TaskStreamError, VersionConflict
from taskstream.repositories.reasons import ReasonsRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.grace import Grace
from taskstream.services.limits import Limits
from taskstream.storage import StoreError

# Many verdicts in one call cost less than the same ones alone, for us too.
VERDICTS_PER_TOKEN = 10

# What became of one verdict among many: the decided task, or why it was not taken.
Outcome: TypeAlias = Task | TaskStreamError | StoreError


class Decision(NamedTuple):
    """A verdict, whose it is, and on which task."""

    actor: Actor
    task_id: str
    verdict: Verdict


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
        outcome = self.decide_many([Decision(actor, task_id, verdict)])[0]
        if isinstance(outcome, Task):
            return outcome
        raise outcome

    def give_many(self, actor: Actor, verdicts: Mapping[str, Verdict]) -> dict[str, Outcome]:
        """Return for each task, by id, what ``give`` would return or raise for it alone.

        Raises RateLimited: one call takes a token for every ten tasks begun.
        """
        tokens = math.ceil(len(verdicts) / VERDICTS_PER_TOKEN)
        self.limits.take("DECIDE", actor.id, tokens=tokens)
        decisions = [Decision(actor, task_id, verdict) for task_id, verdict in verdicts.items()]
        return dict(zip(verdicts, self._decide(decisions), strict=True))

    def decide_many(self, decisions: Sequence[Decision]) -> list[Outcome]:
        """Return for each what ``give`` would return or raise for it alone.

        They are stored together; one that is not taken harms no other.
        """
        outcomes: dict[int, Outcome] = {}
        allowed: dict[int, Decision] = {}
        for index, decision in enumerate(decisions):
            try:
                self.limits.take("DECIDE", decision.actor.id)
            except RateLimited as error:
                outcomes[index] = error
            else:
                allowed[index] = decision
        outcomes.update(zip(allowed, self._decide(list(allowed.values())), strict=True))
        return [outcomes[index] for index in range(len(decisions))]

    def _decide(self, decisions: Sequence[Decision]) -> list[Outcome]:
        wanted = [(decision.actor, decision.task_id) for decision in decisions]
        found = self.access.tasks_for(wanted, Action.MODERATE)
        outcomes: dict[int, Outcome] = {}
        pairs: dict[int, tuple[Task, Task]] = {}
        at = clock.now()
        for index, (decision, seen) in enumerate(zip(decisions, found, strict=True)):
            if isinstance(seen, TaskStreamError):
                outcomes[index] = seen
                continue
            scan, task = seen
            try:
                if was_given(task, decision.verdict, decision.actor.id):
                    outcomes[index] = task
                else:
                    pairs[index] = (task, self._decided(scan, task, decision, at))
            except TaskStreamError as error:
                outcomes[index] = error
        self.grace.expect([decided for _, decided in pairs.values()])
        outcomes |= self._store(decisions, pairs)
        return [outcomes[index] for index in range(len(decisions))]

    def _decided(self, scan: Scan, task: Task, decision: Decision, at: Millis) -> Task:
        verdict, former = decision.verdict, None
        if verdict.reasons_version is not None and names_former(scan, verdict):
            former = self.reasons.find(scan.id, verdict.reasons_version)
        settled = with_version(scan, verdict, former, at)
        grace_ms = 1_000 * scan.grace_seconds
        return decide(task, settled, by=decision.actor.person, at=at, grace_ms=grace_ms)

    def _store(
        self, decisions: Sequence[Decision], pairs: Mapping[int, tuple[Task, Task]]
    ) -> dict[int, Outcome]:
        outcomes: dict[int, Outcome] = {}
        lost: list[int] = []
        swapped = self.tasks.swap_many(list(pairs.values()))
        changed: dict[str, list[Task]] = {}
        for index, outcome in zip(pairs, swapped, strict=True):
            if outcome is None:
                lost.append(index)
                continue
            outcomes[index] = outcome
            if isinstance(outcome, Task):
                changed.setdefault(outcome.scan_id, []).append(outcome)
        self.publisher.publish(*[TasksChanged(*some) for some in changed.items()])
        return outcomes | self._lost(decisions, lost)

    def _lost(self, decisions: Sequence[Decision], lost: Sequence[int]) -> dict[int, Outcome]:
        """Return what those are told who were too late: the task as it is now."""
        if not lost:
            return {}
        task_ids = dict.fromkeys(decisions[index].task_id for index in lost)
        now = {task.id: task for task in self.tasks.by_ids(list(task_ids))}
        outcomes: dict[int, Outcome] = {}
        for index in lost:
            decision = decisions[index]
            known = now.get(decision.task_id)
            # The first sending may still have been under way when this one read the task.
            again = known is not None and was_given(known, decision.verdict, decision.actor.id)
            outcomes[index] = (
                known if known is not None and again else VersionConflict(current=known)
            )
        return outcomes
