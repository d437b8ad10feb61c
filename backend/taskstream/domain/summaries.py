"""What a scan came to: how many, how long, why not, and who decided. Pure."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Task, TaskStatus
from taskstream.domain.timelines import Timeline, timeline
from taskstream.domain.verdicts import as_decided


@dataclass(frozen=True, slots=True)
class GivenReason:
    """A reason, and how often it was given out of which version of the list; None: typed."""

    reason: str
    versions: Mapping[int | None, int]

    @property
    def count(self) -> int:
        """Return how often it was given in all."""
        return sum(self.versions.values())


@dataclass(frozen=True, slots=True)
class Summary:
    """The sum of a scan's tasks as they are now.

    ``median_wait_ms`` and ``p95_wait_ms`` are of the times from a task's arrival to the verdict that it
    has; none without a verdict. A verdict that is held back from its author counts as given.
    ``reasons`` and ``deciders`` are those of present verdicts, the most frequent first.
    """

    counts: dict[TaskStatus, int]
    workers: int
    first_at: Millis | None
    last_at: Millis | None
    median_wait_ms: int | None
    reasons: list[GivenReason]
    deciders: list[tuple[Person, dict[TaskStatus, int]]]
    p95_wait_ms: int | None = None
    timeline: Timeline | None = None


def summarise(tasks: Iterable[Task]) -> Summary:
    """Return the summary of these tasks, each given once."""
    counts: Counter[TaskStatus] = Counter()
    reasons: dict[str, Counter[int | None]] = {}
    verdicts: dict[str, Counter[TaskStatus]] = {}
    people: dict[str, Person] = {}
    workers: set[str] = set()
    arrivals: list[Millis] = []
    waits: list[int] = []
    decisions: list[tuple[Millis, TaskStatus]] = []
    for stored in tasks:
        task = as_decided(stored)
        counts[task.status] += 1
        workers.add(task.author.id)
        arrivals.append(task.created_at)
        if task.decided_by is None or task.decided_at is None:
            continue
        waits.append(task.decided_at - task.created_at)
        decisions.append((task.decided_at, task.status))
        people[task.decided_by.id] = task.decided_by
        verdicts.setdefault(task.decided_by.id, Counter())[task.status] += 1
        if task.status is TaskStatus.REFUSED and task.reason:
            reasons.setdefault(task.reason, Counter())[task.reasons_version] += 1
    busiest = sorted(verdicts.items(), key=lambda each: -each[1].total())
    return Summary(
        counts={status: counts[status] for status in TaskStatus},
        workers=len(workers),
        first_at=min(arrivals, default=None),
        last_at=max(arrivals, default=None),
        median_wait_ms=round(statistics.median(waits)) if waits else None,
        reasons=sorted(
            (GivenReason(reason, dict(versions)) for reason, versions in reasons.items()),
            key=lambda given: -given.count,
        ),
        deciders=[
            (people[id_], {status: given[status] for status in TaskStatus})
            for id_, given in busiest
        ],
        p95_wait_ms=_percentile(waits, 95),
        timeline=timeline(arrivals, decisions),
    )


def _percentile(waits: Sequence[int], percent: int) -> int | None:
    """Return the wait that so many of a hundred did not exceed, by the nearest rank."""
    if not waits:
        return None
    return sorted(waits)[math.ceil(len(waits) * percent / 100) - 1]
