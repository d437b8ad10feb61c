"""Finds, beside everything else, which of a scan's tasks say the same.

Kept in the memory of this process and worked out from the store again when it is gone. No
suggestion waits for it: changes are put into a queue behind the commit, and a slice of that is
seen to now and then. ``docs/likeness.md`` says what it costs.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from taskstream import clock
from taskstream.changes import (
    Change,
    Publisher,
    ScanChanged,
    StacksChanged,
    TasksChanged,
    TasksSubmitted,
)
from taskstream.concurrency import Concurrency
from taskstream.domain.scans import Scan
from taskstream.domain.stacks import News, StackNews, Stacks
from taskstream.domain.tasks import Task, TaskStatus
from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import StoreError

log = logging.getLogger(__name__)

# The loop stands still for one slice, and for a twentieth of its time at most.
SLICE_SECONDS: Final = 0.0005
PAUSE_SECONDS: Final = 0.01
# Nobody is in a hurry for a mark.
LOOK_SECONDS: Final = 0.05
# Who is this far behind, by seconds, begins again once there is time.
CHANGES_AT_MOST: Final = 2_000
# While more come between two looks he waits: what he read of the store would be old at once. They come
# by the hundred, with each commit, so those of a shorter time would seem to be none.
CHANGES_IN_CALM: Final = 100
SCANS_AT_MOST: Final = 50
TASKS_PER_READ: Final = 50
WAITING_AT_MOST: Final = 5_000
DECIDED_AT_MOST: Final = 500


@dataclass(slots=True, eq=False)
class _Followed:
    """A scan that a moderator has joined. ``reading``: what of the store is still to be taken in.

    ``stacks`` is None while its moderators do not want any.
    """

    stacks: Stacks | None = None
    reading: Iterator[list[Task]] | None = None


class Stacking:
    """Keeps the stacks of the scans that moderators look at. A publisher: it is told of every change."""

    def __init__(self, tasks: TaskRepository, publisher: Publisher) -> None:
        self._tasks = tasks
        self._publisher = publisher
        # The scan that was joined last is the last.
        self._followed: dict[str, _Followed] = {}
        self._queue: deque[Task | ScanChanged] = deque()
        self._is_behind = False
        # How many have come since the last look while he was behind.
        self._missed = 0
        self._lock = threading.Lock()

    def publish(self, *changes: Change) -> None:
        """Note what is to be looked at. Nothing is compared here."""
        if not self._followed:
            # Nobody is there to be told. Whoever comes has the store read.
            return
        for change in changes:
            match change:
                case TasksSubmitted(_, tasks) | TasksChanged(_, tasks):
                    self._note(tasks)
                case ScanChanged():
                    self._queue.append(change)
                case _:
                    pass

    def _note(self, tasks: Sequence[Task]) -> None:
        if not self._is_behind and len(self._queue) < CHANGES_AT_MOST:
            self._queue.extend(tasks)
        else:
            self._is_behind = True
            self._missed += len(tasks)

    def of(self, scan: Scan) -> list[StackNews] | None:
        """Return the stacks of a scan for a moderator; None while they are not known.

        From now on they are kept, and ``StacksChanged`` tells them once they are known.
        """
        with self._lock:
            followed = self._followed.pop(scan.id, None) or self._begin(
                scan.id, stacking=scan.stacking
            )
            self._followed[scan.id] = followed
            if len(self._followed) > SCANS_AT_MOST:
                del self._followed[next(iter(self._followed))]
            if followed.stacks is None or followed.reading is not None:
                return None
            return followed.stacks.all()

    def run(self, concurrency: Concurrency, is_over: Callable[[], bool]) -> None:
        """Compare what has come, a little at a time, until the process stops."""
        while True:
            is_at_work = self.is_busy and not self._is_behind
            concurrency.sleep(PAUSE_SECONDS if is_at_work else LOOK_SECONDS)
            if is_over():
                return
            try:
                self.work(SLICE_SECONDS)
            except StoreError as error:
                log.warning("likes are looked for later, the database does not answer: %s", error)
                self._is_behind = True
                concurrency.sleep(1)
            except Exception:  # without this loop nothing would be compared any more
                log.exception("a text could not be compared with others")

    @property
    def is_busy(self) -> bool:
        """Whether anything waits to be compared."""
        followed = list(self._followed.values())
        return bool(self._queue) or any(one.reading is not None for one in followed)

    def work(self, seconds: float) -> None:
        """Take in what has come for about so long, and tell what that has changed."""
        until = time.perf_counter() + seconds
        with self._lock:
            if self._is_behind:
                missed, self._missed = self._missed, 0
                if missed > CHANGES_IN_CALM:
                    return
                self._begin_again()
            self._read_on()
            touched: dict[str, _Followed] = {}
            try:
                while self._queue and time.perf_counter() < until:
                    self._take(self._queue.popleft(), touched)
            finally:
                for scan_id, followed in touched.items():
                    if followed.stacks is not None and followed.reading is None:
                        self._tell(scan_id, followed.stacks.news())

    def _begin(self, scan_id: str, *, stacking: bool) -> _Followed:
        return _Followed(Stacks(), self._read(scan_id)) if stacking else _Followed()

    def _begin_again(self) -> None:
        self._is_behind = False
        queued, self._queue = self._queue, deque()
        # What is read anew knows of all changes of tasks.
        self._queue.extend(change for change in queued if isinstance(change, ScanChanged))
        self._followed = {
            scan_id: self._begin(scan_id, stacking=followed.stacks is not None)
            for scan_id, followed in self._followed.items()
        }

    def _read_on(self) -> None:
        """Take in one more page of what the store has, where no change waits."""
        if self._queue:
            return
        for scan_id, followed in self._followed.items():
            if followed.stacks is None or followed.reading is None:
                continue
            page = next(followed.reading, None)
            if page is None:
                followed.reading = None
                followed.stacks.news()
                self._tell(scan_id, News(followed.stacks.all(), []), whole=True)
            else:
                self._queue.extend(page)
            return

    def _read(self, scan_id: str) -> Iterator[list[Task]]:
        """Yield what waits in the scan, and what was decided last, page by page."""
        decided = self._tasks.changed_since(
            scan_id,
            (TaskStatus.VALIDATED, TaskStatus.REFUSED),
            since=0,
            limit=DECIDED_AT_MOST,
            newest=True,
        )
        decided.reverse()
        for start in range(0, len(decided), TASKS_PER_READ):
            yield decided[start : start + TASKS_PER_READ]
        since = 0
        for _ in range(WAITING_AT_MOST // TASKS_PER_READ):
            page = self._tasks.changed_since(
                scan_id, [TaskStatus.PENDING], since=since, limit=TASKS_PER_READ
            )
            if not page:
                return
            yield page
            since = page[-1].seq

    def _take(self, queued: Task | ScanChanged, touched: dict[str, _Followed]) -> None:
        if isinstance(queued, ScanChanged):
            self._switch(queued.scan)
            return
        followed = self._followed.get(queued.scan_id)
        if followed is not None and followed.stacks is not None:
            touched[queued.scan_id] = followed
            followed.stacks.put(queued, clock.now())

    def _switch(self, scan: Scan) -> None:
        """Follow the scan's own switch."""
        followed = self._followed.get(scan.id)
        if followed is None or (followed.stacks is not None) == scan.stacking:
            return
        self._followed[scan.id] = self._begin(scan.id, stacking=scan.stacking)
        if not scan.stacking:
            self._tell(scan.id, News([], []), whole=True)

    def _tell(self, scan_id: str, news: News, *, whole: bool = False) -> None:
        if whole or news.stacks or news.left:
            self._publisher.publish(StacksChanged(scan_id, news, whole=whole))
