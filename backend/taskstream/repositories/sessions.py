"""Sessions by id. An ended session is one that is not there any more."""

from __future__ import annotations

from collections.abc import Iterator

from taskstream.clock import Millis
from taskstream.domain.devices import Device
from taskstream.domain.sessions import Session
from taskstream.storage import PAGE_LIMIT, Document, Store


class SessionRepository:
    """Who is signed in where."""

    def __init__(self, store: Store) -> None:
        self._sessions = store.collection("sessions")

    def add(self, session: Session) -> None:
        """Store a new session."""
        self._sessions.insert(_to_document(session))

    def find(self, session_id: str) -> Session | None:
        """Return the session, or None when it has ended."""
        document = self._sessions.get(session_id)
        return None if document is None else _from_document(document)

    def swap(self, session: Session, *, if_version: int) -> bool:
        """Write the session over that version of it, and say whether it was still there."""
        return self._sessions.replace(session.id, _to_document(session), {"version": if_version})

    def end(self, session_id: str) -> bool:
        """Remove the session; say whether there was one."""
        return self._sessions.delete(session_id)

    def of(self, user_id: str) -> Iterator[Session]:
        """Return every session of somebody, also those that have run out and are still kept."""
        after = None
        while True:
            page = self._sessions.find({"user_id": user_id}, after=after)
            yield from map(_from_document, page.items)
            after = page.next
            if after is None:
                return

    def end_all(self, user_id: str) -> None:
        """Remove every session of somebody."""
        while self._sessions.delete_where({"user_id": user_id}, PAGE_LIMIT):
            pass

    def sweep(self, now: Millis, limit: int) -> None:
        """Remove some of those that have run out."""
        self._sessions.delete_where({"expires_at": {"$lt": now}}, limit)


def _to_document(session: Session) -> Document:
    return {
        "_id": session.id,
        "user_id": session.user_id,
        "token_version": session.token_version,
        "current": session.current,
        "previous": session.previous,
        "rotated_at": session.rotated_at,
        "expires_at": session.expires_at,
        "version": session.version,
        "browser": session.device.browser,
        "system": session.device.system,
    }


def _from_document(document: Document) -> Session:
    return Session(
        id=document["_id"],
        user_id=document["user_id"],
        token_version=document["token_version"],
        current=document["current"],
        previous=document["previous"],
        rotated_at=Millis(document["rotated_at"]),
        expires_at=Millis(document["expires_at"]),
        version=document["version"],
        device=Device(document.get("browser"), document.get("system")),
    )
