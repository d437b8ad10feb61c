"""``Store.write`` for SQLite: many inserts and replaces in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from taskstream.storage.documents import is_storable
from taskstream.storage.port import (
    Document,
    Failed,
    Outcome,
    Replace,
    Stale,
    StoreError,
    Taken,
    TallyAll,
    TallyGone,
    Write,
    Written,
)
from taskstream.storage.queries import Query, parse_expect
from taskstream.storage.sqlite.errors import is_unique_violation
from taskstream.storage.sqlite.tables import Table, decode, with_id
from taskstream.storage.sqlite.transactions import COUNTERS, Transaction

# A write to a table, and what is expected of what is there: None for an insert.
Prepared: TypeAlias = tuple[Write, Table, Query | None]


class WriteJob:
    """One call of ``Store.write``, to be run in a transaction."""

    def __init__(
        self, tables: Mapping[str, Table], writes: Sequence[Write], tally_all: TallyAll | None
    ) -> None:
        self._steps = [_prepared(tables, write) for write in writes]
        self._tally_all = tally_all

    def __call__(self, transaction: Transaction) -> list[Outcome]:
        """Carry out each write and return what came of it."""
        outcomes = [
            step if isinstance(step, Failed) else _carried_out(transaction, step)
            for step in self._steps
        ]
        if self._tally_all is not None:
            transaction.counters.add(self._tally_all(outcomes))
        return outcomes


class RemoveJob:
    """One call of ``Store.remove``, to be run in a transaction."""

    def __init__(self, table: Table, ids: Sequence[str], tally_gone: TallyGone) -> None:
        self._table = table
        self._ids = [id_ for id_ in dict.fromkeys(ids) if is_storable(id_)]
        self._tally_gone = tally_gone

    def __call__(self, transaction: Transaction) -> int:
        """Remove what there is, and return how many documents that were."""
        connection = transaction.settled(self._table.name)
        rows = [connection.execute(self._table.get, (id_,)).fetchone() for id_ in self._ids]
        gone = [decode(row) for row in rows if row is not None]
        for document in gone:
            connection.execute(*self._table.delete(with_id(document["_id"], Query())))
        transaction.counters.add(self._tally_gone(gone))
        return len(gone)


def taken_index(connection: sqlite3.Connection, table: Table, document: Document) -> str:
    """Return the name of the unique key that keeps this document out; ``_id`` goes first."""
    if connection.execute(table.get, (document["_id"],)).fetchone() is None:
        for index in table.schema.unique_indexes:
            sql, params = table.find_twin(index, document)
            if connection.execute(sql, params).fetchone() is not None:
                return index.name
    return "_id"


def _prepared(tables: Mapping[str, Table], write: Write) -> Prepared | Failed:
    table = tables[write.collection]
    if type(write) is not Replace:
        return write, table, None
    try:
        return write, table, parse_expect(table.schema, write.expect)
    except StoreError as error:
        return Failed(error)


def _carried_out(transaction: Transaction, step: Prepared) -> Outcome:
    write, table, expect = step
    if write.collection == COUNTERS:
        transaction.settled(COUNTERS)
    transaction.touched.add(write.collection)
    document, numbering = write.document, write.numbering
    try:
        if numbering is not None:
            document = {**document, **transaction.counters.number(numbering)}
    except StoreError as error:
        return Failed(error)
    try:
        refusal: Outcome | None = (
            _insert(transaction, table, document)
            if expect is None
            else _replace(transaction.connection, table, document, expect)
        )
    except StoreError as error:
        refusal = Failed(error)
    if refusal is None:
        return Written(document)
    if numbering is not None:
        transaction.counters.take_back(numbering)
    return refusal


def _insert(transaction: Transaction, table: Table, document: Document) -> Taken | None:
    if transaction.cursor.execute(table.insert, table.checked_row(document)).rowcount:
        return None
    return Taken(taken_index(transaction.connection, table, document))


def _replace(
    connection: sqlite3.Connection, table: Table, document: Document, expect: Query
) -> Taken | Stale | None:
    try:
        for sql, params in table.updates(document, expect):
            if connection.execute(sql, params).rowcount:
                return None
        return Stale()
    except sqlite3.IntegrityError as error:
        if not is_unique_violation(error):
            raise
        return Taken(table.violated_index(error))
