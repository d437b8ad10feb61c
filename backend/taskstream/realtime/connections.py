"""Who is connected: which actor is behind which socket, and what it has joined."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.audiences import Audience
from taskstream.domain.scans import ScanRole


@dataclass(slots=True)
class Connection:
    """One socket. ``joined``: what its actor was in each scan when it joined.

    ``watched``: the scans whose figures it is sent. ``away``: those whose desk it is not at,
    whatever its actor may do there.
    """

    sid: str
    actor: Actor
    expires_at: Millis
    joined: dict[str, ScanRole] = field(default_factory=dict)
    watched: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)

    def sit(self, scan_id: str, *, at_desk: bool) -> None:
        """Note whether it is at the scan's desk."""
        if at_desk:
            self.away.discard(scan_id)
        else:
            self.away.add(scan_id)


class Connections:
    """The sockets of this process."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Connection] = {}
        # Kept, not counted: each socket that comes is compared with it.
        self._of_user: Counter[str] = Counter()
        self._lock = threading.Lock()

    def add(self, connection: Connection) -> None:
        """Note a socket whose actor is known, and stays the same."""
        with self._lock:
            self._by_sid[connection.sid] = connection
            self._of_user[connection.actor.id] += 1

    def get(self, sid: str) -> Connection | None:
        """Return the socket's connection, or None once it is gone."""
        return self._by_sid.get(sid)

    def remove(self, sid: str) -> None:
        """Forget a socket; one that is gone already is fine."""
        with self._lock:
            connection = self._by_sid.pop(sid, None)
            if connection is None:
                return
            self._of_user[connection.actor.id] -= 1
            if not self._of_user[connection.actor.id]:
                del self._of_user[connection.actor.id]

    def count_of(self, user_id: str) -> int:
        """Return how many sockets a user has open."""
        return self._of_user[user_id]

    def is_only(self, sid: str, user_id: str) -> bool:
        """Return whether a socket is open, and the only one that this user has."""
        return self._of_user[user_id] == 1 and sid in self._by_sid

    def expired(self, before: Millis) -> list[Connection]:
        """Return those whose token ran out before that moment."""
        return self.where(lambda connection: connection.expires_at < before)

    def audiences(self) -> list[Audience]:
        """Return every audience that somebody here belongs to, each once."""
        found = {
            Audience(scan_id, None if role is ScanRole.MODERATOR else connection.actor.id): None
            for connection in list(self._by_sid.values())
            for scan_id, role in list(connection.joined.items())
        }
        return list(found)

    def watched(self) -> set[str]:
        """Return the scans whose figures somebody here watches."""
        return {
            scan_id
            for connection in list(self._by_sid.values())
            for scan_id in list(connection.watched)
        }

    def where(self, matches: Callable[[Connection], bool]) -> list[Connection]:
        """Return a list of those that match, safe to act on while sockets come and go."""
        return [connection for connection in list(self._by_sid.values()) if matches(connection)]
