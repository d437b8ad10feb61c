"""One collection in the database file: reads from readers, changes through the writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Literal

from typing_extensions import override

from taskstream.storage import reading
from taskstream.storage.documents import check_document, check_patch, is_storable, patched
from taskstream.storage.port import (
    PAGE_LIMIT,
    BadDocument,
    Collection,
    Document,
    Duplicate,
    Filter,
    Page,
    Patch,
    Sort,
)
from taskstream.storage.queries import (
    Order,
    Query,
    Term,
    check_cap,
    check_limit,
    check_projection,
    parse_expect,
    parse_filter,
    parse_group,
    parse_sort,
    read_cursor,
)
from taskstream.storage.sqlite.errors import driver_errors, is_unique_violation
from taskstream.storage.sqlite.files import Readers
from taskstream.storage.sqlite.hot_path import taken_index
from taskstream.storage.sqlite.known import KnownRows
from taskstream.storage.sqlite.tables import Params, Table, decode, with_id
from taskstream.storage.sqlite.transactions import Transaction
from taskstream.storage.sqlite.writers import Writer

BY_ID = Order(("_id",), 1)


class SQLiteCollection(Collection):
    """The port's Collection. Every change is a job, so that it shares a commit with others."""

    def __init__(self, table: Table, readers: Readers, writer: Writer, known: KnownRows) -> None:
        self._table = table
        self._known = known
        self._schema = table.schema
        self._readers = readers
        self._writer = writer

    @override
    def insert(self, document: Document) -> None:
        check_document(self._schema, document)

        def job(transaction: Transaction) -> None:
            connection = transaction.settled(self._schema.name)
            if not self._insert(connection, document):
                index = taken_index(connection, self._table, document)
                raise Duplicate(self._schema.name, index)

        self._writer.run(job)

    @override
    def insert_many(self, documents: Sequence[Document]) -> list[Literal["inserted", "duplicate"]]:
        for document in documents:
            check_document(self._schema, document)

        def job(transaction: Transaction) -> list[Literal["inserted", "duplicate"]]:
            connection = transaction.settled(self._schema.name)
            return [
                "inserted" if self._insert(connection, document) else "duplicate"
                for document in documents
            ]

        outcomes: list[Literal["inserted", "duplicate"]] = self._writer.run(job)
        return outcomes

    @override
    def get(self, id: str) -> Document | None:
        # No document can have such an id, and SQLite cannot be asked for it.
        if not is_storable(id):
            return None
        row = self._known.find(id)
        if row is not None:
            return decode(row)
        generation = self._known.generation
        rows = self._read(self._table.get, [id])
        if not rows:
            return None
        self._known.keep(id, rows[0], generation)
        return decode(rows[0])

    @override
    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        known = [id_ for id_ in dict.fromkeys(ids) if is_storable(id_)]
        found: dict[str, Document] = {}
        if len(known) == 1:
            # As with every event that comes alone: this statement need not be put together.
            document = self.get(known[0])
            return {} if document is None else {known[0]: document}
        for start in range(0, len(known), PAGE_LIMIT):
            query = Query((Term("_id", "$in", known[start : start + PAGE_LIMIT]),))
            rows = self._read(*self._table.select(query, BY_ID, PAGE_LIMIT))
            found.update((document["_id"], document) for document in map(decode, rows))
        return found

    @override
    def replace(self, id: str, document: Document, expect: Mapping[str, object]) -> bool:
        check_document(self._schema, document)
        if document["_id"] != id:
            raise BadDocument(f"{self._schema.name}: the document's _id is not {id!r}")
        query = parse_expect(self._schema, expect)
        written: bool = self._writer.run(
            lambda transaction: self._update(
                transaction.settled(self._schema.name), document, query
            )
        )
        return written

    @override
    def update(self, id: str, patch: Patch, expect: Filter | None = None) -> Document | None:
        query = with_id(id, parse_filter(self._schema, expect or {}))
        return self._change_first(query, BY_ID, patch) if is_storable(id) else None

    @override
    def claim(self, filter: Filter, sort: Sort, patch: Patch) -> Document | None:
        query = parse_filter(self._schema, filter)
        return self._change_first(query, parse_sort(self._schema, sort), patch)

    @override
    def upsert(self, document: Document) -> None:
        check_document(self._schema, document)

        def job(transaction: Transaction) -> None:
            connection = transaction.settled(self._schema.name)
            self._change(connection, self._table.upsert, self._table.row(document))

        self._writer.run(job)

    @override
    def delete(self, id: str, expect: Filter | None = None) -> bool:
        query = with_id(id, parse_filter(self._schema, expect or {}))
        return is_storable(id) and self._changed_rows(*self._table.delete(query)) > 0

    @override
    def delete_where(self, filter: Filter, limit: int) -> int:
        check_limit(limit)
        query = parse_filter(self._schema, filter)
        return self._changed_rows(*self._table.delete_some(query, limit))

    @override
    def find(
        self,
        filter: Filter,
        *,
        sort: Sort = (),
        after: str | None = None,
        limit: int = PAGE_LIMIT,
        fields: Sequence[str] | None = None,
    ) -> Page:
        check_limit(limit)
        check_projection(fields)
        query = parse_filter(self._schema, filter)
        order = parse_sort(self._schema, sort)
        place = () if after is None else read_cursor(self._schema, order, after)
        # One more than asked for tells whether there is a next page.
        rows = self._read(*self._table.select(query, order, limit + 1, place))
        return reading.page_of([decode(row) for row in rows], limit, order, fields)

    @override
    def count(self, filter: Filter, cap: int) -> int:
        check_cap(cap)
        sql, params = self._table.count(parse_filter(self._schema, filter), cap)
        with driver_errors(), self._readers.one() as connection:
            (number,) = connection.execute(sql, params).fetchone()
        return int(number)

    @override
    def group(
        self,
        by: Sequence[str],
        filter: Filter,
        sums: Sequence[str] = (),
        bucket: tuple[str, int] | None = None,
    ) -> list[Document]:
        grouping = parse_group(self._schema, by, sums, bucket)
        sql, params = self._table.group(grouping, parse_filter(self._schema, filter))
        names = (*grouping.keys, "count", *grouping.sums)
        with driver_errors(), self._readers.one() as connection:
            rows = connection.execute(sql, params).fetchall()
        return [dict(zip(names, row, strict=True)) for row in rows]

    @override
    def search(self, words: Sequence[str], filter: Filter, limit: int) -> list[Document]:
        check_limit(limit)
        return reading.search(self, words, filter, limit)

    def _read(self, sql: str, params: Params) -> list[tuple[str]]:
        with driver_errors(), self._readers.one() as connection:
            return connection.execute(sql, params).fetchall()

    def _insert(self, connection: sqlite3.Connection, document: Document) -> bool:
        return connection.execute(self._table.insert, self._table.row(document)).rowcount > 0

    def _change_first(self, query: Query, order: Order, patch: Patch) -> Document | None:
        check_patch(self._schema, patch)

        def job(transaction: Transaction) -> Document | None:
            connection = transaction.settled(self._schema.name)
            row = connection.execute(*self._table.select(query, order, 1)).fetchone()
            if row is None:
                return None
            document = patched(decode(row), patch)
            self._update(connection, document, Query())
            return document

        changed: Document | None = self._writer.run(job)
        return changed

    def _update(self, connection: sqlite3.Connection, document: Document, expect: Query) -> bool:
        return self._change(connection, *self._table.update(document, expect)) > 0

    def _change(self, connection: sqlite3.Connection, sql: str, params: Params) -> int:
        try:
            return connection.execute(sql, params).rowcount
        except sqlite3.IntegrityError as error:
            if not is_unique_violation(error):
                raise
            index = self._table.violated_index(error)
            raise Duplicate(self._schema.name, index) from error

    def _changed_rows(self, sql: str, params: Params) -> int:
        rows: int = self._writer.run(
            lambda transaction: self._change(transaction.settled(self._schema.name), sql, params)
        )
        return rows
