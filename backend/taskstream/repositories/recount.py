"""Counting anew what is kept beside the tasks: counters and roll-ups, by the tasks' histories."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import Final

from taskstream.clock import Millis
from taskstream.domain.audiences import Audience
from taskstream.domain.happenings import happenings
from taskstream.domain.tasks import OPEN_STATUSES, TaskStatus, checksum
from taskstream.ids import scan_of
from taskstream.repositories.counting import counter_id
from taskstream.repositories.rebuilding import Rebuilt
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.tasks import task_from_document
from taskstream.storage import PAGE_LIMIT, Collection, Document, Store

Counted = defaultdict[str, Counter[str]]
GIVEN: Final = ("seq", "number")


def recount(store: Store, now: Millis) -> int:
    """Hold counters and roll-ups against the tasks, mend what is wrong, and return how many were.

    Walks through all tasks. Nobody may write them meanwhile. Old roll-ups are folded first.
    """
    mended = 0
    rollups = RollUpRepository(store)
    # A task's id begins with its scan's, so those of one scan come together.
    for scan_id, tasks in groupby(store.scan_all("tasks"), lambda task: scan_of(task["_id"])):
        rollups.fold(scan_id, now)
        counted: Counted = defaultdict(Counter)
        rebuilt = Rebuilt(scan_id, now)
        for document in tasks:
            _count(counted, document)
            rebuilt.add(happenings(task_from_document(document)))
        mended += _mend(store.collection("counters"), counted)
        mended += rebuilt.mend(store.collection("counters"), rollups.of_scan(scan_id))
    return mended


def _count(counted: Counted, task: Document) -> None:
    of_scan = counted[counter_id(Audience(task["scan_id"]))]
    of_scan[task["status"]] += 1
    for given in GIVEN:
        of_scan[given] = max(of_scan[given], task[given])
    of_worker = counted[counter_id(Audience(task["scan_id"], task["author_id"]))]
    is_open = task["status"] in OPEN_STATUSES
    for counts in (of_scan, of_worker):
        counts["changes"] += task["version"]
        counts["last"] = max(counts["last"], task["seq"])
        counts["open"] += is_open
        counts["digest"] += checksum(task["_id"], task["version"]) if is_open else 0


def _mend(counters: Collection, counted: Counted) -> int:
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
    for given in GIVEN:
        if given in was and given in counts:
            now[given] = max(was[given], counts[given])
    return now
