"""What is looked back on is what the histories of the tasks say, whatever is kept of it in memory."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from taskstream import clock
from taskstream.clock import Millis
from taskstream.domain.calendars import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    Span,
)
from taskstream.domain.tasks import TaskAction
from taskstream.repositories import rollups, stretches
from taskstream.repositories.rollups import RollUpRepository
from tests.repositories.desk import PEOPLE, SCANS, START, Desk, agree, last
from tests.ticking import Ticking

ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York")
ACTIONS = (TaskAction.VALIDATE, TaskAction.REFUSE, TaskAction.REOPEN)


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
