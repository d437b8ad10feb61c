"""A database's life: schema, migrations, epoch, trouble and the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from taskstream.storage import (
    CollectionSchema,
    Corrupt,
    Duplicate,
    Index,
    Insert,
    Migration,
    Patch,
    Schema,
    Store,
    StoreUnavailable,
)
from tests.contract.databases import Database, all_at_once
from tests.contract.shelves import BOOKS, COUNTERS, META, SHELVES, a_book, fill, ids

NOT_CLOSED = "mongomock's client goes on working after it was closed"


def with_migrations(*migrations: Migration) -> Schema:
    return replace(SHELVES, migrations=migrations)


def stamping(number: int) -> Migration:
    """Return a migration that leaves its number on every book."""

    def apply(store: Store) -> None:
        for book in store.scan_all("books"):
            store.collection("books").update(book["_id"], Patch(set={f"step{number}": True}))

    return Migration(number, f"stamp {number}", apply)


def test_st27_the_schema_can_be_ensured_at_every_start(database: Database) -> None:
    store = database.open()
    fill(store, a_book("b1"))

    store.ensure_schema()
    store = database.reopen(store)

    assert list(store.scan_all("books")) == [a_book("b1")]
    with pytest.raises(Duplicate):
        store.collection("books").insert(a_book("b2", title="b1"))


def test_st27_a_field_declared_later_finds_what_was_stored_before(database: Database) -> None:
    store = database.open()
    fill(store, a_book("b1", place="attic"), a_book("b2", place="cellar"), a_book("b3"))
    grown = CollectionSchema(
        "books",
        {**BOOKS.fields, "place": "text"},
        (Index("shelf_rank", ("place", "rank")), BOOKS.indexes[1]),
    )

    store = database.reopen(store, Schema((grown, COUNTERS, META)))

    books = store.collection("books")
    assert ids(books.find({"place": "cellar"}).items) == ["b2"]
    assert ids(books.find({"place": None}).items) == ["b3"]


def test_st28_migrations_run_once_and_in_order(database: Database) -> None:
    store = database.open(with_migrations(stamping(2), stamping(1)))
    fill(store, a_book("b1"))

    assert store.migrate() == [1, 2]
    assert store.migrate() == []
    store = database.reopen(store, with_migrations(stamping(1), stamping(2), stamping(4)))
    assert store.migrate() == [4]

    (book,) = store.scan_all("books")
    assert list(book)[-3:] == ["step1", "step2", "step4"]


def test_st28_a_failed_migration_is_tried_again(database: Database) -> None:
    attempts: list[int] = []

    def fail_once(_: Store) -> None:
        attempts.append(len(attempts))
        if len(attempts) == 1:
            raise RuntimeError("power cut")

    steps = (stamping(1), Migration(2, "fails once", fail_once), stamping(3))
    store = database.open(with_migrations(*steps))

    with pytest.raises(RuntimeError):
        store.migrate()

    assert store.migrate() == [2, 3]
    assert len(attempts) == 2


def test_st28_migrations_are_numbered_each_differently(database: Database) -> None:
    store = database.open(with_migrations(stamping(1), stamping(1)))

    with pytest.raises(ValueError, match="numbered"):
        store.migrate()


def test_st29_the_data_of_a_newer_version_is_left_alone(database: Database) -> None:
    store = database.open(with_migrations(stamping(1), stamping(2)))
    store.migrate()

    store = database.reopen(store, with_migrations(stamping(1)))

    with pytest.raises(Corrupt, match=r"newer version .* step 2, .* up to 1"):
        store.migrate()


def test_st31_the_epoch_stays_through_a_restart(database: Database) -> None:
    store = database.open()
    epoch = store.epoch()

    assert epoch == store.epoch() != ""
    assert database.reopen(store).epoch() == epoch


def test_st31_unless_it_was_renewed(database: Database) -> None:
    store = database.open()
    before = store.epoch()

    renewed = store.renew_epoch()

    assert renewed != before
    assert store.epoch() == renewed
    assert database.reopen(store).epoch() == renewed


CALLS: dict[str, Callable[[Store], object]] = {
    "get": lambda store: store.collection("books").get("b1"),
    "find": lambda store: store.collection("books").find({}),
    "insert": lambda store: store.collection("books").insert(a_book("b1")),
    "delete": lambda store: store.collection("books").delete("b1"),
    "ping": lambda store: store.ping(),
    "ensure_schema": lambda store: store.ensure_schema(),
}


@pytest.mark.defect("mongomock", NOT_CLOSED)
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_st32_a_closed_store_refuses(database: Database, call: Callable[[Store], object]) -> None:
    store = database.open()
    store.ping()
    store.close()

    with pytest.raises(StoreUnavailable):
        call(store)


def test_st32_what_was_given_before_the_end_is_stored(database: Database) -> None:
    store = database.open()

    writes = [[Insert("books", a_book(f"b{n}"))] for n in range(10)]

    written = all_at_once(database.concurrency, [partial(store.write, write) for write in writes])
    store = database.reopen(store)

    assert len(written) == len(list(store.scan_all("books"))) == 10
