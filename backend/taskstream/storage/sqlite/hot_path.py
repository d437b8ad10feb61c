"""``Store.write`` for SQLite: many inserts and replaces in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from taskstream.storage.documents import is_storable
from taskstream.storage.port import (
    Document,
    Failed,
    Insert,
    InsertMany,
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

# Carries out one write.
Step: TypeAlias = Callable[[Transaction], list[Outcome]]


class WriteJob:
    """One call of ``Store.write``, to be run in a transaction. ``size``: of how many documents."""

    def __init__(
        self, tables: Mapping[str, Table], writes: Sequence[Write], tally_all: TallyAll | None
    ) -> None:
        self._steps = _prepared(tables, writes)
        self.size = sum([len(w.documents) if isinstance(w, InsertMany) else 1 for w in writes])
        self._tally_all = tally_all

    def __call__(self, transaction: Transaction) -> list[Outcome]:
        """Carry out each write and return what came of it."""
        outcomes: list[Outcome] = []
        for step in self._steps:
            outcomes += step(transaction)
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


def _prepared(tables: Mapping[str, Table], writes: Sequence[Write]) -> list[Step]:
    steps: list[Step] = []
    # Replaces that follow each other and are numbered alike are one step: they are counted once.
    alike: list[Replace] = []
    for write in writes:
        table = tables[write.collection]
        match write:
            case Replace(name, _, _, numbering):
                if not alike or alike[0].collection != name or alike[0].numbering is not numbering:
                    alike = []
                    steps.append(partial(_replaced, table, alike))
                alike.append(write)
                continue
            case InsertMany():
                steps.append(partial(_inserted, table, write))
            case Insert(name, document, numbering):
                one = InsertMany(name, [document], numbering)
                steps.append(partial(_inserted, table, one))
        alike = []
    return steps


def _inserted(table: Table, write: InsertMany, transaction: Transaction) -> list[Outcome]:
    _begin(table, transaction)
    _, documents, numbering = write
    try:
        following = transaction.counters.following(numbering, len(documents))
    except StoreError as error:
        return [Failed(error) for _ in documents]
    outcomes: list[Outcome] = []
    execute = transaction.cursor.execute
    for document in documents:
        numbered = {**document, **following}
        try:
            row = table.checked_row(numbered)
        except StoreError as error:
            outcomes.append(Failed(error))
            continue
        if execute(table.insert, row).rowcount:
            outcomes.append(Written(numbered))
            for field in following:
                following[field] += 1
        else:
            outcomes.append(Taken(taken_index(transaction.connection, table, numbered)))
    transaction.counters.gave(numbering, following)
    return outcomes


def _replaced(table: Table, writes: Sequence[Replace], transaction: Transaction) -> list[Outcome]:
    _begin(table, transaction)
    numbering = writes[0].numbering
    try:
        following = transaction.counters.following(numbering, len(writes))
    except StoreError as error:
        return [Failed(error) for _ in writes]
    outcomes: list[Outcome] = []
    for write in writes:
        outcome = _replaced_one(table, write, {**write.document, **following}, transaction)
        outcomes.append(outcome)
        if type(outcome) is Written:
            for field in following:
                following[field] += 1
    transaction.counters.gave(numbering, following)
    return outcomes


def _replaced_one(
    table: Table, write: Replace, document: Document, transaction: Transaction
) -> Outcome:
    try:
        for sql, params in table.updates(document, parse_expect(table.schema, write.expect)):
            if transaction.cursor.execute(sql, params).rowcount:
                return Written(document)
    except StoreError as error:
        return Failed(error)
    except sqlite3.IntegrityError as error:
        if not is_unique_violation(error):
            raise
        return Taken(table.violated_index(error))
    return Stale()


def _begin(table: Table, transaction: Transaction) -> None:
    if table.name == COUNTERS:
        transaction.settled(COUNTERS)
    transaction.touched.add(table.name)
