"""What is looked back on is what the histories of the tasks say, whatever is kept of it in memory."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from taskstream import clock
from taskstream.clock import Millis
from taskstream.domain.calendars import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    Span,
    blocks_of,
    step_for,
    steps_of,
)
from taskstream.domain.figures import Figures
from taskstream.domain.happenings import Happening, happenings, wait_step
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskAction, submitted
from taskstream.domain.verdicts import Verdict, decide
from taskstream.repositories import lookback as module
from taskstream.repositories import rollups, stretches
from taskstream.repositories.lookback import Lookback, Seen
from taskstream.repositories.rollups import RollUpRepository, grain
from taskstream.repositories.sums import Sums
from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import Store
from tests.ticking import Ticking

PEOPLE = [Person(f"p{n}", f"P{n}") for n in range(40)]
EVE = Person("eve", "Eve")
SCANS = ("s", "t", "u")
# The beginning of a day.
START = Millis(20_000 * DAY_MS)
ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York")
ACTIONS = (TaskAction.VALIDATE, TaskAction.REFUSE, TaskAction.REOPEN)


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


@pytest.fixture
def desk(product: Store, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(clock, "now", lambda: START)
    made = Desk(product)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    """The clock by which it is known how long ago something was added late."""
    made = Ticking()
    monkeypatch.setattr(module, "time", made)
    return made


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


class Story:
    """Anything that may happen, in any order."""

    def __init__(self, desk: Desk, ticking: Ticking, seed: int) -> None:
        self.desk = desk
        self._ticking = ticking
        self._random = random.Random(seed)

    def go_on(self) -> None:
        """Let something happen."""
        chance = self._random
        chance.choices(
            [self._work, self._wait, self._set_back, self.desk.fold, self._look], [6, 4, 1, 1, 3]
        )[0]()

    def _work(self) -> None:
        for _ in range(self._random.randrange(1, 8)):
            place = self.desk.send(self._random.choice(SCANS), self._random.choice(PEOPLE))
            self.desk.later(self._random.randrange(40_000))
            if self._random.random() < 0.7:
                self.desk.decide(place, self._random.choice(ACTIONS[:2]))
                if self._random.random() < 0.2:
                    self.desk.decide(place, TaskAction.REOPEN)

    def _wait(self) -> None:
        longest = self._random.choice([MINUTE_MS, HOUR_MS, 10 * HOUR_MS, DAY_MS, 60 * DAY_MS])
        self._pass(self._random.randrange(longest))

    def _set_back(self) -> None:
        self._pass(-self._random.randrange(self._random.choice([MINUTE_MS, 3 * HOUR_MS])))

    def _pass(self, milliseconds: int) -> None:
        self.desk.later(milliseconds)
        self._ticking.seconds += self._random.choice([1, 100])

    def _look(self) -> None:
        chance, now = self._random, self.desk.now
        # On hours: what was folded before a clock was set back is not known more finely.
        end = now - now % HOUR_MS + HOUR_MS
        until = end - chance.choice([0, 0, 0, 5, 30, 24, 100, 3_000]) * HOUR_MS
        length = chance.choice([1, 3, 24, 72, 24 * 7, 24 * 30, 24 * 365])
        asked = Span(Millis(until - length * HOUR_MS), Millis(until))
        agree(self.desk, asked, chance.choice(ZONES))


@pytest.mark.parametrize("seed", range(3))
def test_random_stories_are_told_as_they_happened(desk: Desk, ticking: Ticking, seed: int) -> None:
    story = Story(desk, ticking, seed)

    for _ in range(40):
        story.go_on()


def last(days: int, desk: Desk) -> Span:
    """Return so many days, up to the end of the present one."""
    end = desk.now - desk.now % DAY_MS + DAY_MS
    return Span(Millis(end - days * DAY_MS), Millis(end))


def test_a_day_elsewhere_is_put_together_whoever_came(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module_ in (stretches, rollups):
        monkeypatch.setattr(module_, "FOLDED_NAMES_PER_PAGE", 4)
    # Hours on either side of midnight in each zone; more have come than a page has room for.
    for _ in range(2 * 24):
        for person in PEOPLE[:6]:
            desk.send("s", person)
        desk.later(HOUR_MS)
    desk.later(3 * DAY_MS)
    desk.fold()

    for zone in ZONES:
        for hours in (0, 5, 20):
            since = Millis(START + hours * HOUR_MS)
            agree(desk, Span(since, Millis(since + 4 * DAY_MS)), zone)


def test_a_day_is_cut_where_nobody_waited_too(desk: Desk) -> None:
    # Of the hours that are of the day before in New York one alone has a wait to be added up.
    for waited_ms in (0, 500, 0, 0):
        place = desk.send()
        desk.later(waited_ms)
        desk.decide(place, TaskAction.VALIDATE)
        desk.later(HOUR_MS)
    desk.later(4 * DAY_MS)
    desk.fold()

    agree(desk, Span(START, Millis(START + 2 * DAY_MS)), "America/New_York")


def test_what_is_over_is_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(20):
        desk.send()
        desk.later(6 * HOUR_MS)
    # The hour before is over by now.
    desk.later(5 * MINUTE_MS)
    desk.send()
    read: list[tuple[bool, list[Span]]] = []
    real = desk.rollups.sums

    def sums(scan_id: str, spans: list[Span], *, named: bool = True) -> list[object]:
        read.append((named, spans))
        return list(real(scan_id, spans, named=named))

    monkeypatch.setattr(desk.rollups, "sums", sums)
    assert desk.sent(last(7, desk)) == 21
    # Of the days before the first one nothing.
    assert min(spans[0].since for named, spans in read if not named) == START
    read.clear()

    assert desk.sent(last(7, desk)) == 21

    assert [spans[0].since for _, spans in read] == [desk.now - 5 * MINUTE_MS]


def test_of_what_takes_much_room_the_last_two_looks_are_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.send()
    desk.later(100 * DAY_MS)
    monkeypatch.setattr(module, "FIELDS_KEPT", 0)
    monkeypatch.setattr(module, "PAST_FIELDS_KEPT", 0)
    read: list[Span] = []
    real = desk.rollups.sums

    def sums(scan_id: str, spans: list[Span], *, named: bool = True) -> list[Sums]:
        read.extend(spans)
        return real(scan_id, spans, named=named)

    monkeypatch.setattr(desk.rollups, "sums", sums)
    ends = [Span(START, Millis(START + days * DAY_MS)) for days in (30, 50, 90)]
    for asked in ends:
        assert desk.sent(asked) == 1
    read.clear()

    assert [desk.sent(asked) for asked in (*ends[1:], ends[1])] == [1, 1, 1]
    assert read == []
    assert desk.sent(ends[0]) == 1
    assert read


def _noting(
    real: Callable[..., Any], ids_of: Callable[[Any], list[str]], read: list[str]
) -> Callable[..., Any]:
    """Return the same method of a collection, with the ids of what it finds added to a list."""

    def noting(*asked: Any, **named: Any) -> Any:
        found = real(*asked, **named)
        read.extend(ids_of(found))
        return found

    return noting


def test_who_it_was_is_read_by_weeks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(60):
        desk.send()
        desk.later(DAY_MS)
    desk.fold()
    read: list[str] = []
    pages = desk.store.collection("counters")
    for name, found in (
        ("find", lambda page: [document["_id"] for document in page.items]),
        ("get_many", list),
    ):
        monkeypatch.setattr(type(pages), name, _noting(getattr(type(pages), name), found, read))

    agree(desk, last(50, desk), "Europe/Berlin")

    # Of the days at both ends, and of those that are hardly over.
    named_days = {id_ for id_ in read if "~d" in id_ and "." in id_}
    assert 0 < len(named_days) < 20
    assert len([id_ for id_ in read if "~w" in id_ and "." in id_]) >= 5


def test_weeks_are_counted_in_the_block_that_they_are_in(desk: Desk) -> None:
    for _ in range(70):
        desk.send()
        desk.later(DAY_MS)
    desk.later(5 * DAY_MS)
    desk.fold()
    blocks = blocks_of(Span(START, Millis(START + 70 * DAY_MS)))

    named = desk.rollups.sums("s", blocks)

    days = [(block.until - block.since) // DAY_MS for block in blocks]
    assert [sums.totals.actions[TaskAction.SUBMIT] for sums in named] == days


def test_a_scan_in_which_nothing_happened_then_is_not_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.send("s")
    desk.later(10 * DAY_MS)
    desk.send("t")
    long_ago = Span(START, Millis(START + 5 * DAY_MS))
    read: list[str] = []
    real = desk.rollups.sums

    def sums(scan_id: str, spans: list[Span], *, named: bool = True) -> list[Sums]:
        read.append(scan_id)
        return real(scan_id, spans, named=named)

    monkeypatch.setattr(desk.rollups, "sums", sums)

    assert (desk.sent(long_ago), desk.sent(last(3, desk))) == (1, 1)
    assert set(read) == {"s", "t"}
    assert read.index("t") == read.count("s")
    desk.send("u")
    assert desk.sent(last(3, desk)) == 2


def test_a_scan_that_was_looked_at_too_early_is_asked_again(desk: Desk) -> None:
    assert desk.sent(last(1, desk)) == 0
    desk.send()
    desk.later(5 * DAY_MS)
    desk.send()

    assert desk.sent(last(30, desk)) == 2


def test_so_is_one_to_which_something_is_added_late_first(desk: Desk) -> None:
    assert desk.sent(last(1, desk)) == 0
    desk.send()
    desk.later(5 * DAY_MS)
    desk.send("t")
    desk.later(-HOUR_MS)
    desk.send()
    desk.later(2 * HOUR_MS)

    assert desk.sent(last(30, desk)) == 3


def test_what_is_added_late_is_in_it_at_once(desk: Desk, ticking: Ticking) -> None:
    desk.send()
    desk.later(5 * DAY_MS)
    assert desk.sent(last(30, desk)) == 1

    desk.later(-5 * DAY_MS)
    desk.send()
    desk.later(5 * DAY_MS)

    assert desk.sent(last(30, desk)) == 2
    ticking.seconds += 61
    assert desk.sent(last(30, desk)) == 2
    desk.fold()
    assert desk.sent(last(30, desk)) == 2


def test_what_is_added_before_all_else_in_a_scan_is_in_it(desk: Desk) -> None:
    desk.later(10 * DAY_MS)
    desk.send()
    before = Span(START, Millis(START + 5 * DAY_MS))
    assert desk.sent(before) == 0

    desk.later(-8 * DAY_MS)
    desk.send()
    desk.later(8 * DAY_MS)

    assert desk.sent(before) == 1


def test_what_was_added_tomorrow_is_in_it_tomorrow(desk: Desk) -> None:
    desk.send()
    assert desk.sent(last(1, desk)) == 1
    desk.later(24 * HOUR_MS)
    desk.send()
    # The clock was wrong.
    desk.later(-HOUR_MS)
    assert desk.sent(last(1, desk)) == 1

    desk.later(26 * HOUR_MS)

    assert desk.sent(Span(Millis(START + DAY_MS), Millis(START + 2 * DAY_MS))) == 1


@pytest.mark.parametrize("while_named", [False, True])
def test_what_comes_while_it_is_read_is_in_it_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, while_named: bool
) -> None:
    desk.send()
    desk.later(5 * DAY_MS)
    real = desk.rollups.sums

    def sums(scan_id: str, spans: list[Span], *, named: bool = True) -> list[object]:
        found = real(scan_id, spans, named=named)
        if named is while_named and len(desk.tasks) == 1:
            desk.later(-5 * DAY_MS)
            desk.send()
            desk.later(5 * DAY_MS)
        return list(found)

    monkeypatch.setattr(desk.rollups, "sums", sums)
    desk.look(last(30, desk))
    assert len(desk.tasks) == 2
    monkeypatch.undo()
    monkeypatch.setattr(clock, "now", lambda: desk.now)

    agree(desk, last(30, desk), "UTC")


def test_what_is_moved_while_it_is_read_is_met_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        desk.send()
        desk.later(HOUR_MS)
    desk.later(5 * DAY_MS)
    real = RollUpRepository._documents
    folds = [True]

    def documents(rollups: RollUpRepository, *asked: object) -> Iterator[object]:
        # Between reading minutes and hours.
        found = list(real(rollups, *asked))  # type: ignore[arg-type]  # passed on as they came
        if folds:
            folds.clear()
            desk.fold()
        return iter(found)

    monkeypatch.setattr(RollUpRepository, "_documents", documents)

    assert desk.sent(last(30, desk)) == 3
    assert folds == []
