"""The storage port: what the product asks of a database, and no more.

Two adapters keep it: SQLite (the embedded default) and MongoDB. ``docs/storage.md``
numbers its promises (ST1 ...); one test suite holds both adapters to them. Driver
errors never pass it: what can go wrong is a ``StoreError``.

Documents are JSON: text keys, no NaN, integers within +-2**53. ``_id`` is a string made
by the application. Only fields declared in the schema may be filtered or sorted on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

Document: TypeAlias = dict[str, Any]
FieldType: TypeAlias = Literal["text", "integer"]
# field -> value | None | {"$in": [...]} | {"$ne"|"$gt"|"$gte"|"$lt"|"$lte": value};
# at most one "$or": [filter, ...].
Filter: TypeAlias = Mapping[str, Any]
# [("seq", 1)] rising, [("seq", -1)] falling.
Sort: TypeAlias = Sequence[tuple[str, Literal[1, -1]]]

PAGE_LIMIT = 500
PYTHON_TYPES: Mapping[FieldType, type] = {"text": str, "integer": int}


@dataclass(frozen=True, slots=True)
class Index:
    """An index over declared fields, in this order. Fields of a unique one are always present.

    ``blocks``: an integer field that rises from document to document, and how many of its values
    make a block. SQLite orders by the block before the last field, so that whatever comes at one
    time is written in one place, and a question about the last field looks into each block. The
    order by the blocks' field comes with it: a plain index over the other fields and that one is
    made by MongoDB alone, which knows no blocks.
    """

    name: str
    fields: tuple[str, ...]
    unique: bool = False
    blocks: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class CollectionSchema:
    """One collection: the fields that may be asked for, and the indexes that serve the questions.

    Raises ValueError for a name that is not plain lower case, an index over undeclared fields, or
    one that cannot lie in blocks: it is unique, has one field, or the blocks are none of integers.
    """

    name: str
    fields: Mapping[str, FieldType]
    indexes: tuple[Index, ...] = ()
    # Fields that seldom change: where a replacement leaves them, no index of theirs need be written.
    steady: tuple[str, ...] = ()
    # Every document is held to these, so they are worked out once: the indexes that let a value be
    # there once, their fields, and of which type each declared field is.
    unique_indexes: tuple[Index, ...] = field(init=False)
    needed: tuple[str, ...] = field(init=False)
    types: tuple[tuple[str, type], ...] = field(init=False)

    def __post_init__(self) -> None:
        for name in (self.name, *self.fields, *(index.name for index in self.indexes)):
            # These become parts of SQL statements; nothing else does.
            if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                raise ValueError(f"{self.name}: {name!r} is not a plain lower case name")
        for index in self.indexes:
            if undeclared := set(index.fields) - set(self.fields):
                raise ValueError(f"{self.name}.{index.name}: {undeclared} is not declared")
            if index.blocks and not self._can_lie_in_blocks(index, *index.blocks):
                raise ValueError(f"{self.name}.{index.name} cannot lie in blocks")
        if undeclared := set(self.steady) - set(self.fields):
            raise ValueError(f"{self.name}: {undeclared} is not declared")
        unique = tuple(index for index in self.indexes if index.unique)
        object.__setattr__(self, "unique_indexes", unique)
        object.__setattr__(self, "needed", tuple(n for index in unique for n in index.fields))
        types = tuple((name, PYTHON_TYPES[kind]) for name, kind in self.fields.items())
        object.__setattr__(self, "types", types)

    def _can_lie_in_blocks(self, index: Index, field: str, width: int) -> bool:
        is_integer = self.fields.get(field) == "integer"
        return is_integer and width > 0 and len(index.fields) > 1 and not index.unique


@dataclass(frozen=True, slots=True)
class Schema:
    """Every collection, and the numbered migrations (forward only, run once, in order)."""

    collections: tuple[CollectionSchema, ...]
    migrations: tuple[Migration, ...] = ()


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from one shape of the data to the next. ``apply`` may be run again after a crash."""

    number: int
    name: str
    apply: Callable[[Store], None]


@dataclass(frozen=True, slots=True)
class Patch:
    """A change of single top-level fields."""

    set: Mapping[str, Any] = field(default_factory=dict)
    unset: Sequence[str] = ()
    inc: Mapping[str, int] = field(default_factory=dict)


class Tally(NamedTuple):
    """Adds to counters in one document of the ``counters`` collection (made when missing).

    ``reach``: fields of the counter that are raised to these numbers, and never lowered. All of a
    tally is applied in one step; by SQLite in the commit of the writes that it is of.
    """

    counter: str
    inc: Mapping[str, int]
    reach: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Numbering:
    """Fields of a document that are given their value by the store, as it writes.

    ``fields`` maps a field of the document to a field of the counter document
    ``counter``; each is raised by one and the new value stored in both. The numbers of
    one counter are unique and rising; gaps are allowed. Not for fields of a unique index.
    """

    counter: str
    fields: Mapping[str, str]


class Insert(NamedTuple):
    """Store a new document."""

    collection: str
    document: Document
    numbering: Numbering | None = None


class InsertMany(NamedTuple):
    """Store new documents, numbered in this order; each has an outcome of its own."""

    collection: str
    documents: Sequence[Document]
    numbering: Numbering | None = None


class Replace(NamedTuple):
    """Put ``document`` over the one with its ``_id``, if that matches ``expect`` (equality)."""

    collection: str
    document: Document
    expect: Mapping[str, Any]
    numbering: Numbering | None = None


Write: TypeAlias = Insert | InsertMany | Replace


# Not frozen, for one is made for each suggestion, and that takes five times as long.
@dataclass(slots=True)
class Written:
    """The write took place and is durable; ``document`` is what is stored now, numbers included."""

    document: Document


@dataclass(frozen=True, slots=True)
class Taken:
    """A unique key (``index``; ``_id`` for the primary one) is taken; nothing was stored."""

    index: str


@dataclass(frozen=True, slots=True)
class Stale:
    """The record is not as expected, or not there; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something is wrong with this write alone; its neighbours are as they would be without it."""

    error: StoreError


Outcome: TypeAlias = Written | Taken | Stale | Failed
# What several writes add to counters together, worked out from what came of each. It is called
# within the commit, perhaps more than once: it neither waits nor raises, and reaches for nothing.
TallyAll: TypeAlias = Callable[[Sequence[Outcome]], Sequence[Tally]]
# The same, of documents as they were when they were removed.
TallyGone: TypeAlias = Callable[[Sequence[Document]], Sequence[Tally]]


@dataclass(frozen=True, slots=True)
class Page:
    """Some documents in order; ``next`` continues after the last one, None at the end."""

    items: list[Document]
    next: str | None


class StoreError(Exception):
    """Base of what a store may raise."""


class Duplicate(StoreError):
    """A unique key is taken. Nothing was stored."""

    def __init__(self, collection: str, index: str) -> None:
        super().__init__(f"{collection}: {index} is taken")
        self.collection = collection
        self.index = index


class BadDocument(StoreError):
    """The document is not JSON, has no id, or lacks a declared field of a unique index."""


class BadQuery(StoreError):
    """A filter or sort names an undeclared field or an unknown operator."""


class BadCursor(BadQuery):
    """``after`` is not what a page of this query gave as ``next``. Clients send it: blame them."""

    def __init__(self) -> None:
        super().__init__("this does not continue any page")


class StoreUnavailable(StoreError):
    """The database cannot be reached, or the disk refuses.

    ``maybe_applied``: what was asked may have been done all the same.
    """

    def __init__(self, detail: str, *, maybe_applied: bool = False) -> None:
        super().__init__(detail)
        self.maybe_applied = maybe_applied


class Corrupt(StoreError):
    """What is stored cannot be read, or was written by a newer version of the product."""


class StoreLocked(StoreError):
    """Another process has this database file open."""


class StoreMissing(StoreError):
    """There is no such database, and none was to be made."""


class Collection(Protocol):
    """One collection. Every method may raise StoreUnavailable; filters may raise BadQuery."""

    def insert(self, document: Document) -> None:
        """Store a new document. Raises Duplicate, BadDocument."""

    def insert_many(self, documents: Sequence[Document]) -> list[Literal["inserted", "duplicate"]]:
        """Store what is new and say for each which it was; a duplicate harms no neighbour."""

    def get(self, id: str) -> Document | None:
        """Return the document or None."""

    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        """Return those that exist, by id."""

    def replace(self, id: str, document: Document, expect: Mapping[str, Any]) -> bool:
        """Compare and set: write only over a record that matches; say whether it wrote."""

    def update(self, id: str, patch: Patch, expect: Filter | None = None) -> Document | None:
        """Change single fields; return the document as it is now, None where nothing matched."""

    def claim(self, filter: Filter, sort: Sort, patch: Patch) -> Document | None:
        """Change the first match and return it as it is now; two callers never get the same one."""

    def upsert(self, document: Document) -> None:
        """Store the document, over an older one with its id if there is one."""

    def delete(self, id: str, expect: Filter | None = None) -> bool:
        """Remove it; say whether there was one."""

    def delete_where(self, filter: Filter, limit: int) -> int:
        """Remove at most ``limit`` matches; return how many."""

    def find(
        self,
        filter: Filter,
        *,
        sort: Sort = (),
        after: str | None = None,
        limit: int = PAGE_LIMIT,
        fields: Sequence[str] | None = None,
    ) -> Page:
        """Return a page of matches (keyset paging, ties broken by ``_id``), at most 500."""

    def count(self, filter: Filter, cap: int) -> int:
        """Return the number of matches, counting no further than ``cap``."""

    def group(
        self,
        by: Sequence[str],
        filter: Filter,
        sums: Sequence[str] = (),
        bucket: tuple[str, int] | None = None,
    ) -> list[Document]:
        """Return ``{**keys, "count", **sums}`` of each group, in order of the keys.

        The keys are the fields of ``by`` and, where there is one, that of ``bucket``: an
        integer field and the width to which it is rounded down.
        """

    def search(self, words: Sequence[str], filter: Filter, limit: int) -> list[Document]:
        """Return matches whose ``text`` holds every word (case folded), newest id first."""


class Store(Protocol):
    """One database. Opened by ``open_store``; closed once."""

    def collection(self, name: str) -> Collection:
        """Return a declared collection. Raises BadQuery for another name."""

    def write(self, writes: Sequence[Write], tally_all: TallyAll | None = None) -> list[Outcome]:
        """Carry out many writes, each document with its own outcome, in order; the hot path.

        Returns after they are durable. SQLite shares one commit with whatever else
        arrived in the same turn of the loop. Only what a caller can repeat belongs here.
        ``tally_all``: says what is added to counters, of the writes that took place.
        """

    def remove(self, collection: str, ids: Sequence[str], tally_gone: TallyGone) -> int:
        """Remove documents, add the tallies of what they held then, and return how many there were.

        So what is counted in one document moves into others, and nothing of it twice or never.
        """

    def ensure_schema(self) -> None:
        """Make what is missing: collections, columns, indexes. Safe to call at every start."""

    def migrate(self) -> list[int]:
        """Run the migrations not yet run, in order; return their numbers.

        One process at a time; others wait for it. Raises Corrupt for a database that a newer
        version of the product has written.
        """

    def unsettled(self) -> bool:
        """Say whether tallies may be missing.

        A process has ended between a write and its tally, which cannot be where both are one
        commit; or a migration wants all of them to be counted.
        """

    def settle(self) -> None:
        """Note that what was missing has been counted again."""

    def epoch(self) -> str:
        """Return the id of this database's life: another one after a restore or an import."""

    def renew_epoch(self) -> str:
        """Give the database another id, and return it: what was read of it before is void."""

    def ping(self) -> None:
        """Raise StoreUnavailable unless the database answers, and takes writes as far as is known."""

    def scan_all(self, name: str, fields: Sequence[str] | None = None) -> Iterator[Document]:
        """Yield every document of a collection, in order of ``_id``; of ``fields`` alone, if any."""

    def close(self) -> None:
        """Finish what was given, let go of files and sockets. May be called again."""
