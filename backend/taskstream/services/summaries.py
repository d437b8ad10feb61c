"""What a scan came to, worked out when somebody asks and kept until a task changes."""

from __future__ import annotations

from collections import OrderedDict
from itertools import chain
from typing import Final

from taskstream.domain.audiences import Audience
from taskstream.domain.listing import TaskOrder
from taskstream.domain.summaries import Summary, summarise
from taskstream.repositories.tasks import TaskRepository
from taskstream.schemas.listing import TaskFilter
from taskstream.services.listing import Listing

KEPT: Final = 100


class Summaries:
    """Sums up scans.

    All tasks are read, some at a time so that others are served in between: a summary is asked for
    when a scan is over, and keeping its sums up to date would cost every verdict something. It is
    kept with the number of changes that it knows of, so that a closed scan is read once.
    """

    def __init__(self, listing: Listing, tasks: TaskRepository) -> None:
        self._listing = listing
        self._tasks = tasks
        self._kept: OrderedDict[str, tuple[int, Summary]] = OrderedDict()

    def of(self, scan_id: str) -> Summary:
        """Return the summary of the scan's tasks as they are now."""
        audience = Audience(scan_id)
        # Before the tasks: what changes meanwhile makes the next one ask anew.
        changes = self._tasks.counters([audience])[audience].changes
        known = self._kept.get(scan_id)
        if known is not None and known[0] == changes:
            self._kept.move_to_end(scan_id)
            return known[1]
        parts = self._listing.every(scan_id, TaskFilter(sort=TaskOrder.NUMBER))
        summary = summarise(chain.from_iterable(parts))
        self._kept[scan_id] = (changes, summary)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return summary
