"""Periods by somebody's calendar: days of 23 and 25 hours, odd zones, and the period before."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from taskstream.clock import Millis, isoformat
from taskstream.domain.calendars import (
    BLOCK_MS,
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    Grain,
    Span,
    Step,
    blocks_of,
    latest_days,
    period_before,
    pieces_of,
    step_for,
    steps_of,
)

ALL_MINUTES = Grain(Millis(0), Millis(0))
ALL_HOURS = Grain(Millis(2**45), Millis(0))
ALL_DAYS = Grain(Millis(2**45), Millis(2**45))


def at(moment: str, zone: str = "UTC") -> Millis:
    """Return a moment that is written without an offset, as a clock on the wall there has it."""
    found = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    return Millis(round(found.timestamp() * 1_000))


def span(since: str, until: str, zone: str = "UTC") -> Span:
    return Span(at(since, zone), at(until, zone))


def hours_of(steps: list[Span]) -> list[float]:
    return [(step.until - step.since) / HOUR_MS for step in steps]


LENGTHS = [
    ("Europe/Berlin", "2026-03-28", "2026-03-31", [24, 23, 24]),
    ("Europe/Berlin", "2026-10-24", "2026-10-27", [24, 25, 24]),
    ("America/New_York", "2026-11-01", "2026-11-02", [25]),
    # Half an hour, on an island.
    ("Australia/Lord_Howe", "2026-04-04", "2026-04-06", [24, 24.5]),
    # There is no midnight when the clocks are put forward from it.
    ("Asia/Beirut", "2026-03-28", "2026-03-30", [24, 23]),
    # The thirtieth was left out.
    ("Pacific/Apia", "2011-12-29", "2012-01-01", [24, 24]),
    ("Asia/Kolkata", "2026-03-28", "2026-03-30", [24, 24]),
    ("UTC", "2026-03-28T06:00", "2026-03-30T18:00", [18, 24, 18]),
]


@pytest.mark.parametrize(("zone", "since", "until", "lengths"), LENGTHS)
def test_days_are_those_of_the_zone(
    zone: str, since: str, until: str, lengths: list[float]
) -> None:
    whole = span(since, until, zone)

    steps = steps_of(whole, Step.DAY, ZoneInfo(zone), ALL_MINUTES)

    assert hours_of(steps) == lengths
    assert (steps[0].since, steps[-1].until) == whole


@pytest.mark.parametrize(
    ("zone", "since", "count"),
    [
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("UTC", "2026-03-29", 24),
    ],
)
def test_a_day_has_so_many_hours(zone: str, since: str, count: int) -> None:
    midnight = at(since, zone)
    day = Span(midnight, Millis(midnight + count * HOUR_MS))

    assert hours_of(steps_of(day, Step.HOUR, ZoneInfo(zone), ALL_MINUTES)) == [1] * count


def test_hours_of_a_zone_that_is_half_an_hour_off_begin_in_the_middle() -> None:
    steps = steps_of(
        span("2026-05-01", "2026-05-01T03:00", "Asia/Kolkata"),
        Step.HOUR,
        ZoneInfo("Asia/Kolkata"),
        ALL_MINUTES,
    )

    assert isoformat(steps[1].since) == "2026-04-30T19:30:00.000Z"


def test_minutes_are_minutes() -> None:
    steps = steps_of(
        span("2026-05-01", "2026-05-01T01:00"), Step.MINUTE, ZoneInfo("UTC"), ALL_MINUTES
    )

    assert {step.until - step.since for step in steps} == {MINUTE_MS}
    assert len(steps) == 60


def test_what_is_kept_in_hours_has_its_bounds_on_them() -> None:
    zone = ZoneInfo("Asia/Kolkata")
    whole = ALL_HOURS.fit(span("2026-05-01", "2026-05-04", "Asia/Kolkata"))

    assert [isoformat(bound) for bound in whole] == [
        "2026-04-30T19:00:00.000Z",
        "2026-05-03T19:00:00.000Z",
    ]
    assert hours_of(steps_of(whole, Step.DAY, zone, ALL_HOURS)) == [24, 24, 24]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"])
def test_what_is_kept_in_days_has_those_of_utc(zone: str) -> None:
    whole = ALL_DAYS.fit(span("2024-05-01", "2024-05-04", zone))

    assert isoformat(whole.since) == "2024-05-01T00:00:00.000Z"
    assert hours_of(steps_of(whole, Step.DAY, ZoneInfo(zone), ALL_DAYS)) == [24, 24, 24]


def test_minutes_are_widened_to_whole_ones() -> None:
    asked = span("2026-05-01T10:00:30", "2026-05-01T10:02:30")

    assert ALL_MINUTES.fit(asked) == span("2026-05-01T10:00", "2026-05-01T10:03")


def test_nothing_is_so_short_that_nothing_is_left_of_it() -> None:
    asked = span("2026-05-01T10:10", "2026-05-01T10:20")

    assert ALL_HOURS.fit(asked) == span("2026-05-01T10:00", "2026-05-01T11:00")
    assert ALL_DAYS.fit(asked) == span("2026-05-01", "2026-05-02")


NOW = at("2026-05-20T12:00")
TWO_DAYS_AGO = Grain(at("2026-05-18T12:00"), at("2025-04-15"))


@pytest.mark.parametrize(
    ("since", "until", "step"),
    [
        ("2026-05-20T09:00", "2026-05-20T12:00", Step.MINUTE),
        ("2026-05-20T08:59", "2026-05-20T12:00", Step.HOUR),
        ("2026-05-17T09:00", "2026-05-17T10:00", Step.HOUR),
        ("2026-05-17", "2026-05-20", Step.HOUR),
        ("2026-05-16", "2026-05-20", Step.DAY),
        ("2025-01-01", "2025-01-02", Step.DAY),
    ],
)
def test_a_period_is_cut_as_finely_as_it_is_known_and_can_be_shown(
    since: str, until: str, step: Step
) -> None:
    assert step_for(span(since, until), TWO_DAYS_AGO) is step


BEFORE = [
    # Over: as many days of the calendar, though the hours are not as many.
    ("2026-03-23", "2026-03-30", "2026-03-16", "2026-03-23"),
    ("2026-04-01", "2026-05-01", "2026-03-02", "2026-04-01"),
    ("2026-05-01T09:00", "2026-05-01T12:00", "2026-04-30T09:00", "2026-04-30T12:00"),
    ("2026-05-01T09:00", "2026-05-02T12:00", "2026-04-29T09:00", "2026-04-30T12:00"),
    # Not over: it is noon in London, and two hours later in Berlin.
    ("2026-05-20", "2026-05-21", "2026-05-19", "2026-05-19T14:00"),
    ("2026-05-14", "2026-05-21", "2026-05-07", "2026-05-13T14:00"),
]


@pytest.mark.parametrize(("since", "until", "since_before", "until_before"), BEFORE)
def test_the_period_before_has_the_same_days_of_the_calendar(
    since: str, until: str, since_before: str, until_before: str
) -> None:
    zone = "Europe/Berlin"

    found = period_before(span(since, until, zone), ZoneInfo(zone), NOW)

    assert found == span(since_before, until_before, zone)


def test_a_period_that_has_not_begun_is_beside_nothing() -> None:
    found = period_before(span("2026-06-01", "2026-06-02"), ZoneInfo("UTC"), NOW)

    assert found.since == found.until


def test_a_period_falls_into_pieces_of_which_most_are_over() -> None:
    whole = span("2026-05-01", "2026-05-21")

    pieces = pieces_of(whole, TWO_DAYS_AGO.minutes_since, NOW)

    assert (pieces[0].since, pieces[-1].until) == whole
    assert all(one.until == other.since for one, other in pairwise(pieces))
    lengths = [timedelta(milliseconds=piece.until - piece.since) for piece in pieces]
    hour, few = timedelta(hours=1), timedelta(minutes=10)
    # One of what is long over, hours, the running hour's beginning, and what has not been yet.
    assert lengths == [timedelta(days=17, hours=12), *[hour] * 47, *[few] * 6, timedelta(hours=12)]


@pytest.mark.parametrize("days", [1, 27, 28, 29, 365])
@pytest.mark.parametrize("since", [0, 1, BLOCK_MS - HOUR_MS, BLOCK_MS])
def test_a_period_falls_into_blocks_that_others_have_too(since: int, days: int) -> None:
    whole = Span(Millis(since), Millis(since + days * DAY_MS))

    blocks = blocks_of(whole)

    assert (blocks[0].since, blocks[-1].until) == whole
    assert all(one.until == other.since for one, other in pairwise(blocks))
    assert all(block.until - block.since == BLOCK_MS for block in blocks[1:-1])
    assert all(one.until % BLOCK_MS == 0 for one in blocks[:-1])


def test_the_latest_days_end_with_today_where_somebody_is() -> None:
    now = at("2026-10-26T23:30")

    assert latest_days(1, now, ZoneInfo("UTC")) == span("2026-10-26", "2026-10-27")
    berlin = ZoneInfo("Europe/Berlin")
    assert latest_days(3, now, berlin) == span("2026-10-25", "2026-10-28", "Europe/Berlin")
