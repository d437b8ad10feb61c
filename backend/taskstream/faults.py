"""Places where a server under test ends itself, as a power cut would end it.

Nothing happens there unless it was started in test mode with ``TASKSTREAM_FAULTS``. What is
armed holds for the whole process, for a process dies as a whole.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Mapping
from enum import StrEnum


class FaultPoint(StrEnum):
    """Where the process may end; each name says what has and what has not happened by then."""

    BEFORE_COMMIT = "before-commit"
    AFTER_COMMIT = "after-commit"
    # Where figures are not part of the commit (MongoDB): between one of them and the next.
    MID_TALLY = "mid-tally"
    AFTER_ACK = "after-ack"
    MID_BROADCAST = "mid-broadcast"


# By then something has been handed to the network; it gets this long to leave, and only that.
_LEAVING = frozenset({FaultPoint.AFTER_ACK, FaultPoint.MID_BROADCAST})
_LEAVE_SECONDS = 0.002

_armed: dict[FaultPoint, float] = {}


def parse_faults(text: str) -> Mapping[FaultPoint, float]:
    """Read ``before-commit:0.01,after-ack:0.05``: at each point, how likely the process ends.

    Raises ValueError with what would be right.
    """
    chances: dict[FaultPoint, float] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, chance = part.partition(":")
        try:
            chances[FaultPoint(name)] = float(chance)
        except ValueError:
            points = ", ".join(FaultPoint)
            raise ValueError(f"use <point>:<chance>; the points are {points}") from None
        if not 0 < chances[FaultPoint(name)] <= 1:
            raise ValueError("a chance is above 0 and at most 1")
    return chances


def arm(chances: Mapping[FaultPoint, float]) -> None:
    """Let the process end at these points from now on."""
    _armed.update(chances)


def reached(point: FaultPoint) -> None:
    """Say that the process is at that point. Does not return when it is to end there."""
    if _armed and random.random() < _armed.get(point, 0.0):  # noqa: S311 - keeps no secret
        if point in _LEAVING:
            time.sleep(_LEAVE_SECONDS)  # there is no event for a frame that has left
        os.kill(os.getpid(), signal.SIGKILL)
