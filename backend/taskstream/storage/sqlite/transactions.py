"""What a job sees of the transaction that it runs in, and the counters that many jobs share."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from taskstream.storage.documents import MAX_INTEGER
from taskstream.storage.port import BadDocument, Document, Numbering, Tally
from taskstream.storage.sqlite.tables import Table, decode

COUNTERS: Final = "counters"


@dataclass(frozen=True, slots=True)
class Raise:
    """What one write does to the counters, if it takes place: numbers it gets, values they get."""

    numbers: Mapping[str, int]
    values: Mapping[str, Mapping[str, int]]


class CounterBook:
    """Counters read once in a transaction, raised in memory, written back before its COMMIT.

    It ends with the transaction, so a rollback cannot leave a number behind.
    """

    def __init__(self, connection: sqlite3.Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._known: dict[str, Document] = {}
        self._changed: set[str] = set()

    def plan(self, numbering: Numbering | None, tallies: Sequence[Tally]) -> Raise:
        """Return what a write would do. Raises BadDocument for a counter that cannot be raised."""
        values: dict[str, dict[str, int]] = {}
        numbers: dict[str, int] = {}
        if numbering is not None:
            for field, name in numbering.fields.items():
                numbers[field] = self._raised(values, numbering.counter, name, 1)
        for tally in tallies:
            for name, step in tally.inc.items():
                self._raised(values, tally.counter, name, step)
            for name, field in tally.reach.items():
                missing = numbers[field] - self._value(values, tally.counter, name)
                self._raised(values, tally.counter, name, max(0, missing))
        return Raise(numbers, values)

    def carry_out(self, plan: Raise) -> None:
        """Do it: the write took place."""
        for id_, values in plan.values.items():
            self._counter(id_).update(values)
            self._changed.add(id_)

    def write_back(self) -> None:
        """Put what was raised into the table, and forget all."""
        for id_ in self._changed:
            self._connection.execute(self._table.upsert, self._table.row(self._known[id_]))
        self._known.clear()
        self._changed.clear()

    def _raised(self, values: dict[str, dict[str, int]], id: str, name: str, step: int) -> int:
        value = self._value(values, id, name) + step
        if abs(value) > MAX_INTEGER:
            raise BadDocument(f"{COUNTERS}: {name} of {id} cannot be raised by {step}")
        values.setdefault(id, {})[name] = value
        return value

    def _value(self, values: Mapping[str, Mapping[str, int]], id: str, name: str) -> int:
        value = values.get(id, {}).get(name)
        if value is None:
            value = self._counter(id).get(name, 0)
        if type(value) is not int:
            raise BadDocument(f"{COUNTERS}: {name} of {id} is no number")
        return value

    def _counter(self, id: str) -> Document:
        counter = self._known.get(id)
        if counter is None:
            row = self._connection.execute(self._table.get, (id,)).fetchone()
            counter = self._known[id] = {"_id": id} if row is None else decode(row)
        return counter


class Transaction:
    """One transaction on the writing connection, shared by all jobs of a commit."""

    def __init__(self, connection: sqlite3.Connection, tables: Mapping[str, Table]) -> None:
        self.connection: Final = connection
        self.counters: Final = CounterBook(connection, tables[COUNTERS])

    def settled(self) -> sqlite3.Connection:
        """Return the connection with the counters in their table, for jobs that may look there."""
        self.counters.write_back()
        return self.connection
