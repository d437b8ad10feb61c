"""What is added to the counters of audiences as tasks come and change: once for each call."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, TypeAlias

from taskstream.clock import Millis
from taskstream.domain.audiences import Audience
from taskstream.domain.tasks import Task, TaskStatus, checksum, is_open
from taskstream.storage import Document, Outcome, Tally, TallyAll, Written

PENDING: Final = TaskStatus.PENDING.value


@dataclass(slots=True)
class Sum:
    """What several changes add to one counter: how far it has come, and its fields."""

    last: int = 0
    changes: int = 0
    open: int = 0
    digest: int = 0

    def add(self, seq: int, number: int, digest: int, changes: int = 1) -> None:
        """Add a change after which ``number`` more tasks are open, or several together."""
        self.last = max(self.last, seq)
        self.changes += changes
        self.open += number
        self.digest += digest

    def tally(self, id: str, statuses: Mapping[str, int]) -> Tally:
        """Return it for a counter, of which the statuses are counted too if it is a scan's."""
        steps = {"changes": self.changes, "open": self.open, "digest": self.digest}
        return Tally(id, {**statuses, **steps}, {"last": self.last})


# By scan and author.
Sums = defaultdict[tuple[str, str], Sum]


# The documents of new tasks, in their order, by scan, author and time.
Arrivals: TypeAlias = Mapping[tuple[str, str, Millis], Sequence[Document]]


KEY_OF: Final = itemgetter("scan_id", "author_id", "created_at")


def arrivals(outcomes: Sequence[Outcome]) -> Arrivals:
    """Return those of new tasks that were taken."""
    found: defaultdict[tuple[str, str, Millis], list[Document]] = defaultdict(list)
    # Once for each suggestion, and all else once for each author.
    for outcome in outcomes:
        if type(outcome) is Written:
            new = outcome.document
            found[KEY_OF(new)].append(new)
    return found


def of_new(came: Arrivals) -> list[Tally]:
    """Return what new tasks add."""
    sums: Sums = defaultdict(Sum)
    waiting: dict[str, int] = defaultdict(int)
    for (scan_id, author_id, _), documents in came.items():
        count = len(documents)
        digest = sum([checksum(new["_id"], new["version"]) for new in documents])
        sums[scan_id, author_id].add(documents[-1]["seq"], count, digest, count)
        waiting[scan_id] += count
    return _tallies(sums, {scan_id: {PENDING: count} for scan_id, count in waiting.items()})


def of_changes(pairs: Sequence[tuple[Task, Task]]) -> TallyAll:
    """Return what changes of tasks add, as far as they are taken."""

    def tally(outcomes: Sequence[Outcome]) -> list[Tally]:
        sums: Sums = defaultdict(Sum)
        moved: defaultdict[tuple[str, TaskStatus, TaskStatus], int] = defaultdict(int)
        for (before, after), outcome in zip(pairs, outcomes, strict=True):
            if type(outcome) is Written:
                was, now = _opened(before), _opened(after)
                seq = outcome.document["seq"]
                sums[after.scan_id, after.author.id].add(seq, now[0] - was[0], now[1] - was[1])
                moved[after.scan_id, before.status, after.status] += 1
        statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (scan_id, left, reached), count in moved.items():
            # A verdict that is held, or taken back, leaves the status as it is.
            statuses[scan_id][left.value] -= count
            statuses[scan_id][reached.value] += count
        return _tallies(sums, statuses)

    return tally


def counter_id(audience: Audience) -> str:
    """Return the id of the counter that is kept for an audience."""
    if audience.worker_id is None:
        return audience.scan_id
    return f"{audience.scan_id}.{audience.worker_id}"


def _opened(task: Task) -> tuple[int, int]:
    """Return what a task is of the number of open tasks, and of their digest."""
    return (1, checksum(task.id, task.version)) if is_open(task) else (0, 0)


def _tallies(sums: Sums, statuses: Mapping[str, Mapping[str, int]]) -> list[Tally]:
    of_scans: defaultdict[str, Sum] = defaultdict(Sum)
    for (scan_id, _), own in sums.items():
        of_scans[scan_id].add(own.last, own.open, own.digest, own.changes)
    found = [sum_.tally(counter_id(Audience(id_)), statuses[id_]) for id_, sum_ in of_scans.items()]
    found += [sum_.tally(counter_id(Audience(*key)), {}) for key, sum_ in sums.items()]
    return found
