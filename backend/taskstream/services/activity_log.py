"""Who did what, and when: written as it is done, for admins to look up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from taskstream import clock, ids
from taskstream.clock import Millis
from taskstream.domain.activity import Activity, Deed, ScanName
from taskstream.domain.scans import Person, Scan
from taskstream.repositories.activities import ActivityPage, ActivityRepository
from taskstream.schemas.activity import ActivityFilter, ActivityQuery

DAY_MS: Final = 24 * 3_600_000
# Now and then a new line clears away so many that are too old.
SWEEP: Final = 500
SWEEP_EVERY_MS: Final = 60_000


class ActivityLog:
    """Writes down deeds, each before whoever did it is answered.

    A process that ends between a deed and its line leaves none; nobody was told of the deed then.
    """

    def __init__(self, lines: ActivityRepository, *, keep_days: int) -> None:
        self._lines = lines
        self.keep_days: Final = keep_days
        self._sweep_at = 0

    def note(
        self, deed: Deed, by: Person, *, scan: Scan | None = None, about: str | None = None
    ) -> None:
        """Write down what somebody has done: where, and to whom or with what."""
        now = clock.now()
        where = None if scan is None else ScanName(scan.id, scan.name)
        self._lines.add(Activity(ids.new_id(), now, deed, by, where, about))
        if now >= self._sweep_at:
            swept = self._lines.sweep(self._oldest(now), SWEEP)
            # There may be many after the time to keep them was made shorter.
            self._sweep_at = now if swept == SWEEP else now + SWEEP_EVERY_MS

    def page(self, query: ActivityQuery) -> ActivityPage:
        """Return a page of the log, newest first. Raises BadCursor."""
        sought = query.sought(self._oldest(clock.now()))
        return self._lines.page(sought, after=query.after, limit=query.limit)

    def every(self, query: ActivityFilter) -> Iterator[list[Activity]]:
        """Yield all lines that are sought, newest first, some at a time."""
        sought, after = query.sought(self._oldest(clock.now())), None
        while True:
            page = self._lines.page(sought, after=after)
            yield page.items
            after = page.next
            if after is None:
                return

    def _oldest(self, now: Millis) -> Millis:
        return Millis(now - self.keep_days * DAY_MS)
