"""When held verdicts are due: a list of its own, so that nobody walks the tasks for them."""

from __future__ import annotations

from taskstream.clock import Millis
from taskstream.storage import Store

DUE_AT_ONCE = 200


class HeldRepository:
    """Due times by task."""

    def __init__(self, store: Store) -> None:
        self._held = store.collection("held")

    def put(self, task_id: str, due_at: Millis) -> None:
        """Note when the task's verdict is due, in place of an earlier note."""
        self._held.upsert({"_id": task_id, "due_at": due_at})

    def due(self, now: Millis) -> list[tuple[str, Millis]]:
        """Return tasks whose note is due by then, with that time: the oldest, at most 200."""
        page = self._held.find({"due_at": {"$lte": now}}, sort=[("due_at", 1)], limit=DUE_AT_ONCE)
        return [(found["_id"], Millis(found["due_at"])) for found in page.items]

    def remove(self, task_id: str, due_at: Millis) -> None:
        """Forget the note, unless there is another one by now."""
        self._held.delete(task_id, {"due_at": due_at})
