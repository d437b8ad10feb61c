"""Who is connected: which actor is behind which socket, and what it has joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.audiences import Audience
from taskstream.domain.scans import ScanRole


@dataclass(slots=True)
class Connection:
    """One socket. ``joined``: what its actor was in each scan when it joined."""

    sid: str
    actor: Actor
    expires_at: Millis
    joined: dict[str, ScanRole] = field(default_factory=dict)


class Connections:
    """The sockets of this process."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Connection] = {}

    def add(self, connection: Connection) -> None:
        """Note a socket whose actor is known."""
        self._by_sid[connection.sid] = connection

    def get(self, sid: str) -> Connection | None:
        """Return the socket's connection, or None once it is gone."""
        return self._by_sid.get(sid)

    def remove(self, sid: str) -> None:
        """Forget a socket; one that is gone already is fine."""
        self._by_sid.pop(sid, None)

    def count_of(self, user_id: str) -> int:
        """Return how many sockets a user has open."""
        return len(self.where(lambda connection: connection.actor.id == user_id))

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

    def where(self, matches: Callable[[Connection], bool]) -> list[Connection]:
        """Return a list of those that match, safe to act on while sockets come and go."""
        return [connection for connection in list(self._by_sid.values()) if matches(connection)]
