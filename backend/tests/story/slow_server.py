"""The product on a slow machine: storing a suggestion takes its time. ``python -m`` this."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Final

from taskstream.__main__ import ENV_FILE
from taskstream.cli import main
from taskstream.storage import Insert
from taskstream.storage.sqlite import hot_path
from taskstream.storage.sqlite.hot_path import Prepared
from taskstream.storage.sqlite.transactions import Transaction
from tests.story.slow import EACH_SECONDS, SLOW

# Not time.sleep: on eventlet and gevent that lets others go on, as no disk does.
LIBC: Final = ctypes.CDLL(None)

CARRY_OUT = hot_path._carried_out


def slowly(transaction: Transaction, step: Prepared) -> object:
    """Store, and keep the disk, and in the loop everybody else, waiting."""
    if isinstance(step[0], Insert):
        folder = Path(transaction.connection.execute("PRAGMA database_list").fetchone()[2]).parent
        if (folder / SLOW).exists():
            LIBC.usleep(int(EACH_SECONDS * 1_000_000))
    return CARRY_OUT(transaction, step)


if __name__ == "__main__":
    hot_path._carried_out = slowly  # type: ignore[assignment]  # in this process only
    main(ENV_FILE)
