"""What a scan came to: how many, how fast, why not, who decided, and what many have said. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final, TypeAlias

from taskstream.clock import Millis
from taskstream.domain.figures import Actions, Figures
from taskstream.domain.happenings import VERDICTS
from taskstream.domain.said_alike import Comparing, SaidAlike
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Task, TaskStatus
from taskstream.domain.timelines import Moments, Timeline
from taskstream.domain.verdicts import as_decided

MINUTE_MS: Final = 60_000
WORKERS_TOLD: Final = 50

ByStatus: TypeAlias = Mapping[TaskStatus, int]


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
class Decider:
    """A moderator: how many verdicts of his stand, and all that he has done.

    ``person`` is None where nobody knows his name any more.
    """

    person: Person | None
    standing: ByStatus
    done: Actions


@dataclass(frozen=True, slots=True)
class Sender:
    """A worker, and what his tasks are now."""

    person: Person
    counts: ByStatus


@dataclass(frozen=True, slots=True)
class Busiest:
    """The minute of the clock in which most verdicts were given that stand."""

    at: Millis
    verdicts: int


@dataclass(frozen=True, slots=True)
class Happened:
    """What the figures know of a whole scan: all that was ever done, undone things too.

    ``moderators``: who decided or reopened, and what, who decided most first; ``people``: those
    whose names are known.
    """

    figures: Figures
    moderators: Sequence[tuple[str, Actions]]
    people: Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class Summary:
    """The sum of a scan's tasks as they are now, beside all that happened to them.

    Now: ``counts``, ``reasons``, ``validated_most``, ``busiest``, ``timeline`` and ``alike`` are of
    the tasks, each once, and of the verdicts that they have; one that is held back from its author
    counts as given. Ever: ``happened`` has every verdict that authors were told, also of tasks
    that were corrected or decided again since. ``deciders`` has both. ``alike`` is None where
    the scan's moderators do not want likes.
    """

    counts: ByStatus
    workers: int
    first_at: Millis | None
    last_at: Millis | None
    happened: Figures
    busiest: Busiest | None
    reasons: Sequence[GivenReason]
    deciders: Sequence[Decider]
    validated_most: Sequence[Sender]
    timeline: Timeline | None
    alike: SaidAlike | None


class SummingUp:
    """Tasks that are being summed up, one after the other, each once."""

    def __init__(self, *, alike: bool) -> None:
        """``alike``: whether to find those that say the same."""
        self._comparing = Comparing() if alike else None
        self._counts: Counter[TaskStatus] = Counter()
        self._senders: dict[str, tuple[Person, Counter[TaskStatus]]] = {}
        self._deciders: dict[str, tuple[Person, Counter[TaskStatus]]] = {}
        self._reasons: dict[str, Counter[int | None]] = {}
        self._verdicts_by_minute: Counter[int] = Counter()
        self._moments = Moments()
        self._first_at: Millis | None = None
        self._last_at: Millis | None = None

    def take(self, stored: Task) -> None:
        """Add one more."""
        task = as_decided(stored)
        self._counts[task.status] += 1
        _count(self._senders, task.author, task.status)
        self._arrived(task.created_at)
        if task.decided_by is not None and task.decided_at is not None:
            _count(self._deciders, task.decided_by, task.status)
            self._moments.decided(task.decided_at, task.status)
            self._verdicts_by_minute[task.decided_at // MINUTE_MS] += 1
            if task.status is TaskStatus.REFUSED and task.reason:
                self._reasons.setdefault(task.reason, Counter())[task.reasons_version] += 1
        if self._comparing is not None:
            self._comparing.take(task)

    def summary(self, happened: Happened) -> Summary:
        """Return the sum of them."""
        return Summary(
            counts=_by_status(self._counts),
            workers=len(self._senders),
            first_at=self._first_at,
            last_at=self._last_at,
            happened=happened.figures,
            busiest=self._busiest(),
            reasons=sorted(
                (GivenReason(reason, dict(versions)) for reason, versions in self._reasons.items()),
                key=lambda given: -given.count,
            ),
            deciders=self._all_deciders(happened),
            validated_most=self._validated_most(),
            timeline=self._moments.timeline(),
            alike=None if self._comparing is None else self._comparing.found(),
        )

    def _arrived(self, at: Millis) -> None:
        self._moments.arrived(at)
        self._first_at = at if self._first_at is None else min(self._first_at, at)
        self._last_at = at if self._last_at is None else max(self._last_at, at)

    def _busiest(self) -> Busiest | None:
        counts = self._verdicts_by_minute
        if not counts:
            return None
        minute = max(counts, key=lambda each: (counts[each], -each))
        return Busiest(Millis(minute * MINUTE_MS), counts[minute])

    def _all_deciders(self, happened: Happened) -> list[Decider]:
        done = dict(happened.moderators)
        # A verdict that is held back is known of its task alone.
        ids = dict.fromkeys((*done, *self._deciders))
        found = [self._decider(id_, done.get(id_, Counter()), happened.people) for id_ in ids]
        return sorted(found, key=lambda one: (-_verdicts(one.done), -sum(one.standing.values())))

    def _decider(self, id_: str, done: Actions, people: Mapping[str, Person]) -> Decider:
        person, standing = self._deciders.get(id_) or (None, Counter[TaskStatus]())
        return Decider(person or people.get(id_), _by_status(standing), done)

    def _validated_most(self) -> list[Sender]:
        """Return whose tasks were validated most often; of equals, who needed fewer for it."""
        validated = [each for each in self._senders.values() if each[1][TaskStatus.VALIDATED]]
        best = nsmallest(
            WORKERS_TOLD,
            validated,
            key=lambda each: (-each[1][TaskStatus.VALIDATED], each[1].total(), each[0].id),
        )
        return [Sender(person, _by_status(counts)) for person, counts in best]


def _count(
    found: dict[str, tuple[Person, Counter[TaskStatus]]], person: Person, status: TaskStatus
) -> None:
    known = found.get(person.id)
    if known is None:
        known = found[person.id] = (person, Counter())
    known[1][status] += 1


def _by_status(counts: Counter[TaskStatus]) -> dict[TaskStatus, int]:
    return {status: counts[status] for status in TaskStatus}


def _verdicts(actions: Actions) -> int:
    return sum(actions[action] for action in VERDICTS)
