"""``Store.write`` for MongoDB: numbers first, then the writes, then the tallies.

Nothing here spans two documents, so a standalone server will do. A crash in between leaves
a gap in the numbers, or a tally that was not added; no write is half done.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Final, cast

from bson.errors import BSONError
from bson.int64 import Int64
from pymongo import ReturnDocument
from pymongo.collection import Collection as Driver
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, PyMongoError

from taskstream import faults
from taskstream.concurrency import Concurrency, Waiter
from taskstream.faults import FaultPoint
from taskstream.storage.documents import check_document, is_storable
from taskstream.storage.mongo.errors import driver_errors, store_error
from taskstream.storage.mongo.inserting import insert_unordered, twin_index
from taskstream.storage.mongo.mark import Mark
from taskstream.storage.mongo.questions import with_id
from taskstream.storage.port import (
    CollectionSchema,
    Document,
    Failed,
    Insert,
    InsertMany,
    Outcome,
    Replace,
    Stale,
    StoreError,
    StoreUnavailable,
    Taken,
    Tally,
    TallyAll,
    TallyGone,
    Write,
    Written,
)
from taskstream.storage.queries import Query, parse_expect

COUNTERS: Final = "counters"
# Replaces on their way at once. Each waits for the journal, so one after the other would crawl.
IN_FLIGHT: Final = 8
NOTHING: Final[Mapping[str, int]] = {}

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sum:
    """What several tallies do to one counter together."""

    inc: Counter[str] = field(default_factory=Counter)
    reach: dict[str, int] = field(default_factory=dict)

    def add(self, tally: Tally) -> None:
        """Add a tally."""
        self.inc.update(tally.inc)
        for name, number in tally.reach.items():
            self.reach[name] = max(number, self.reach.get(name, number))


@dataclass(slots=True)
class Step:
    """One write under way. ``expect`` is None for an insert, ``outcome`` until there is one."""

    write: Insert | Replace
    expect: Query | None
    document: Document
    outcome: Outcome | None = None


class MongoWriter:
    """Carries out batches of writes."""

    def __init__(
        self,
        database: Database[Document],
        schemas: Mapping[str, CollectionSchema],
        concurrency: Concurrency,
        mark: Mark,
    ) -> None:
        self._database = database
        self._mark = mark
        self._schemas = schemas
        self._concurrency = concurrency

    def write(self, writes: Sequence[Write], tally_all: TallyAll | None = None) -> list[Outcome]:
        """Return what came of each write. Inserts go first; replaces of one document in order."""
        steps = [self._prepared(write) for write in _singly(writes)]
        try:
            with nullcontext() if tally_all is None else self._mark.writing():
                self._carry_out(steps, tally_all)
        except StoreUnavailable as error:
            # The mark could not be set, so nothing was begun.
            return [step.outcome or Failed(error) for step in steps]
        return _outcomes(steps)

    def remove(self, collection: str, ids: Sequence[str], tally_gone: TallyGone) -> int:
        """Remove what there is of these, and return how many documents that were."""
        driver = self._database[collection]
        gone: list[Document] = []
        # Whatever ends this between the two leaves the mark behind, an error of the driver too.
        with self._mark.writing():
            with driver_errors(writing=True):
                for id_ in dict.fromkeys(filter(is_storable, ids)):
                    document = driver.find_one_and_delete({"_id": id_})
                    gone += [] if document is None else [document]
            self._add(_sums(tally_gone(gone)))
        return len(gone)

    def _carry_out(self, steps: Sequence[Step], tally_all: TallyAll | None) -> None:
        self._give_numbers(_open(steps))
        faults.reached(FaultPoint.BEFORE_COMMIT)
        self._insert([step for step in _open(steps) if step.expect is None])
        self._replace([step for step in _open(steps) if step.expect is not None])
        faults.reached(FaultPoint.AFTER_COMMIT)
        if tally_all is not None:
            self._tally(steps, tally_all)

    def _prepared(self, write: Insert | Replace) -> Step:
        schema = self._schemas[write.collection]
        step = Step(write, None, write.document)
        try:
            check_document(schema, write.document)
            if isinstance(write, Replace):
                step.expect = parse_expect(schema, write.expect)
        except StoreError as error:
            step.outcome = Failed(error)
        return step

    def _give_numbers(self, steps: Sequence[Step]) -> None:
        needed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for step in steps:
            if step.write.numbering:
                needed[step.write.numbering.counter].update(step.write.numbering.fields.values())
        following: dict[str, dict[str, int]] = {}
        for counter, block in needed.items():
            try:
                following[counter] = self._take_block(counter, block)
            except (PyMongoError, BSONError) as error:
                self._fail_numbered(steps, counter, error)
        for step in _open(steps):
            if step.write.numbering:
                free = following[step.write.numbering.counter]
                step.document = {**step.document, **_next(free, step.write.numbering.fields)}

    def _take_block(self, counter: str, block: Mapping[str, int]) -> dict[str, int]:
        raised = self._raise(counter, block)
        return {name: raised[name] - size + 1 for name, size in block.items()}

    def _raise(
        self, counter: str, inc: Mapping[str, int], reach: Mapping[str, int] = NOTHING
    ) -> Document:
        # In 64 bits from the first: FerretDB adds two of 32 bits in 32, and what is beyond is lost.
        steps = {name: Int64(step) for name, step in inc.items()}
        operators: dict[str, Mapping[str, int]] = {"$inc": steps, "$max": dict(reach)}
        change = {operator: values for operator, values in operators.items() if values}
        try:
            return self._raise_once(counter, change)
        except DuplicateKeyError:
            # Two that both found no counter both made it; the second now finds the first.
            return self._raise_once(counter, change)

    def _raise_once(self, counter: str, change: Mapping[str, Mapping[str, int]]) -> Document:
        raised = self._database[COUNTERS].find_one_and_update(
            {"_id": counter},
            change,
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        # With upsert there always is one; the driver's types cannot say so.
        return cast("Document", raised)

    def _fail_numbered(
        self, steps: Iterable[Step], counter: str, error: PyMongoError | BSONError
    ) -> None:
        for step in steps:
            if step.write.numbering and step.write.numbering.counter == counter:
                # Numbers may be lost; the write itself was not even sent.
                step.outcome = Failed(store_error(error, writing=False))

    def _insert(self, steps: Sequence[Step]) -> None:
        by_collection: defaultdict[str, list[Step]] = defaultdict(list)
        for step in steps:
            by_collection[step.write.collection].append(step)
        for name, group in by_collection.items():
            documents = [step.document for step in group]
            refusals = insert_unordered(self._database[name], self._schemas[name], documents)
            for step, refusal in zip(group, refusals, strict=True):
                step.outcome = refusal or Written(step.document)

    def _replace(self, steps: Sequence[Step]) -> None:
        by_document: defaultdict[tuple[str, str], list[Step]] = defaultdict(list)
        for step in steps:
            by_document[step.write.collection, step.document["_id"]].append(step)
        _run_all(
            self._concurrency,
            [partial(self._replace_in_order, group) for group in by_document.values()],
        )

    def _replace_in_order(self, steps: Sequence[Step]) -> None:
        for step in steps:
            driver = self._database[step.write.collection]
            schema = self._schemas[step.write.collection]
            step.outcome = _replaced(driver, schema, step.document, step.expect or Query())

    def _tally(self, steps: Sequence[Step], tally_all: TallyAll) -> None:
        outcomes = _outcomes(steps)
        if not all(isinstance(outcome, Written) or _is_refused(outcome) for outcome in outcomes):
            # What may have been written has no tally.
            self._mark.lose()
        self._add(_sums(tally_all(outcomes)))

    def _add(self, sums: Mapping[str, Sum]) -> None:
        for counter, sum_ in sums.items():
            try:
                self._raise(counter, sum_.inc, sum_.reach)
            except (PyMongoError, BSONError):
                # The writes are durable and must be said to be; the next start counts again.
                self._mark.lose()
                log.warning("counter %s was not raised by %s", counter, sum_, exc_info=True)
            faults.reached(FaultPoint.MID_TALLY)


def _singly(writes: Sequence[Write]) -> Iterator[Insert | Replace]:
    for write in writes:
        if isinstance(write, InsertMany):
            name, documents, numbering = write
            yield from (Insert(name, document, numbering) for document in documents)
        else:
            yield write


def _sums(tallies: Iterable[Tally]) -> defaultdict[str, Sum]:
    sums: defaultdict[str, Sum] = defaultdict(Sum)
    for tally in tallies:
        sums[tally.counter].add(tally)
    return sums


def _outcomes(steps: Sequence[Step]) -> list[Outcome]:
    return [step.outcome or _interrupted() for step in steps]


def _open(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.outcome is None]


def _next(free: dict[str, int], fields: Mapping[str, str]) -> dict[str, int]:
    numbers = {field: free[name] for field, name in fields.items()}
    for name in fields.values():
        free[name] += 1
    return numbers


def _is_refused(outcome: Outcome) -> bool:
    """Say whether nothing was written, for certain."""
    match outcome:
        case Failed(StoreUnavailable() as error):
            return not error.maybe_applied
        case _:
            return True


def _interrupted() -> Failed:
    return Failed(StoreUnavailable("the write was interrupted", maybe_applied=True))


def _replaced(
    driver: Driver[Document], schema: CollectionSchema, document: Document, expect: Query
) -> Outcome:
    try:
        result = driver.replace_one(with_id(document["_id"], expect), document)
    except DuplicateKeyError:
        return _taken(driver, schema, document)
    except (PyMongoError, BSONError) as error:
        return Failed(store_error(error, writing=True))
    return Written(document) if result.matched_count else Stale()


def _taken(driver: Driver[Document], schema: CollectionSchema, document: Document) -> Outcome:
    try:
        return Taken(twin_index(driver, schema, document) or "_id")
    except PyMongoError as error:
        return Failed(store_error(error, writing=False))


def _run_all(concurrency: Concurrency, jobs: Sequence[Callable[[], None]]) -> None:
    """Run all jobs, some at once, and return when the last has ended."""
    if len(jobs) <= 1:
        for job in jobs:
            job()
        return
    waiting = deque(jobs)

    def work(done: Waiter) -> None:
        try:
            while waiting:
                waiting.popleft()()
        finally:
            done.set(None)

    waiters = [concurrency.waiter() for _ in range(min(IN_FLIGHT, len(jobs)))]
    for waiter in waiters:
        concurrency.spawn(work, waiter)
    for waiter in waiters:
        waiter.wait()
