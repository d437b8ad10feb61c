"""What a job sees of the transaction that it runs in, and the counters that many jobs share."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from taskstream.storage.documents import MAX_INTEGER
from taskstream.storage.port import BadDocument, Document, Numbering, Tally
from taskstream.storage.sqlite.tables import Table, decode

COUNTERS: Final = "counters"
# Those of a scan and of each who is at work in it.
COUNTERS_KEPT: Final = 2_000


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

    def following(self, numbering: Numbering | None, count: int) -> dict[str, int]:
        """Return the next number for each field that gets one. Say with ``gave`` which came to be used.

        Raises BadDocument for a counter that has not so many.
        """
        if numbering is None:
            return {}
        counter = self._known.get(numbering.counter) or self._counter(numbering.counter)
        numbers = {}
        for field, name in numbering.fields.items():
            value = counter.get(name, 0)
            if type(value) is not int or value > MAX_INTEGER - count:
                raise _cannot_be_raised(counter, name)
            numbers[field] = value + 1
        return numbers

    def gave(self, numbering: Numbering | None, following: Mapping[str, int]) -> None:
        """Note that all numbers before these were given."""
        if numbering is None:
            return
        counter = self._counter(numbering.counter)
        for field, name in numbering.fields.items():
            counter[name] = following[field] - 1
        self._changed.add(numbering.counter)

    def add(self, tallies: Sequence[Tally]) -> None:
        """Add tallies of what took place in this transaction.

        Raises TornCounter for a counter that cannot be raised.
        """
        try:
            for tally in tallies:
                counter = self._counter(tally.counter)
                for name, step in tally.inc.items():
                    value = counter.get(name, 0)
                    if type(value) is not int or not -MAX_INTEGER <= value + step <= MAX_INTEGER:
                        raise _cannot_be_raised(counter, name)
                    counter[name] = value + step
                for name, number in tally.reach.items():
                    value = counter.get(name, 0)
                    if type(value) is not int:
                        raise _cannot_be_raised(counter, name)
                    counter[name] = max(value, number)
                self._changed.add(tally.counter)
        except BadDocument as error:
            raise TornCounter(str(error)) from error

    def write_back(self) -> None:
        """Put what was raised into the table."""
        rows = [self._table.row(self._known[id_]) for id_ in self._changed]
        self._connection.executemany(self._table.upsert, rows)
        self._changed.clear()
        if len(self._known) > COUNTERS_KEPT:
            self._known.clear()

    def forget(self) -> None:
        """Know nothing of any counter any more."""
        self._known.clear()
        self._changed.clear()

    def _counter(self, id: str) -> Document:
        counter = self._known.get(id)
        if counter is None:
            row = self._connection.execute(self._table.get, (id,)).fetchone()
            counter = self._known[id] = {"_id": id} if row is None else decode(row)
        return counter


def _cannot_be_raised(counter: Document, name: str) -> BadDocument:
    return BadDocument(f"{COUNTERS}: {name} of {counter['_id']} cannot be raised")


class Transaction:
    """One transaction on the writing connection, shared by all jobs of a commit."""

    def __init__(
        self, connection: sqlite3.Connection, counters: CounterBook, touched: set[str]
    ) -> None:
        """``touched``: where the names of the collections are put that are written to."""
        self.connection: Final = connection
        # One for all statements that give no rows: the connection makes another for each.
        self.cursor: Final = connection.cursor()
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
