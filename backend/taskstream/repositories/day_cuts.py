"""How spans lie over the weeks and days of UTC: which are read whole, and of which days the hours too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, starmap
from typing import Final, NamedTuple, TypeAlias

from taskstream.clock import Millis
from taskstream.domain.calendars import DAY_MS, HOUR_MS, Span
from taskstream.repositories.stretches import Period, rollup_id

# The number of a span; None: of a time outside of all.
Place: TypeAlias = int | None
OUTSIDE: Final = None
WEEK_MS: Final = Period.WEEK.length


class Part(NamedTuple):
    """To which span a time is added. An hour is taken out of another one, to which all its day was added."""

    into: Place
    out_of: Place = OUTSIDE


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
        self._hours: dict[Millis, dict[Millis, Part]] = {}
        bounds: dict[Millis, list[Millis]] = {}
        for bound in (self._since, *self._ends):
            if bound % DAY_MS:
                bounds.setdefault(_day(bound), []).append(bound)
        for day, within in bounds.items():
            self._cut_day(list(starmap(Span, pairwise((day, *within, Millis(day + DAY_MS))))))
        # The whole weeks of each span that has some, and the days that are in none of these.
        self.weeks = [(place, weeks) for place, span in enumerate(spans) if (weeks := _weeks(span))]
        edges = [
            _day(self._since),
            *(bound for _, weeks in self.weeks for bound in weeks),
            Millis(self._ends[-1] + -self._ends[-1] % DAY_MS),
        ]
        parts = map(Span, edges[::2], edges[1::2])
        self.days = [part for part in parts if part.since < part.until]

    @cached_property
    def first_pages(self) -> dict[str, Part]:
        """All weeks, days and hours, by what the ids of their first pages end with."""
        of_weeks = [
            (Period.WEEK, week, Part(place))
            for place, weeks in self.weeks
            for week in range(weeks.since, weeks.until, WEEK_MS)
        ]
        of_days = [
            (Period.DAY, day, self.of_day(Millis(day)))
            for part in self.days
            for day in range(part.since, part.until, DAY_MS)
        ]
        of_hours = [
            (Period.HOUR, hour, part)
            for hours in self._hours.values()
            for hour, part in hours.items()
        ]
        return {
            rollup_id("", period, Millis(begin)): part
            for period, begin, part in (*of_weeks, *of_days, *of_hours)
        }

    @cached_property
    def week_runs(self) -> list[Span]:
        """The whole weeks, those of spans that meet there together."""
        runs: list[Span] = []
        for _, weeks in self.weeks:
            if runs and runs[-1].until == weeks.since:
                runs[-1] = Span(runs[-1].since, weeks.until)
            else:
                runs.append(weeks)
        return runs

    def of_week(self, week: Millis) -> int:
        """Return the number of the span that a whole week is in."""
        return bisect_right(self._ends, week)

    def of_day(self, day: Millis) -> Part:
        """Return where a whole day is added."""
        return Part(self._cut[day] if day in self._cut else self._place(day))

    def hours_of(self, days: Container[Millis]) -> dict[Millis, Part]:
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
                hours[Millis(hour)] = Part(into, whole)

    def _place(self, at: Millis) -> Place:
        return bisect_right(self._ends, at) if self._since <= at < self._ends[-1] else OUTSIDE


def _weeks(span: Span) -> Span | None:
    """Return the whole weeks of a span, if there is one."""
    since = span.since + -span.since % WEEK_MS
    until = span.until - span.until % WEEK_MS
    return Span(Millis(since), Millis(until)) if since < until else None


def _day(at: Millis) -> Millis:
    return Millis(at - at % DAY_MS)
