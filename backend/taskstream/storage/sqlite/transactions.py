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
        counters: dict[str, Document] = {}
        numbers: dict[str, int] = {}
        if numbering is not None:
            counter = self._draft(counters, numbering.counter)
            for field, name in numbering.fields.items():
                _raise(counter, {name: 1})
                numbers[field] = counter[name]
        for tally in tallies:
            counter = self._draft(counters, tally.counter)
            _raise(counter, tally.inc)
            for name, field in tally.reach.items():
                _reach(counter, name, numbers[field])
        return Raise(numbers, counters)

    def carry_out(self, plan: Raise) -> None:
        """Do it: the write took place."""
        self._known.update(plan.counters)
        self._changed.update(plan.counters)

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


def _raise(counter: Document, steps: Mapping[str, int]) -> None:
    """Raise a counter's fields by these steps. Raises BadDocument."""
    for name, step in steps.items():
        value = counter.get(name, 0)
        if type(value) is not int:
            raise _no_number(counter, name)
        value += step
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise BadDocument(f"{COUNTERS}: {name} of {counter['_id']} cannot be raised by {step}")
        counter[name] = value


def _reach(counter: Document, name: str, number: int) -> None:
    """Raise a counter's field to that number, if it is lower. Raises BadDocument."""
    value = counter.get(name, 0)
    if type(value) is not int:
        raise _no_number(counter, name)
    counter[name] = max(value, number)


def _no_number(counter: Document, name: str) -> BadDocument:
    return BadDocument(f"{COUNTERS}: {name} of {counter['_id']} is no number")


class Transaction:
    """One transaction on the writing connection, shared by all jobs of a commit."""

    def __init__(self, connection: sqlite3.Connection, counters: CounterBook) -> None:
        self.connection: Final = connection
        self.counters: Final = counters

    def settled(self) -> sqlite3.Connection:
        """Return the connection with the counters in their table, for jobs that may change them there."""
        self.counters.write_back()
        self.counters.forget()
        return self.connection
