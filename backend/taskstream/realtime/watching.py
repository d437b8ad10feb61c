"""Tells moderators who watch how a scan goes: one message for all of them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from taskstream.concurrency import Concurrency
from taskstream.presenters.figures import present_live_figures
from taskstream.presenters.wire import Figures
from taskstream.realtime.connections import Connections
from taskstream.realtime.publisher import SocketPublisher
from taskstream.realtime.repeating import repeat
from taskstream.realtime.rooms import figures_room
from taskstream.services.analytics import Analytics

LOOK_SECONDS: Final = 0.5
# Where nothing happens, the last minutes still pass by.
QUIET_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Told:
    """What was sent last: how often tasks had changed by then, and when that was."""

    changes: int
    at: float


class Watching:
    """Sends a scan's figures when they have changed. Scans that nobody watches cost nothing."""

    def __init__(
        self,
        analytics: Analytics,
        connections: Connections,
        publisher: SocketPublisher,
        concurrency: Concurrency,
    ) -> None:
        self._analytics = analytics
        self._connections = connections
        self._publisher = publisher
        self._concurrency = concurrency
        self._told: dict[str, Told] = {}

    def run(self) -> None:
        """Look for as long as the process runs."""
        repeat(self._concurrency, LOOK_SECONDS, self.look, "figures were not told")

    def look(self) -> None:
        """Send what has changed since the last look."""
        told, self._told = self._told, {}
        for scan_id in self._connections.watched():
            # Before the figures: what changes meanwhile is told by the next look.
            now = Told(self._analytics.changes(scan_id), time.monotonic())
            before = told.get(scan_id)
            if before and before.changes == now.changes and now.at - before.at < QUIET_SECONDS:
                self._told[scan_id] = before
                continue
            self._told[scan_id] = now
            figures = present_live_figures(self._analytics.live(scan_id))
            payload = {"scan_id": scan_id, "figures": figures}
            self._publisher.send(Figures, payload, figures_room(scan_id))
