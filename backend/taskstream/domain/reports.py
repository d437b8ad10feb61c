"""How scans went over a period, as admins look at it afterwards. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from taskstream.clock import Millis
from taskstream.domain.calendars import Span, Step
from taskstream.domain.figures import Actions, Figures
from taskstream.domain.happenings import typical_wait
from taskstream.domain.scans import Person, Scan

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
# What people tell waits by, in milliseconds; what waited longer than the last one comes behind it.
WAITS_UP_TO: Final = (
    SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE,
    30 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR,
)  # fmt: skip


class Table(StrEnum):
    """What of a report can be had as a spreadsheet."""

    STEPS = "steps"
    WAITS = "waits"
    REASONS = "reasons"
    WORKERS = "workers"
    MODERATORS = "moderators"
    SCANS = "scans"


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of a stretch of time, and how many different ones have sent something in it."""

    figures: Figures
    workers: int


@dataclass(frozen=True, slots=True)
class Report:
    """How some scans went over a period, and all of them together in the one before.

    ``scan``: the one that it is of, None for all. ``steps``: when each began, and its figures.
    ``reasons``, ``workers``, ``moderators`` and ``scans`` come in the order in which they are shown,
    perhaps not all of them; ``people``: whose names are known. ``scans_count``: in how many scans
    anything has happened.
    """

    scan: Scan | None
    span: Span
    zone: str
    step: Step
    totals: Totals
    before: Span
    totals_before: Totals
    steps: Sequence[tuple[Millis, Figures]]
    reasons: Sequence[tuple[str, int]]
    workers: Sequence[tuple[str, Actions]]
    moderators: Sequence[tuple[str, Actions]]
    scans: Sequence[tuple[Scan, Totals]]
    scans_count: int
    people: Mapping[str, Person]


def waits_by_length(waits: Mapping[int, int]) -> list[int]:
    """Return how many waited up to each of ``WAITS_UP_TO``, and last how many waited longer.

    A step that such a bound is in the middle of counts on the side on which its own middle is.
    """
    counts = [0] * (len(WAITS_UP_TO) + 1)
    for step, count in waits.items():
        counts[bisect_left(WAITS_UP_TO, typical_wait(step))] += count
    return counts
