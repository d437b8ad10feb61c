"""The last hour by its minutes: rates in slices that are over, and how many waited when."""

from __future__ import annotations

from taskstream.clock import Millis
from taskstream.domain.figures import RollUp
from taskstream.domain.live_figures import MINUTE_MS, busiest, rates, waiting, window
from taskstream.domain.tasks import TaskAction

NOW = Millis(1_000 * MINUTE_MS + 17_000)
MINUTE = Millis(1_000 * MINUTE_MS)


def a_minute(begin: int, **actions: int) -> RollUp:
    """Return a minute in which this happened; ``submit=3`` and the like."""
    rollup = RollUp(Millis(begin))
    rollup.figures.actions.update({TaskAction(name): count for name, count in actions.items()})
    return rollup


def test_rates_are_of_five_minutes_without_the_slice_that_is_not_over() -> None:
    first, last = RollUp(Millis(MINUTE - 5 * MINUTE_MS)), RollUp(MINUTE)
    first.arrived.update({2: 9, 3: 1})
    last.arrived.update({2: 2, 3: 7})
    last.decided[2] = 4

    since, arrived, decided = rates({each.begin: each for each in (first, last)}, NOW)

    assert since == MINUTE + 15_000 - 5 * MINUTE_MS
    assert (len(arrived), arrived[0], arrived[-1], sum(arrived)) == (60, 1, 2, 3)
    assert (decided[-1], sum(decided)) == (4, 4)


def test_how_many_waited_is_counted_back_from_how_many_do_now() -> None:
    minutes = [
        a_minute(MINUTE, submit=5, validate=1, refuse=1),
        a_minute(MINUTE - MINUTE_MS, resubmit=1, reopen=2, **{"return": 1}),
        a_minute(MINUTE - 3 * MINUTE_MS, submit=1),
    ]

    found = waiting({each.begin: each for each in minutes}, NOW, 7)

    assert len(found) == 60
    assert found[-5:] == [1, 2, 2, 4, 7]
    assert window(NOW) == MINUTE - 59 * MINUTE_MS


def test_never_fewer_than_none_waited() -> None:
    assert waiting({MINUTE: a_minute(MINUTE, submit=5)}, NOW, 3)[-2:] == [0, 3]


def test_the_busiest_are_those_with_the_most_and_none_with_nothing() -> None:
    assert busiest([("a", 1), ("b", 3), ("c", 0), ("d", 3)], 3) == [("b", 3), ("d", 3), ("a", 1)]
