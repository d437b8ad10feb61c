"""Killed at any moment, the embedded store keeps every write that it acknowledged."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from taskstream.concurrency import concurrency_for
from taskstream.storage import open_store
from taskstream.storage.sqlite.store import SQLiteStore
from tests.contract.shelves import SHELVES

BACKEND = Path(__file__).resolve().parents[2]
# SQLite's number for it.
FULL = 2
KILLS = 20
HASTY_KILLS = 3
# A life is as likely to end among its first ten acknowledged writes as among its last thousands.
MOST_ACKS = 3_000


def live_and_die(path: Path, life: int, acks: int, kind: str) -> dict[str, int]:
    """Run a writer, kill it after so many acknowledgements; return what it acknowledged."""
    acknowledged: dict[str, int] = {}
    command = [sys.executable, "-W", "ignore", "-m", "tests.contract.writing_child"]
    with subprocess.Popen(
        [*command, str(path), str(life), kind], cwd=BACKEND, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        for count, line in enumerate(child.stdout, 1):
            id_, version = line.split()
            acknowledged[id_.decode()] = int(version)
            if count == acks:
                child.kill()
    assert child.returncode == -signal.SIGKILL
    return acknowledged


def lost(path: Path, acknowledged: dict[str, int]) -> list[str]:
    """Return the acknowledged writes that the file does not hold."""
    store = open_store(f"sqlite:///{path}", SHELVES, concurrency_for("threading"))
    stored = {book["_id"]: book["version"] for book in store.scan_all("books")}
    store.close()
    return [id_ for id_, version in acknowledged.items() if stored.get(id_, 0) < version]


def assert_intact(path: Path) -> None:
    """The file is whole, and the counters say what the documents say."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    store = open_store(f"sqlite:///{path}", SHELVES, concurrency_for("threading"))
    books = list(store.scan_all("books"))
    counter = store.collection("counters").get("s")
    store.close()
    revisions = sum(book["version"] - 1 for book in books)
    assert counter is not None
    assert (counter["books"], counter.get("revisions", 0)) == (len(books), revisions)
    assert counter["seq"] == len(books) + revisions
    assert len({book["number"] for book in books if "number" in book}) == len(books) - revisions


def test_st42_no_kill_takes_an_acknowledged_write(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    path = tmp_path / "killed.db"
    acknowledged: dict[str, int] = {}

    for life in range(KILLS):
        acks = int(MOST_ACKS ** chance.random())
        acknowledged |= live_and_die(path, life, acks, "ordinary")
        assert_intact(path)
        assert lost(path, acknowledged) == [], f"seed {seed}, life {life}, killed at {acks}"


def test_st42_a_commit_waits_for_the_disk(tmp_path: Path) -> None:
    # A kill leaves the system's own memory alone, so it cannot tell; a power cut would.
    store = open_store(f"sqlite:///{tmp_path}/a.db", SHELVES, concurrency_for("threading"))
    assert isinstance(store, SQLiteStore)
    settings = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for connection in (store._connection, store._checkpoints._connection)
        for name in ("synchronous", "journal_mode")
    ]
    store.close()

    assert settings == [FULL, "wal"] * 2


def test_st42_the_same_check_finds_what_haste_loses(tmp_path: Path) -> None:
    path = tmp_path / "hasty.db"
    acknowledged: dict[str, int] = {}

    for life in range(HASTY_KILLS):
        acknowledged |= live_and_die(path, life, 100, "hasty")

    assert lost(path, acknowledged) != []
