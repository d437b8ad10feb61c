"""Between which days something has happened in each scan: most scans have long been over, or not begun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from taskstream.clock import Millis
from taskstream.domain.calendars import DAY_MS, Span
from taskstream.repositories.rollups import RollUpRepository

NOTHING: Final = Span(Millis(0), Millis(0))


class _Known(NamedTuple):
    """What was found at so many changes; ``has_begun``: whether anything had happened by then."""

    changes: int
    extent: Span
    has_begun: bool


class Extents:
    """Knows it by how often the tasks of a scan have changed: as long as that stays, so does the rest."""

    def __init__(self, rollups: RollUpRepository) -> None:
        self._rollups = rollups
        self._known: dict[str, _Known] = {}

    def within(self, scan_ids: Sequence[str], span: Span, now: Millis) -> tuple[str, ...]:
        """Return those in which something may have happened in that time."""
        changes = self._rollups.changes(scan_ids)
        extents = ((id_, self._extent(id_, changes.get(id_, 0), now)) for id_ in scan_ids)
        return tuple(
            id_
            for id_, extent in extents
            if extent.since < span.until and span.since < extent.until
        )

    def of(self, scan_id: str) -> Span:
        """Return between which days something has happened in a scan that ``within`` was asked for."""
        return self._known[scan_id].extent

    def widen(self, late: Iterable[tuple[str, Millis]]) -> None:
        """Take in hours of scans in which something was added late."""
        for scan_id, hour in late:
            if scan_id in self._known:
                known = self._known[scan_id]
                extent = _joined(known.extent, _days(hour, hour))
                self._known[scan_id] = known._replace(extent=extent)

    def _extent(self, scan_id: str, changes: int, now: Millis) -> Span:
        known = self._known.get(scan_id)
        if known is not None and known.changes == changes:
            return known.extent
        extent, has_begun = (NOTHING, False) if known is None else known[1:]
        if not has_begun:
            # Whatever has happened may have happened long before anybody asks again.
            bounds = self._rollups.bounds(scan_id)
            has_begun = bounds is not None
            if bounds is not None:
                extent = _joined(extent, _days(*bounds))
        if known is not None:
            # What it was is not asked for: it may have changed a moment ago only. Where a clock was
            # set back since, it was tomorrow.
            extent = _joined(extent, _days(now, Millis(now + DAY_MS)))
        self._known[scan_id] = _Known(changes, extent, has_begun)
        return extent


def _days(first: Millis, last: Millis) -> Span:
    return Span(Millis(first - first % DAY_MS), Millis(last - last % DAY_MS + DAY_MS))


def _joined(extent: Span, other: Span) -> Span:
    if extent == NOTHING:
        return other
    return Span(min(extent.since, other.since), max(extent.until, other.until))
