"""A task: a worker's suggestion, from first word to verdict."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.text import REASON_MAX, TASK_TEXT_MAX

# A task's history is part of its document; it must not grow without end.
HISTORY_LIMIT = 100

# Task texts are at most 16 KB each; this keeps a message well under what a phone takes at once.
BYTES_AT_ONCE = 256 * 1024
# Of a task, what is neither its text nor a reason; a code point takes four bytes at most.
BYTES_BESIDE = 400
BYTES_EACH = 4
# So many go into one message whatever they say.
FEW = BYTES_AT_ONCE // (BYTES_BESIDE + BYTES_EACH * (TASK_TEXT_MAX + REASON_MAX))


class TaskStatus(StrEnum):
    """Where a task is. Pending and returned ones are open: somebody still has to act."""

    PENDING = "pending"
    VALIDATED = "validated"
    REFUSED = "refused"
    RETURNED = "returned"


OPEN_STATUSES = frozenset({TaskStatus.PENDING, TaskStatus.RETURNED})


class TaskAction(StrEnum):
    """What can be done with a task."""

    SUBMIT = "submit"
    VALIDATE = "validate"
    REFUSE = "refuse"
    RETURN = "return"
    REOPEN = "reopen"
    RESUBMIT = "resubmit"


class HistoryEntry(NamedTuple):
    """One change of a task: which version it made, and by whom.

    ``key`` is the one that a program gave with it, to know it again; nobody is shown it.
    ``reasons_version``: of which list of the scan the reason is; none for the moderator's own words.
    """

    version: int
    action: TaskAction
    at: Millis
    by: Person
    reason: str | None = None
    text: str | None = None
    key: str | None = None
    reasons_version: int | None = None


class HeldVerdict(NamedTuple):
    """A verdict that was given ``at`` a time, and that the author is not told before ``until``.

    The fields are those of the verdict; ``key`` is known to nobody but who gave it.
    """

    action: TaskAction
    at: Millis
    by: Person
    until: Millis
    reason: str | None = None
    key: str | None = None
    reasons_version: int | None = None


class Task(NamedTuple):
    """A task as it is stored.

    ``number`` counts from 1 in its scan, ``seq`` is the scan's counter at the last change;
    both are 0 until the store has given them. ``client_id`` is the author's own key for
    this submission. ``round`` counts how often it came to the desk: 1, and 1 more for each correction.
    ``waiting_since``: when it was last corrected or reopened, if it ever was; else it has waited since
    ``created_at``. Undoing a slip at once leaves it.
    While a verdict is ``held`` the task is pending, and its author hears nothing of it.
    """

    id: str
    scan_id: str
    client_id: str
    author: Person
    text: str
    status: TaskStatus
    version: int
    created_at: Millis
    history: tuple[HistoryEntry, ...]
    decided_at: Millis | None = None
    decided_by: Person | None = None
    reason: str | None = None
    held: HeldVerdict | None = None
    reasons_version: int | None = None
    round: int = 1
    waiting_since: Millis | None = None
    # The last two: every task that is written is given them.
    number: int = 0
    seq: int = 0


class Suggestion(NamedTuple):
    """What a worker sends. ``client_id``: 32 hex digits; the same for each retry of one submission."""

    client_id: str
    text: str


def submitted(suggestion: Suggestion, task_id: str, scan_id: str, by: Person, at: Millis) -> Task:
    """Return the task that a suggestion becomes."""
    client_id, text = suggestion
    first = HistoryEntry(1, TaskAction.SUBMIT, at, by, None, text)
    # By place: there is one for each suggestion, and names take as long again.
    return Task(task_id, scan_id, client_id, by, text, TaskStatus.PENDING, 1, at, (first,))


def numbered(task: Task, number: int, seq: int) -> Task:
    """Return the task with the numbers that the store has given it."""
    # As ``_make`` does it, which counts the fields once more.
    return tuple.__new__(Task, (*task[:-2], number, seq))


def without_held(task: Task) -> Task:
    """Return the task as its author may see it."""
    return task if task.held is None else task._replace(held=None)


def is_open(task: Task) -> bool:
    """Say whether the task still counts among those that wait for somebody."""
    return task.status in OPEN_STATUSES


def checksum(task_id: str, version: int) -> int:
    """Return one task's share of an audience's digest: crc32 of ``id:version``."""
    return zlib.crc32(f"{task_id}:{version}".encode())


def fitting(tasks: Sequence[Task], at_most: int) -> int:
    """Return how many of the first tasks go into one message: at least one, if there is one."""
    if len(tasks) <= FEW:
        return min(len(tasks), at_most)
    size = 0
    for index, task in enumerate(tasks[:at_most]):
        # Rather too much.
        size += BYTES_BESIDE + BYTES_EACH * (len(task.text) + len(task.reason or ""))
        if index and size > BYTES_AT_ONCE:
            return index
    return min(len(tasks), at_most)


def with_history(task: Task, entry: HistoryEntry) -> Task:
    """Return the task with one more entry, the first (the text as sent) always kept."""
    history = (*task.history, entry)
    if len(history) > HISTORY_LIMIT:
        history = (history[0], *history[-(HISTORY_LIMIT - 1) :])
    return task._replace(history=history)
