"""Who is in which scan, told to those who are in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from taskstream.concurrency import Concurrency
from taskstream.domain.actors import Actor
from taskstream.domain.scans import ScanRole
from taskstream.presenters.scans import present_presence_to_desk, present_presence_to_workers
from taskstream.presenters.wire import Presence as PresenceEvent
from taskstream.realtime.connections import Connections
from taskstream.realtime.publisher import SocketPublisher
from taskstream.realtime.repeating import repeat
from taskstream.realtime.rooms import moderators_room, workers_room

# Looked at, not followed: a crowd that comes within this time is one event, not hundreds.
LOOK_SECONDS = 0.5


@dataclass(slots=True)
class Crowd:
    """The people of one role in one scan who are at their place, and the sockets of all who have it."""

    people: dict[str, Actor] = field(default_factory=dict)
    sockets: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Told:
    """What a room has heard last, and the sockets that were in it."""

    payload: dict[str, Any]
    sockets: set[str]


class Presence:
    """Tells a room when its picture has changed, and a socket that is new in it at once.

    ``median_wait_ms``: how long a scan's suggestions wait at the moment, where that is known.
    """

    def __init__(
        self,
        connections: Connections,
        publisher: SocketPublisher,
        concurrency: Concurrency,
        median_wait_ms: Callable[[str], int | None],
    ) -> None:
        self._median_wait_ms = median_wait_ms
        self._connections = connections
        self._publisher = publisher
        self._concurrency = concurrency
        self._told: dict[str, Told] = {}

    def run(self) -> None:
        """Look round for as long as the process runs."""
        repeat(self._concurrency, LOOK_SECONDS, self._look, "presence was not told")

    def _look(self) -> None:
        told, self._told = self._told, {}
        for scan_id, crowds in self._crowds().items():
            moderators, workers = crowds[ScanRole.MODERATOR], crowds[ScanRole.WORKER]
            people = [actor.person for actor in moderators.people.values()]
            wait_ms = self._median_wait_ms(scan_id) if workers.people else None
            to_desk = present_presence_to_desk(scan_id, people, len(workers.people))
            to_workers = present_presence_to_workers(scan_id, len(people), wait_ms)
            for payload, crowd, room in (
                (to_desk, moderators, moderators_room(scan_id)),
                (to_workers, workers, workers_room(scan_id)),
            ):
                self._told[room] = Told(payload, crowd.sockets)
                self._tell(room, self._told[room], told.get(room))

    def _tell(self, room: str, now: Told, before: Told | None) -> None:
        if before is None or before.payload != now.payload:
            self._publisher.send(PresenceEvent, now.payload, room)
            return
        for sid in now.sockets - before.sockets:
            self._publisher.send(PresenceEvent, now.payload, sid)

    def _crowds(self) -> dict[str, defaultdict[ScanRole, Crowd]]:
        found: defaultdict[str, defaultdict[ScanRole, Crowd]] = defaultdict(
            lambda: defaultdict(Crowd)
        )
        for connection in self._connections.where(lambda known: bool(known.joined)):
            for scan_id, role in list(connection.joined.items()):
                crowd = found[scan_id][role]
                crowd.sockets.add(connection.sid)
                # A moderator who has the workers' page before him decides nothing there.
                if role is ScanRole.WORKER or scan_id not in connection.away:
                    crowd.people[connection.actor.id] = connection.actor
        return found
