"""Who looks back on what he has done, at times of his choice; and what the histories say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest

from taskstream.clock import Millis
from taskstream.domain.calendars import (
    DAY_MS,
    Span,
    step_for,
    steps_of,
)
from taskstream.domain.figures import Figures
from taskstream.domain.happenings import Happening, happenings, wait_step
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskAction, submitted
from taskstream.domain.verdicts import Verdict, decide
from taskstream.repositories.lookback import Lookback, Seen
from taskstream.repositories.rollups import RollUpRepository, grain
from taskstream.repositories.sums import Sums
from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import Store

PEOPLE = [Person(f"p{n}", f"P{n}") for n in range(40)]
EVE = Person("eve", "Eve")
SCANS = ("s", "t", "u")
# The beginning of a day.
START = Millis(20_000 * DAY_MS)


@dataclass
class Desk:
    """Somebody who sends, decides and looks back at times of his choice."""

    store: Store
    now: Millis = START
    tasks: list[Task] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rollups = RollUpRepository(self.store)
        self.lookback = Lookback(self.rollups, lambda: None)
        self._repository = TaskRepository(self.store, self.rollups)

    def later(self, milliseconds: int) -> None:
        """Let time pass, or set the clock back."""
        self.now = Millis(self.now + milliseconds)

    def send(self, scan_id: str = "s", author: Person = PEOPLE[0]) -> int:
        """Store a suggestion, and return its place."""
        place = len(self.tasks)
        task = submitted(
            Suggestion(f"{place}", "Door 7"), f"{scan_id}.{place}", scan_id, author, self.now
        )
        [stored] = self._repository.add_many([task])
        assert isinstance(stored, Task)
        self.tasks.append(stored)
        return place

    def decide(self, place: int, action: TaskAction) -> None:
        """Store a verdict, or what takes it back."""
        before = self.tasks[place]
        given = decide(before, Verdict(action, before.version), by=EVE, at=self.now)
        stored = self._repository.swap(before, given)
        assert stored is not None
        self.tasks[place] = stored

    def fold(self) -> None:
        """Make hours and days of what is old."""
        for scan_id in SCANS:
            self.rollups.fold(scan_id, self.now)

    def look(self, asked: Span, zone: str = "UTC") -> tuple[list[Span], Seen]:
        """Look back on all scans; return the steps too."""
        kept = grain(self.now)
        steps = steps_of(kept.fit(asked), step_for(asked, kept), ZoneInfo(zone), kept)
        return steps, self.lookback.look(SCANS, steps, self.now)

    def sent(self, asked: Span) -> int:
        """Return how many were sent in that time, in all scans."""
        _, seen = self.look(asked)
        return sum(sums.totals.actions[TaskAction.SUBMIT] for sums in seen.by_scan.values())

    def happened(self, span: Span) -> list[Happening]:
        """Return what the histories say of a time."""
        return [
            happening
            for task in self.tasks
            for happening in happenings(task)
            if span.since <= happening.at < span.until
        ]


def figures_of(happened: list[Happening]) -> Figures:
    """Return the figures without names."""
    figures = Figures()
    for happening in happened:
        figures.actions[happening.action] += 1
        if happening.action in (TaskAction.VALIDATE, TaskAction.REFUSE):
            figures.wait_ms += happening.waited_ms
            figures.waits[wait_step(happening.waited_ms)] += 1
    return figures


def agree(desk: Desk, asked: Span, zone: str) -> None:
    """Hold what is looked back on against the histories."""
    steps, seen = desk.look(asked, zone)
    for step, sums in zip(steps, seen.by_span, strict=True):
        assert sums.totals == figures_of(desk.happened(step)), (zone, asked, step)
    whole = desk.happened(Span(steps[0].since, steps[-1].until))
    for scan_id in SCANS:
        sums = seen.by_scan.get(scan_id, Sums())
        of_scan = [happening for happening in whole if happening.scan_id == scan_id]
        assert sums.totals == figures_of(of_scan), (zone, asked, scan_id)
        sent = [one.author_id for one in of_scan if one.action is TaskAction.SUBMIT]
        assert sums.senders == len(set(sent))
        workers = dict(sums.workers(None))
        assert {id_: workers[id_][TaskAction.SUBMIT] for id_ in sent} == {
            id_: sent.count(id_) for id_ in sent
        }
        assert sum(
            (actions for _, actions in sums.moderators(None)), start=figures_of([]).actions
        ) == {
            action: count
            for action, count in sums.totals.actions.items()
            if action is not TaskAction.SUBMIT
        }


def last(days: int, desk: Desk) -> Span:
    """Return so many days, up to the end of the present one."""
    end = desk.now - desk.now % DAY_MS + DAY_MS
    return Span(Millis(end - days * DAY_MS), Millis(end))


def note_sums(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[Span], bool]]:
    """Return what is asked of the roll-ups from here on: the scan, the times, and whether by name."""
    read: list[tuple[str, list[Span], bool]] = []
    real = desk.rollups.sums

    def sums(scan_id: str, spans: list[Span], *, named: bool = True) -> list[Sums]:
        read.append((scan_id, spans, named))
        return real(scan_id, spans, named=named)

    monkeypatch.setattr(desk.rollups, "sums", sums)
    return read
