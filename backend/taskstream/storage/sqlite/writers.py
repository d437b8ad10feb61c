"""When and where a commit runs: at the end of the loop's turn, or in a native thread."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol, TypeAlias

from typing_extensions import override

from taskstream.concurrency import Concurrency
from taskstream.storage.port import StoreUnavailable
from taskstream.storage.sqlite.checkpoints import Checkpoints
from taskstream.storage.sqlite.commits import Committer, Job, Pending

log = logging.getLogger(__name__)

CommitMode: TypeAlias = Literal["auto", "loop", "thread"]

# The loop stands still for as long as a commit takes. Up to here nobody notices.
SLOW_COMMIT_SECONDS: Final = 0.020
# No commit waits longer than this for others to join it.
HOLD_SECONDS_MAX: Final = 0.002
# How long it takes, rather too long, to answer one record and to hear of the next one: whoever
# comes later than that does not come again, he comes.
AGAIN_SECONDS_EACH: Final = 0.0002
# Of this many last commits more than one in twenty slow: their p95 is over the limit. A disk that is shared
# hesitates now and then, and a thread takes in a quarter less of a flood than the loop does.
TIMINGS: Final = 200
SLOW_ALLOWED: Final = TIMINGS // 20


class Writer(Protocol):
    """The way to the writing connection."""

    def run(self, job: Job, size: int = 1) -> Any:
        """Return the job's result when it is durable. Raises its error, or StoreUnavailable.

        ``size``: how many records it writes, roughly.
        """

    def close(self) -> None:
        """Finish what was given; whatever comes later is refused."""


class LoopWriter(Writer):
    """For cooperative loops: what arrives in one turn of the loop is one commit.

    Those who were answered by a commit of several often come again at once, a few in the next
    turn and the rest in the one after. So the next commit waits for as many, and for no longer
    than the last one took: at worst everybody waits for two commits in place of one. Whoever
    comes alone does not wait. (PostgreSQL: ``commit_delay`` and ``commit_siblings``.)

    Call it from the loop only. It needs no lock: nothing here gives up the turn but waiting.
    """

    def __init__(
        self,
        committer: Committer,
        checkpoints: Checkpoints,
        concurrency: Concurrency,
        mode: CommitMode = "auto",
    ) -> None:
        self._committer = committer
        self._checkpoints = checkpoints
        self._concurrency = concurrency
        self._mode = mode
        self._queue: list[Pending] = []
        self._size = 0
        # True from the first job of a turn until its commit has ended, wherever that runs.
        self._under_way = False
        self._holding = False
        self._closed = False
        self._last = Commit()
        self._timings = Timings()

    @override
    def run(self, job: Job, size: int = 1) -> Any:
        if self._closed:
            raise StoreUnavailable("the store is closed")
        return self._submit(job, size).wait()

    @override
    def close(self) -> None:
        self._closed = True
        if self._under_way:
            # Jobs are committed in the order in which they came: this one is the last.
            self._submit(lambda _: None, 1).wait()

    def _submit(self, job: Job, size: int) -> Pending:
        pending = Pending(job, self._concurrency.waiter())
        self._queue.append(pending)
        self._size += size
        if not self._under_way:
            self._schedule()
        elif self._holding and self._size >= self._last.size:
            self._stop_holding()
        return pending

    def _schedule(self) -> None:
        """Commit at the end of this turn what will be in the queue by then, if anything is."""
        self._under_way = bool(self._queue)
        if self._under_way:
            self._concurrency.at_end_of_turn(self._hold)

    def _hold(self) -> None:
        """Wait for as many as came to the last commit, or end the turn."""
        seconds = self._last.hold(self._size)
        if seconds > 0:
            self._holding = True
            self._concurrency.later(seconds, self._stop_holding)
        else:
            self._end_turn()

    def _stop_holding(self) -> None:
        # One time that is up may come from a hold that has ended before: then the next is short.
        if self._holding:
            self._holding = False
            self._concurrency.at_end_of_turn(self._end_turn)

    def _end_turn(self) -> None:
        batch, self._queue = self._queue, []
        self._last.size, self._size = self._size, 0
        if self._in_thread():
            self._concurrency.spawn(self._commit_in_thread, batch)
            return
        try:
            self._commit(batch)
        finally:
            self._answer(batch, from_loop=True)

    def _commit_in_thread(self, batch: Sequence[Pending]) -> None:
        try:
            self._concurrency.in_native_thread(self._commit, batch)
        finally:
            self._answer(batch)

    def _answer(self, batch: Sequence[Pending], *, from_loop: bool = False) -> None:
        self._schedule()
        self._checkpoints.committed(self._last.size)
        # Several are woken in turn: they tell of what they did in the order in which it was done.
        _wake(batch, at_once=from_loop and len(batch) == 1)

    def _commit(self, batch: Sequence[Pending]) -> None:
        started = time.perf_counter()
        self._committer.commit(batch)
        self._last.ended = time.perf_counter()
        self._last.seconds = self._last.ended - started
        self._timings.add(self._last.seconds)

    def _in_thread(self) -> bool:
        return self._mode == "thread" or (self._mode == "auto" and self._timings.are_slow())


@dataclass(slots=True)
class Commit:
    """The last commit: how much came to it, how long it took and when it had ended, in seconds."""

    size: int = 0
    seconds: float = 0.0
    ended: float = 0.0

    def hold(self, size: int) -> float:
        """Return for how many seconds the next one may wait for others, where so much has come."""
        if size >= self.size or time.perf_counter() - self.ended > self.size * AGAIN_SECONDS_EACH:
            return 0.0
        return min(self.seconds, HOLD_SECONDS_MAX)


class ThreadWriter(Writer):
    """For plain threads: one thread commits whatever has gathered while it was busy."""

    def __init__(
        self, committer: Committer, checkpoints: Checkpoints, concurrency: Concurrency
    ) -> None:
        self._committer = committer
        self._checkpoints = checkpoints
        self._concurrency = concurrency
        self._queue: queue.SimpleQueue[Pending | None] = queue.SimpleQueue()
        self._closed = False
        # Between the question "closed?" and the queue nobody may close: a job behind the end
        # would wait for ever.
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    @override
    def run(self, job: Job, size: int = 1) -> Any:
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
                self._checkpoints.committed(len(batch))
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
    def run(self, job: Job, size: int = 1) -> Any:
        try:
            return self._writer.run(job, size)
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
    """Whether the p95 of the last commits is over the limit; no sorting, no clock."""

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
        """Return whether more than one commit in twenty was too slow."""
        return self._count > SLOW_ALLOWED


def _wake(batch: Sequence[Pending], *, at_once: bool = False) -> None:
    for pending in batch:
        pending.wake(at_once=at_once)
