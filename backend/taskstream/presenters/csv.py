"""Tasks as rows of a spreadsheet: RFC 4180, in UTF-8 with the mark that spreadsheets look for."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from taskstream.clock import isoformat
from taskstream.domain.scans import ScanStatus
from taskstream.domain.tasks import Task, TaskStatus
from taskstream.domain.verdicts import as_decided

BYTE_ORDER_MARK: Final = "\ufeff"
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
# What a spreadsheet takes for the beginning of a formula, as OWASP lists it under "CSV Injection",
# with the wide forms that some of them read alike.
FORMULA: Final = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def head_row() -> bytes:
    """Return how a file begins."""
    return (BYTE_ORDER_MARK + _lines([HEAD])).encode()


def task_rows(tasks: Iterable[Task], scan: ScanStatus) -> bytes:
    """Return the tasks of a scan as rows.

    A text that would be read as a formula is kept from it by an apostrophe.
    """
    return _lines(_cells(as_decided(task), scan) for task in tasks).encode()


def disposition(name: str) -> str:
    """Return the header that makes a browser save the file under this name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.") or "tasks"
    full = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]+", "-", name).strip() or "tasks"
    return f"attachment; filename=\"{safe}.csv\"; filename*=UTF-8''{quote(full, safe='')}.csv"


def _lines(rows: Iterable[Iterable[str | int]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _cells(task: Task, scan: ScanStatus) -> tuple[str | int, ...]:
    return (
        task.number,
        _status(task, scan),
        _harmless(task.text),
        _harmless(task.author.name),
        isoformat(task.created_at),
        "" if task.decided_at is None else isoformat(task.decided_at),
        "" if task.decided_by is None else _harmless(task.decided_by.name),
        _harmless(task.reason or ""),
        # Anybody may have chosen a guest's name.
        "guest" if task.author.guest else "",
        task.round,
    )


def _status(task: Task, scan: ScanStatus) -> str:
    # What waited when its scan was closed waits for nothing.
    left_over = task.status is TaskStatus.PENDING and scan is ScanStatus.CLOSED
    return "undecided" if left_over else STATUS[task.status]


def _harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
