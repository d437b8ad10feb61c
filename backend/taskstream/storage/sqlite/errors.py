"""From what SQLite raises to what the port promises."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from taskstream.storage.port import Corrupt, StoreError, StoreUnavailable

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# The low byte of an extended code is the plain one.
PLAIN_CODE = 0xFF


def store_error(error: sqlite3.Error, *, maybe_applied: bool = False) -> StoreError:
    """Return the port's error for one of the driver's."""
    # Errors of the Python module itself carry no code.
    code: int = getattr(error, "sqlite_errorcode", 0)
    if code & PLAIN_CODE in DAMAGED:
        return Corrupt(f"the database file is damaged or not ours: {error}")
    return StoreUnavailable(
        f"the database file cannot be used: {error}", maybe_applied=maybe_applied
    )


def is_unique_violation(error: sqlite3.IntegrityError) -> bool:
    """Return whether a unique key was taken (and not some other rule broken)."""
    return error.sqlite_errorcode in (
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    )


@contextmanager
def driver_errors() -> Iterator[None]:
    """Raise the port's errors in place of the driver's."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error) from error
