"""Passwords: hashed slowly on purpose, without holding anybody else up."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from werkzeug.security import check_password_hash, generate_password_hash

from taskstream.concurrency import Concurrency
from taskstream.domain.users import name_key
from taskstream.errors import Busy

T = TypeVar("T")

# Named, because Werkzeug's default changes with its versions. 0.2 s on the machine it was set on.
METHOD = "pbkdf2:sha256:600000"
AT_ONCE = 2
QUEUE = 50
RETRY_AFTER_SECONDS = 2.0
COMMONEST = 10_000

# No password has this hash. It is compared with when there is no such user, so that an unknown
# name takes as long as a wrong password.
NOBODYS_HASH = f"{METHOD}$nobodys$" + "0" * 64


class Passwords:
    """Makes and checks hashes in native threads, two at a time; the others wait in a short queue.

    Make it after the standard library has been patched for the loop: its locks must be the
    loop's own.
    """

    def __init__(self, concurrency: Concurrency) -> None:
        self._concurrency = concurrency
        self._gate = threading.BoundedSemaphore(AT_ONCE)
        self._places = threading.BoundedSemaphore(AT_ONCE + QUEUE)

    def hash(self, password: str) -> str:
        """Return what to store for the password. Raises Busy when the queue is full."""
        return self._in_turn(lambda: generate_password_hash(_composed(password), METHOD))

    def verify(self, password: str, stored: str | None) -> bool:
        """Say whether that is the password; None (no such user) takes as long and is never right.

        Raises Busy when the queue is full.
        """
        expected = NOBODYS_HASH if stored is None else stored
        return self._in_turn(lambda: check_password_hash(expected, _composed(password)))

    def _in_turn(self, work: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise Busy(
                "Too many are signing in at once. Try again in a moment.",
                retry_after=RETRY_AFTER_SECONDS,
            )
        try:
            with self._gate:
                return self._concurrency.in_native_thread(work)
        finally:
            self._places.release()


def password_fault(password: str, username: str) -> str | None:
    """Say in words why that user should not have that password, or return None.

    It must not be among the 10,000 that people choose most, in any case, nor be a spelling of his
    name, which everybody sees.
    """
    if password.casefold() in _commonest():
        return "choose one that is less common"
    if name_key(password) == name_key(username):
        return "is the same as the user name; choose another"
    return None


@cache
def _commonest() -> frozenset[str]:
    from zxcvbn.frequency_lists import (  # noqa: PLC0415 - large, and most processes never ask
        FREQUENCY_LISTS,
    )

    return frozenset(FREQUENCY_LISTS["passwords"][:COMMONEST])


def _composed(password: str) -> str:
    # Keyboards differ in how they send accented letters; NFC makes them the same (RFC 8265).
    return unicodedata.normalize("NFC", password)
