"""Deciding: one decision for each version of a task."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream import clock
from taskstream.access import Access
from taskstream.changes import Publisher, TaskChanged
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Task
from taskstream.domain.verdicts import Verdict, decide
from taskstream.errors import VersionConflict
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.limits import Limits


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Gives verdicts."""

    access: Access
    tasks: TaskRepository
    limits: Limits
    publisher: Publisher

    def give(self, actor: Actor, task_id: str, verdict: Verdict) -> Task:
        """Return the decided task, stored.

        Raises NotFound, Forbidden, RateLimited; VersionConflict and WrongState with the
        task as it is now, so that the loser of a race learns who decided what.
        """
        self.limits.take("DECIDE", actor.id)
        _, task = self.access.task(actor, task_id, Action.MODERATE)
        decided = decide(task, verdict, by=Person(actor.id, actor.name), at=clock.now())
        stored = self.tasks.swap(task, decided)
        if stored is None:
            raise VersionConflict(current=self.tasks.find(task_id))
        self.publisher.publish(TaskChanged(stored))
        return stored
