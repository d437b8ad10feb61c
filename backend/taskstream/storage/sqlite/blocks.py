"""Indexes whose declaration says ``blocks``: how SQLite lays them out, and how they are asked.

An index over (scan, author) grows in as many places as there are authors, and a commit writes a
page for each of them. With the block before the author it grows in one, and still tells where an
author's documents are: who asks looks into each block that the scan has. The blocks themselves lie
in the order of their field, so whoever asks for that order is given one block after the other, each
sorted in memory, and nothing behind the last one that is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from taskstream.storage.port import CollectionSchema, Index
from taskstream.storage.queries import Operator, Order, Query, Term

Params: TypeAlias = list[Any]
# Where a field lies on one side of a number, its block does, or is the number's own.
BOUNDS: Final[dict[Operator, str]] = {
    "$gt": ">=",
    "$gte": ">=",
    "$lt": "<=",
    "$lte": "<=",
}


@dataclass(frozen=True, slots=True)
class Lead:
    """By which index a query is answered: what it says then, and the conditions that go with it."""

    index: Index
    query: Query
    conditions: tuple[str, ...]
    params: Params


class BlockIndexes:
    """The indexes of one table that lie in blocks."""

    def __init__(self, schema: CollectionSchema) -> None:
        self._table = schema.name
        self._unique: Final = [set(index.fields) for index in schema.unique_indexes]
        self._in_blocks: Final = [index for index in schema.indexes if index.blocks]
        served = {(*index.fields[:-1], _field(index)) for index in self._in_blocks}
        # All that the table has: what one in blocks serves as well would be written for nothing.
        self.laid_out: Final = [
            index
            for index in schema.indexes
            if index.unique or index.blocks or index.fields not in served
        ]

    def lead(self, query: Query, order: Order | None, place: Sequence[Any]) -> Lead | None:
        """Return how the query is led through blocks.

        None where no index in blocks serves it, or where an id or a unique key says more.
        """
        equal = self._equal(query)
        for index in self._in_blocks:
            if equal.keys() >= set(index.fields):
                # Once for the first block, once for each that comes behind one.
                bound = [equal[field] for field in index.fields[:-1]] * 2
                return Lead(index, query, (self._each_block(index),), bound)
        in_order = self.gone_through(query, order)
        return _between(in_order, query, order, place) if in_order else None

    def gone_through(self, query: Query, order: Order | None) -> Index | None:
        """Return the index whose blocks are to be gone through one after the other.

        That is where the order is by their field; or where there is none but that by id, and the
        field has bounds. None where there is no such index, or where more is given.
        """
        first = order.fields[0] if order else "_id"
        for index in self._in_blocks:
            if first == _field(index) or (first == "_id" and _bounding(index, query)):
                equal = self._equal(query).keys()
                if equal >= set(index.fields[:-1]) and index.fields[-1] not in equal:
                    return index
        return None

    def name(self, index: Index) -> str:
        """Return the name of an index in the database, where names are for all tables."""
        return f"{self._table}_{index.name}"

    def _each_block(self, index: Index) -> str:
        """Return the condition that holds for every document, and has SQLite look into each block."""
        block, name = block_of(index), self.name(index)
        same = " AND ".join(f'"{field}" = ?' for field in index.fields[:-1])
        first = f'SELECT min({block}) FROM "{self._table}" INDEXED BY "{name}" WHERE {same}'  # noqa: S608 - names are the schema's, values are bound
        # From block to block, so that numbers that are missing cost nothing, however many. No
        # declared name begins with _, so these are not taken for fields.
        behind = f'({first} AND {block} > "_blocks"."_block")'
        blocks = f'{first} UNION ALL SELECT {behind} FROM "_blocks" WHERE "_block" IS NOT NULL'  # noqa: S608 - as above
        every = f'WITH RECURSIVE "_blocks" ("_block") AS ({blocks}) SELECT "_block" FROM "_blocks"'  # noqa: S608 - as above
        return f"{block} IN ({every})"

    def _equal(self, query: Query) -> dict[str, Any]:
        """Return the fields that the query gives; none where an id or a unique key is among them."""
        if not self._in_blocks or any(term.field == "_id" for term in query.terms):
            return {}
        equal = {term.field: term.value for term in query.terms if _is_given(term)}
        return {} if any(fields <= equal.keys() for fields in self._unique) else equal


def _between(index: Index, query: Query, order: Order | None, place: Sequence[Any]) -> Lead:
    """Hold the block to the bounds that its field has, so that SQLite starts and ends there."""
    field = _field(index)
    terms: list[Term] = []
    for term in query.terms:
        # Two bounds for one number: SQLite would put a number that is given into the expression
        # of the block too, and not find that in the index.
        ends = (Term(field, "$gte", term.value), Term(field, "$lte", term.value))
        terms += ends if term.field == field and _is_given(term) else (term,)
    bounded = Query(tuple(terms), query.either)
    held = [(BOUNDS[term.operator], term.value) for term in _bounding(index, bounded)]
    if order and place and order.fields[0] == field:
        held.append((">=" if order.direction == 1 else "<=", place[0]))
    conditions = tuple(f"{block_of(index)} {sign} ? / {_width(index)}" for sign, _ in held)
    return Lead(index, bounded, conditions, [value for _, value in held])


def block_of(index: Index) -> str:
    """Return the expression that gives a document's block; what lacks the field is in one, too."""
    return f'ifnull("{_field(index)}", 0) / {_width(index)}'


def columns(index: Index) -> list[str]:
    """Return what the index is made over, in its order."""
    names = [f'"{field}"' for field in index.fields]
    return [*names[:-1], block_of(index), names[-1]] if index.blocks else names


def _bounding(index: Index, query: Query) -> list[Term]:
    """Return the conditions that leave some blocks out."""
    of_field = [term for term in query.terms if term.field == _field(index)]
    return [term for term in of_field if term.operator in BOUNDS or _is_given(term)]


def _is_given(term: Term) -> bool:
    return term.operator == "$eq" and term.value is not None


def _field(index: Index) -> str:
    return index.blocks[0] if index.blocks else ""


def _width(index: Index) -> int:
    return index.blocks[1] if index.blocks else 0
