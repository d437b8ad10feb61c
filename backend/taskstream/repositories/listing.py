"""A scan's tasks in order, a stretch at a time, however few of them are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from taskstream.domain.listing import TaskOrder, Wanted
from taskstream.domain.tasks import Task
from taskstream.repositories.tasks import SLIM, task_from_document
from taskstream.storage import PAGE_LIMIT, Document, Filter, Store


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tasks in order, slim, and how far was looked. ``looked_to`` None: that was the end."""

    tasks: list[Task]
    looked_to: int | None


class TaskListing:
    """Reads tasks by their number, or by the ``seq`` of their last change."""

    def __init__(self, store: Store) -> None:
        self._tasks = store.collection("tasks")
        self._counters = store.collection("counters")

    def last(self, scan_id: str, order: TaskOrder) -> int:
        """Return the highest number, or ``seq``, that was given in the scan so far."""
        given: int = (self._counters.get(scan_id) or {}).get(_field(order), 0)
        return given

    def stretch(
        self, scan_id: str, wanted: Wanted, order: TaskOrder, *, start: int, span: int, last: int
    ) -> Stretch:
        """Return what the database finds of the wanted tasks, next to ``start`` and behind it.

        Only statuses and times are compared here; words are left to ``matches``. Looks at
        ``span`` numbers at most, so that no question takes longer the rarer its answers are.
        """
        field = _field(order)
        if order.falls:
            end = max(0, start - span)
            bounds = {"$lt": start, "$gte": end}
            is_end = end == 0
        else:
            end = start + span
            bounds = {"$gt": start, "$lte": end}
            is_end = end >= last
        found, cut_at = self._read(self._filters(scan_id, wanted, order, {field: bounds}), order)
        if cut_at is not None:
            return Stretch(found, cut_at)
        return Stretch(found, None if is_end else end)

    def _filters(
        self, scan_id: str, wanted: Wanted, order: TaskOrder, bounds: Filter
    ) -> list[Filter]:
        """Return one question for each part of an index that keeps the order."""
        received: dict[str, int] = {}
        if wanted.since is not None:
            received["$gte"] = wanted.since
        if wanted.until is not None:
            received["$lt"] = wanted.until
        common = {
            "scan_id": scan_id,
            **bounds,
            **({"created_at": received} if received else {}),
        }
        statuses = sorted(status.value for status in wanted.statuses)
        if order.by_number:
            return [{**common, "status": {"$in": statuses}}]
        return [{**common, "status": status} for status in statuses]

    def _read(self, filters: Sequence[Filter], order: TaskOrder) -> tuple[list[Task], int | None]:
        """Return what matches any of them, in order, and where that breaks off, if it does."""
        field = _field(order)
        way: Literal[1, -1] = -1 if order.falls else 1
        found: list[Document] = []
        cuts: list[int] = []
        for filter_ in filters:
            page = self._tasks.find(filter_, sort=[(field, way)], limit=PAGE_LIMIT, fields=SLIM)
            found += page.items
            if page.next is not None:
                cuts.append(page.items[-1][field])
        found.sort(key=lambda document: document[field], reverse=order.falls)
        if not cuts:
            return [task_from_document(document, slim=True) for document in found], None
        # Behind the first cut, others may be missing.
        cut = max(cuts) if order.falls else min(cuts)
        kept = [document for document in found if (document[field] - cut) * way <= 0]
        return [task_from_document(document, slim=True) for document in kept], cut


def _field(order: TaskOrder) -> Literal["number", "seq"]:
    return "number" if order.by_number else "seq"
