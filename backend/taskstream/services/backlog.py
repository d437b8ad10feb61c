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

    def take_in(self, count: int = 1, before: int = 0) -> int:
        """Return how many of so many are taken in: the first ones. Say later when they are answered.

        ``before``: how many of the same sender wait already, as far as the caller knows.
        """
        with self._lock:
            if self._untold() >= self._most:
                return 0
            # The first few of a sender find all of the room, the others half of it.
            few = min(count, max(0, MANY - before))
            taken = min(few, max(0, self._most - self._count))
            if taken == few:
                taken += min(count - few, max(0, self._most // 2 - self._count - taken))
            self._count += taken
            return taken

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
