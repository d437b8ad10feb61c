"""What a scan came to, worked out when somebody asks and kept until a task changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Final, NamedTuple
from weakref import WeakValueDictionary

from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.domain.audiences import Audience
from taskstream.domain.calendars import Span
from taskstream.domain.listing import TaskOrder
from taskstream.domain.scans import Scan
from taskstream.domain.summaries import Happened, Summary, SummingUp
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.repositories.users import UserRepository
from taskstream.schemas.listing import TaskFilter
from taskstream.services.listing import Listing

KEPT: Final = 100
# The loop stands still for one slice, and for the reading of a page.
SLICE_SECONDS: Final = 0.002
EVER: Final = Span(Millis(0), Millis(9_999_999_999_000))


class _Kept(NamedTuple):
    """A summary: of how many changes of the scan's tasks it knows, and whether it looked for likes."""

    changes: int
    stacking: bool
    summary: Summary


class Summaries:
    """Sums up scans.

    All tasks are read, some at a time so that others are served in between: a summary is asked for
    when a scan is over, and keeping its sums up to date would cost every verdict something. What has
    happened to the tasks before they became what they are is kept anyway, as figures. A summary is
    kept with the number of changes that it knows of, so that a closed scan is read once; and of those
    who ask at the same time one reads, and the others wait for that.
    """

    def __init__(
        self,
        listing: Listing,
        tasks: TaskRepository,
        rollups: RollUpRepository,
        users: UserRepository,
        concurrency: Concurrency,
    ) -> None:
        self._listing = listing
        self._tasks = tasks
        self._rollups = rollups
        self._users = users
        self._concurrency = concurrency
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._turns: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()

    def of(self, scan: Scan) -> Summary:
        """Return the summary of the scan's tasks as they are now."""
        turn = self._turns.setdefault(scan.id, threading.Lock())
        with turn:
            # Before the tasks: what changes meanwhile makes the next one ask anew.
            audience = Audience(scan.id)
            changes = self._tasks.counters([audience])[audience].changes
            known = self._kept.get(scan.id)
            if known is None or known[:2] != (changes, scan.stacking):
                known = _Kept(changes, scan.stacking, self._sum_up(scan))
                self._kept[scan.id] = known
            self._kept.move_to_end(scan.id)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return known.summary

    def _sum_up(self, scan: Scan) -> Summary:
        summing = SummingUp(alike=scan.stacking)
        until = time.perf_counter() + SLICE_SECONDS
        for part in self._listing.every(scan.id, TaskFilter(sort=TaskOrder.NUMBER)):
            for task in part:
                summing.take(task)
                if time.perf_counter() > until:
                    self._concurrency.sleep(0)
                    until = time.perf_counter() + SLICE_SECONDS
        return summing.summary(self._happened(scan.id))

    def _happened(self, scan_id: str) -> Happened:
        [sums] = self._rollups.sums(scan_id, [EVER])
        moderators = sums.moderators(None)
        return Happened(sums.totals, moderators, self._users.people([id_ for id_, _ in moderators]))
