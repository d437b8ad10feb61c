"""An index that lies in blocks hides nothing, and one that is declared otherwise is made anew."""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest

from taskstream.concurrency import concurrency_for
from taskstream.storage import (
    SCHEMA,
    CollectionSchema,
    Document,
    Duplicate,
    Filter,
    Index,
    Patch,
    Schema,
    Store,
    open_store,
)
from tests.contract.databases import Database
from tests.contract.shelves import BOOKS, COUNTERS, META, a_book, fill, ids

IN_BLOCKS = CollectionSchema(
    "books",
    BOOKS.fields,
    (
        Index("shelf_state", ("shelf", "state"), blocks=("rank", 4)),
        # SQLite leaves this one out.
        Index("shelf_rank", ("shelf", "rank")),
        Index("author_title", ("title", "author"), unique=True),
    ),
    steady=BOOKS.steady,
)
BLOCKED = Schema((IN_BLOCKS, COUNTERS, META))

# Many to a block, one to a block, blocks apart, at the edges, below zero, none at all.
RANKS = [*range(1, 30), 100, 2**50, -1, -3, -4, -(2**50), 0, None]
LIBRARY = [
    a_book(f"{shelf}{state}{n:02}", shelf=shelf, state=state, **({} if rank is None else {"rank": rank}))
    for shelf in ("a", "b")
    for n, rank in enumerate(RANKS)
    for state in (("new", "old") if n % 3 else ("new",))
]  # fmt: skip


@pytest.fixture
def store(database: Database) -> Store:
    """A store whose books have an index in blocks, and lie in many."""
    store = database.open(BLOCKED)
    fill(store, *LIBRARY)
    return store


def matches(**wanted: Any) -> list[Document]:
    return [book for book in LIBRARY if all(book.get(k) == v for k, v in wanted.items())]


FILTERS: list[dict[str, Any]] = [
    {"shelf": "a", "state": "new"},
    {"shelf": "b", "state": "old"},
    {"shelf": "b", "state": "old", "version": 1},
    {"shelf": "a", "state": "new", "rank": 7},
    {"shelf": "a", "state": "new", "rank": None},
    # In no block at all: not there.
    {"shelf": "a", "state": "lost"},
    {"shelf": "z", "state": "new"},
    # More is said by the id, and by the unique key; less by nothing.
    {"_id": "aold02", "shelf": "a", "state": "old"},
    {"title": "aold02", "author": "anon", "shelf": "a", "state": "old"},
    {"shelf": "a", "state": None},
]


@pytest.mark.parametrize("filter", FILTERS, ids=str)
def test_st12_what_lies_in_blocks_is_found_whatever_its_block(
    store: Store, filter: dict[str, Any]
) -> None:
    books = store.collection("books")
    expected = matches(**filter)

    assert books.find(filter).items == sorted(expected, key=lambda book: book["_id"])
    assert books.count(filter, 1_000) == len(expected)
    groups = books.group(["shelf", "state"], filter, ["version"])
    assert sum(group["count"] for group in groups) == len(expected)


def test_st12_beside_other_conditions_too(store: Store) -> None:
    books = store.collection("books")
    of_old = {"shelf": "a", "state": "old"}
    either: Filter = {**of_old, "$or": [{"rank": {"$lt": 0}}, {"rank": {"$gte": 100}}]}

    low, high = -(2**50), 2**50
    # Of each third one there is no old one.
    expected = [b for b in matches(**of_old) if b.get("rank") in {-1, -3, -4, low, 100, high}]
    assert len(expected) > 1
    assert ids(books.find(either).items) == ids(expected)
    assert books.count({**of_old, "rank": {"$gt": 4, "$lte": 12}}, 100) == len(
        [book for book in matches(**of_old) if 4 < book.get("rank", 0) <= 12]
    )


@pytest.mark.parametrize("direction", [1, -1])
@pytest.mark.parametrize("field", ["rank", "_id"])
def test_st15_pages_lead_through_all_blocks(
    store: Store, field: str, direction: Literal[1, -1]
) -> None:
    books = store.collection("books")
    found: list[Document] = []
    after: str | None = None
    while after is not None or not found:
        page = books.find(
            {"shelf": "b", "state": "new"}, sort=[(field, direction)], after=after, limit=7
        )
        found += page.items
        after = page.next

    placed = [book for book in matches(shelf="b", state="new") if field in book]
    assert found == sorted(placed, key=lambda book: book[field], reverse=direction == -1)


# Within a block, at its edges, over many, over none, from either side alone.
BOUNDS: list[dict[str, int]] = [
    {},
    {"$gt": 3, "$lte": 8},
    {"$gte": 4, "$lt": 8},
    {"$gt": 7},
    {"$gte": 28},
    {"$lt": 5},
    {"$lte": 4},
    {"$gt": -4, "$lt": 4},
    {"$gte": -3, "$lte": 0},
    {"$lt": -3},
    {"$gt": 29, "$lt": 100},
    {"$gte": 2**50},
    {"$gt": 8, "$gte": 12, "$ne": 13},
]


def within(rank: int | None, bounds: dict[str, int]) -> bool:
    return rank is not None and all(HOLDS[sign](rank, bound) for sign, bound in bounds.items())


HOLDS: dict[str, Callable[[int, int], bool]] = {
    "$gt": operator.gt,
    "$gte": operator.ge,
    "$lt": operator.lt,
    "$lte": operator.le,
    "$ne": operator.ne,
}


@pytest.mark.parametrize("direction", [1, -1])
@pytest.mark.parametrize("bounds", BOUNDS, ids=str)
@pytest.mark.parametrize(
    "beside", [{}, {"state": {"$in": ["old", "lost"]}}, {"version": 1}], ids=str
)
def test_st15_the_order_of_the_blocks_field_is_that_of_all_blocks(
    store: Store, beside: Filter, bounds: dict[str, int], direction: Literal[1, -1]
) -> None:
    books = store.collection("books")
    filter_: Filter = {"shelf": "a", **beside, **({"rank": bounds} if bounds else {})}
    found: list[Document] = []
    after: str | None = None
    while after is not None or not found:
        page = books.find(filter_, sort=[("rank", direction)], after=after, limit=5)
        found += page.items
        after = page.next
        if after is None:
            break

    states = ("old",) if "state" in beside else ("new", "old")
    on_shelf = [book for book in matches(shelf="a") if book["state"] in states]
    expected = [book for book in on_shelf if within(book.get("rank"), bounds)]
    expected.sort(key=lambda book: (book["rank"], book["_id"]), reverse=direction == -1)
    assert found == expected
    # So do those who ask in no order.
    placed: Filter = filter_ if bounds else {**filter_, "rank": {"$ne": None}}
    assert books.find(placed).items == sorted(expected, key=lambda book: book["_id"])
    assert books.count(placed, 1_000) == len(expected)


def test_st12_one_that_is_asked_for_by_the_blocks_field_is_found(store: Store) -> None:
    books = store.collection("books")

    for rank in (0, 4, 7, -1, 2**50):
        found = books.find({"shelf": "b", "rank": rank}, sort=[("rank", -1)]).items
        assert sorted(ids(found)) == ids(matches(shelf="b", rank=rank))
        assert books.count({"shelf": "b", "rank": rank}, 9) == len(found)
    assert books.count({"shelf": "b", "rank": None}, 9) == len(matches(shelf="b", rank=None))


def test_st11_what_lies_within_bounds_is_removed_and_nothing_else(store: Store) -> None:
    books = store.collection("books")
    expected = [b for b in matches(shelf="a") if within(b.get("rank"), {"$gt": 3, "$lt": 9})]

    assert books.delete_where({"shelf": "a", "rank": {"$gt": 3, "$lt": 9}}, 500) == len(expected)
    assert books.count({"shelf": "a"}, 500) == len(matches(shelf="a")) - len(expected)


def test_st8_what_moves_to_another_block_is_found_there(store: Store) -> None:
    books = store.collection("books")
    books.update("anew00", Patch(set={"rank": 500, "state": "moved"}))
    books.update("anew01", Patch(unset=["rank"], set={"state": "moved"}))

    found = books.find({"shelf": "a", "state": "moved"}).items

    assert ids(found) == ["anew00", "anew01"]
    assert books.count({"shelf": "a", "state": "new"}, 1_000) == len(RANKS) - 2


def test_st11_what_lies_in_blocks_is_removed_from_all_of_them(store: Store) -> None:
    books = store.collection("books")

    assert books.delete_where({"shelf": "a", "state": "new"}, 10) == 10
    assert books.delete_where({"shelf": "a", "state": "new"}, 500) == len(RANKS) - 10
    assert books.count({"shelf": "a"}, 500) == len(matches(shelf="a", state="old"))


def test_st27_an_index_that_is_declared_otherwise_is_made_anew(database: Database) -> None:
    plain = replace(
        IN_BLOCKS,
        indexes=(Index("shelf_state", ("shelf", "state")), BOOKS.indexes[1]),
    )
    store = database.open(Schema((plain, COUNTERS, META)))
    fill(store, *LIBRARY)

    store = database.reopen(store, BLOCKED)

    books = store.collection("books")
    assert len(list(store.scan_all("books"))) == len(LIBRARY)
    assert books.count({"shelf": "b", "state": "old"}, 1_000) == len(
        matches(shelf="b", state="old")
    )
    with pytest.raises(Duplicate) as refused:
        books.insert(a_book("another", title="bold02"))
    assert refused.value.index == "author_title"


# As the product declared them before there were blocks.
BEFORE_BLOCKS = (
    Index("scan_status_seq", ("scan_id", "status", "seq")),
    Index("scan_number", ("scan_id", "number")),
    Index("submit_key", ("scan_id", "author_id", "client_id"), unique=True),
)


def test_st27_a_file_of_before_has_the_indexes_of_a_new_one(tmp_path: Path) -> None:
    def tasks_like_before(schema: CollectionSchema) -> CollectionSchema:
        return replace(schema, indexes=BEFORE_BLOCKS) if schema.name == "tasks" else schema

    before = replace(SCHEMA, collections=tuple(map(tasks_like_before, SCHEMA.collections)))
    for schema in (before, SCHEMA):
        store = open_store(f"sqlite:///{tmp_path}/old.db", schema, concurrency_for("threading"))
        store.ensure_schema()
        store.close()
    store = open_store(f"sqlite:///{tmp_path}/new.db", SCHEMA, concurrency_for("threading"))
    store.ensure_schema()
    store.close()

    old, new = (indexes_in(tmp_path / name) for name in ("old.db", "new.db"))
    assert old == new
    assert [sql for sql in old if sql.endswith('ON "tasks" ("scan_id", "client_id", "author_id")')]
    # The order of numbers is that of the blocks.
    assert not [sql for sql in old if "scan_number" in sql]


def test_st27_an_index_that_is_not_declared_any_more_goes_and_an_operator_s_own_stays(
    tmp_path: Path,
) -> None:
    file = tmp_path / "books.db"
    with_two = replace(IN_BLOCKS, indexes=(*IN_BLOCKS.indexes, Index("version", ("version",))))
    for schema in (with_two, IN_BLOCKS):
        store = open_store(
            f"sqlite:///{file}", Schema((schema, COUNTERS, META)), concurrency_for("threading")
        )
        store.ensure_schema()
        store.close()
        if schema is with_two:
            with closing(sqlite3.connect(file)) as connection:
                connection.execute('CREATE INDEX "mine" ON "books" ("version")')

    kept = indexes_in(file)
    assert [sql for sql in kept if '"mine"' in sql]
    assert not [sql for sql in kept if "books_version" in sql]


def indexes_in(file: Path) -> set[str]:
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index'").fetchall()
    connection.close()
    return {sql for (sql,) in rows if sql is not None}


@pytest.mark.parametrize(
    "index",
    [
        Index("one", ("shelf",), blocks=("rank", 4)),
        Index("one", ("shelf", "state"), blocks=("title", 4)),
        Index("one", ("shelf", "state"), blocks=("pages", 4)),
        Index("one", ("shelf", "state"), blocks=("rank", 0)),
        Index("one", ("shelf", "state"), unique=True, blocks=("rank", 4)),
    ],
)
def test_st13_blocks_are_of_integers_and_before_another_field(index: Index) -> None:
    with pytest.raises(ValueError, match=r"books\.one cannot lie in blocks"):
        CollectionSchema("books", BOOKS.fields, (index,))
