"""Indexes whose declaration says ``blocks``: how SQLite lays them out, and how they are asked.

An index over (scan, author) grows in as many places as there are authors, and a commit writes a
page for each of them. With the block before the author it grows in one, and still tells where an
author's documents are: who asks looks into each block that the scan has.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from taskstream.storage.port import CollectionSchema, Index
from taskstream.storage.queries import Query

Params: TypeAlias = list[Any]


class BlockIndexes:
    """The indexes of one table that lie in blocks."""

    def __init__(self, schema: CollectionSchema) -> None:
        self._table = schema.name
        self._unique: Final = [set(index.fields) for index in schema.unique_indexes]
        self._in_blocks: Final = [index for index in schema.indexes if index.blocks]

    def serving(self, query: Query) -> tuple[Index, Params] | None:
        """Return the index that the query is to be answered by, and what its condition binds.

        None where there is none, or where an id or a unique key says more.
        """
        if not self._in_blocks or any(term.field == "_id" for term in query.terms):
            return None
        equal = {term.field: term.value for term in query.terms if term.operator == "$eq"}
        given = {field for field, value in equal.items() if value is not None}
        if any(fields <= given for fields in self._unique):
            return None
        for index in self._in_blocks:
            if given.issuperset(index.fields):
                # Once for the first block, once for each that comes behind one.
                return index, [equal[field] for field in index.fields[:-1]] * 2
        return None

    def condition(self, index: Index, name: str) -> str:
        """Return the condition that holds for every document, and has SQLite look into each block.

        ``name``: that of the index in the database.
        """
        block = block_of(index)
        same = " AND ".join(f'"{field}" = ?' for field in index.fields[:-1])
        first = f'SELECT min({block}) FROM "{self._table}" INDEXED BY "{name}" WHERE {same}'  # noqa: S608 - names are the schema's, values are bound
        # From block to block, so that numbers that are missing cost nothing, however many. No
        # declared name begins with _, so these are not taken for fields.
        behind = f'({first} AND {block} > "_blocks"."_block")'
        blocks = f'{first} UNION ALL SELECT {behind} FROM "_blocks" WHERE "_block" IS NOT NULL'  # noqa: S608 - as above
        every = f'WITH RECURSIVE "_blocks" ("_block") AS ({blocks}) SELECT "_block" FROM "_blocks"'  # noqa: S608 - as above
        return f"{block} IN ({every})"


def block_of(index: Index) -> str:
    """Return the expression that gives a document's block; what lacks the field is in one, too."""
    field, width = index.blocks or ("", 0)
    return f'ifnull("{field}", 0) / {width}'


def columns(index: Index) -> list[str]:
    """Return what the index is made over, in its order."""
    names = [f'"{field}"' for field in index.fields]
    return [*names[:-1], block_of(index), names[-1]] if index.blocks else names
