"""The database file: whose it is, who may read it, and how a connection to it is made."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from taskstream.storage.port import StoreLocked, StoreMissing, StoreUnavailable
from taskstream.storage.sqlite.errors import driver_errors

# Nobody else writes this file, so waiting for a lock means that somebody opened it with a tool.
# The wait is in C and stops the loop: better a refusal than a silence.
BUSY_SECONDS: Final = 1.0
# Idle connections for reading. A cooperative loop uses one; plain threads use one each.
IDLE_READERS: Final = 4
# Beyond this a COMMIT moves what is left in the log, and the next one begins the log anew: 32 MB.
LOG_PAGES_MAX: Final = 8_000


class DatabaseFile:
    """One database file, held by this process alone until ``release``."""

    def __init__(self, path: Path, *, lasting: bool = True, must_exist: bool = False) -> None:
        """Take the file. Raises StoreLocked, StoreUnavailable, StoreMissing.

        Where it is missing it is made, unless it ``must_exist``. ``lasting`` false: it need not
        survive a crash, and is removed by ``release``.
        """
        self.path = path
        self._lasting = lasting
        try:
            if must_exist and not path.exists():
                raise StoreMissing(f"{path.resolve()} is not there.")
            # A folder that we make is closed to others; one that is there keeps its mode.
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _lock(path.with_name(f"{path.name}.lock"))
        except OSError as error:
            raise StoreUnavailable(f"{path} cannot be used: {error.strerror}") from error
        try:
            # Before SQLite sees it: its -wal and -shm files take over the mode of this one.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            path.chmod(0o600)
        except OSError as error:
            os.close(self._lock)
            raise StoreUnavailable(f"{path} cannot be used: {error.strerror}") from error

    @classmethod
    def temporary(cls) -> DatabaseFile:
        """Return a file of its own in a private folder; both are gone after ``release``."""
        folder = Path(tempfile.mkdtemp(prefix="taskstream-"))
        return cls(folder / "memory.db", lasting=False)

    def writer(self) -> sqlite3.Connection:
        """Return the writing connection; there must never be a second one. Raises StoreError."""
        with driver_errors():
            connection = self._connect()
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            if mode != "wal":
                raise StoreUnavailable(f"{self.path}: this file system cannot hold a database")
            # FULL: a commit that was acknowledged survives the power cut (NORMAL lost some).
            connection.execute(f"PRAGMA synchronous = {'FULL' if self._lasting else 'OFF'}")
            # On macOS fsync alone does not reach the disk; elsewhere this does nothing.
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES_MAX}")
        return connection

    def mover(self) -> sqlite3.Connection:
        """Return a connection that moves the log into the file. Raises StoreError."""
        with driver_errors():
            connection = self._connect()
            connection.execute(f"PRAGMA synchronous = {'FULL' if self._lasting else 'OFF'}")
            connection.execute("PRAGMA fullfsync = ON")
        return connection

    def reader(self) -> sqlite3.Connection:
        """Return a connection that cannot write. Raises StoreError."""
        with driver_errors():
            connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
        return connection

    def release(self) -> None:
        """Let another process have the file. Close all connections first."""
        os.close(self._lock)
        if not self._lasting:
            shutil.rmtree(self.path.parent, ignore_errors=True)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self.path,
            timeout=BUSY_SECONDS,
            # We say BEGIN and COMMIT ourselves.
            isolation_level=None,
            # A connection moves between threads, but one at a time has it.
            check_same_thread=False,
            cached_statements=256,
        )


class Readers:
    """Connections for reading, each used by one thread at a time."""

    def __init__(self, file: DatabaseFile) -> None:
        self._file = file
        # Taking from and adding to a list's end is one step for all threads: no lock is needed.
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection. Do not wait for anything else while you have it.

        Raises StoreUnavailable after ``close``, when the file may be somebody else's.
        """
        if self._closed:
            raise StoreUnavailable("the store is closed")
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._file.reader()
        try:
            yield connection
        finally:
            if len(self._idle) < IDLE_READERS and not self._closed:
                self._idle.append(connection)
            else:
                connection.close()

    def close(self) -> None:
        """Close those that nobody uses, and the rest as they come back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()


def _lock(path: Path) -> int:
    # flock goes with the process, however it ends; a file that merely exists would stay behind.
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(handle, 20).decode(errors="replace").strip() or "unknown"
        os.close(handle)
        raise StoreLocked(
            f"{path.with_suffix('')} is in use by another process (id {holder}). "
            "Stop that one first."
        ) from None
    except OSError:
        os.close(handle)
        raise
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle
