"""When tasks arrived and were decided, in steps of equal length. Pure."""

from __future__ import annotations

from collections.abc import Sequence
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


def timeline(
    arrivals: Sequence[Millis], decisions: Sequence[tuple[Millis, TaskStatus]]
) -> Timeline | None:
    """Return at most 40 steps that hold all of them; None where nothing has arrived."""
    if not arrivals:
        return None
    times = [*arrivals, *(at for at, _ in decisions)]
    first, last = min(times), max(times)
    seconds = _length(first, last)
    since = _begin(first, seconds)
    count = _index(last, since, seconds) + 1
    arrived = [0] * count
    decided: list[dict[TaskStatus, int]] = [{} for _ in range(count)]
    for at in arrivals:
        arrived[_index(at, since, seconds)] += 1
    for at, status in decisions:
        step = decided[_index(at, since, seconds)]
        step[status] = step.get(status, 0) + 1
    steps = [Step(*both) for both in zip(arrived, decided, strict=True)]
    return Timeline(since, seconds, steps)


def _length(first: Millis, last: Millis) -> int:
    for seconds in LENGTHS:
        if _index(last, _begin(first, seconds), seconds) < STEPS_AT_MOST:
            return seconds
    # Longer than three years: as many of the longest as it takes.
    longest = LENGTHS[-1]
    return longest * (1 + (last - first) // (1_000 * longest * (STEPS_AT_MOST - 1)))


def _begin(at: Millis, seconds: int) -> Millis:
    return Millis(at - at % (1_000 * seconds))


def _index(at: Millis, since: Millis, seconds: int) -> int:
    return (at - since) // (1_000 * seconds)
