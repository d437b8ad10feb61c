"""What happened to a task, one change at a time, as figures count it. Pure."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from taskstream.clock import Millis
from taskstream.domain.tasks import HistoryEntry, Task, TaskAction, TaskStatus

# What a verdict is counted as.
VERDICTS: Final[Mapping[TaskAction, TaskStatus]] = {
    TaskAction.VALIDATE: TaskStatus.VALIDATED,
    TaskAction.REFUSE: TaskStatus.REFUSED,
    TaskAction.RETURN: TaskStatus.RETURNED,
}

# Waits are counted in steps, each 2 ** (1/4) times as long as the one before: from a tenth of a
# second to 39 days. What is shorter comes before the first bound, what is longer behind the last.
STEPS_TO_DOUBLE: Final = 4
WAIT_BOUNDS: Final = tuple(round(100 * math.pow(2, step / STEPS_TO_DOUBLE)) for step in range(101))


class Happening(NamedTuple):
    """One change of a task. ``author_id`` is the task's, ``by_id`` whose change it is.

    ``reason``: one of the scan's list, None for other words. ``waited_ms``: of a verdict, for how
    long the task had waited for it: since it was sent, corrected or reopened.
    """

    scan_id: str
    author_id: str
    action: TaskAction
    at: Millis
    by_id: str
    reason: str | None
    waited_ms: int


def happenings(task: Task) -> Iterator[Happening]:
    """Yield all that happened to a task, by its history."""
    previous = task.history[0]
    yield _happening(task, previous, previous)
    for previous, entry in pairwise(task.history):
        yield _happening(task, entry, previous)


def latest(before: Task, after: Task) -> Happening | None:
    """Return what happened between two versions; None for a verdict that is held or was taken back."""
    entry = after.history[-1]
    if entry.version != after.version:
        return None
    return _happening(after, entry, before.history[-1])


def _happening(task: Task, entry: HistoryEntry, previous: HistoryEntry) -> Happening:
    listed = entry.reason if entry.reasons_version is not None else None
    # A clock that was set back has made nobody wait less than not at all.
    waited = max(0, entry.at - previous.at)
    return Happening(
        task.scan_id, task.author.id, entry.action, entry.at, entry.by.id, listed, waited
    )


def wait_step(milliseconds: int) -> int:
    """Return which step a wait belongs to, from 0."""
    return bisect_right(WAIT_BOUNDS, milliseconds)


def typical_wait(step: int) -> int:
    """Return the wait that stands for a step: none in it is more than 9.1 % away from it.

    Of the two at the ends, which know one bound only, that bound.
    """
    if step == 0:
        return WAIT_BOUNDS[0]
    if step == len(WAIT_BOUNDS):
        return WAIT_BOUNDS[-1]
    return round(math.sqrt(WAIT_BOUNDS[step - 1] * WAIT_BOUNDS[step]))


def quantiles(waits: Mapping[int, int], *per_cents: int) -> list[int]:
    """Return the waits that so many of a hundred did not exceed, of numbers by step; none of none."""
    steps = sorted(waits)
    below = list(accumulate(map(waits.__getitem__, steps)))
    if not below or not below[-1]:
        return []
    ranks = [-(-below[-1] * per_cent // 100) for per_cent in per_cents]
    return [typical_wait(steps[bisect_left(below, rank)]) for rank in ranks]
