"""Counting anew what is kept in counters, after a process ended between a write and its tally."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from taskstream.domain.audiences import Audience
from taskstream.domain.tasks import OPEN_STATUSES, TaskStatus, checksum
from taskstream.repositories.tasks import counter_id
from taskstream.storage import PAGE_LIMIT, Collection, Document, Store

COUNTED: Final = ("scan_id", "author_id", "status", "version", "seq", "number")


def recount(store: Store) -> int:
    """Hold every audience's counter against its tasks, mend what is wrong, and return how many were.

    Walks through all tasks. Nobody may write them meanwhile.
    """
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for task in store.scan_all("tasks", COUNTED):
        scan_id = task["scan_id"]
        of_scan = counted[counter_id(Audience(scan_id))]
        of_scan[task["status"]] += 1
        of_scan["number"] = max(of_scan["number"], task["number"])
        of_scan["seq"] = max(of_scan["seq"], task["seq"])
        for counts in (of_scan, counted[counter_id(Audience(scan_id, task["author_id"]))]):
            is_open = task["status"] in OPEN_STATUSES
            counts["changes"] += task["version"]
            counts["last"] = max(counts["last"], task["seq"])
            counts["open"] += is_open
            counts["digest"] += checksum(task["_id"], task["version"]) if is_open else 0
    return _mend(store.collection("counters"), counted)


def _mend(counters: Collection, counted: defaultdict[str, Counter[str]]) -> int:
    ids, mended = list(counted), 0
    for start in range(0, len(ids), PAGE_LIMIT):
        known = counters.get_many(ids[start : start + PAGE_LIMIT])
        for id_ in ids[start : start + PAGE_LIMIT]:
            was = known.get(id_, {"_id": id_})
            now = _as_counted(was, counted[id_])
            if now != was:
                counters.upsert(now)
                mended += 1
    return mended


def _as_counted(was: Document, counts: Counter[str]) -> Document:
    now = {**was, **counts}
    # A status that no task has any more; and numbers that were given are never given again.
    for status in TaskStatus:
        if status.value in was:
            now[status.value] = counts[status.value]
    for given in ("seq", "number"):
        if given in was and given in counts:
            now[given] = max(was[given], counts[given])
    return now
