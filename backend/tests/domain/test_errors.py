"""Errors: what they say to people."""

from __future__ import annotations

import pytest

from taskstream.errors import RateLimited, TooManySockets

WAITS = [
    (0.0004, "a second"),
    (1.2, "2 seconds"),
    (90.0, "90 seconds"),
    (90.5, "2 minutes"),
    (3599.1, "60 minutes"),
]


@pytest.mark.parametrize(("seconds", "words"), WAITS)
def test_who_has_to_wait_is_told_how_long(seconds: float, words: str) -> None:
    assert RateLimited(seconds).detail == f"Too many at once. Try again in {words}."


def test_another_tab_is_closed_not_waited_for() -> None:
    assert TooManySockets().detail == "Too many connections at once. Close another tab."
