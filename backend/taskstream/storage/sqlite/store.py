"""The embedded store: one file, one writing connection, some readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from typing_extensions import override

from taskstream.concurrency import Concurrency
from taskstream.storage import reading
from taskstream.storage.migrating import UNSETTLED, new_epoch, read_epoch, run_migrations
from taskstream.storage.port import (
    BadQuery,
    Collection,
    Document,
    Outcome,
    Schema,
    Store,
    TallyAll,
    TallyGone,
    Write,
)
from taskstream.storage.sqlite.checkpoints import Checkpoints
from taskstream.storage.sqlite.collection import SQLiteCollection
from taskstream.storage.sqlite.commits import Committer
from taskstream.storage.sqlite.errors import driver_errors
from taskstream.storage.sqlite.files import DatabaseFile, Readers
from taskstream.storage.sqlite.hot_path import RemoveJob, WriteJob
from taskstream.storage.sqlite.known import KnownRows
from taskstream.storage.sqlite.tables import Table, decode
from taskstream.storage.sqlite.transactions import Transaction
from taskstream.storage.sqlite.writers import (
    CommitMode,
    LoopWriter,
    OutspokenWriter,
    ThreadWriter,
    Writer,
)

ROOM_BYTES: Final = 64 * 1024


class SQLiteStore(Store):
    """The port's Store in one file."""

    def __init__(
        self, file: DatabaseFile, schema: Schema, concurrency: Concurrency, commit: CommitMode
    ) -> None:
        """Open the database. Raises StoreUnavailable, Corrupt."""
        self._file = file
        self._schema = schema
        self._tables: Final = {known.name: Table(known) for known in schema.collections}
        self._connection = file.writer()
        self._readers = Readers(file)
        self._known: Final = {known.name: KnownRows() for known in schema.collections}
        self._committer = Committer(self._connection, self._tables, self._known)
        self._checkpoints = Checkpoints(file, concurrency)
        writer: Writer = (
            LoopWriter(self._committer, self._checkpoints, concurrency, commit)
            if concurrency.cooperative
            else ThreadWriter(self._committer, self._checkpoints, concurrency)
        )
        self._writer: Writer = OutspokenWriter(writer, self._committer)
        self._epoch: str | None = None
        self._closed = False

    @override
    def collection(self, name: str) -> Collection:
        return SQLiteCollection(self._table(name), self._readers, self._writer, self._known[name])

    @override
    def write(self, writes: Sequence[Write], tally_all: TallyAll | None = None) -> list[Outcome]:
        if not writes:
            return []
        for name in {write.collection for write in writes}:
            self._table(name)
        job = WriteJob(self._tables, writes, tally_all)
        outcomes: list[Outcome] = self._writer.run(job, job.size)
        return outcomes

    @override
    def remove(self, collection: str, ids: Sequence[str], tally_gone: TallyGone) -> int:
        job = RemoveJob(self._table(collection), ids, tally_gone)
        gone: int = self._writer.run(job, len(ids))
        return gone

    @override
    def ensure_schema(self) -> None:
        self._writer.run(self._make_what_is_missing)

    @override
    def migrate(self) -> list[int]:
        # The file is ours alone, so no other process can be at it.
        return run_migrations(self, self._schema.migrations)

    @override
    def unsettled(self) -> bool:
        return self.collection("meta").get(UNSETTLED) is not None

    @override
    def settle(self) -> None:
        self.collection("meta").delete(UNSETTLED)

    @override
    def epoch(self) -> str:
        if self._epoch is None:
            self._epoch = read_epoch(self.collection("meta"))
        return self._epoch

    @override
    def renew_epoch(self) -> str:
        self._epoch = new_epoch(self.collection("meta"))
        return self._epoch

    @override
    def ping(self) -> None:
        with driver_errors(), self._readers.one() as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if self._committer.refused:
            # Reading goes on where a full disk ends writing, and whoever is not ready is sent no
            # writes: only one of our own can tell that there is room again.
            self._writer.run(_take_room)
            self._writer.run(_give_room_back)

    @override
    def scan_all(self, name: str, fields: Sequence[str] | None = None) -> Iterator[Document]:
        return reading.every(self.collection(name), {}, [("_id", 1)], fields)

    @override
    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._writer.close()
        # The last connection to close moves the log into the file: that must be the writer.
        self._readers.close()
        self._checkpoints.close()
        self._connection.close()
        self._file.release()

    def _table(self, name: str) -> Table:
        try:
            return self._tables[name]
        except KeyError:
            raise BadQuery(f"there is no collection {name!r}") from None

    def _make_what_is_missing(self, transaction: Transaction) -> None:
        for table in self._tables.values():
            transaction.connection.execute(table.create())
            _add_columns(transaction.connection, table)
            _make_indexes(transaction.connection, table)


def _take_room(transaction: Transaction) -> None:
    """Write more than almost any call needs: where one page fits, the next call may not."""
    transaction.connection.execute("CREATE TABLE IF NOT EXISTS room (filler BLOB)")
    transaction.connection.execute("INSERT INTO room VALUES (zeroblob(?))", (ROOM_BYTES,))


def _give_room_back(transaction: Transaction) -> None:
    transaction.connection.execute("DROP TABLE room")


def _add_columns(connection: sqlite3.Connection, table: Table) -> None:
    known = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
    missing = [field for field in table.schema.fields if field not in known]
    if not missing:
        return
    for field in missing:
        connection.execute(table.add_column(field))
    # Once in the life of a field, so all documents at a time may be in memory.
    for row in connection.execute(table.all).fetchall():
        connection.execute(table.upsert, table.row(decode(row)))


def _make_indexes(connection: sqlite3.Connection, table: Table) -> None:
    wanted = {table.index_name(index): table.create_index(index) for index in table.indexes}
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", (table.name,)
    )
    # By its name an index is ours; an operator's own stays, and so do those that SQLite makes.
    known = {name: sql for name, sql in rows if name.startswith(f"{table.name}_")}
    for name, sql in known.items():
        if wanted.get(name) != sql:
            connection.execute(f'DROP INDEX "{name}"')
    for name, sql in wanted.items():
        if known.get(name) != sql:
            connection.execute(sql)
