"""Greenlets of eventlet's that are used again, and how one waits for a result."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import eventlet
from eventlet import hubs
from greenlet import getcurrent, greenlet

# More than these are rarely at work at a time: each waits for a commit, or for the network.
IDLE_MAX: Final = 64

Call: TypeAlias = Callable[[], object]


class Greenlets:
    """Runs calls beside the caller, as ``eventlet.spawn_n`` does, in greenlets that wait for them.

    Since Python 3.11 a new greenlet has the system map 16 KiB for its frames, and unmap them when it
    ends: that takes as long as all the rest of handling one event.
    """

    def __init__(self) -> None:
        # Each waits for one greenlet, which was woken for it.
        self._calls: deque[Call] = deque()
        self._idle: list[greenlet] = []

    def spawn(self, call: Call) -> None:
        """Run the call in the next turn of the hub. What it raises ends its greenlet and nothing else."""
        self._calls.append(call)
        if self._idle:
            hubs.get_hub().schedule_call_global(0, self._idle.pop().switch)
        else:
            eventlet.spawn_n(self._work)

    def _work(self) -> None:
        while True:
            call = self._calls.popleft()
            call()
            # What it was about is not kept while this one waits.
            del call
            if len(self._idle) >= IDLE_MAX:
                return
            self._idle.append(getcurrent())
            hubs.get_hub().switch()


class HubWaiter:
    """A ``Waiter``. An event of eventlet's would always cost a turn of the hub, and with it a system call."""

    __slots__ = ("_is_set", "_sleeper", "_value")

    def __init__(self) -> None:
        self._is_set = False
        self._value: Any = None
        self._sleeper: greenlet | None = None

    def set(self, value: Any, *, at_once: bool = False) -> None:
        """Give the result and wake the one who waits."""
        self._is_set, self._value = True, value
        if at_once:
            self._wake()
        elif self._sleeper is not None:
            hubs.get_hub().schedule_call_global(0, self._wake)

    def wait(self, seconds: float | None = None) -> Any:
        """Return the result, or None once the time is up."""
        if self._is_set:
            return self._value
        hub = hubs.get_hub()
        timer = None if seconds is None else hub.schedule_call_global(seconds, self._wake)
        self._sleeper = getcurrent()
        try:
            hub.switch()
        finally:
            self._sleeper = None
            if timer is not None:
                timer.cancel()
        return self._value

    def _wake(self) -> None:
        if self._sleeper is not None:
            self._sleeper.switch()
