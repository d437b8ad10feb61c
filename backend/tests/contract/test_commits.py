"""When the embedded adapter commits, and where: for how many at a time, in the loop or in a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from taskstream.storage import Insert, Store
from taskstream.storage.sqlite import checkpoints, writers
from taskstream.storage.sqlite.checkpoints import Checkpoints
from taskstream.storage.sqlite.commits import Committer, Pending
from taskstream.storage.sqlite.store import SQLiteStore
from tests.contract.databases import SQLiteDatabase, all_at_once
from tests.contract.shelves import a_book, fill

LOOPS = ["eventlet", "gevent"]
DISK_SECONDS = 0.05


def inserting(store: Store, id: str) -> Callable[[], Any]:
    return partial(store.write, [Insert("books", a_book(id))])


@pytest.mark.parametrize("mode", LOOPS)
def test_st33_who_comes_again_after_many_shares_their_next_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: Any
) -> None:
    database = SQLiteDatabase(tmp_path, mode)
    store = database.open()
    sizes: list[int] = []
    waits: list[float] = []
    commit, later = Committer.commit, database.concurrency.later

    def slowly(self: Committer, batch: Sequence[Pending]) -> None:
        sizes.append(len(batch))
        time.sleep(DISK_SECONDS)  # stands in for a disk that takes its time, in the loop
        commit(self, batch)

    def noting(seconds: float, callback: Callable[[], None]) -> None:
        waits.append(seconds)
        later(seconds, callback)

    def a_little_later(call: Callable[[], Any]) -> Any:
        database.concurrency.sleep(0.005)
        return call()

    monkeypatch.setattr(Committer, "commit", slowly)
    monkeypatch.setattr(database.concurrency, "later", noting)
    monkeypatch.setattr(writers, "AGAIN_SECONDS_EACH", 10.0)
    with monkeypatch.context() as patient:
        patient.setattr(writers, "HOLD_SECONDS_MAX", 10.0)
        all_at_once(database.concurrency, [inserting(store, f"a{n}") for n in range(4)])
        first, *others = [inserting(store, f"b{n}") for n in range(4)]
        all_at_once(database.concurrency, [first, *(partial(a_little_later, c) for c in others)])
    assert sizes == [4, 4]

    # Nobody comes: no longer than 2 ms however slow the disk, and not a second time.
    inserting(store, "c")()
    inserting(store, "d")()
    assert sizes == [4, 4, 1, 1]
    assert waits == [pytest.approx(DISK_SECONDS, abs=1.0), 0.002]
    database.discard()


def test_st33_who_comes_alone_is_answered_in_the_turn_of_the_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = SQLiteDatabase(tmp_path, "eventlet")
    store = database.open()
    order: list[str] = []
    commit = Committer.commit

    def noting(self: Committer, batch: Sequence[Pending]) -> None:
        database.concurrency.at_end_of_turn(lambda: order.append("the next turn"))
        commit(self, batch)

    monkeypatch.setattr(Committer, "commit", noting)
    inserting(store, "a")()
    order.append("answered")
    database.concurrency.sleep(0)
    assert order == ["answered", "the next turn"]

    # Several are told in the order in which their changes were made.
    order.clear()

    def insert_and_say(id: str) -> None:
        inserting(store, id)()
        order.append(id)

    all_at_once(database.concurrency, [partial(insert_and_say, f"b{n}") for n in range(3)])
    assert order == ["the next turn", "b0", "b1", "b2"]
    database.discard()


@pytest.mark.parametrize("mode", ["eventlet", "gevent"])
def test_st41_slow_commits_move_out_of_the_loop_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: Any
) -> None:
    database = SQLiteDatabase(tmp_path, mode, "auto")
    # Whatever the machine does meanwhile: making the tables was not slow.
    monkeypatch.setattr(writers, "SLOW_COMMIT_SECONDS", 60.0)
    store = database.open()
    places: list[bool] = []
    commit = Committer.commit

    def noting(self: Committer, batch: Sequence[Pending]) -> None:
        places.append(threading.get_native_id() == loop)
        commit(self, batch)

    loop = threading.get_native_id()
    monkeypatch.setattr(Committer, "commit", noting)
    monkeypatch.setattr(writers, "SLOW_COMMIT_SECONDS", 0.0)
    for n in range(writers.SLOW_ALLOWED + 3):
        fill(store, a_book(f"slow{n}"))
    assert places == [*[True] * (writers.SLOW_ALLOWED + 1), False, False]

    monkeypatch.setattr(writers, "SLOW_COMMIT_SECONDS", 60.0)
    for n in range(writers.TIMINGS + 1):
        fill(store, a_book(f"fast{n}"))
    database.discard()

    assert places[-1] is True


@pytest.mark.parametrize("mode", LOOPS)
def test_st41_the_log_is_moved_into_the_file_beside_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: Any
) -> None:
    database = SQLiteDatabase(tmp_path, mode)
    store = database.open()
    assert isinstance(store, SQLiteStore)
    before = store._file.path.stat().st_size
    threads: list[int] = []
    move = Checkpoints._move

    def noting(self: Checkpoints) -> Any:
        threads.append(threading.get_native_id())
        return move(self)

    monkeypatch.setattr(Checkpoints, "_move", noting)
    monkeypatch.setattr(checkpoints, "PAGES", 50)
    deadline = time.monotonic() + 30
    written = 0
    while store._file.path.stat().st_size <= before and time.monotonic() < deadline:
        inserting(store, f"b{written}")()
        written += 1

    # Far from what would have a COMMIT do it.
    assert written < 1_000
    assert store._file.path.stat().st_size > before
    assert threads
    assert threading.get_native_id() not in threads
    # Closed in the midst of one, it waits for its end: the file may be somebody else's then.
    store.close()
    assert len(list(database.open().scan_all("books"))) == written
    database.discard()
