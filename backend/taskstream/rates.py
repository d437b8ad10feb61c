"""How fast one caller may go: the limits, and how they are written in settings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket: ``burst`` at once, refilled with ``per_second``."""

    per_second: float
    burst: int


SECONDS = {"s": 1, "min": 60, "h": 3600}

# Name -> default. One table: settings, documentation and /limits all read it.
LIMITS: Mapping[str, tuple[str, str]] = {
    "SUBMIT": ("10/s:30", "suggestions of one worker"),
    "DECIDE": (
        "20/s:60",
        "verdicts of one moderator; ten in one call count as one",
    ),
    "JOIN": ("20/s:600", "joins of one user over sockets, each page of an answer one"),
    "CALL": ("20/s:200", "claims, echoes and figures asked for over sockets by one user"),
    "REST": ("300/min:300", "REST calls of one user"),
    "ANONYMOUS": ("60/min:60", "REST calls of one address without a token"),
    "LOGIN": ("5/min:5", "sign-in attempts for one account, and tries to change its password"),
    "LOGIN_ADDRESS": ("100/min:100", "sign-in attempts from one address"),
    "REGISTER": ("60/min:60", "registrations from one address"),
    "GUEST": ("120/min:120", "calls of guests on their way in, from one address"),
    "CODE": ("60/min:60", "codes of scans tried from one address"),
    "CODE_USER": ("10/min:20", "codes of scans tried by one user"),
    "USERNAME": ("10/min:20", "user names tried by one user, to let somebody moderate a scan"),
    "PREVIEW": ("2/s:30", "previews of instructions by one user"),
}


def parse_rate(text: str) -> Rate | None:
    """Read ``10/s:30`` (ten a second, thirty at once), ``60/min:60`` or ``off`` (None).

    Raises ValueError with what would be right.
    """
    if text == "off":
        return None
    try:
        count, rest = text.split("/")
        unit, burst = rest.split(":")
        rate = Rate(float(count) / SECONDS[unit], int(burst))
    except (ValueError, KeyError):
        raise ValueError("use <count>/<s|min|h>:<burst>, such as 10/s:30, or off") from None
    if not 0 < rate.per_second < math.inf or rate.burst < 1:
        raise ValueError("the count and the burst must be positive")
    return rate
