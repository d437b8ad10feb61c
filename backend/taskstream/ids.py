"""Names of records. The application makes them before the insert, so an insert can be repeated.

A repeated insert is then refused as a duplicate, which means that the first one went through.
"""

from __future__ import annotations

import os
import re
import secrets
import time
import unicodedata
from functools import lru_cache

# Crockford's base 32 in lower case: no i, l, o, u, so an id can be read aloud.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SCAN_ID_LENGTH = 26
# Of a ULID, so many characters tell the time.
TIME_CHARACTERS = 10
# Two characters for each ten bits.
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]

RANDOM_CHARACTERS = 16
DRAWN_AT_ONCE = 64
# Of the 256 values of a byte, eight stand for each character.
_CHARACTERS = (ALPHABET * 8).encode()
_RANDOM = re.compile(f".{{{RANDOM_CHARACTERS}}}")
# Random characters that no id has yet. A child of this process must not draw the same ones.
_drawn: list[str] = []
os.register_at_fork(after_in_child=_drawn.clear)

# What is read off a screen and typed: of characters that look alike one stands here at most, so
# that the others can be taken for it; of those that look like nothing else of it, none.
CODE_ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
CODE_LENGTH = 6
LOOK_ALIKES = str.maketrans("BSUZ", "85V2")


def new_scan_id() -> str:
    """Return 26 random characters (130 bits). Whoever has it may submit, so it must not be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SCAN_ID_LENGTH))


def new_scan_code() -> str:
    """Return 6 random characters (28 bits): short enough to be typed, worth a limit on guesses."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def read_scan_code(typed: str) -> str | None:
    """Return the code that was meant, None where it can be none.

    Capitals or not, spaces and hyphens anywhere, and what looks like another character: all
    are forgiven.
    """
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", unicodedata.normalize("NFKC", typed)).upper()
    code = plain.translate(LOOK_ALIKES)
    is_one = len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)
    return code if is_one else None


def new_id() -> str:
    """Return a ULID in lower case: 48 bits of time, so that the primary key grows at its end.

    After them come 80 random bits (github.com/ulid/spec). Each suggestion takes one.
    """
    return _time_characters(time.time_ns() // 1_000_000) + _random_characters()


# Many are made in one millisecond.
@lru_cache(maxsize=8)
def _time_characters(milliseconds: int) -> str:
    return "".join([_PAIRS[milliseconds >> shift & 0x3FF] for shift in range(40, -1, -10)])


def _random_characters() -> str:
    try:
        return _drawn.pop()
    except IndexError:
        # One call of the system for many ids: it takes longer than all the rest.
        block = os.urandom(RANDOM_CHARACTERS * DRAWN_AT_ONCE).translate(_CHARACTERS).decode()
        _drawn.extend(_RANDOM.findall(block))
        return _drawn.pop()


def made_at(id_: str) -> int:
    """Return when ``new_id`` made it, in epoch milliseconds."""
    milliseconds = 0
    for character in id_[:TIME_CHARACTERS]:
        milliseconds = milliseconds << 5 | ALPHABET.index(character)
    return milliseconds


def new_task_id(scan_id: str, at: int) -> str:
    """Return ``<scan>.<ulid>``, made at a time in epoch milliseconds.

    It holds the scan's link: never show it in public.
    """
    return f"{scan_id}.{_time_characters(at)}{_random_characters()}"


def scan_of(task_id: str) -> str:
    """Return the scan's id from a task's id; any text is safe to pass."""
    return task_id.partition(".")[0]
