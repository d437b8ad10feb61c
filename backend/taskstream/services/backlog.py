"""How much is taken in at a time. What is beyond is refused at once, and sent again later."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from taskstream.errors import Busy
from taskstream.patching import native_lock

# A number is drawn for each, so that those who were refused together do not come back together.
COME_BACK_SECONDS = (0.5, 2.0)
# Whoever has so many waiting finds the backlog full when it is half full: a few who send without a
# pause leave room for everybody else.
MANY: Final = 10


class Backlog:
    """Suggestions that were taken in and are not answered yet, of everybody.

    A queue that grows answers everybody late, and at last nobody; one that is full answers at
    once. ``most`` is its length. ``untold``: how many changes wait to be sent to those who hear
    of them. While these are as many, nothing is taken in either: what is stored faster than it
    can be told would pile up there.
    """

    def __init__(self, most: int, untold: Callable[[], int]) -> None:
        self._most = most
        self._untold = untold
        self._count = 0
        self._lock = native_lock()

    def take_in(self, before: int = 0) -> bool:
        """Return whether one more is taken in. Say later when it is answered.

        ``before``: how many of the same sender wait already, as far as the caller knows.
        """
        with self._lock:
            most = self._most if before < MANY else self._most // 2
            if self._count >= most or self._untold() >= self._most:
                return False
            self._count += 1
            return True

    def count(self) -> int:
        """Return how many are taken in and not answered yet."""
        return self._count

    def answered(self, count: int) -> None:
        """Make room: so many of those that were taken in have their answer."""
        with self._lock:
            self._count -= count

    @contextmanager
    def one(self) -> Iterator[None]:
        """Take one in for as long as it lasts. Raises Busy."""
        if not self.take_in():
            raise too_much()
        try:
            yield
        finally:
            self.answered(1)


def too_much() -> Busy:
    """Return what somebody is told who is not taken in."""
    return Busy(
        "Too much is coming in at once. Send it again in a moment.",
        retry_after=round(random.uniform(*COME_BACK_SECONDS), 3),  # noqa: S311 - no secret
    )
