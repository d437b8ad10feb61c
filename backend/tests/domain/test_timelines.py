"""Arrivals and verdicts over time, without a server."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from taskstream.clock import Millis
from taskstream.domain.tasks import TaskStatus
from taskstream.domain.timelines import LENGTHS, STEPS_AT_MOST, Moments, Timeline

BEGIN = 1_790_000_000_250
OK, NO = TaskStatus.VALIDATED, TaskStatus.REFUSED


def timeline(
    arrivals: Iterable[Millis], decisions: Iterable[tuple[Millis, TaskStatus]]
) -> Timeline | None:
    moments = Moments()
    for at in arrivals:
        moments.arrived(at)
    for at, status in decisions:
        moments.decided(at, status)
    return moments.timeline()


def test_each_stands_in_the_step_in_which_it_happened() -> None:
    arrivals = [Millis(60_000), Millis(60_999), Millis(63_000)]

    made = timeline(arrivals, [(Millis(61_000), OK), (Millis(64_999), NO), (Millis(64_000), NO)])

    assert made is not None
    assert (made.since, made.seconds) == (60_000, 1)
    assert [(step.arrived, step.decided) for step in made.steps] == [
        (2, {}), (0, {OK: 1}), (0, {}), (1, {}), (0, {NO: 2}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lasted", "seconds"),
    [
        (0, 1),
        (39_000, 1),
        (60_000, 5),
        (3_600_000, 120),
        (8 * 3_600_000, 900),
        (30 * 86_400_000, 86_400),
        (20 * 365 * 86_400_000, 7 * 28 * 86_400),
    ],
)
def test_steps_are_as_short_as_forty_of_them_may_be(lasted: int, seconds: int) -> None:
    made = timeline([Millis(0), Millis(lasted)], [])

    assert made is not None
    assert made.seconds == seconds
    assert len(made.steps) <= STEPS_AT_MOST


@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_lost_however_long_it_took(seed: int) -> None:
    dice = random.Random(seed)
    lasted = 10 ** dice.randrange(2, 13)
    arrivals = [Millis(BEGIN + dice.randrange(lasted)) for _ in range(dice.choice([2, 50, 4_000]))]
    decisions = [(Millis(at + dice.randrange(lasted)), dice.choice([OK, NO])) for at in arrivals]

    made = timeline(arrivals, decisions)

    assert made is not None
    assert sum(step.arrived for step in made.steps) == len(arrivals)
    assert sum(sum(step.decided.values()) for step in made.steps) == len(decisions)
    assert 1 <= len(made.steps) <= STEPS_AT_MOST
    # A step begins where a clock would let it begin.
    assert made.since % (1_000 * made.seconds) == 0
    assert made.since <= min(arrivals) < made.since + 1_000 * made.seconds
    assert made.seconds in LENGTHS or made.seconds % LENGTHS[-1] == 0


def test_nothing_that_arrived_is_no_timeline() -> None:
    assert timeline([], []) is None


@pytest.mark.parametrize("lasted", [10**6, 10**7, 10**8, 10**9, 10**10, 10**11])
def test_many_moments_make_the_same_steps_as_few(lasted: int) -> None:
    dice = random.Random(lasted)
    arrivals = [Millis(BEGIN + dice.randrange(lasted)) for _ in range(8_000)]

    many, few = timeline(arrivals, []), timeline([min(arrivals), max(arrivals)], [])

    assert many is not None
    assert few is not None
    assert (many.since, many.seconds) == (few.since, few.seconds)
    length = 1_000 * many.seconds
    assert [step.arrived for step in many.steps] == [
        sum(
            many.since + length * at <= arrival < many.since + length * (at + 1)
            for arrival in arrivals
        )
        for at in range(len(many.steps))
    ]


@pytest.mark.parametrize("count", [1_199, 1_200, 1_201, 1_202, 1_260])
def test_what_is_counted_by_the_minute_has_no_shorter_steps(count: int) -> None:
    arrivals = [Millis(BEGIN + 1_000 * second) for second in range(count)]

    every, ends = timeline(arrivals, []), timeline([arrivals[0], arrivals[-1]], [])

    assert every is not None
    assert ends is not None
    assert (every.since, every.seconds) == (ends.since, ends.seconds)
    assert sum(step.arrived for step in every.steps) == count
