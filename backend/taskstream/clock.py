"""Time inside the product: integer milliseconds since 1970, UTC. ISO 8601 only at the edge."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import NewType

Millis = NewType("Millis", int)


def now() -> Millis:
    """Return the present time."""
    return Millis(time.time_ns() // 1_000_000)


# What comes together is of a few milliseconds, and each task has one moment at least.
@lru_cache(maxsize=256)
def isoformat(moment: Millis) -> str:
    """Return the moment as ``2026-01-31T12:00:00.250Z``."""
    seconds, milliseconds = divmod(moment, 1000)
    return f"{_second(seconds)}.{milliseconds:03d}Z"


# What is shown together is of a few minutes.
@lru_cache(maxsize=4_096)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().removesuffix("+00:00")
