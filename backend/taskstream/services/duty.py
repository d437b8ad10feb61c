"""Whether calls are taken, and how many are under way: what a stop has to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from taskstream.errors import Unavailable

# By then another process serves, or this one again.
COME_BACK_SECONDS = 2.0


class Gauge:
    """Counts what is going on; for callers on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count = 0

    def enter(self) -> None:
        """Count one more."""
        with self._lock:
            self.count += 1

    def leave(self) -> None:
        """Count one less."""
        with self._lock:
            self.count -= 1


class Duty:
    """``calls``: those under way, over REST and sockets. ``requests``: these and open sockets."""

    def __init__(self) -> None:
        self.calls = Gauge()
        self.requests = Gauge()
        self.is_over = False
        self._at_end: list[Callable[[], None]] = []

    def end(self) -> None:
        """Take no more calls; those under way go on, but for what ``at_end`` ends."""
        self.is_over = True
        for call in self._at_end:
            call()

    def at_end(self, call: Callable[[], None]) -> None:
        """Let this be called when no more calls are taken."""
        self._at_end.append(call)

    def check(self) -> None:
        """Raise Unavailable when calls are not taken any more."""
        if self.is_over:
            raise Unavailable("The server is restarting.", retry_after=COME_BACK_SECONDS)

    @contextmanager
    def call(self) -> Iterator[None]:
        """Count a call while it is under way. Raises Unavailable instead of beginning one."""
        self.calls.enter()
        try:
            self.check()
            yield
        finally:
            self.calls.leave()
