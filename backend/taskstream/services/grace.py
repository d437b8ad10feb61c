"""Verdicts that are held back for a while, so that a slip is undone before anybody is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taskstream import clock
from taskstream.changes import Publisher, TasksChanged
from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.domain.tasks import Task
from taskstream.domain.verdicts import told
from taskstream.repositories.held import HeldRepository, Note
from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import StoreError

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
# A verdict is noted before it is stored. On a slow disk that may take longer than its grace.
LOOK_AGAIN_MS = 1_000
VOID_AFTER_MS = 120_000


@dataclass(frozen=True, slots=True)
class Grace:
    """Tells authors what is due. Several processes may: a verdict is told by one of them."""

    held: HeldRepository
    tasks: TaskRepository
    publisher: Publisher

    def expect(self, tasks: Sequence[Task]) -> None:
        """Note when verdicts are due, before they are stored: a note without one does no harm."""
        notes = [_note(task, task.held.until) for task in tasks if task.held is not None]
        if notes:
            self.held.put(notes)

    def run(self, concurrency: Concurrency, is_over: Callable[[], bool]) -> None:
        """Tell what is due until the process stops, and what fell due while none ran."""
        failing = False
        while True:
            concurrency.sleep(LOOK_SECONDS)
            # Looked at behind the sleep: the store is closed soon after.
            if is_over():
                return
            try:
                self.tell(clock.now())
            except StoreError as error:
                # What is due stays due. Said once: a full disk does not want to hear more of it.
                if not failing:
                    log.warning("held verdicts wait, for the database does not answer: %s", error)
                failing = True
            except Exception:  # without this loop no verdict would ever be told again
                if not failing:
                    log.exception("held verdicts could not be told")
                failing = True
            else:
                failing = False

    def tell(self, now: Millis) -> None:
        """Give the verdicts that are due by then, at most 200 of them."""
        notes = self.held.due(now)
        if not notes:
            return
        tasks = {task.id: task for task in self.tasks.by_ids([note.task_id for note in notes])}
        done: list[Note] = []
        ready: list[tuple[Note, Task]] = []
        for note in notes:
            task = tasks.get(note.task_id)
            if task is None or task.version < note.version:
                self._wait(note, now, done)
            elif task.version > note.version or task.held is None:
                done.append(note)
            elif task.held.until > now:
                self.held.postpone(note, task.held.until)
            else:
                ready.append((note, task))
        done += self._tell(ready)
        # Only now, so that a crash leaves them.
        if done:
            self.held.remove(done)

    def _wait(self, note: Note, now: Millis, done: list[Note]) -> None:
        """Leave a verdict time that is still being stored, or was not taken."""
        if note.void_at <= now:
            done.append(note)
        else:
            self.held.postpone(note, Millis(now + LOOK_AGAIN_MS))

    def _tell(self, ready: Sequence[tuple[Note, Task]]) -> list[Note]:
        outcomes = self.tasks.swap_many([(task, told(task)) for _, task in ready])
        settled: list[Note] = []
        for (note, _), outcome in zip(ready, outcomes, strict=True):
            if isinstance(outcome, StoreError):
                continue
            settled.append(note)
            if outcome is not None:
                self.publisher.publish(TasksChanged(outcome.scan_id, [outcome]))
        return settled


def _note(task: Task, due_at: Millis) -> Note:
    return Note(task.id, task.version, due_at, Millis(due_at + VOID_AFTER_MS))
