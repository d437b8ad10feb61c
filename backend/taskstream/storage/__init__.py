"""Storage: the only code that imports a database driver.

Everybody else takes the port's names from here and says nothing of databases.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from taskstream.concurrency import Concurrency
from taskstream.storage.port import (
    PAGE_LIMIT,
    BadCursor,
    BadDocument,
    BadQuery,
    Collection,
    CollectionSchema,
    Corrupt,
    Document,
    Duplicate,
    Failed,
    Filter,
    Index,
    Insert,
    InsertMany,
    Migration,
    Numbering,
    Outcome,
    Page,
    Patch,
    Replace,
    Schema,
    Sort,
    Stale,
    Store,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreUnavailable,
    Taken,
    Tally,
    TallyAll,
    TallyGone,
    Write,
    Written,
)
from taskstream.storage.reading import every
from taskstream.storage.schema import SCHEMA
from taskstream.storage.sqlite.files import DatabaseFile
from taskstream.storage.sqlite.store import SQLiteStore
from taskstream.storage.sqlite.writers import CommitMode

__all__ = [
    "PAGE_LIMIT",
    "SCHEMA",
    "BadCursor",
    "BadDocument",
    "BadQuery",
    "Collection",
    "CollectionSchema",
    "CommitMode",
    "Corrupt",
    "Document",
    "Duplicate",
    "Failed",
    "Filter",
    "Index",
    "Insert",
    "InsertMany",
    "Migration",
    "Numbering",
    "Outcome",
    "Page",
    "Patch",
    "Replace",
    "Schema",
    "Sort",
    "Stale",
    "Store",
    "StoreError",
    "StoreLocked",
    "StoreMissing",
    "StoreUnavailable",
    "Taken",
    "Tally",
    "TallyAll",
    "TallyGone",
    "Write",
    "Written",
    "every",
    "name_of_store",
    "open_store",
]

SQLITE = "sqlite:///"
MEMORY = "memory:"
MONGO = ("mongodb://", "mongodb+srv://")


def open_store(
    url: str,
    schema: Schema,
    concurrency: Concurrency,
    *,
    commit: CommitMode = "auto",
    must_exist: bool = False,
    mongo_client: Any = None,
) -> Store:
    """Open the database that ``url`` names; call ``ensure_schema`` and ``migrate`` next.

    ``sqlite:///var/tasks.db`` is relative to the working folder, ``sqlite:////srv/tasks.db``
    is not; ``memory:`` keeps nothing after ``close``; ``mongodb://host/name``. ``commit`` says
    where SQLite commits: in the loop, in a native thread, or wherever the disk's speed
    suggests. A database that is not there is made, unless it ``must_exist``. ``mongo_client``
    stands in for the client that the URL would give.

    Raises ValueError for a URL that names none of these, StoreLocked, StoreMissing,
    StoreUnavailable, Corrupt.
    """
    if url == MEMORY:
        return _sqlite(DatabaseFile.temporary(), schema, concurrency, commit)
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        path = Path(url.removeprefix(SQLITE))
        return _sqlite(DatabaseFile(path, must_exist=must_exist), schema, concurrency, commit)
    if url.startswith(MONGO):
        # Only who uses MongoDB loads its driver, and after the loop's patching.
        from taskstream.storage.mongo.store import (  # noqa: PLC0415 - see above
            MongoStore,
            connect,
            database_name,
        )

        name = database_name(url)
        store = MongoStore(mongo_client or connect(url), name, schema, concurrency)
        if must_exist:
            store.check_there()
        return store
    raise ValueError(
        f"{url.partition(':')[0]!r} names no database: use sqlite:///path or mongodb://host/name"
    )


def name_of_store(url: str) -> str:
    """Return what to call that database where people read it: without the password in its URL."""
    if url.startswith(SQLITE):
        return str(Path(url.removeprefix(SQLITE)).resolve())
    scheme, separator, rest = url.partition("?")[0].partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def _sqlite(
    file: DatabaseFile, schema: Schema, concurrency: Concurrency, commit: CommitMode
) -> Store:
    try:
        return SQLiteStore(file, schema, concurrency, commit)
    except StoreError:
        file.release()
        raise
