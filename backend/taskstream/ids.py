"""Names of records. The application makes them before the insert, so an insert can be repeated.

A repeated insert is then refused as a duplicate, which means that the first one went through.
"""

from __future__ import annotations

import secrets

from ulid import ULID

# Crockford's base 32 in lower case: no i, l, o, u, so an id can be read aloud.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SCAN_ID_LENGTH = 26


def new_scan_id() -> str:
    """Return 26 random characters (130 bits). Whoever has it may submit, so it must not be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SCAN_ID_LENGTH))


def new_id() -> str:
    """Return a ULID in lower case: 48 bits of time, so that the primary key grows at its end."""
    return str(ULID()).lower()


def new_task_id(scan_id: str) -> str:
    """Return ``<scan>.<ulid>``. It holds the scan's link: never show it in public."""
    return f"{scan_id}.{new_id()}"


def scan_of(task_id: str) -> str:
    """Return the scan's id from a task's id; any text is safe to pass."""
    return task_id.partition(".")[0]
