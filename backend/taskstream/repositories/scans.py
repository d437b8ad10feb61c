"""Scans, and who belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from taskstream.clock import Millis
from taskstream.domain.scans import Person, Scan, ScanRole, ScanStatus
from taskstream.storage import Document, Store

KNOWN_AT_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class ScanList:
    """A page of scans; ``next`` continues after the last one."""

    items: list[Scan]
    next: str | None


class ScanRepository:
    """Scans by id."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._scans = store.collection("scans")
        # Each event asks for its scan, and nearly always finds it as it was.
        self._known: dict[str, tuple[Document, Scan]] = {}

    def ids(self) -> Iterator[str]:
        """Yield the id of every scan."""
        return (document["_id"] for document in self._store.scan_all("scans", ["_id"]))

    def add(self, scan: Scan) -> None:
        """Store a new scan."""
        self._scans.insert(_to_document(scan))

    def find(self, scan_id: str) -> Scan | None:
        """Return the scan, or None."""
        document = self._scans.get(scan_id)
        return None if document is None else self._scan(document)

    def swap(self, scan: Scan, *, if_version: int) -> bool:
        """Write the scan over that version of it, and say whether it was still there."""
        return self._scans.replace(scan.id, _to_document(scan), {"version": if_version})

    def newest(self, *, after: str | None, limit: int) -> ScanList:
        """Return all scans, newest first."""
        page = self._scans.find({}, sort=[("created_at", -1)], after=after, limit=limit)
        return ScanList([_from_document(document) for document in page.items], page.next)

    def by_ids(self, scan_ids: list[str]) -> list[Scan]:
        """Return those that exist, in the order asked for."""
        documents = self._scans.get_many(scan_ids)
        return [self._scan(documents[id_]) for id_ in scan_ids if id_ in documents]

    def _scan(self, document: Document) -> Scan:
        before, scan = self._known.get(document["_id"], (None, None))
        # To compare takes a tenth of the time.
        if scan is None or before != document:
            if len(self._known) >= KNOWN_AT_MOST:
                self._known.clear()
            scan = _from_document(document)
            self._known[scan.id] = (document, scan)
        return scan


class MemberRepository:
    """Who belongs to which scan: workers who joined, and moderators whom the owner named."""

    def __init__(self, store: Store) -> None:
        self._members = store.collection("members")

    def is_member(self, scan_id: str, user_id: str) -> bool:
        """Say whether he belongs to the scan."""
        return self._members.get(_member_id(scan_id, user_id)) is not None

    def put(self, scan_id: str, user_id: str, role: ScanRole, at: Millis) -> None:
        """Note that he belongs to the scan, and came into it in this role; who does already stays."""
        self._members.insert_many(
            [
                {
                    "_id": _member_id(scan_id, user_id),
                    "scan_id": scan_id,
                    "user_id": user_id,
                    "role": role.value,
                    "joined_at": at,
                }
            ]
        )

    def remove(self, scan_id: str, user_id: str, *, came_as: ScanRole) -> None:
        """Forget that he belongs to the scan, if that is the role in which he came into it."""
        self._members.delete(_member_id(scan_id, user_id), {"role": came_as.value})

    def missing(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return those of these pairs, scan and user, in which he is no member; all in one read."""
        known = self._members.get_many([_member_id(*pair) for pair in pairs])
        return [pair for pair in pairs if _member_id(*pair) not in known]

    def scan_ids_of(
        self, user_id: str, *, after: str | None, limit: int
    ) -> tuple[list[str], str | None]:
        """Return the ids of his scans, the one joined last first, and where to go on."""
        page = self._members.find(
            {"user_id": user_id}, sort=[("joined_at", -1)], after=after, limit=limit
        )
        return [document["scan_id"] for document in page.items], page.next


def _member_id(scan_id: str, user_id: str) -> str:
    return f"{scan_id}.{user_id}"


def _to_document(scan: Scan) -> Document:
    return {
        "_id": scan.id,
        "name": scan.name,
        "instructions": scan.instructions,
        "status": scan.status.value,
        "target_seconds": scan.target_seconds,
        "owner_id": scan.owner.id,
        "owner_name": scan.owner.name,
        "moderators": [{"id": person.id, "name": person.name} for person in scan.moderators],
        "created_at": scan.created_at,
        "version": scan.version,
        "refusal_reasons": list(scan.refusal_reasons),
        "grace_seconds": scan.grace_seconds,
        "code": scan.code,
        "guests": scan.guests,
        "stacking": scan.stacking,
        "pause_message": scan.pause_message,
        "closed_at": scan.closed_at,
        "reasons_version": scan.reasons_version,
    }


def _from_document(document: Document) -> Scan:
    return Scan(
        id=document["_id"],
        name=document["name"],
        instructions=document["instructions"],
        status=ScanStatus(document["status"]),
        target_seconds=document["target_seconds"],
        owner=Person(document["owner_id"], document["owner_name"]),
        moderators=tuple(Person(known["id"], known["name"]) for known in document["moderators"]),
        created_at=Millis(document["created_at"]),
        version=document["version"],
        # Scans that are older than these have none.
        refusal_reasons=tuple(document.get("refusal_reasons", ())),
        grace_seconds=document.get("grace_seconds", 0),
        code=document.get("code"),
        guests=document.get("guests", False),
        stacking=document.get("stacking", True),
        pause_message=document.get("pause_message", ""),
        closed_at=document.get("closed_at"),
        reasons_version=document.get("reasons_version", 1),
    )
