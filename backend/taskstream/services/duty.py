"""Whether calls are taken, and how many are under way: what a stop has to wait for."""

from __future__ import annotations

from collections.abc import Callable

from taskstream.errors import Unavailable
from taskstream.patching import native_lock

# By then another process serves, or this one again.
COME_BACK_SECONDS = 2.0


class Gauge:
    """Counts what is going on; for callers on any thread."""

    def __init__(self) -> None:
        self._lock = native_lock()
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
    """``calls``: those under way, over REST and sockets. ``requests``: these and open sockets.

    A call is under way within ``with duty``.
    """

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

    def __enter__(self) -> None:
        """Count a call while it is under way. Raises Unavailable instead of beginning one.

        It is counted before it looks: who ends the duty in between waits for it.
        """
        self.calls.enter()
        try:
            self.check()
        except Unavailable:
            self.calls.leave()
            raise

    def __exit__(self, *_: object) -> None:
        """Count it no more."""
        self.calls.leave()
