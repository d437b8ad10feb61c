"""Engine.IO's pings: who is asked when, and who has not answered in time."""

from __future__ import annotations

import time
from collections import deque
from typing import Protocol

LOOK_SECONDS = 0.25


class Patient(Protocol):
    """Who is pinged."""

    last_ping: float | None
    closed: bool

    def ping(self) -> None:
        """Send a ping."""

    def give_up(self) -> None:
        """End: no answer came."""


class Pulse:
    """One for all sockets: both waiting times are the same for everybody, so two queues do.

    ``interval``: from an answer to the next ping; ``timeout``: from a ping to its answer;
    both in seconds.
    """

    def __init__(self, interval: float, timeout: float) -> None:
        self._interval = interval
        self._timeout = timeout
        # Both in order of the time at which something is due.
        self._to_ping: deque[tuple[float, Patient]] = deque()
        self._to_answer: deque[tuple[float, float, Patient]] = deque()

    def expect(self, patient: Patient) -> None:
        """Ping in due time; call it when he comes, and when he has answered."""
        patient.last_ping = None
        self._to_ping.append((time.monotonic() + self._interval, patient))

    def beat(self) -> None:
        """Do what is due."""
        now = time.monotonic()
        while self._to_ping and self._to_ping[0][0] <= now:
            _, patient = self._to_ping.popleft()
            if not patient.closed:
                patient.last_ping = now
                self._to_answer.append((now + self._timeout, now, patient))
                patient.ping()
        while self._to_answer and self._to_answer[0][0] <= now:
            _, asked, patient = self._to_answer.popleft()
            if not patient.closed and patient.last_ping == asked:
                patient.give_up()
