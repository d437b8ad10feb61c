"""Moving what was committed from SQLite's log into its file, beside the loop."""

from __future__ import annotations

import logging
import sqlite3
from time import monotonic
from typing import Final

from taskstream.concurrency import Concurrency, Waiter
from taskstream.storage.sqlite.files import DatabaseFile

log = logging.getLogger(__name__)

# A commit that comes meanwhile waits longer for the disk, and the longer the more there is to move:
# so little at a time, but not one upon the other where commits come without a pause.
PAGES: Final = 100
REST_SECONDS: Final = 0.1
# What a commit writes, roughly: so much whatever is in it, and so much for each record.
PAGES_PER_COMMIT: Final = 8
PAGES_PER_RECORD: Final = 1


class Checkpoints:
    """Has a native thread move the log, whenever enough of it has gathered.

    Commits go on meanwhile; what they add is for the next time. Under a load that never pauses the
    log is never empty, and so never begun again: the writing connection sees to that, rarely
    (``DatabaseFile.writer``).
    """

    def __init__(self, file: DatabaseFile, concurrency: Concurrency) -> None:
        self._connection = file.mover()
        self._concurrency = concurrency
        self._pages = 0
        self._rests_until = 0.0
        # Of the one that is under way.
        self._ended: Waiter | None = None

    def committed(self, records: int) -> None:
        """Hear of a commit. From the loop, or from the thread that commits."""
        self._pages += PAGES_PER_COMMIT + records * PAGES_PER_RECORD
        if self._pages < PAGES or self._ended is not None:
            return
        now = monotonic()
        if now >= self._rests_until:
            self._rests_until = now + REST_SECONDS
            self._pages = 0
            self._ended = self._concurrency.waiter()
            self._concurrency.spawn(self._run, self._ended)

    def close(self) -> None:
        """Let go of the file, once nobody commits any more; who closes it last moves the rest."""
        ended = self._ended
        if ended is not None:
            ended.wait()
        self._connection.close()

    def _run(self, ended: Waiter) -> None:
        try:
            trouble = self._concurrency.in_native_thread(self._move)
            if trouble is not None:
                log.warning("the log could not be moved into the database (%s)", trouble)
        finally:
            self._ended = None
            ended.set(None)

    def _move(self) -> sqlite3.Error | None:
        """Move what is in the log. Returns what the disk says: nothing is lost by it."""
        try:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except sqlite3.Error as error:
            return error
        return None
