"""What a job sees of the transaction that it runs in, and the counters that many jobs share."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from taskstream.storage.documents import MAX_INTEGER
from taskstream.storage.port import BadDocument, Document, Numbering, Tally
from taskstream.storage.sqlite.tables import Table, decode

COUNTERS: Final = "counters"
# Those of a scan and of each who is at work in it.
COUNTERS_KEPT: Final = 2_000


class Raise(NamedTuple):
    """What one write does, if it takes place: the numbers it gets, the counters as they will be."""

    numbers: Mapping[str, int]
    counters: Mapping[str, Document]


class TornCounter(Exception):
    """A counter cannot be raised by what was written already: only a rollback is right now."""


class CounterBook:
    """Counters, read once, raised in memory and written back before each COMMIT.

    What is known of them is good for as long as nobody else writes them: it is forgotten when a
    transaction is rolled back, so that no number is left behind, and when a job may have changed them.
    """

    def __init__(self, connection: sqlite3.Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._known: dict[str, Document] = {}
        self._changed: set[str] = set()

    def plan(self, numbering: Numbering | None, tallies: Sequence[Tally]) -> Raise:
        """Return what a write would do. Raises BadDocument for a counter that cannot be raised."""
        drafts: dict[str, Document] = {}
        numbers: dict[str, int] = {}
        if numbering is not None:
            counter = self._draft(drafts, numbering.counter)
            for field, name in numbering.fields.items():
                numbers[field] = counter[name] = _sum(counter, name, 1)
        for tally in tallies:
            counter = self._draft(drafts, tally.counter)
            for name, step in tally.inc.items():
                counter[name] = _sum(counter, name, step)
            for name, field in tally.reach.items():
                counter[name] = max(_sum(counter, name, 0), numbers[field])
        return Raise(numbers, drafts)

    def carry_out(self, plan: Raise) -> None:
        """Do it: the write took place."""
        self._known.update(plan.counters)
        self._changed.update(plan.counters)

    def add(self, tallies: Sequence[Tally]) -> None:
        """Add tallies of what took place in this transaction.

        Raises TornCounter for a counter that cannot be raised.
        """
        try:
            for tally in tallies:
                counter = self._counter(tally.counter)
                for name, step in tally.inc.items():
                    counter[name] = _sum(counter, name, step)
                self._changed.add(tally.counter)
        except BadDocument as error:
            raise TornCounter(str(error)) from error

    def write_back(self) -> None:
        """Put what was raised into the table."""
        for id_ in self._changed:
            self._connection.execute(self._table.upsert, self._table.row(self._known[id_]))
        self._changed.clear()
        if len(self._known) > COUNTERS_KEPT:
            self._known.clear()

    def forget(self) -> None:
        """Know nothing of any counter any more."""
        self._known.clear()
        self._changed.clear()

    def _draft(self, drafts: dict[str, Document], id: str) -> Document:
        """Return a counter that may be written on: nothing is done yet."""
        draft = drafts.get(id)
        if draft is None:
            draft = drafts[id] = self._counter(id).copy()
        return draft

    def _counter(self, id: str) -> Document:
        counter = self._known.get(id)
        if counter is None:
            row = self._connection.execute(self._table.get, (id,)).fetchone()
            counter = self._known[id] = {"_id": id} if row is None else decode(row)
        return counter


def _sum(counter: Document, name: str, step: int) -> int:
    """Return what a counter's field becomes. Raises BadDocument."""
    value = counter.get(name, 0)
    if type(value) is not int:
        raise BadDocument(f"{COUNTERS}: {name} of {counter['_id']} is no number")
    value += step
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise BadDocument(f"{COUNTERS}: {name} of {counter['_id']} cannot be raised by {step}")
    return value


class Transaction:
    """One transaction on the writing connection, shared by all jobs of a commit."""

    def __init__(
        self, connection: sqlite3.Connection, counters: CounterBook, touched: set[str]
    ) -> None:
        """``touched``: where the names of the collections are put that are written to."""
        self.connection: Final = connection
        self.counters: Final = counters
        self.touched: Final = touched

    def settled(self, collection: str) -> sqlite3.Connection:
        """Return the connection for a job that changes a collection, with the counters in their table.

        They may be what it changes.
        """
        self.counters.write_back()
        self.counters.forget()
        self.touched.add(collection)
        return self.connection
