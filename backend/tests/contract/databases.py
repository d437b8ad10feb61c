"""The databases that the contract is held against, each opened and thrown away in its own way."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import mongomock

from taskstream.concurrency import AsyncMode, Concurrency, concurrency_for
from taskstream.storage import CommitMode, Schema, Store, open_store
from taskstream.storage.mongo.store import connect
from tests.contract.shelves import SHELVES

WIRE: Final = "mongo-wire"
MONGODB_URI: Final = os.environ.get("MONGODB_URI", "")
NOT_RUN: Final = (
    "MONGODB_URI is not set: the MongoDB adapter was NOT tested over the wire. "
    "`make test` starts a server for it; or name one of your own."
)


def wired_url(name: str, *more: str) -> str:
    """Return the URL of that database on the server over the wire, with more options of the driver's."""
    server, _, options = MONGODB_URI.partition("?")
    return f"{server.rstrip('/')}/{name}?" + "&".join(filter(None, (options, *more)))


class Database:
    """One database, empty at first; opened once or, where it can be, several times.

    ``server`` names what answers, for the tests that know a defect of it.
    """

    server: str
    concurrency: Concurrency

    def open(self, schema: Schema = SHELVES) -> Store:
        """Return a store with its schema in place."""
        store = self._open(schema)
        store.ensure_schema()
        return store

    def reopen(self, store: Store, schema: Schema = SHELVES) -> Store:
        """Close the store and return another on the same data."""
        store.close()
        return self.open(schema)

    def discard(self) -> None:
        """Close what is open and remove the data."""
        raise NotImplementedError

    def _open(self, schema: Schema) -> Store:
        raise NotImplementedError


class SQLiteDatabase(Database):
    """A file; one store at a time."""

    def __init__(self, folder: Path, mode: AsyncMode, commit: CommitMode = "loop") -> None:
        self.server = "sqlite"
        self.concurrency = concurrency_for(mode)
        self.url = f"sqlite:///{folder}/data/contract.db"
        self._commit = commit
        self._store: Store | None = None

    def discard(self) -> None:
        if self._store is not None:
            self._store.close()

    def reopen(self, store: Store, schema: Schema = SHELVES) -> Store:
        self._store = None
        return super().reopen(store, schema)

    def _open(self, schema: Schema) -> Store:
        self._store = open_store(self.url, schema, self.concurrency, commit=self._commit)
        return self._store


class MockedMongoDatabase(Database):
    """The MongoDB adapter on mongomock: our idea of MongoDB, in this process."""

    def __init__(self) -> None:
        self.server = "mongomock"
        # mongomock is one thread's: greenlets that never wait give it that.
        self.concurrency = concurrency_for("eventlet")
        self.client: Any = mongomock.MongoClient()

    def discard(self) -> None:
        self.client.close()

    def _open(self, schema: Schema) -> Store:
        url = "mongodb://mock/contract"
        return open_store(url, schema, self.concurrency, mongo_client=self.client)


class WiredMongoDatabase(Database):
    """The MongoDB adapter over the wire, on whatever server answers there."""

    def __init__(self) -> None:
        # A name of its own, so that nothing that is already there is touched.
        self.name = f"taskstream_contract_{secrets.token_hex(6)}"
        self.url = wired_url(self.name)
        self._stores: list[Store] = []
        with connect(self.url) as client:
            is_ferret = "ferretdbVersion" in client.server_info()
        self.server = "ferretdb" if is_ferret else "mongodb"
        # FerretDB 1.24 finds and modifies in two steps, so that concurrent callers overwrite each
        # other. It gets one command at a time; MongoDB gets real threads.
        self.concurrency = concurrency_for("eventlet" if is_ferret else "threading")

    def discard(self) -> None:
        for store in self._stores:
            store.close()
        with connect(self.url) as client:
            client.drop_database(self.name)

    def _open(self, schema: Schema) -> Store:
        store = open_store(self.url, schema, self.concurrency)
        self._stores.append(store)
        return store


def sqlite_databases(folder: Path) -> dict[str, Callable[[], Database]]:
    """Return how to make the embedded database, by a name for each way of committing."""
    return {
        "sqlite-eventlet": lambda: SQLiteDatabase(folder, "eventlet"),
        "sqlite-eventlet-thread": lambda: SQLiteDatabase(folder, "eventlet", "thread"),
        "sqlite-gevent": lambda: SQLiteDatabase(folder, "gevent"),
        "sqlite-gevent-thread": lambda: SQLiteDatabase(folder, "gevent", "thread"),
        "sqlite-threading": lambda: SQLiteDatabase(folder, "threading"),
    }


SQLITE_NAMES: Final[Sequence[str]] = tuple(sqlite_databases(Path()))
MONGO_NAMES: Final[Sequence[str]] = ("mongo-mock", WIRE)


def database_named(name: str, folder: Path) -> Database:
    """Return a new, empty database."""
    makers: dict[str, Callable[[], Database]] = {
        **sqlite_databases(folder),
        "mongo-mock": MockedMongoDatabase,
        WIRE: WiredMongoDatabase,
    }
    return makers[name]()


def all_at_once(concurrency: Concurrency, calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all calls side by side and return what each gave back, or the exception it raised."""

    def run(call: Callable[[], Any], waiter: Any) -> None:
        try:
            waiter.set(call())
        except Exception as error:  # noqa: BLE001 - it is handed to the test
            waiter.set(error)

    waiters = [concurrency.waiter() for _ in calls]
    for call, waiter in zip(calls, waiters, strict=True):
        concurrency.spawn(run, call, waiter)
    return [waiter.wait() for waiter in waiters]
