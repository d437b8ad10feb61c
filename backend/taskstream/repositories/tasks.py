"""Tasks, and the counters that are kept beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Literal

from taskstream.clock import Millis
from taskstream.domain.audiences import Audience
from taskstream.domain.scans import Person
from taskstream.domain.tasks import (
    HeldVerdict,
    HistoryEntry,
    Task,
    TaskAction,
    TaskStatus,
    numbered,
    without_held,
)
from taskstream.repositories import counting
from taskstream.repositories.counting import counter_id
from taskstream.repositories.rollups import RollUpRepository
from taskstream.storage import (
    Document,
    Failed,
    InsertMany,
    Numbering,
    Outcome,
    Replace,
    Store,
    StoreError,
    Tally,
    TallyAll,
    Written,
)

# All but the history, which only GET /tasks/<id> shows.
SLIM = (
    "scan_id", "client_id", "author_id", "author_name", "author_guest", "text", "status", "version", "number",
    "seq", "created_at", "decided_at", "decided_by", "reason", "held",
    "reasons_version", "round", "waiting_since",
)  # fmt: skip


# The fields of Counters, as they are stored.
KEPT = ("last", "changes", "open", "digest")
# Behind a task whose verdict is held there is often one that waits.
LOOKED_AT = 20
# What a new task is given, field by field of the counter.
NUMBERED = {"seq": "seq", "number": "number"}
NUMBERED_AGAIN = {"seq": "seq"}
# By what is stored of them: one step, where calling the enumeration takes ten.
STATUSES = {status.value: status for status in TaskStatus}
ACTIONS = {action.value: action for action in TaskAction}


@dataclass(frozen=True, slots=True)
class Counters:
    """What is kept for one audience; ``docs/protocol.md`` says what a client does with it.

    ``last`` is the highest ``seq`` among its tasks, ``changes`` the number of their changes so
    far, ``open`` and ``digest`` are the number and the checksum of its open tasks. ``statuses`` is
    how many tasks have each status, as it is kept of whole scans alone: None for a worker.
    """

    last: int
    changes: int
    open: int
    digest: int
    statuses: Mapping[TaskStatus, int] | None


class TaskRepository:
    """Tasks by id, by key and by scan."""

    def __init__(self, store: Store, rollups: RollUpRepository | None = None) -> None:
        """``rollups``: the one that is told what is added late, where somebody reads them too."""
        self._store = store
        self._tasks = store.collection("tasks")
        self._counters = store.collection("counters")
        self._rollups = rollups or RollUpRepository(store)

    def add_many(self, tasks: Sequence[Task]) -> list[Task | StoreError | None]:
        """Store new tasks, each with the next number and seq of its scan.

        Returns each as it is stored, None where its key (scan, author, client_id) is taken,
        or why it could not be stored.
        """
        insertions = [
            InsertMany("tasks", [_to_document(task) for task in some], _numbering(scan_id))
            for scan_id, some in groupby(tasks, attrgetter("scan_id"))
        ]

        def tally_all(outcomes: Sequence[Outcome]) -> list[Tally]:
            came = counting.arrivals(outcomes)
            return [*counting.of_new(came), *self._rollups.of_new(came)]

        return self._write(tasks, insertions, tally_all)

    def swap(self, before: Task, after: Task) -> Task | None:
        """Write ``after`` over ``before``; return it with its new seq, or None if that is gone."""
        outcome = self.swap_many([(before, after)])[0]
        if isinstance(outcome, StoreError):
            raise outcome
        return outcome

    def swap_many(self, pairs: Sequence[tuple[Task, Task]]) -> list[Task | StoreError | None]:
        """Write each second task over the first; return what ``swap`` would give or raise for it."""
        replacements = [_replacement(before, after) for before, after in pairs]
        changed = [after for _, after in pairs]
        count, roll_up = counting.of_changes(pairs), self._rollups.of_changes(pairs)

        def tally_all(outcomes: Sequence[Outcome]) -> list[Tally]:
            return [*count(outcomes), *roll_up(outcomes)]

        return self._write(changed, replacements, tally_all)

    def find(self, task_id: str) -> Task | None:
        """Return the task with its history, or None."""
        document = self._tasks.get(task_id)
        return None if document is None else task_from_document(document)

    def by_ids(self, task_ids: Sequence[str]) -> list[Task]:
        """Return those that exist, with their histories."""
        found = self._tasks.get_many(task_ids)
        return [task_from_document(document) for document in found.values()]

    def by_key(self, scan_id: str, author_id: str, client_id: str) -> Task | None:
        """Return the task that this submission became, or None."""
        page = self._tasks.find(
            {"scan_id": scan_id, "author_id": author_id, "client_id": client_id}, limit=1
        )
        return task_from_document(page.items[0]) if page.items else None

    def changed_since(
        self,
        scan_id: str,
        statuses: Iterable[TaskStatus],
        *,
        since: int,
        limit: int,
        newest: bool = False,
    ) -> list[Task]:
        """Return tasks of these statuses with a higher seq than ``since``, in order of seq.

        ``newest``: the last ones instead of the first, falling.
        """
        order: Literal[1, -1] = -1 if newest else 1
        found: list[Task] = []
        # Status by status, because that is how the index is laid out, and then merged.
        for status in statuses:
            filter_ = {"scan_id": scan_id, "status": status.value, "seq": {"$gt": since}}
            page = self._tasks.find(filter_, sort=[("seq", order)], limit=limit, fields=SLIM)
            found += [task_from_document(document, slim=True) for document in page.items]
        found.sort(key=lambda task: task.seq, reverse=newest)
        return found[:limit]

    def waiting_longest(self, scan_id: str) -> Millis | None:
        """Return since when the scan's oldest pending task has waited; held verdicts count as given."""
        filter_ = {"scan_id": scan_id, "status": TaskStatus.PENDING.value, "seq": {"$gt": 0}}
        after: str | None = None
        while True:
            page = self._tasks.find(filter_, sort=[("seq", 1)], after=after, limit=LOOKED_AT)
            for document in page.items:
                if "held" not in document:
                    task = task_from_document(document)
                    return task.created_at if task.waiting_since is None else task.waiting_since
            if page.next is None:
                return None
            after = page.next

    def of_author(self, scan_id: str, author_id: str, *, since: int = 0) -> Iterator[Task]:
        """Yield one worker's tasks in the scan as he may see them, by seq, without histories."""
        more = True
        while more:
            # Without the status: with it, the database would go through everybody's tasks.
            filter_ = {"scan_id": scan_id, "author_id": author_id, "seq": {"$gt": since}}
            page = self._tasks.find(filter_, sort=[("seq", 1)], fields=SLIM)
            for document in page.items:
                yield without_held(task_from_document(document, slim=True))
                since = document["seq"]
            more = page.next is not None

    def counters(self, audiences: Sequence[Audience]) -> dict[Audience, Counters]:
        """Return what is kept for each audience. Nothing is walked: one read for 500 of them."""
        names = {audience: counter_id(audience) for audience in audiences}
        kept = self._counters.get_many(list(names.values()))
        return {
            audience: Counters(
                **{name: kept.get(id_, {}).get(name, 0) for name in KEPT},
                statuses=_statuses(kept.get(id_, {})) if audience.worker_id is None else None,
            )
            for audience, id_ in names.items()
        }

    def counters_of_many(self, scan_ids: Sequence[str]) -> dict[str, Mapping[TaskStatus, int]]:
        """Return the numbers of tasks by status, scan by scan."""
        kept = self._counters.get_many(scan_ids)
        return {id_: _statuses(kept.get(id_, {})) for id_ in scan_ids}

    def _write(
        self,
        tasks: Sequence[Task],
        writes: Sequence[InsertMany | Replace],
        tally_all: TallyAll,
    ) -> list[Task | StoreError | None]:
        outcomes = self._store.write(writes, tally_all)
        return [
            numbered(task, outcome.document["number"], outcome.document["seq"])
            if isinstance(outcome, Written)
            else _why_not(outcome)
            for task, outcome in zip(tasks, outcomes, strict=True)
        ]


def _why_not(outcome: Outcome) -> StoreError | None:
    """Return why a task is not stored; None: another is in its place."""
    return outcome.error if isinstance(outcome, Failed) else None


# Of the scans that are at work now.
@lru_cache(maxsize=100)
def _numbering(scan_id: str) -> Numbering:
    return Numbering(scan_id, NUMBERED)


@lru_cache(maxsize=100)
def _numbering_again(scan_id: str) -> Numbering:
    return Numbering(scan_id, NUMBERED_AGAIN)


def _replacement(before: Task, after: Task) -> Replace:
    return Replace(
        "tasks",
        _to_document(after),
        {"version": before.version},
        _numbering_again(after.scan_id),
    )


def _statuses(counter: Document) -> Mapping[TaskStatus, int]:
    return {status: counter.get(status.value, 0) for status in TaskStatus}


def _to_document(task: Task) -> Document:
    document: Document = {
        "_id": task.id,
        "scan_id": task.scan_id,
        "client_id": task.client_id,
        "author_id": task.author.id,
        "author_name": task.author.name,
        "text": task.text,
        "status": str(task.status),
        "version": task.version,
        "number": task.number,
        "seq": task.seq,
        "created_at": task.created_at,
    }
    if task.author.guest:
        document["author_guest"] = True
    # What was only sent is its own history, and has nothing else.
    if task.version > 1:
        _add_changes(document, task)
    return document


def _add_changes(document: Document, task: Task) -> None:
    document["history"] = [_entry_to_document(entry) for entry in task.history]
    if task.decided_at is not None and task.decided_by is not None:
        document["decided_at"] = task.decided_at
        document["decided_by"] = {"id": task.decided_by.id, "name": task.decided_by.name}
    if task.reason is not None:
        document["reason"] = task.reason
    if task.reasons_version is not None:
        document["reasons_version"] = task.reasons_version
    if task.round > 1:
        document["round"] = task.round
    if task.waiting_since is not None:
        document["waiting_since"] = task.waiting_since
    if task.held is not None:
        document["held"] = _held_to_document(task.held)


def task_from_document(document: Document, *, slim: bool = False) -> Task:
    """Return the task that is stored as this document. ``slim``: it was read without its history."""
    decided_by, held = document.get("decided_by"), document.get("held")
    author = Person(
        document["author_id"], document["author_name"], document.get("author_guest", False)
    )
    # By place: each verdict reads one, and names take half as long again.
    return Task(
        document["_id"],
        document["scan_id"],
        document["client_id"],
        author,
        document["text"],
        STATUSES[document["status"]],
        document["version"],
        Millis(document["created_at"]),
        () if slim else _history_in(document),
        document.get("decided_at"),
        None if decided_by is None else Person(decided_by["id"], decided_by["name"]),
        document.get("reason"),
        None if held is None else _held_from_document(held),
        document.get("reasons_version"),
        document.get("round", 1),
        document.get("waiting_since"),
        document["number"],
        document["seq"],
    )


def _history_in(document: Document) -> tuple[HistoryEntry, ...]:
    entries = document.get("history")
    if entries is not None:
        return tuple(_entry_from_document(entry) for entry in entries)
    author = Person(document["author_id"], document["author_name"])
    sent_at = Millis(document["created_at"])
    return (HistoryEntry(1, TaskAction.SUBMIT, sent_at, author, None, document["text"]),)


def _held_to_document(held: HeldVerdict) -> Document:
    document: Document = {
        "action": held.action.value,
        "at": held.at,
        "by": {"id": held.by.id, "name": held.by.name},
        "until": held.until,
    }
    if held.reason is not None:
        document["reason"] = held.reason
    if held.reasons_version is not None:
        document["reasons_version"] = held.reasons_version
    if held.key is not None:
        document["key"] = held.key
    return document


def _held_from_document(document: Document) -> HeldVerdict:
    return HeldVerdict(
        action=TaskAction(document["action"]),
        at=Millis(document["at"]),
        by=Person(document["by"]["id"], document["by"]["name"]),
        until=Millis(document["until"]),
        reason=document.get("reason"),
        key=document.get("key"),
        reasons_version=document.get("reasons_version"),
    )


def _entry_to_document(entry: HistoryEntry) -> Document:
    document: Document = {
        "version": entry.version,
        "action": str(entry.action),
        "at": entry.at,
        "by_id": entry.by.id,
        "by_name": entry.by.name,
    }
    if entry.reason is not None:
        document["reason"] = entry.reason
    if entry.text is not None:
        document["text"] = entry.text
    if entry.key is not None:
        document["key"] = entry.key
    if entry.reasons_version is not None:
        document["reasons_version"] = entry.reasons_version
    return document


def _entry_from_document(document: Document) -> HistoryEntry:
    return HistoryEntry(
        version=document["version"],
        action=ACTIONS[document["action"]],
        at=Millis(document["at"]),
        by=Person(document["by_id"], document["by_name"]),
        reason=document.get("reason"),
        text=document.get("text"),
        key=document.get("key"),
        reasons_version=document.get("reasons_version"),
    )
