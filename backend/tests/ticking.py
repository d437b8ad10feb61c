"""A clock for tests of what has its own: it stands until it is moved."""

from __future__ import annotations


class Ticking:
    """Stands in for the module ``time``."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def monotonic(self) -> float:
        """Return the time."""
        return self.seconds
