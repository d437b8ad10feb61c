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
from taskstream.domain.tasks import Task
from taskstream.domain.verdicts import as_decided

BYTE_ORDER_MARK: Final = "\ufeff"
HEAD: Final = (
    "number", "status", "text", "author", "received", "decided", "decided by", "reason",
)  # fmt: skip
# What a spreadsheet takes for the beginning of a formula, as OWASP lists it under "CSV Injection",
# with the wide forms that some of them read alike.
FORMULA: Final = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def head_row() -> bytes:
    """Return how a file begins."""
    return (BYTE_ORDER_MARK + _lines([HEAD])).encode()


def task_rows(tasks: Iterable[Task]) -> bytes:
    """Return the tasks as rows. A text that would be read as a formula is kept from it by an apostrophe."""
    return _lines(_cells(as_decided(task)) for task in tasks).encode()


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


def _cells(task: Task) -> tuple[str | int, ...]:
    return (
        task.number,
        task.status.value,
        _harmless(task.text),
        _harmless(task.author.name),
        isoformat(task.created_at),
        "" if task.decided_at is None else isoformat(task.decided_at),
        "" if task.decided_by is None else _harmless(task.decided_by.name),
        _harmless(task.reason or ""),
    )


def _harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
