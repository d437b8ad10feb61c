"""A task: a worker's suggestion, from first word to verdict."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from operator import attrgetter
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


# Not frozen, for that takes five times as long.
@dataclass(slots=True)
class Suggestion:
    """What a worker sends. ``client_id``: 32 hex digits; the same for each retry of one submission."""

    client_id: str
    text: str


SUBMIT, PENDING = TaskAction.SUBMIT, TaskStatus.PENDING
TEXT_OF, REASON_OF = attrgetter("text"), attrgetter("reason")


def submitted(suggestion: Suggestion, task_id: str, scan_id: str, by: Person, at: Millis) -> Task:
    """Return the task that a suggestion becomes."""
    text = suggestion.text
    # All fields by place, and without the function that fills the others in: that takes half as long again.
    first = tuple.__new__(HistoryEntry, (1, SUBMIT, at, by, None, text, None, None))
    return tuple.__new__(
        Task,
        (
            task_id, scan_id, suggestion.client_id, by, text, PENDING, 1, at, (first,),
            None, None, None, None, None, 1, None, 0, 0,
        ),
    )  # fmt: skip


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
    some = tasks[:at_most]
    # Rather too much. Nearly always all of it goes, which is seen at once.
    if _bytes_of(some) <= BYTES_AT_ONCE:
        return len(some)
    sizes = accumulate(_bytes_of([task]) for task in some)
    return next((index for index, size in enumerate(sizes) if index and size > BYTES_AT_ONCE), 1)


def _bytes_of(tasks: Sequence[Task]) -> int:
    """Return how many bytes tasks take up in a message at most."""
    texts = sum(map(len, map(TEXT_OF, tasks)))
    reasons = sum(map(len, filter(None, map(REASON_OF, tasks))))
    return BYTES_BESIDE * len(tasks) + BYTES_EACH * (texts + reasons)


def history_with(task: Task, entry: HistoryEntry) -> tuple[HistoryEntry, ...]:
    """Return the task's history with one more entry, the first (the text as sent) always kept."""
    history = (*task.history, entry)
    if len(history) > HISTORY_LIMIT:
        history = (history[0], *history[-(HISTORY_LIMIT - 1) :])
    return history
