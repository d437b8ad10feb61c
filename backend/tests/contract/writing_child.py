"""Writes through the real store until it is killed, and reports what was acknowledged.

    python -m tests.contract.writing_child PATH ROUND ordinary|hasty

Each line on standard output is ``<id> <version>``: a write that ``Store.write`` called durable.
``hasty`` is the negative control: it reports before the COMMIT.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Sequence

from taskstream.concurrency import concurrency_for
from taskstream.storage import Outcome, Store, Written, open_store
from taskstream.storage.sqlite.commits import Answer, Committer, Pending
from tests.contract.shelves import SHELVES, arrival, revision, write

WRITERS = 8


FINISH = Committer._finish


def hasty_finish(self: Committer, batch: Sequence[Pending], answers: Sequence[Answer]) -> None:
    """Acknowledge first, then commit on a disk that takes its time."""
    for answer in answers:
        report(answer.result)
    time.sleep(0.02)
    FINISH(self, batch, answers)


def report(outcomes: Sequence[Outcome] | None) -> None:
    """Say what is durable, in one write to the pipe."""
    lines = [
        f"{outcome.document['_id']} {outcome.document['version']}\n"
        for outcome in outcomes or ()
        if isinstance(outcome, Written)
    ]
    os.write(1, "".join(lines).encode())


def write_on(store: Store, name: str, *, reporting: bool) -> None:
    """Insert and revise books for ever."""
    for number in itertools.count():
        id_ = f"{name}-{number}"
        for one in (arrival(id_), revision(id_, expect=1)):
            outcomes = write(store, [one])
            if reporting:
                report(outcomes)


def main(path: str, life: str, kind: str) -> None:
    """Write from several greenlets, so that commits hold more than one write."""
    hasty = kind == "hasty"
    if hasty:
        # In this process only: the product has no such choice.
        Committer._finish = hasty_finish  # type: ignore[method-assign]  # as said
    concurrency = concurrency_for("eventlet")
    store = open_store(f"sqlite:///{path}", SHELVES, concurrency, commit="loop")
    store.ensure_schema()
    for writer in range(WRITERS):
        name = f"r{life}w{writer}"
        concurrency.spawn(lambda name=name: write_on(store, name, reporting=not hasty))
    concurrency.waiter().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
