"""Rows that spreadsheets read: RFC 4180, in UTF-8 with the mark that they look for."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

BYTE_ORDER_MARK: Final = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, as OWASP lists it under "CSV Injection",
# with the wide forms that some of them read alike.
FORMULA: Final = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def head(names: Iterable[str]) -> bytes:
    """Return how a file with these columns begins."""
    return BYTE_ORDER_MARK.encode() + lines([names])


def lines(rows: Iterable[Iterable[str | int]]) -> bytes:
    """Return rows as they stand in a file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def harmless(cell: str) -> str:
    """Return a text that is read as one: an apostrophe keeps a formula from being worked out."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def disposition(name: str, kind: str = "csv") -> str:
    """Return the header that makes a browser save the file under this name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.") or "tasks"
    full = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]+", "-", name).strip() or "tasks"
    return f"attachment; filename=\"{safe}.{kind}\"; filename*=UTF-8''{quote(full, safe='')}.{kind}"
