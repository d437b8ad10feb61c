"""Verdicts in the log of activity: a line for each moderator, scan and hour, whatever was missed."""

from __future__ import annotations

from typing import Any

import pytest

from taskstream import clock
from taskstream.clock import Millis, isoformat
from taskstream.domain.activity import Decided, Kind, Sought
from taskstream.repositories.activities import ActivityRepository
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.scans import ScanRepository
from taskstream.repositories.users import UserRepository
from taskstream.services.decision_log import DecisionLog
from taskstream.storage import Store
from tests.api.sessions import Clock, application
from tests.services.desk import Desk

HOUR = 3600


def counted(validated: int = 0, refused: int = 0, returned: int = 0, reopened: int = 0) -> Any:
    return {
        "validated": validated,
        "refused": refused,
        "returned": returned,
        "reopened": reopened,
    }


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands at the beginning of an hour, until it is moved."""
    time = Clock()
    monkeypatch.setattr(clock, "now", time.now)
    time.forward(seconds=HOUR - time.now() // 1000 % HOUR)
    return time


def test_one_line_says_what_somebody_decided_in_an_hour(time: Clock) -> None:
    begun = Millis(time.now() - time.now() % 60_000)
    with application("open") as running:
        desk = Desk(running)
        for action in ("validate", "validate", "refuse", "return"):
            desk.decide(action)
            time.forward(seconds=61)
        desk.again(desk.decide("validate"), "reopen")

        [line] = desk.lines()

    assert line["decided"] == counted(3, 1, 1, 1)
    # The figures know no seconds: it says when the first minute begins, and not after now.
    assert line["since"] == isoformat(begun)
    assert isoformat(Millis(begun + 4 * 61_000)) <= line["at"] <= isoformat(time.now())
    assert (line["deed"], line["by"]["name"], line["scan"]["name"]) == ("decided", "Ada", "Gate")


@pytest.mark.usefixtures("time")
def test_a_line_grows_and_is_never_doubled() -> None:
    with application("open") as running:
        desk = Desk(running)
        desk.decide("validate")
        assert desk.counts() == [counted(1)]

        desk.decide("refuse")

        assert desk.counts() == [counted(1, 1)]
        assert desk.counts() == [counted(1, 1)]


def test_another_hour_is_another_line(time: Clock) -> None:
    time.forward(seconds=HOUR - 5)
    with application("open") as running:
        desk = Desk(running)
        desk.decide("validate")
        time.forward(seconds=10)
        desk.decide("refuse")

        assert desk.counts() == [counted(refused=1), counted(validated=1)]


@pytest.mark.usefixtures("time")
def test_what_a_process_did_not_write_the_next_one_finds() -> None:
    with application("open") as running:
        desk = Desk(running)
        desk.decide("validate")
        assert desk.counts() == [counted(1)]
        desk.decide("refuse")

        following = decision_log(running.services.store)
        following.write()
        assert seen(running.services.store) == [Decided(1)]
        following.catch_up()
        following.write()

        assert seen(running.services.store) == [Decided(1, 1)]


def decision_log(store: Store) -> DecisionLog:
    """Return that of a process that has just begun."""
    return DecisionLog(
        ActivityRepository(store),
        ScanRepository(store),
        RollUpRepository(store),
        UserRepository(store),
    )


def seen(store: Store) -> list[Decided | None]:
    """Return what the log says."""
    page = ActivityRepository(store).page(Sought(Millis(0), kind=Kind.DECISION), after=None)
    return [line.decided for line in page.items]
