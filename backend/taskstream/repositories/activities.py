"""The log of activity: written once, read newest first, and forgotten in its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from taskstream.clock import Millis
from taskstream.domain.activity import Activity, Decided, Deed, ScanName, Sought
from taskstream.domain.scans import Person
from taskstream.storage import PAGE_LIMIT, Document, Filter, Store

DECIDED_UNTIL: Final = "activity decided until"


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Some lines of the log, newest first; ``next`` goes on behind the last one, None at the end."""

    items: list[Activity]
    next: str | None


class ActivityRepository:
    """Lines by time, and by whom, where, and what they have to do with."""

    def __init__(self, store: Store) -> None:
        self._lines = store.collection("activities")
        self._meta = store.collection("meta")

    def add(self, activity: Activity) -> None:
        """Store a line."""
        self._lines.insert(_to_document(activity))

    def put(self, activity: Activity) -> None:
        """Store a line, over what it said before."""
        self._lines.upsert(_to_document(activity))

    def decided_until(self) -> Millis | None:
        """Return up to when the verdicts are in the log for sure; None while none are."""
        known = self._meta.get(DECIDED_UNTIL)
        return None if known is None else Millis(known["at"])

    def set_decided_until(self, at: Millis) -> None:
        """Note that they are up to then."""
        self._meta.upsert({"_id": DECIDED_UNTIL, "at": at})

    def page(self, sought: Sought, *, after: str | None, limit: int = PAGE_LIMIT) -> ActivityPage:
        """Return the lines that are sought, newest first. Raises BadCursor."""
        page = self._lines.find(_filter(sought), sort=[("at", -1)], after=after, limit=limit)
        return ActivityPage([_from_document(item) for item in page.items], page.next)

    def sweep(self, before: Millis, limit: int) -> int:
        """Remove so many lines at most that are older; return how many there were."""
        return self._lines.delete_where({"at": {"$lt": before}}, limit)


def _filter(sought: Sought) -> Filter:
    at = {"$gte": sought.since, **({} if sought.until is None else {"$lt": sought.until})}
    wanted = {"kind": sought.kind, "by_id": sought.by_id, "scan_id": sought.scan_id}
    return {"at": at, **{name: str(value) for name, value in wanted.items() if value is not None}}


def _to_document(activity: Activity) -> Document:
    document: Document = {
        "_id": activity.id,
        "at": activity.at,
        "deed": activity.deed.value,
        "kind": activity.deed.kind.value,
        "by_id": activity.by.id,
        "by_name": activity.by.name,
    }
    if activity.by.guest:
        document["by_guest"] = True
    if activity.scan is not None:
        document["scan_id"] = activity.scan.id
        document["scan_name"] = activity.scan.name
    if activity.about is not None:
        document["about"] = activity.about
    if activity.decided is not None:
        document["decided"] = activity.decided._asdict()
    if activity.since is not None:
        document["since"] = activity.since
    return document


def _from_document(document: Document) -> Activity:
    scan_id, decided = document.get("scan_id"), document.get("decided")
    since = document.get("since")
    return Activity(
        id=document["_id"],
        at=Millis(document["at"]),
        deed=Deed(document["deed"]),
        by=Person(document["by_id"], document["by_name"], guest=document.get("by_guest", False)),
        scan=None if scan_id is None else ScanName(scan_id, document["scan_name"]),
        about=document.get("about"),
        decided=None if decided is None else Decided(**decided),
        since=None if since is None else Millis(since),
    )
