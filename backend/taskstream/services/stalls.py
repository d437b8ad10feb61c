"""How long the event loop stood still: for so long nobody was served at all."""

from __future__ import annotations

import time
from typing import Final

from taskstream.concurrency import Concurrency

# A stall is seen but for what was left of this when it began.
LOOK_SECONDS: Final = 0.05
# The worst is forgotten after one of these at least, and two at most.
MEMORY_SECONDS: Final = 60.0


class Stalls:
    """Notes how late it is woken, and keeps the worst of the last minute or two.

    With plain threads it is the same question to the interpreter and the machine.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._before = self._now = 0.0

    def run(self, concurrency: Concurrency) -> None:
        """Look for as long as the process runs."""
        while True:
            slept = time.monotonic()
            concurrency.sleep(LOOK_SECONDS)
            self.note(time.monotonic() - slept - LOOK_SECONDS)

    def note(self, seconds: float) -> None:
        """Note that it was so late."""
        self._forget()
        self._now = max(self._now, seconds)

    def longest_ms(self) -> int:
        """Return the longest stall, in whole milliseconds."""
        self._forget()
        return round(1_000 * max(self._before, self._now))

    def _forget(self) -> None:
        passed = int((time.monotonic() - self._began) / MEMORY_SECONDS)
        if passed:
            self._began += passed * MEMORY_SECONDS
            self._before, self._now = (self._now if passed == 1 else 0.0), 0.0
