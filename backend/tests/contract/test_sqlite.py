"""What only the embedded adapter promises: one file, one process. When it commits: ``test_commits``."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from taskstream.concurrency import concurrency_for
from taskstream.storage import (
    Corrupt,
    Insert,
    Numbering,
    Schema,
    Store,
    StoreLocked,
    StoreMissing,
    StoreUnavailable,
    open_store,
)
from taskstream.storage.sqlite import writers
from taskstream.storage.sqlite.collection import SQLiteCollection
from taskstream.storage.sqlite.commits import Committer
from taskstream.storage.sqlite.store import SQLiteStore
from tests.contract.databases import SQLITE_NAMES, SQLiteDatabase, all_at_once, database_named
from tests.contract.shelves import SHELVES, a_book, arrival, fill, write

COOPERATIVE = [name for name in SQLITE_NAMES if "threading" not in name]


@pytest.fixture(params=SQLITE_NAMES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SQLiteDatabase]:
    made = database_named(request.param, tmp_path)
    assert isinstance(made, SQLiteDatabase)
    yield made
    made.discard()


def opened(database: SQLiteDatabase) -> SQLiteStore:
    store = database.open()
    assert isinstance(store, SQLiteStore)
    return store


def file_of(database: SQLiteDatabase) -> Path:
    return Path(database.url.removeprefix("sqlite:///"))


def inserting(store: Store, id: str) -> Callable[[], Any]:
    return partial(store.write, [Insert("books", a_book(id))])


def test_st32_the_end_waits_for_what_came_before_it(database: SQLiteDatabase) -> None:
    store = opened(database)
    early = [inserting(store, f"early{n}") for n in range(5)]
    late = [inserting(store, f"late{n}") for n in range(5)]

    results = all_at_once(database.concurrency, [*early, store.close, *late])

    stored = {book["_id"] for book in database.reopen(store).scan_all("books")}
    refused = [result for result in results if isinstance(result, StoreUnavailable)]
    assert len(stored) == 10 - len(refused)
    if database.concurrency.cooperative:
        assert stored == {f"early{n}" for n in range(5)}


@pytest.mark.parametrize(
    "database", ["sqlite-eventlet-thread", "sqlite-gevent-thread"], indirect=True
)
def test_st34_a_thread_that_cannot_be_had_leaves_nobody_waiting(
    database: SQLiteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(database)
    native = database.concurrency.in_native_thread
    attempts: list[object] = []

    def fail_once(*args: Any) -> Any:
        attempts.append(args)
        if len(attempts) == 1:
            # Those who come while it is tried must not be forgotten either.
            database.concurrency.sleep(0.01)
            raise RuntimeError("can't start new thread")
        return native(*args)

    monkeypatch.setattr(database.concurrency, "in_native_thread", fail_once)

    def come_later() -> Any:
        database.concurrency.sleep(0.005)
        return inserting(store, "b2")()

    first, second = all_at_once(database.concurrency, [inserting(store, "b1"), come_later])

    assert isinstance(first, StoreUnavailable)
    assert first.maybe_applied
    assert second[0].document == a_book("b2")


@pytest.mark.parametrize("database", COOPERATIVE, indirect=True)
def test_st33_what_arrives_in_one_turn_is_one_commit(database: SQLiteDatabase) -> None:
    store = opened(database)
    commits: list[str] = []
    store._connection.set_trace_callback(
        lambda sql: commits.append(sql) if sql == "COMMIT" else None
    )
    books = store.collection("books")
    calls = [inserting(store, f"b{n}") for n in range(20)]
    calls += [partial(books.insert, a_book(f"c{n}")) for n in range(20)]

    all_at_once(database.concurrency, calls)

    assert len(commits) == 1
    assert len(list(store.scan_all("books"))) == 40


def test_st34_one_broken_change_harms_no_neighbour(database: SQLiteDatabase) -> None:
    store = opened(database)

    def break_off(_: object) -> None:
        raise ZeroDivisionError

    calls: list[Callable[[], Any]] = [
        inserting(store, "b1"),
        partial(store._writer.run, break_off),
        partial(write, store, [arrival("b2")]),
    ]
    first, broken, second = all_at_once(database.concurrency, calls)

    assert isinstance(broken, ZeroDivisionError)
    assert first[0].document == a_book("b1")
    assert (second[0].document["rank"], second[0].document["number"]) == (1, 1)
    assert len(list(store.scan_all("books"))) == 2


def test_st35_a_full_disk_is_told_to_everybody_and_leaves_nothing_half_done(
    database: SQLiteDatabase,
) -> None:
    store = opened(database)
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = a_book("big", notes="x" * 1_000_000)

    results = all_at_once(
        database.concurrency,
        [
            partial(write, store, [arrival("b1")]),
            partial(store.write, [Insert("books", big, Numbering("s", {"rank": "seq"}))]),
        ],
    )

    failed = [result for result in results if isinstance(result, StoreUnavailable)]
    assert failed
    assert not any(error.maybe_applied for error in failed)
    assert store.collection("books").get("big") is None
    store._connection.execute("PRAGMA max_page_count = 1000000")
    (again,) = write(store, [arrival("b9")])
    assert again.document["rank"] == 3 - len(failed)  # type: ignore[union-attr]  # it was written


@contextmanager
def no_room_for(file: Path) -> Iterator[None]:
    """Let that file grow by less than a page, as on a disk that is full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 1_000, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_st35_ping_says_that_nothing_can_be_written_until_it_can(database: SQLiteDatabase) -> None:
    store = opened(database)
    write(store, [arrival("b1")])
    with no_room_for(file_of(database).with_name("contract.db-wal")):
        # Nobody has tried yet.
        store.ping()
        with pytest.raises(StoreUnavailable):
            write(store, [arrival("b2")])

        for _ in range(2):
            with pytest.raises(StoreUnavailable):
                store.ping()
        assert store.collection("books").get("b1") is not None

    store.ping()
    # It has tried by itself, and left nothing behind.
    assert [book["_id"] for book in store.scan_all("books")] == ["b1"]
    tables = store._connection.execute("SELECT name FROM sqlite_master WHERE name = 'room'")
    assert tables.fetchall() == []


def test_st36_a_commit_that_fails_may_have_been_made(
    database: SQLiteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(database)
    committer = TornCommits(store._connection, store._tables, store._known)
    assert isinstance(store._writer, writers.OutspokenWriter)
    monkeypatch.setattr(store._writer._writer, "_committer", committer)

    with pytest.raises(StoreUnavailable) as refused:
        store.collection("books").insert(a_book("b1"))

    assert refused.value.maybe_applied
    store.collection("books").insert(a_book("b2"))
    assert list(store.scan_all("books")) == [a_book("b2")]


class TornCommits(Committer):
    """The first COMMIT meets a disk that does not answer."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._connection = FirstCommitFails(self._connection)  # type: ignore[assignment]  # a stand-in


class FirstCommitFails:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._real = connection
        self._torn = False

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and not self._torn:
            self._torn = True
            raise sqlite3.OperationalError("disk I/O error")
        return self._real.execute(sql, *args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def test_st5_what_was_read_while_somebody_wrote_is_read_again(
    database: SQLiteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(database)
    books = store.collection("books")
    fill(store, a_book("b1"))
    read = SQLiteCollection._read

    def overtaken(self: SQLiteCollection, sql: str, params: list[Any]) -> list[tuple[str]]:
        rows = read(self, sql, params)
        with monkeypatch.context() as quiet:
            quiet.setattr(SQLiteCollection, "_read", read)
            assert books.replace("b1", a_book("b1", version=2), {"version": 1})
        return rows

    with monkeypatch.context() as slow:
        slow.setattr(SQLiteCollection, "_read", overtaken)
        assert books.get("b1") == a_book("b1")
    assert books.get("b1") == a_book("b1", version=2)


def test_st37_a_second_process_is_refused_with_clear_words(database: SQLiteDatabase) -> None:
    store = opened(database)
    child = (
        "from taskstream.concurrency import concurrency_for\n"
        "from taskstream.storage import SCHEMA, open_store\n"
        f"open_store({database.url!r}, SCHEMA, concurrency_for('threading'))\n"
    )

    other = subprocess.run(
        [sys.executable, "-c", child], capture_output=True, text=True, check=False
    )
    with pytest.raises(StoreLocked):
        open_store(database.url, SHELVES, database.concurrency)

    said = other.stderr.strip().splitlines()[-1]
    assert "StoreLocked" in said
    assert f"{file_of(database)} is in use by another process" in said
    fill(store, a_book("b1"))
    assert database.reopen(store).collection("books").get("b1") == a_book("b1")


def test_st52_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/mistyped/a.db"

    with pytest.raises(StoreMissing, match=f"{tmp_path}/mistyped/a.db is not there"):
        open_store(url, SHELVES, concurrency_for("threading"), must_exist=True)

    assert list(tmp_path.iterdir()) == []


def test_st38_nobody_else_may_read_the_file(database: SQLiteDatabase) -> None:
    fill(opened(database), a_book("b1"))
    folder = file_of(database).parent

    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}

    assert folder.stat().st_mode & 0o777 == 0o700
    assert set(modes) == {"contract.db", "contract.db-wal", "contract.db-shm", "contract.db.lock"}
    assert set(modes.values()) == {0o600}


def test_st38_a_file_that_others_could_read_is_closed_to_them(database: SQLiteDatabase) -> None:
    store = opened(database)
    file_of(database).chmod(0o644)

    database.reopen(store)

    assert file_of(database).stat().st_mode & 0o777 == 0o600


def test_st38_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    url = f"sqlite:///{folder}/a.db"

    open_store(url, SHELVES, concurrency_for("threading")).close()

    assert folder.stat().st_mode & 0o777 == 0o755
    assert (folder / "a.db").stat().st_mode & 0o777 == 0o600


def test_st39_what_is_no_database_is_said_to_be_none(database: SQLiteDatabase) -> None:
    path = file_of(database)
    path.parent.mkdir()
    path.write_bytes(b"a letter to grandmother\n" * 100)

    with pytest.raises(Corrupt):
        database.open()

    # The refused store let go of the file.
    path.unlink()
    assert database.open().collection("books").get("b1") is None


def test_st39_a_damaged_document_is_said_to_be_damaged(database: SQLiteDatabase) -> None:
    store = opened(database)
    fill(store, a_book("b1"))
    store._connection.execute("UPDATE books SET _doc = '{\"_id\": '")

    with pytest.raises(Corrupt):
        store.collection("books").get("b1")
    with pytest.raises(Corrupt):
        store.collection("books").find({})


def test_st39_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreUnavailable, match="cannot be used"):
        open_store(f"sqlite:///{tmp_path}/file/a.db", SHELVES, concurrency_for("threading"))


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///", "postgres://host/name", "a.db"])
def test_st30_a_url_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="names no database"):
        open_store(url, Schema(()), concurrency_for("threading"))


def test_st40_memory_keeps_nothing() -> None:
    for _ in range(2):
        store = open_store("memory:", SHELVES, concurrency_for("threading"))
        store.ensure_schema()
        fill(store, a_book("b1"))
        folder = Path(store._file.path).parent  # type: ignore[attr-defined]  # SQLite's
        store.close()
        assert not folder.exists()
