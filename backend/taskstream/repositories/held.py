"""When held verdicts are due: a list of its own, so that nobody walks the tasks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taskstream.clock import Millis
from taskstream.ids import scan_of
from taskstream.storage import Document, Patch, Store

DUE_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Note:
    """That a verdict, which makes this version of the task, is due.

    ``void_at``: if the task does not have that version by then, the verdict was never stored.
    """

    task_id: str
    version: int
    due_at: Millis
    void_at: Millis

    @property
    def id(self) -> str:
        """One note for each version: of two verdicts that race for it, one is stored."""
        return f"{self.task_id}:{self.version}"


class HeldRepository:
    """Notes by when they are due."""

    def __init__(self, store: Store) -> None:
        self._held = store.collection("held")

    def put(self, notes: Sequence[Note]) -> None:
        """Store notes, all at once; one that is there already stays as it is."""
        self._held.insert_many([_to_document(note) for note in notes])

    def due(self, now: Millis) -> list[Note]:
        """Return the notes that are due by then: the oldest, at most 200."""
        page = self._held.find({"due_at": {"$lte": now}}, sort=[("due_at", 1)], limit=DUE_AT_ONCE)
        return [_from_document(document) for document in page.items]

    def task_ids_of(self, scan_id: str) -> list[str]:
        """Return the tasks of a scan whose verdict may be held. Few are, for half a minute at most."""
        found: list[str] = []
        after: str | None = None
        while True:
            page = self._held.find({"due_at": {"$gt": 0}}, sort=[("due_at", 1)], after=after)
            ids = (document["task_id"] for document in page.items)
            found += [task_id for task_id in ids if scan_of(task_id) == scan_id]
            if page.next is None:
                return found
            after = page.next

    def postpone(self, note: Note, due_at: Millis) -> None:
        """Look at a note again at that time."""
        self._held.update(note.id, Patch(set={"due_at": due_at}))

    def remove(self, notes: Sequence[Note]) -> None:
        """Forget notes, at most 200, all at once."""
        ids = [note.id for note in notes]
        self._held.delete_where({"_id": {"$in": ids}}, DUE_AT_ONCE)


def _to_document(note: Note) -> Document:
    return {
        "_id": note.id,
        "task_id": note.task_id,
        "version": note.version,
        "due_at": note.due_at,
        "void_at": note.void_at,
    }


def _from_document(document: Document) -> Note:
    return Note(
        document["task_id"],
        document["version"],
        Millis(document["due_at"]),
        Millis(document["void_at"]),
    )
