"""When and where a commit runs: at the end of the loop's turn, or in a native thread."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Sequence
from typing import Any, Final, Literal, Protocol, TypeAlias

from typing_extensions import override

from taskstream.concurrency import Concurrency
from taskstream.storage.port import StoreUnavailable
from taskstream.storage.sqlite.commits import Committer, Job, Pending

log = logging.getLogger(__name__)

CommitMode: TypeAlias = Literal["auto", "loop", "thread"]

# The loop stands still for as long as a commit takes. Up to here nobody notices.
SLOW_COMMIT_SECONDS: Final = 0.020
# Of this many last commits more than one in a hundred slow: their p99 is over the limit.
TIMINGS: Final = 200
SLOW_ALLOWED: Final = TIMINGS // 100


class Writer(Protocol):
    """The way to the writing connection."""

    def run(self, job: Job) -> Any:
        """Return the job's result when it is durable. Raises its error, or StoreUnavailable."""

    def close(self) -> None:
        """Finish what was given; whatever comes later is refused."""


class LoopWriter(Writer):
    """For cooperative loops: what arrives in one turn of the loop is one commit.

    Call it from the loop only. It needs no lock: nothing here gives up the turn but waiting.
    """

    def __init__(
        self, committer: Committer, concurrency: Concurrency, mode: CommitMode = "auto"
    ) -> None:
        self._committer = committer
        self._concurrency = concurrency
        self._mode = mode
        self._queue: list[Pending] = []
        # True from the first job of a turn until its commit has ended, wherever that runs.
        self._under_way = False
        self._closed = False
        self._timings = Timings()

    @override
    def run(self, job: Job) -> Any:
        if self._closed:
            raise StoreUnavailable("the store is closed")
        return self._submit(job).wait()

    @override
    def close(self) -> None:
        self._closed = True
        if self._under_way:
            # Jobs are committed in the order in which they came: this one is the last.
            self._submit(lambda _: None).wait()

    def _submit(self, job: Job) -> Pending:
        pending = Pending(job, self._concurrency.waiter())
        self._queue.append(pending)
        if not self._under_way:
            self._schedule()
        return pending

    def _schedule(self) -> None:
        """Commit at the end of this turn what will be in the queue by then, if anything is."""
        self._under_way = bool(self._queue)
        if self._under_way:
            self._concurrency.at_end_of_turn(self._end_turn)

    def _end_turn(self) -> None:
        batch, self._queue = self._queue, []
        if self._in_thread():
            self._concurrency.spawn(self._commit_in_thread, batch)
            return
        try:
            self._commit(batch)
        finally:
            self._answer(batch)

    def _commit_in_thread(self, batch: Sequence[Pending]) -> None:
        try:
            self._concurrency.in_native_thread(self._commit, batch)
        finally:
            self._answer(batch)

    def _answer(self, batch: Sequence[Pending]) -> None:
        _wake(batch)
        self._schedule()

    def _commit(self, batch: Sequence[Pending]) -> None:
        started = time.perf_counter()
        self._committer.commit(batch)
        self._timings.add(time.perf_counter() - started)

    def _in_thread(self) -> bool:
        return self._mode == "thread" or (self._mode == "auto" and self._timings.are_slow())


class ThreadWriter(Writer):
    """For plain threads: one thread commits whatever has gathered while it was busy."""

    def __init__(self, committer: Committer, concurrency: Concurrency) -> None:
        self._committer = committer
        self._concurrency = concurrency
        self._queue: queue.SimpleQueue[Pending | None] = queue.SimpleQueue()
        self._closed = False
        # Between the question "closed?" and the queue nobody may close: a job behind the end
        # would wait for ever.
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    @override
    def run(self, job: Job) -> Any:
        pending = Pending(job, self._concurrency.waiter())
        with self._gate:
            if self._closed:
                raise StoreUnavailable("the store is closed")
            self._queue.put(pending)
        return pending.wait()

    @override
    def close(self) -> None:
        with self._gate:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        more = True
        while more:
            batch, more = self._gather()
            try:
                self._committer.commit(batch)
            finally:
                _wake(batch)

    def _gather(self) -> tuple[list[Pending], bool]:
        batch: list[Pending] = []
        entry = self._queue.get()
        while entry is not None:
            batch.append(entry)
            try:
                entry = self._queue.get_nowait()
            except queue.Empty:
                return batch, True
        return batch, False


class OutspokenWriter(Writer):
    """Says in the log when the disk begins to refuse writes, and when it takes them again.

    Not the committer: nothing may be logged in the loop, and a line for each refusal would fill
    what is left of a full disk.
    """

    def __init__(self, writer: Writer, committer: Committer) -> None:
        self._writer = writer
        self._committer = committer
        self._said = False

    @override
    def run(self, job: Job) -> Any:
        try:
            return self._writer.run(job)
        finally:
            if bool(self._committer.refused) is not self._said:
                self._say(self._committer.refused)

    @override
    def close(self) -> None:
        self._writer.close()

    def _say(self, reason: str) -> None:
        self._said = bool(reason)
        if reason:
            log.error("the database takes no writes (%s)", reason)
        else:
            log.info("the database takes writes again")


class Timings:
    """Whether the p99 of the last commits is over the limit; no sorting, no clock."""

    def __init__(self) -> None:
        self._slow: deque[bool] = deque(maxlen=TIMINGS)
        self._count = 0

    def add(self, seconds: float) -> None:
        """Note how long a commit took."""
        if len(self._slow) == TIMINGS:
            self._count -= self._slow[0]
        slow = seconds > SLOW_COMMIT_SECONDS
        self._slow.append(slow)
        self._count += slow

    def are_slow(self) -> bool:
        """Return whether more than one commit in a hundred was too slow."""
        return self._count > SLOW_ALLOWED


def _wake(batch: Sequence[Pending]) -> None:
    for pending in batch:
        pending.wake()
