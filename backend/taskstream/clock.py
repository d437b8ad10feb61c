"""Time inside the product: integer milliseconds since 1970, UTC. ISO 8601 only at the edge."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import NewType

Millis = NewType("Millis", int)


def now() -> Millis:
    """Return the present time."""
    return Millis(time.time_ns() // 1_000_000)


def isoformat(moment: Millis) -> str:
    """Return the moment as ``2026-01-31T12:00:00.250Z``."""
    text = datetime.fromtimestamp(moment / 1000, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
