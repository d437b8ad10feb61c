"""Changing a scan, without a server."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from taskstream.clock import Millis
from taskstream.domain.scans import (
    Person,
    Scan,
    ScanChanges,
    ScanStatus,
    edited,
    with_moderator,
    without_moderator,
)

OWNER, MODERATOR = Person("o", "Olga"), Person("m", "Mo")
SCAN = Scan("s", "Gate", "Look", ScanStatus.OPEN, 180, OWNER, (), Millis(1), 4)
PAUSED = replace(SCAN, status=ScanStatus.PAUSED, pause_message="Lunch")
CLOSED = replace(SCAN, status=ScanStatus.CLOSED, closed_at=Millis(5))

CHANGES: list[dict[str, Any]] = [
    {"name": "Dock"},
    {"instructions": "Look twice"},
    # Emptying is a change; leaving out is none.
    {"instructions": ""},
    {"target_seconds": 5},
    {"status": ScanStatus.PAUSED},
    {},
]


@pytest.mark.parametrize("changes", CHANGES)
def test_an_edit_changes_what_it_names_and_raises_the_version(changes: dict[str, Any]) -> None:
    assert edited(SCAN, ScanChanges(**changes), Millis(9)) == replace(SCAN, **changes, version=5)


# The scan before, what is changed, and the message and the closing that it has then.
LIVES = [
    (SCAN, {"status": ScanStatus.PAUSED, "pause_message": "Lunch"}, ("Lunch", None)),
    (PAUSED, {"name": "Dock"}, ("Lunch", None)),
    (PAUSED, {"pause_message": "Fire drill"}, ("Fire drill", None)),
    # Paused again, for whatever reason that may be.
    (PAUSED, {"status": ScanStatus.OPEN}, ("", None)),
    (PAUSED, {"status": ScanStatus.CLOSED}, ("", 9)),
    # A message without a pause is none.
    (SCAN, {"pause_message": "Lunch"}, ("", None)),
    (CLOSED, {"name": "Dock"}, ("", 5)),
    (CLOSED, {"status": ScanStatus.CLOSED}, ("", 5)),
    (CLOSED, {"status": ScanStatus.OPEN}, ("", None)),
]


@pytest.mark.parametrize(("before", "changes", "expected"), LIVES)
def test_a_pause_has_its_message_and_a_closing_its_time(
    before: Scan, changes: dict[str, Any], expected: tuple[str, int | None]
) -> None:
    after = edited(before, ScanChanges(**changes), Millis(9))

    assert (after.pause_message, after.closed_at) == expected


def test_naming_a_moderator_raises_the_version() -> None:
    assert with_moderator(SCAN, MODERATOR) == replace(SCAN, moderators=(MODERATOR,), version=5)


def test_naming_him_again_changes_nothing_even_under_a_new_name() -> None:
    named = with_moderator(SCAN, MODERATOR)

    assert with_moderator(named, Person("m", "Moritz")) is named


def test_unnaming_takes_that_one_out() -> None:
    both = with_moderator(with_moderator(SCAN, MODERATOR), Person("n", "Nan"))

    left = without_moderator(both, "m")

    assert (left.moderators, left.version) == ((Person("n", "Nan"),), both.version + 1)


def test_unnaming_somebody_who_is_none_changes_nothing() -> None:
    assert without_moderator(SCAN, "m") is SCAN
