"""Greenlets of eventlet's that are used again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final, TypeAlias

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
