"""One process at a time, among all that share a database: a document that expires."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pymongo.collection import Collection as Driver
from pymongo.errors import DuplicateKeyError

from taskstream import clock
from taskstream.concurrency import Concurrency
from taskstream.storage.mongo.errors import driver_errors
from taskstream.storage.port import Document, StoreUnavailable

LOCK_ID: Final = "migration_lock"
# Longer than any migration takes. Who dies with the lock keeps the others out for this long.
LIFETIME_SECONDS: Final = 600
RETRY_SECONDS: Final = 0.25


@contextmanager
def migration_lock(meta: Driver[Document], concurrency: Concurrency) -> Iterator[None]:
    """Hold the lock, having waited for it. Raises StoreUnavailable after the lock's own lifetime."""
    owner = secrets.token_hex(8)
    give_up = time.monotonic() + LIFETIME_SECONDS
    while not _take(meta, owner):
        if time.monotonic() > give_up:
            raise StoreUnavailable("another process has been migrating this database for too long")
        concurrency.sleep(RETRY_SECONDS)
    try:
        yield
    finally:
        with driver_errors(writing=True):
            meta.delete_one({"_id": LOCK_ID, "owner": owner})


def _take(meta: Driver[Document], owner: str) -> bool:
    now = clock.now()
    held = {"owner": owner, "until": now + LIFETIME_SECONDS * 1000}
    with driver_errors(writing=True):
        try:
            # Where a lock is that has not expired, this finds none and then cannot insert one.
            meta.update_one({"_id": LOCK_ID, "until": {"$lt": now}}, {"$set": held}, upsert=True)
        except DuplicateKeyError:
            return False
    return True
