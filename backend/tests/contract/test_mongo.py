"""What only the MongoDB adapter promises: what it asks of the server, and what trouble becomes."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mongomock
import pytest
from pymongo import MongoClient
from pymongo.errors import AutoReconnect, BulkWriteError, ServerSelectionTimeoutError
from pymongo.monitoring import CommandListener, CommandStartedEvent

from taskstream.concurrency import concurrency_for
from taskstream.storage import (
    BadDocument,
    Failed,
    Insert,
    Migration,
    Patch,
    Schema,
    Store,
    StoreMissing,
    StoreUnavailable,
    Written,
    open_store,
)
from taskstream.storage.mongo.lock import LOCK_ID
from tests.contract.conftest import named_database
from tests.contract.databases import (
    MONGO_NAMES,
    WIRE,
    Database,
    MockedMongoDatabase,
    WiredMongoDatabase,
    all_at_once,
)
from tests.contract.shelves import (
    BOOKS,
    COUNTERS,
    META,
    SHELVES,
    a_book,
    arrival,
    fill,
    revision,
    write,
)

DRIVER = mongomock.Collection


@pytest.fixture(params=MONGO_NAMES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    yield from named_database(request, tmp_path)


@pytest.fixture
def mocked() -> Iterator[MockedMongoDatabase]:
    made = MockedMongoDatabase()
    yield made
    made.discard()


def breaking(error: BaseException) -> Any:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    return fail


def test_st52_a_database_with_nothing_in_it_is_left_so(mocked: MockedMongoDatabase) -> None:
    url, more = "mongodb://mock/mistyped", {"must_exist": True, "mongo_client": mocked.client}

    with pytest.raises(StoreMissing, match="mistyped is empty, or not there"):
        open_store(url, SHELVES, mocked.concurrency, **more)

    assert "mistyped" not in mocked.client.list_database_names()
    mocked.open()
    open_store("mongodb://mock/contract", SHELVES, mocked.concurrency, **more)


def test_st44_an_unreachable_server_is_unavailable_and_nothing_was_done() -> None:
    url = "mongodb://127.0.0.1:1/nowhere?timeoutMS=50&serverSelectionTimeoutMS=50"
    store = open_store(url, SHELVES, concurrency_for("threading"))

    for call in (
        store.ping,
        store.ensure_schema,
        store.migrate,
        lambda: store.collection("books").get("b1"),
        lambda: store.collection("books").find({}),
        lambda: store.collection("books").insert(a_book("b1")),
        lambda: store.collection("books").insert_many([a_book("b1")]),
        lambda: store.collection("books").update("b1", Patch(inc={"n": 1})),
    ):
        with pytest.raises(StoreUnavailable) as refused:
            call()
        assert not refused.value.maybe_applied
    (outcome,) = write(store, [arrival("b1")])
    store.close()

    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, StoreUnavailable)
    assert not outcome.error.maybe_applied


CUT = AutoReconnect("connection closed")
UNCONFIRMED = BulkWriteError(
    {"writeErrors": [], "writeConcernErrors": [{"code": 64, "errmsg": "waiting"}], "nInserted": 1}
)
NOT_SENT = ServerSelectionTimeoutError("no servers")


@pytest.mark.parametrize(("error", "maybe"), [(CUT, True), (UNCONFIRMED, True), (NOT_SENT, False)])
def test_st44_a_cut_in_an_insert_says_whether_it_may_be_there(
    mocked: MockedMongoDatabase, monkeypatch: pytest.MonkeyPatch, error: Exception, *, maybe: bool
) -> None:
    store = mocked.open()
    monkeypatch.setattr(DRIVER, "insert_many", breaking(error))

    outcomes = store.write([Insert("books", a_book("b1")), Insert("books", a_book("b2"))])

    for outcome in outcomes:
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, StoreUnavailable)
        assert outcome.error.maybe_applied is maybe
    with pytest.raises(StoreUnavailable):
        store.collection("books").insert_many([a_book("b1")])


def test_st44_a_cut_in_a_replace_says_that_it_may_be_there(
    mocked: MockedMongoDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = mocked.open()
    write(store, [arrival("b1"), arrival("b2")])
    monkeypatch.setattr(DRIVER, "replace_one", breaking(CUT))

    outcomes = write(store, [revision("b1", expect=1), revision("b2", expect=1)])

    for outcome in outcomes:
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, StoreUnavailable)
        assert outcome.error.maybe_applied


def test_st44_without_numbers_a_write_is_not_sent(
    mocked: MockedMongoDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = mocked.open()
    monkeypatch.setattr(DRIVER, "find_one_and_update", breaking(CUT))

    outcomes = write(store, [arrival("b1"), Insert("books", a_book("b2"))])

    assert isinstance(outcomes[0], Failed)
    assert isinstance(outcomes[0].error, StoreUnavailable)
    assert not outcomes[0].error.maybe_applied
    assert outcomes[1] == Written(a_book("b2"))
    assert store.collection("books").get("b1") is None


def test_st44_a_lost_tally_is_logged_and_the_write_stands(
    mocked: MockedMongoDatabase,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = mocked.open()
    one = Insert("books", a_book("b1", shelf="s"))
    monkeypatch.setattr(DRIVER, "find_one_and_update", breaking(CUT))

    with caplog.at_level(logging.WARNING):
        outcomes = write(store, [one])

    assert outcomes == [Written(a_book("b1", shelf="s"))]
    assert "counter s was not raised" in caplog.text


def test_st44_a_document_that_is_too_large_is_a_bad_one(database: Database) -> None:
    if database.server == "mongomock":
        pytest.skip("mongomock knows no limit")

    with pytest.raises(BadDocument):
        database.open().collection("books").insert(a_book("b1", notes="x" * 17_000_000))


class Commands(CommandListener):
    """Notes what is sent to the server."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []

    def started(self, event: CommandStartedEvent) -> None:
        self.seen.append(dict(event.command))

    def succeeded(self, event: object) -> None:
        """Not asked for."""

    def failed(self, event: object) -> None:
        """Not asked for."""


@pytest.mark.parametrize("database", [WIRE], indirect=True)
def test_st45_every_write_waits_for_the_journals_of_most(database: Database) -> None:
    assert isinstance(database, WiredMongoDatabase)
    commands = Commands()
    client: MongoClient[dict[str, Any]] = MongoClient(database.url, event_listeners=[commands])
    store = open_store(database.url, SHELVES, database.concurrency, mongo_client=client)
    books = store.collection("books")

    write(store, [arrival("b1"), arrival("b2")])
    write(store, [revision("b1", expect=1)])
    books.insert(a_book("b3"))
    books.upsert(a_book("b3", n=1))
    books.update("b3", Patch(inc={"n": 1}))
    books.replace("b3", a_book("b3"), {})
    books.delete("b3")
    books.delete_where({}, 10)
    store.close()

    writing = ("insert", "update", "delete", "findAndModify")
    writes = [command for command in commands.seen if any(word in command for word in writing)]
    assert len(writes) >= 10
    for command in writes:
        assert command["writeConcern"]["w"] == "majority"
        assert command["writeConcern"]["j"] is True


def test_st46_indexes_are_made_as_declared_and_mended(database: Database) -> None:
    store = database.open()
    indexes = driver_of(store)["books"].index_information()
    assert indexes["shelf_rank"]["key"] == [("shelf", 1), ("rank", 1), ("_id", 1)]
    assert indexes["author_title"]["key"] == [("author", 1), ("title", 1)]
    assert indexes["author_title"]["unique"] is True

    driver_of(store)["books"].drop_index("shelf_rank")
    driver_of(store)["books"].create_index([("state", 1)], name="shelf_rank")
    store.ensure_schema()

    assert driver_of(store)["books"].index_information()["shelf_rank"]["key"] == [
        ("shelf", 1), ("rank", 1), ("_id", 1)
    ]  # fmt: skip


def test_st47_one_process_at_a_time_migrates(database: Database) -> None:
    running: list[str] = []
    overlaps: list[str] = []

    def slow(_: Store) -> None:
        overlaps.extend(running)
        running.append("one")
        database.concurrency.sleep(0.05)
        running.clear()

    schema = Schema((BOOKS, COUNTERS, META), (Migration(1, "slow", slow),))
    # Each store stands for a process of its own.
    stores = [database.open(schema) for _ in range(3)]

    done = all_at_once(database.concurrency, [store.migrate for store in stores])

    assert sorted(done) == [[], [], [1]]
    assert overlaps == []


def test_st47_the_lock_of_a_dead_process_expires(database: Database) -> None:
    store = database.open()
    driver_of(store)["meta"].insert_one({"_id": LOCK_ID, "owner": "dead", "until": 1})

    assert store.migrate() == []

    assert store.collection("meta").get(LOCK_ID) is None


@pytest.mark.parametrize("url", ["mongodb://", "mongodb://host", "mongodb://host/?appname=x"])
def test_st30_a_url_that_names_no_mongo_database_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="database URL"):
        open_store(url, SHELVES, concurrency_for("threading"))


def test_st48_the_driver_is_loaded_only_when_asked_for() -> None:
    script = (
        "import sys\n"
        "from taskstream.concurrency import concurrency_for\n"
        "from taskstream.storage import SCHEMA, open_store\n"
        "open_store('memory:', SCHEMA, concurrency_for('threading')).close()\n"
        "assert 'pymongo' not in sys.modules\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def driver_of(store: Store) -> Any:
    return store._database  # type: ignore[attr-defined]  # the MongoDB adapter's


def test_st1_large_integers_come_back_as_plain_ones(database: Database) -> None:
    store = database.open()
    fill(store, a_book("b1", n=2**40))

    book = store.collection("books").get("b1")

    assert book is not None
    assert type(book["n"]) is int


class Killed(BaseException):
    """Stands for the end of the process."""


def test_st49_who_ends_between_a_write_and_its_tally_leaves_a_mark(
    mocked: MockedMongoDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = mocked.open()
    assert not store.unsettled()
    with monkeypatch.context() as patched:
        patched.setattr(DRIVER, "insert_many", breaking(Killed()))
        with pytest.raises(Killed):
            write(store, [arrival("a")])

    after = mocked.reopen(store)

    assert after.unsettled()
    after.settle()
    assert not after.unsettled()


def test_st49_so_does_who_could_not_make_a_tally(
    mocked: MockedMongoDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = mocked.open()
    write(store, [arrival("a")])
    with monkeypatch.context() as patched:
        patched.setattr(DRIVER, "replace_one", breaking(AutoReconnect("the answer was lost")))
        [lost] = write(store, [revision("a", expect=1)])
    assert isinstance(lost, Failed)

    assert mocked.reopen(store).unsettled()


def test_st49_who_ends_in_order_leaves_none(mocked: MockedMongoDatabase) -> None:
    store = mocked.open()
    write(store, [arrival("a")])
    # Another that starts meanwhile sees it: nobody can know that the first still lives.
    assert mocked.open().unsettled()

    assert not mocked.reopen(store).unsettled()
