"""How spans lie over the days of UTC: which days are read whole, and of which the hours too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import pairwise, starmap
from typing import Final, NamedTuple, TypeAlias

from taskstream.clock import Millis
from taskstream.domain.calendars import DAY_MS, HOUR_MS, Span

# The number of a span; None: of a time outside of all.
Place: TypeAlias = int | None
OUTSIDE: Final = None


class Hour(NamedTuple):
    """To which span an hour is added, and out of which it is taken, since all its day was added there."""

    into: Place
    out_of: Place


@lru_cache(maxsize=16)
def cuts_of(spans: tuple[Span, ...]) -> DayCuts:
    """Return how they lie; many scans are asked for the same."""
    return DayCuts(spans)


class DayCuts:
    """A day in which spans meet counts where most of it is, less the hours of the others.

    So of the days of somebody's calendar hardly more is read than of those of UTC.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        """``spans``: they follow each other without a gap, by whole hours where there are hours."""
        self._since = spans[0].since
        self._ends = [span.until for span in spans]
        self._cut: dict[Millis, Place] = {}
        # By day, and by when they begin: the hours that are to be read.
        self._hours: dict[Millis, dict[Millis, Hour]] = {}
        bounds: dict[Millis, list[Millis]] = {}
        for bound in (self._since, *self._ends):
            if bound % DAY_MS:
                bounds.setdefault(_day(bound), []).append(bound)
        for day, within in bounds.items():
            self._cut_day(list(starmap(Span, pairwise((day, *within, Millis(day + DAY_MS))))))

    def place_of_day(self, day: Millis) -> Place:
        """Return where a whole day is added."""
        return self._cut[day] if day in self._cut else self._place(day)

    def hours_of(self, days: Container[Millis]) -> dict[Millis, Hour]:
        """Return the hours that are to be read, by when they begin, if these are all the days there are."""
        return {
            begin: hour
            for day, hours in self._hours.items()
            if day in days
            for begin, hour in hours.items()
        }

    def _cut_day(self, parts: Sequence[Span]) -> None:
        most = max(parts, key=lambda part: part.until - part.since)
        whole = self._cut[parts[0].since] = self._place(most.since)
        hours = self._hours[parts[0].since] = {}
        for part in parts:
            into = self._place(part.since)
            if part is most or (into is OUTSIDE and whole is OUTSIDE):
                continue
            # An hour counts where it begins, as ever.
            for hour in range(part.since + -part.since % HOUR_MS, part.until, HOUR_MS):
                hours[Millis(hour)] = Hour(into, whole)

    def _place(self, at: Millis) -> Place:
        return bisect_right(self._ends, at) if self._since <= at < self._ends[-1] else OUTSIDE


def _day(at: Millis) -> Millis:
    return Millis(at - at % DAY_MS)
