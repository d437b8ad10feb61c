"""When tasks arrived and were decided, in steps of equal length. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from taskstream.clock import Millis
from taskstream.domain.tasks import TaskStatus

STEPS_AT_MOST: Final = 40
MINUTE, HOUR, DAY = 60, 3_600, 86_400
# Lengths that people know, in seconds.
LENGTHS: Final = (
    1, 5, 10, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
    HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY,
)  # fmt: skip
# What is counted by. With more seconds than this, 40 steps of less than a minute do not hold them all;
# with more minutes none of less than an hour, and so on.
UNITS: Final = (1, MINUTE, HOUR, DAY)
UNITS_AT_MOST: Final = 1_200


@dataclass(frozen=True, slots=True)
class Step:
    """What happened within one step: arrivals, and the verdicts that stand now, by when they were given."""

    arrived: int
    decided: dict[TaskStatus, int]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Steps without a gap from the first arrival on, each ``seconds`` long."""

    since: Millis
    seconds: int
    steps: list[Step]


class Moments:
    """Arrivals and verdicts as they are counted: by the second, and where that makes many, more coarsely.

    What is kept of them does not grow with their number, and the steps are as if each were known.
    """

    def __init__(self) -> None:
        self._unit = 0
        # By the number of the second, minute, hour or day; None: an arrival.
        self._counts: dict[int, Counter[TaskStatus | None]] = {}

    def arrived(self, at: Millis) -> None:
        """Count an arrival."""
        self._add(at, None)

    def decided(self, at: Millis, status: TaskStatus) -> None:
        """Count a verdict."""
        self._add(at, status)

    def timeline(self) -> Timeline | None:
        """Return at most 40 steps that hold all of them; None where nothing has happened."""
        if not self._counts:
            return None
        unit = UNITS[self._unit]
        first, last = (end(self._counts) * unit for end in (min, max))
        seconds = _length(first, last)
        since = first - first % seconds
        steps: list[Counter[TaskStatus | None]] = [
            Counter() for _ in range((last - since) // seconds + 1)
        ]
        for number, counts in self._counts.items():
            steps[(number * unit - since) // seconds].update(counts)
        return Timeline(Millis(1_000 * since), seconds, [_step(counts) for counts in steps])

    def _add(self, at: Millis, what: TaskStatus | None) -> None:
        number = at // (1_000 * UNITS[self._unit])
        counts = self._counts.get(number)
        if counts is None:
            counts = self._counts[number] = Counter()
            if len(self._counts) > UNITS_AT_MOST and self._unit + 1 < len(UNITS):
                self._coarsen()
        # A new one, when it was coarsened, has taken this one's place, which is empty.
        self._counts[at // (1_000 * UNITS[self._unit])][what] += 1

    def _coarsen(self) -> None:
        times = UNITS[self._unit + 1] // UNITS[self._unit]
        finer, self._counts = self._counts, {}
        self._unit += 1
        for number, counts in finer.items():
            self._counts.setdefault(number // times, Counter()).update(counts)


def _step(counts: Counter[TaskStatus | None]) -> Step:
    decided = {status: count for status, count in counts.items() if status is not None}
    return Step(counts[None], decided)


def _length(first: int, last: int) -> int:
    for seconds in LENGTHS:
        if (last - first + first % seconds) // seconds < STEPS_AT_MOST:
            return seconds
    # Longer than three years: as many of the longest as it takes.
    longest = LENGTHS[-1]
    return longest * (1 + (last - first) // (longest * (STEPS_AT_MOST - 1)))
