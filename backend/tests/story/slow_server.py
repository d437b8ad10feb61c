"""The product on a slow machine: storing a suggestion takes its time. ``python -m`` this."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Final

from taskstream.__main__ import ENV_FILE
from taskstream.cli import main
from taskstream.storage import InsertMany, Outcome
from taskstream.storage.sqlite import hot_path
from taskstream.storage.sqlite.tables import Table
from taskstream.storage.sqlite.transactions import Transaction
from tests.story.slow import EACH_SECONDS, SLOW

# Not time.sleep: on eventlet and gevent that lets others go on, as no disk does.
LIBC: Final = ctypes.CDLL(None)

INSERTED = hot_path._inserted


def slowly(table: Table, write: InsertMany, transaction: Transaction) -> list[Outcome]:
    """Store, and keep the disk, and in the loop everybody else, waiting."""
    folder = Path(transaction.connection.execute("PRAGMA database_list").fetchone()[2]).parent
    if (folder / SLOW).exists():
        LIBC.usleep(int(EACH_SECONDS * 1_000_000) * len(write.documents))
    return INSERTED(table, write, transaction)


if __name__ == "__main__":
    hot_path._inserted = slowly  # in this process only
    main(ENV_FILE)
