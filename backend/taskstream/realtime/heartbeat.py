"""Tells every audience where it stands, so that whoever has missed something notices."""

from __future__ import annotations

from collections.abc import Sequence

from taskstream.concurrency import Concurrency
from taskstream.domain.audiences import Audience
from taskstream.presenters.scans import present_head
from taskstream.presenters.wire import Heartbeat as Head
from taskstream.realtime.connections import Connections
from taskstream.realtime.publisher import SocketPublisher
from taskstream.realtime.repeating import repeat
from taskstream.realtime.rooms import audience_room
from taskstream.services.snapshots import Snapshots

AUDIENCES_PER_READ = 500
# Then others have their turn, so that nobody's call waits for a beat.
AUDIENCES_PER_TURN = 100


class Heartbeat:
    """Sends ``head`` to whoever is in a scan. Idle audiences cost a read and a frame, no walk."""

    def __init__(
        self,
        snapshots: Snapshots,
        connections: Connections,
        publisher: SocketPublisher,
        concurrency: Concurrency,
    ) -> None:
        self._snapshots = snapshots
        self._connections = connections
        self._publisher = publisher
        self._concurrency = concurrency

    def run(self, seconds: float) -> None:
        """Beat for as long as the process runs."""
        repeat(self._concurrency, seconds, self._beat, "a heartbeat was left out")

    def _beat(self) -> None:
        audiences = self._connections.audiences()
        for start in range(0, len(audiences), AUDIENCES_PER_READ):
            self._tell(audiences[start : start + AUDIENCES_PER_READ])

    def _tell(self, audiences: Sequence[Audience]) -> None:
        heads = self._snapshots.heads(audiences)
        for count, (audience, head) in enumerate(heads.items(), 1):
            payload = {"scan_id": audience.scan_id, **present_head(head)}
            # Behind the events of what it counts, as far as those are published by now.
            self._publisher.send(Head, payload, audience_room(audience))
            if count % AUDIENCES_PER_TURN == 0:
                self._concurrency.sleep(0)
