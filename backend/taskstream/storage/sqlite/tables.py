"""The SQL of one collection: here and in ``blocks`` alone SQL is put together.

A table holds ``_id``, the document as JSON (``_doc``) and a column for each declared field.
Names come from the schema, which takes plain lower case only; values are always bound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

import orjson

from taskstream.storage.documents import Encoder
from taskstream.storage.port import CollectionSchema, Corrupt, Document, Index
from taskstream.storage.queries import Grouping, Operator, Order, Query, Term
from taskstream.storage.sqlite.blocks import BlockIndexes, block_of, columns

Params: TypeAlias = list[Any]
COLUMN_TYPES: Final = {"text": "TEXT", "integer": "INTEGER"}
COMPARISONS: Final[dict[Operator, str]] = {
    "$eq": "=",
    # Unlike <>, this also holds where the field is missing.
    "$ne": "IS NOT",
    "$gt": ">",
    "$gte": ">=",
    "$lt": "<",
    "$lte": "<=",
}


class Table:
    """Statements for one collection."""

    def __init__(self, schema: CollectionSchema) -> None:
        self.schema = schema
        self.name = schema.name
        self._fields = tuple(schema.fields)
        self._encoder = Encoder(schema)
        self._blocks = BlockIndexes(schema)
        self.indexes: Final = self._blocks.laid_out
        written = ("_id", "_doc", *self._fields)
        names = ", ".join(f'"{column}"' for column in written)
        marks = ", ".join("?" * len(written))
        changes = [f'"{column}" = excluded."{column}"' for column in written[1:]]
        self._moving = tuple(field for field in schema.fields if field not in schema.steady)
        moving = ", ".join(f'"{column}" = ?' for column in ("_doc", *self._moving))
        assignments = ", ".join(f'"{column}" = ?' for column in written[1:])
        into = f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})'  # noqa: S608 - see the module
        self.insert: Final = f"{into} ON CONFLICT DO NOTHING"
        self.upsert: Final = f'{into} ON CONFLICT ("_id") DO UPDATE SET {", ".join(changes)}'
        self._update = f'UPDATE "{self.name}" SET {assignments}'  # noqa: S608 - see the module
        self._update_moving = f'UPDATE "{self.name}" SET {moving}'  # noqa: S608 - names are the schema's, values are bound
        # That one, by the fields of which something is expected, and whether they are to be empty.
        self._moved_by: dict[tuple[tuple[str, bool], ...], str] = {}
        # The plus keeps SQLite from looking for the document by these.
        self._as_before = "".join(f' AND +"{field}" IS ?' for field in schema.steady)
        self.all: Final = f'SELECT "_doc" FROM "{self.name}"'  # noqa: S608 - see the module
        self.get: Final = f'{self.all} WHERE "_id" = ?'

    def row(self, document: Document) -> list[Any]:
        """Return what the insert binds: the id, the document, its declared fields."""
        written = orjson.dumps(document).decode()
        return [document["_id"], written, *map(document.get, self._fields)]

    def checked_row(self, document: Document) -> list[Any]:
        """Return the same, of a document that nobody has checked yet. Raises BadDocument."""
        written = self._encoder.write(document)
        return [document["_id"], written, *map(document.get, self._fields)]

    def create(self) -> str:
        """Return the statement that makes the table."""
        typed = [f'"{field}" {COLUMN_TYPES[kind]}' for field, kind in self.schema.fields.items()]
        rest = "".join(f", {column}" for column in typed)
        return (
            f'CREATE TABLE IF NOT EXISTS "{self.name}" '
            f'("_id" TEXT PRIMARY KEY NOT NULL, "_doc" TEXT NOT NULL{rest})'
        )

    def add_column(self, field: str) -> str:
        """Return the statement that adds the column of a field declared later."""
        kind = COLUMN_TYPES[self.schema.fields[field]]
        return f'ALTER TABLE "{self.name}" ADD COLUMN "{field}" {kind}'

    def index_name(self, index: Index) -> str:
        """Return the name of an index in the database, where names are for all tables."""
        return self._blocks.name(index)

    def create_index(self, index: Index) -> str:
        """Return the statement that makes the index, as SQLite writes it down itself."""
        unique = "UNIQUE " if index.unique else ""
        over = ", ".join(columns(index))
        return f'CREATE {unique}INDEX "{self.index_name(index)}" ON "{self.name}" ({over})'

    def update(self, document: Document, expect: Query) -> tuple[str, Params]:
        """Return the statement that puts the document over the one with its id, if that matches.

        Raises BadDocument.
        """
        condition, params = where(with_id(document["_id"], expect))
        return f"{self._update} {condition}", [*self.checked_row(document)[1:], *params]

    def updates(self, document: Document, expect: Query) -> Iterator[tuple[str, Params]]:
        """Yield statements that do the same, to be tried until one has.

        The first one names no column that is steady, and holds where none has changed: SQLite writes
        an index anew where one of its columns is named, whatever it is set to.
        """
        if self.schema.steady:
            written = [self._encoder.write(document), *map(document.get, self._moving)]
            wanted = [term.value for term in expect.terms if term.value is not None]
            steady = map(document.get, self.schema.steady)
            yield self._moved(expect), [*written, document["_id"], *wanted, *steady]
        yield self.update(document, expect)

    def _moved(self, expect: Query) -> str:
        """Return the statement that names no steady column, put together once for the same fields."""
        fields = tuple([(term.field, term.value is None) for term in expect.terms])
        known = self._moved_by.get(fields)
        if known is None:
            condition, _ = where(with_id("", expect))
            known = f"{self._update_moving} {condition}{self._as_before}"
            self._moved_by[fields] = known
        return known

    def delete(self, query: Query) -> tuple[str, Params]:
        """Return the statement that removes all matches."""
        condition, params = where(query)
        return f'DELETE FROM "{self.name}" {condition}', params  # noqa: S608 - see the module

    def delete_some(self, query: Query, limit: int) -> tuple[str, Params]:
        """Return the statement that removes at most ``limit`` matches."""
        matches, params = self._matches(query)
        some = f'SELECT "_id" {matches} LIMIT ?'
        delete = f'DELETE FROM "{self.name}" WHERE "_id" IN ({some})'  # noqa: S608 - see the module
        return delete, [*params, limit]

    def select(
        self, query: Query, order: Order, limit: int, place: Sequence[Any] = ()
    ) -> tuple[str, Params]:
        """Return the statement that reads matches in order, from behind ``place`` on."""
        query = _sortable(query, order, place)
        matches, params = self._matches(query, order, place)
        way = "ASC" if order.direction == 1 else "DESC"
        by = ", ".join(f'"{field}" {way}' for field in order.fields)
        if order.fields == ("_id",) and query.terms and "_id" not in {t.field for t in query.terms}:
            # The plus keeps SQLite from walking through the ids to spare itself the sorting.
            by = f"+{by}"
        elif index := self._blocks.gone_through(query, order):
            # Says no more than the field itself, but SQLite sorts one block at a time by it.
            by = f"{block_of(index)} {way}, {by}"
        sql = f'SELECT "_doc" {matches} ORDER BY {by} LIMIT ?'
        return sql, [*params, limit]

    def count(self, query: Query, cap: int) -> tuple[str, Params]:
        """Return the statement that counts matches, at most ``cap``."""
        matches, params = self._matches(query)
        some = f"SELECT 1 {matches} LIMIT ?"
        return f"SELECT count(*) FROM ({some})", [*params, cap]  # noqa: S608 - see the module

    def find_twin(self, index: Index, document: Document) -> tuple[str, Params]:
        """Return the statement that finds the holder of the document's unique key."""
        conditions = " AND ".join(f'"{field}" = ?' for field in index.fields)
        sql = f'SELECT 1 FROM "{self.name}" WHERE {conditions}'  # noqa: S608 - see the module
        return sql, [document[field] for field in index.fields]

    def violated_index(self, error: sqlite3.IntegrityError) -> str:
        """Return the name of the index that an update ran into."""
        # SQLite says: UNIQUE constraint failed: <table>.<column>, <table>.<column>
        columns = str(error).partition(": ")[2].split(", ")
        names = tuple(column.partition(".")[2] for column in columns)
        return next((i.name for i in self.schema.unique_indexes if i.fields == names), "_id")

    def group(self, grouping: Grouping, query: Query) -> tuple[str, Params]:
        """Return the statement that gives each group's keys, number and sums, in order."""
        matches, params = self._matches(query)
        keys = [f'"{key}"' for key in grouping.keys]
        widths: Params = []
        if grouping.bucket:
            field, width = grouping.bucket
            # SQL's remainder takes the sign of the number; this rounds down below zero too.
            keys[-1] = f'"{field}" - (("{field}" % ?) + ?) % ?'
            widths = [width, width, width]
        sums = [f'coalesce(sum("{field}"), 0)' for field in grouping.sums]
        places = ", ".join(str(place + 1) for place in range(len(keys)))
        sql = (
            f"SELECT {', '.join([*keys, 'count(*)', *sums])} {matches} "
            f"GROUP BY {places} ORDER BY {places}"
        )
        return sql, [*widths, *params]

    def _matches(
        self, query: Query, order: Order | None = None, place: Sequence[Any] = ()
    ) -> tuple[str, Params]:
        """Return what a statement that reads says from FROM on, its order and its limit apart."""
        lead = self._blocks.lead(query, order, place)
        condition, params = where(lead.query if lead else query, order, place)
        if lead is None:
            return f'FROM "{self.name}" {condition}', params
        # By name: SQLite cannot know that an author has few of a scan's documents.
        by = f'FROM "{self.name}" INDEXED BY "{self.index_name(lead.index)}" {condition}'
        return " AND ".join([by, *lead.conditions]), [*params, *lead.params]


def decode(row: tuple[str]) -> Document:
    """Return the document of a row. Raises Corrupt."""
    try:
        document: Document = orjson.loads(row[0])
    except orjson.JSONDecodeError as error:
        raise Corrupt(f"a stored document cannot be read: {error}") from error
    return document


def with_id(id: str, query: Query) -> Query:
    """Return the query, narrowed to one document."""
    return Query((Term("_id", "$eq", id), *query.terms), query.either)


def where(
    query: Query, order: Order | None = None, place: Sequence[Any] = ()
) -> tuple[str, Params]:
    """Return the WHERE clause, empty when all match; with ``place``, only what comes behind it."""
    params: Params = []
    conditions = [_condition(term, params) for term in query.terms]
    if query.either:
        options = [" AND ".join(_condition(t, params) for t in option) for option in query.either]
        conditions.append(f"(({') OR ('.join(options)}))")
    if order and place:
        fields = ", ".join(f'"{field}"' for field in order.fields)
        sign = ">" if order.direction == 1 else "<"
        conditions.append(f"({fields}) {sign} ({', '.join('?' * len(place))})")
        params.extend(place)
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), params


def _condition(term: Term, params: Params) -> str:
    if term.operator == "$in":
        params.extend(term.value)
        return f'"{term.field}" IN ({", ".join("?" * len(term.value))})'
    if term.value is None:
        return f'"{term.field}" IS {"NOT " if term.operator == "$ne" else ""}NULL'
    params.append(term.value)
    return f'"{term.field}" {COMPARISONS[term.operator]} ?'


def _sortable(query: Query, order: Order, place: Sequence[Any]) -> Query:
    """Return the query without what the place implies, and with what the order asks for.

    SQLite starts at one lower bound of a field: given two, it may take the one further back and
    walk from there.
    """
    if place:
        kept = tuple(term for term in query.terms if not _is_implied(term, order, place[0]))
        return Query(kept, query.either)
    bounded = {term.field for term in query.terms if term.operator != "$ne"}
    # What lacks a field that is sorted on has no place in the order.
    present = [Term(name, "$ne", None) for name in order.fields[:-1] if name not in bounded]
    return Query((*query.terms, *present), query.either)


def _is_implied(term: Term, order: Order, first: Any) -> bool:
    if term.field != order.fields[0]:
        return False
    if order.direction == 1:
        return (term.operator == "$gt" and term.value < first) or (
            term.operator == "$gte" and term.value <= first
        )
    return (term.operator == "$lt" and term.value > first) or (
        term.operator == "$lte" and term.value >= first
    )
