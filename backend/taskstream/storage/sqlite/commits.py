"""Group commit: many jobs, one transaction, and an answer for each after the COMMIT."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from taskstream import faults
from taskstream.concurrency import Waiter
from taskstream.faults import FaultPoint
from taskstream.storage.port import StoreError, StoreUnavailable
from taskstream.storage.sqlite.errors import store_error
from taskstream.storage.sqlite.known import KnownRows
from taskstream.storage.sqlite.tables import Table
from taskstream.storage.sqlite.transactions import COUNTERS, CounterBook, Transaction

# A job may run twice, so it keeps nothing from the first time. Once it has changed a row it
# raises nothing but what the driver raises: a StoreError of its own says "nothing was changed".
Job: TypeAlias = Callable[[Transaction], Any]

# What a statement or its values are to blame for; all else that the driver raises is the disk's.
STATEMENT_FAULTS: Final = (
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.ProgrammingError,
    sqlite3.InterfaceError,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: its result, or the error that it is to be told."""

    result: Any = None
    error: Exception | None = None


class Pending:
    """A job, and somebody who waits for what comes of it."""

    __slots__ = ("_waiter", "answer", "job")

    def __init__(self, job: Job, waiter: Waiter) -> None:
        self.job = job
        self.answer: Answer | None = None
        self._waiter = waiter

    def wake(self, *, at_once: bool = False) -> None:
        """Tell the one who waits. In the loop only; ``at_once`` as with a waiter's ``set``."""
        self._waiter.set(None, at_once=at_once)

    def wait(self) -> Any:
        """Return the job's result when it is durable, or raise its error."""
        self._waiter.wait()
        if self.answer is None:
            raise StoreUnavailable("the commit was interrupted", maybe_applied=True)
        if self.answer.error is not None:
            raise self.answer.error
        return self.answer.result


class Committer:
    """Runs jobs on the one writing connection. Used by one thread at a time."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        tables: Mapping[str, Table],
        known: Mapping[str, KnownRows],
    ) -> None:
        self._connection = connection
        self._counters = CounterBook(connection, tables[COUNTERS])
        self._known = known
        # The collections that the last transaction has written to.
        self._touched: set[str] = set()
        # Why the disk refused the last transaction, or nothing when it took it.
        self.refused = ""

    def commit(self, batch: Sequence[Pending]) -> None:
        """Run all jobs in one transaction and answer each; never raises an Exception.

        The disk's failures are everybody's. Any other comes from a single job, so the others
        are tried again without it.
        """
        try:
            answers = self._run(batch)
        except STATEMENT_FAULTS as error:
            self._one_by_one(batch, store_error(error))
        except sqlite3.Error as error:
            self._refuse(batch, error, maybe_applied=False)
        except Exception as error:  # noqa: BLE001 - in the loop nobody else would hear of it
            self._one_by_one(batch, error)
        else:
            self._finish(batch, answers)

    def _run(self, batch: Sequence[Pending]) -> list[Answer]:
        # The counters change with almost every write.
        self._touched = {COUNTERS}
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            transaction = Transaction(self._connection, self._counters, self._touched)
            answers = [_answer(pending.job, transaction) for pending in batch]
            self._counters.write_back()
        except BaseException:
            self._roll_back()
            raise
        return answers

    def _finish(self, batch: Sequence[Pending], answers: Sequence[Answer]) -> None:
        faults.reached(FaultPoint.BEFORE_COMMIT)
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            # Torn off in its COMMIT, a transaction may still be found whole after a crash.
            self._refuse(batch, error, maybe_applied=True)
            return
        self.refused = ""
        for name in self._touched:
            self._known[name].forget()
        faults.reached(FaultPoint.AFTER_COMMIT)
        for pending, answer in zip(batch, answers, strict=True):
            pending.answer = answer

    def _roll_back(self) -> None:
        self._counters.forget()
        if self._connection.in_transaction:
            # A rollback that fails leaves nothing behind either; the next BEGIN will tell.
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _one_by_one(self, batch: Sequence[Pending], error: Exception) -> None:
        if len(batch) == 1:
            batch[0].answer = Answer(error=error)
            return
        for pending in batch:
            self.commit([pending])

    def _refuse(
        self, batch: Sequence[Pending], error: sqlite3.Error, *, maybe_applied: bool
    ) -> None:
        self.refused = str(error)
        for pending in batch:
            # One each: an exception that is raised twice carries both tracebacks.
            pending.answer = Answer(error=store_error(error, maybe_applied=maybe_applied))


def _answer(job: Job, transaction: Transaction) -> Answer:
    try:
        return Answer(job(transaction))
    except StoreError as error:
        return Answer(error=error)
