"""Periods of the calendar, in somebody's time zone: cut into steps, and set beside the one before. Pure.

What is long over is kept in hours, and then in days, of UTC: a bound within one of them is put to
the nearer end of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise, starmap
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from taskstream.clock import Millis

MINUTE_MS: Final = 60_000
HOUR_MS: Final = 60 * MINUTE_MS
DAY_MS: Final = 24 * HOUR_MS
# A change is stored soon after its time; one that is not is told of.
LATE_MS: Final = 2 * MINUTE_MS
FEW_MS: Final = 10 * MINUTE_MS
# Longer periods are cut into longer steps.
MINUTES_UP_TO_MS: Final = 3 * HOUR_MS
HOURS_UP_TO_MS: Final = 3 * DAY_MS
# Four weeks: a year has few of these, and what is left over at both ends is short.
BLOCK_MS: Final = 28 * DAY_MS


class Step(StrEnum):
    """What a period is cut into. Hours and days are those of the zone."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


def is_zone(name: str) -> bool:
    """Say whether this machine knows the zone of that name (IANA's)."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


class Span(NamedTuple):
    """From the one moment to before the other."""

    since: Millis
    until: Millis


@dataclass(frozen=True, slots=True)
class Grain:
    """Since when there are minutes, and since when hours; of what is older there are days."""

    minutes_since: Millis
    hours_since: Millis

    def fit(self, span: Span) -> Span:
        """Return the span between bounds that what is kept has."""
        since = self._floor(span.since)
        return Span(since, max(self._ceiling(span.until), Millis(since + self._length(since))))

    def near(self, at: Millis) -> Millis:
        """Return the nearest bound."""
        length = self._length(at)
        return Millis((at + length // 2) // length * length)

    def _length(self, at: Millis) -> int:
        if at >= self.minutes_since:
            return MINUTE_MS
        return HOUR_MS if at >= self.hours_since else DAY_MS

    def _floor(self, at: Millis) -> Millis:
        return Millis(at - at % MINUTE_MS) if self._has_minutes(at) else self.near(at)

    def _ceiling(self, at: Millis) -> Millis:
        # The minute that somebody asks in is not over, and wanted all the same.
        return Millis(at + -at % MINUTE_MS) if self._has_minutes(at) else self.near(at)

    def _has_minutes(self, at: Millis) -> bool:
        return at >= self.minutes_since


def latest_days(count: int, now: Millis, zone: tzinfo) -> Span:
    """Return so many days of the zone, of which the last one is today."""
    today = _local(now, zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return Span(_millis(today - timedelta(days=count - 1)), _millis(today + timedelta(days=1)))


def step_for(span: Span, grain: Grain) -> Step:
    """Return the finest step of a span that a chart can show, and that there is."""
    length = span.until - span.since
    if length <= MINUTES_UP_TO_MS and span.since >= grain.minutes_since:
        return Step.MINUTE
    if length <= HOURS_UP_TO_MS and span.since >= grain.hours_since:
        return Step.HOUR
    return Step.DAY


def steps_of(span: Span, step: Step, zone: tzinfo, grain: Grain) -> list[Span]:
    """Return the steps of a fitted span without a gap; the first and the last may be cut off.

    Where clocks are changed, a day has 23 or 25 hours.
    """
    following = _FOLLOWING[step]
    bounds, at = [span.since], following(span.since, zone)
    while at < span.until:
        bound = grain.near(at)
        if bounds[-1] < bound < span.until:
            bounds.append(bound)
        at = following(at, zone)
    return list(starmap(Span, pairwise([*bounds, span.until])))


def pieces_of(span: Span, minutes_since: Millis, now: Millis) -> list[Span]:
    """Return parts of a span, as much as possible of it in such as do not change any more.

    What there are minutes of is cut into hours, and what is hardly over into a few minutes each.
    """
    bounds, at = [span.since], span.since
    while at < span.until:
        hour_end = at - at % HOUR_MS + HOUR_MS
        if at < minutes_since:
            at = minutes_since
        elif is_over(hour_end, now):
            at = Millis(hour_end)
        elif at < now:
            at = Millis(at - at % FEW_MS + FEW_MS)
        else:
            at = span.until
        at = min(at, span.until)
        bounds.append(at)
    return list(starmap(Span, pairwise(bounds)))


def blocks_of(span: Span) -> list[Span]:
    """Return parts of a span that other spans have too: whole blocks, and what is left at both ends."""
    within = range(span.since - span.since % BLOCK_MS + BLOCK_MS, span.until, BLOCK_MS)
    return list(starmap(Span, pairwise([span.since, *map(Millis, within), span.until])))


def is_over(until: int, now: Millis) -> bool:
    """Say whether nothing is likely to be added to a time any more."""
    return until <= now - LATE_MS


def period_before(span: Span, zone: tzinfo, now: Millis) -> Span:
    """Return the same hours of the calendar so many days earlier that the two do not overlap.

    Of a period that is not over, as much as has passed of it.
    """
    until = min(span.until, max(span.since, now))
    first, last = _local(span.since, zone), _local(span.until, zone)
    days = math.ceil((last.replace(tzinfo=None) - first.replace(tzinfo=None)) / timedelta(days=1))
    back = timedelta(days=max(1, days))
    return Span(_millis(first - back), _millis(_local(until, zone) - back))


def _local(at: Millis, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at / 1_000, UTC).astimezone(zone)


def _millis(moment: datetime) -> Millis:
    return Millis(round(moment.timestamp() * 1_000))


def _next_minute(at: Millis, _zone: tzinfo) -> Millis:
    return Millis(at - at % MINUTE_MS + MINUTE_MS)


def _next_hour(at: Millis, zone: tzinfo) -> Millis:
    offset = _local(at, zone).utcoffset() or timedelta()
    return Millis(at + HOUR_MS - (at + round(offset.total_seconds() * 1_000)) % HOUR_MS)


def _next_day(at: Millis, zone: tzinfo) -> Millis:
    midnight = _local(at, zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    while True:
        midnight += timedelta(days=1)
        found = _millis(midnight)
        # Where a whole day was left out, as it was on some islands, its midnight is the next one's.
        if found > at:
            return found


_FOLLOWING: Final[dict[Step, Callable[[Millis, tzinfo], Millis]]] = {
    Step.MINUTE: _next_minute,
    Step.HOUR: _next_hour,
    Step.DAY: _next_day,
}
