"""Verdicts that are held back for a while, so that a slip is undone before anybody is told."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from taskstream import clock
from taskstream.changes import Publisher, TaskChanged
from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.domain.tasks import Task
from taskstream.domain.verdicts import told
from taskstream.repositories.held import HeldRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import StoreError

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Grace:
    """Tells authors what is due. Several processes may: a verdict is told by one of them."""

    held: HeldRepository
    tasks: TaskRepository
    publisher: Publisher

    def expect(self, task: Task) -> None:
        """Note when a verdict is due, before it is stored: a note without one does no harm."""
        if task.held is not None:
            self.held.put(task.id, task.held.until)

    def run(self, concurrency: Concurrency) -> None:
        """Tell what is due for as long as the process runs, and what fell due while none ran."""
        while True:
            concurrency.sleep(LOOK_SECONDS)
            try:
                self.tell(clock.now())
            except StoreError:
                # The store may be back at the next look; what is due stays due.
                log.exception("held verdicts could not be told")

    def tell(self, now: Millis) -> None:
        """Give the verdicts that are due by then."""
        for task_id, due_at in self.held.due(now):
            task = self.tasks.find(task_id)
            if task is not None and task.held is not None:
                if task.held.until > now:
                    # The note of a verdict that came second and was not taken stood for this one.
                    self.expect(task)
                elif (stored := self.tasks.swap(task, told(task))) is not None:
                    self.publisher.publish(TaskChanged(stored))
            # Only now, so that a crash leaves the note; and not a note that came meanwhile.
            self.held.remove(task_id, due_at)
