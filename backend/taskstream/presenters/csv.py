"""Tasks as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from taskstream.clock import isoformat
from taskstream.domain.scans import ScanStatus
from taskstream.domain.tasks import Task, TaskStatus
from taskstream.domain.verdicts import as_decided
from taskstream.presenters.spreadsheet import harmless, head, lines

HEAD: Final = (
    "number", "status", "text", "author", "received", "decided", "decided by", "reason", "guest", "round",
)  # fmt: skip
# As the pages call it.
STATUS: Final = {
    TaskStatus.PENDING: "waiting",
    TaskStatus.VALIDATED: "validated",
    TaskStatus.REFUSED: "refused",
    TaskStatus.RETURNED: "sent back",
}


def head_row() -> bytes:
    """Return how a file begins."""
    return head(HEAD)


def task_rows(tasks: Iterable[Task], scan: ScanStatus) -> bytes:
    """Return the tasks of a scan as rows.

    A text that would be read as a formula is kept from it by an apostrophe.
    """
    return lines(_cells(as_decided(task), scan) for task in tasks)


def _cells(task: Task, scan: ScanStatus) -> tuple[str | int, ...]:
    return (
        task.number,
        _status(task, scan),
        harmless(task.text),
        harmless(task.author.name),
        isoformat(task.created_at),
        "" if task.decided_at is None else isoformat(task.decided_at),
        "" if task.decided_by is None else harmless(task.decided_by.name),
        harmless(task.reason or ""),
        # Anybody may have chosen a guest's name.
        "guest" if task.author.guest else "",
        task.round,
    )


def _status(task: Task, scan: ScanStatus) -> str:
    # What waited when its scan was closed waits for nothing.
    left_over = task.status is TaskStatus.PENDING and scan is ScanStatus.CLOSED
    return "undecided" if left_over else STATUS[task.status]
