"""What a refresh token is to its session, over any history of rotations."""

from __future__ import annotations

import pytest

from taskstream.clock import Millis
from taskstream.domain.sessions import (
    REFRESH_LIFETIME_MS,
    ROTATION_GRACE_MS,
    Session,
    Standing,
    rotate,
    standing,
)

START = Millis(1_000_000)
FRESH = Session("s", "u", 1, "first", None, START, Millis(START + REFRESH_LIFETIME_MS), 1)

AFTER_A_ROTATION = [
    ("second", 0, Standing.CURRENT),
    ("second", REFRESH_LIFETIME_MS, Standing.CURRENT),
    # The answer was lost, or another tab was faster.
    ("first", 0, Standing.JUST_REPLACED),
    ("first", ROTATION_GRACE_MS, Standing.JUST_REPLACED),
    ("first", ROTATION_GRACE_MS + 1, Standing.REUSED),
    ("never seen", 0, Standing.REUSED),
]


@pytest.mark.parametrize(("token_id", "later", "expected"), AFTER_A_ROTATION)
def test_standing_of_a_token(token_id: str, later: int, expected: Standing) -> None:
    session = rotate(FRESH, "second", START)

    assert standing(session, token_id, Millis(START + later)) is expected


def test_two_rotations_leave_no_grace_for_the_first() -> None:
    session = rotate(rotate(FRESH, "second", START), "third", START)

    assert standing(session, "first", START) is Standing.REUSED


def test_a_rotation_starts_a_full_lifetime_and_raises_the_version() -> None:
    later = Millis(START + 5_000)

    session = rotate(FRESH, "second", later)

    assert session.expires_at == later + REFRESH_LIFETIME_MS
    assert session.version == FRESH.version + 1
