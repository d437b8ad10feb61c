"""Summaries are worked out once, until something changes, and hold nobody up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from taskstream.clock import Millis
from taskstream.concurrency import ThreadingConcurrency, concurrency_for
from taskstream.domain.figures import Figures
from taskstream.domain.said_alike import COMPARED_AT_MOST, STACKS_TOLD
from taskstream.domain.scans import Person, Scan, ScanStatus
from taskstream.domain.summaries import Happened, Summary, SummingUp
from taskstream.domain.tasks import Suggestion, Task, TaskAction, TaskStatus, submitted
from taskstream.domain.verdicts import Verdict, decide
from taskstream.repositories.held import HeldRepository
from taskstream.repositories.listing import TaskListing
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.repositories.users import UserRepository
from taskstream.services.listing import Listing
from taskstream.services.summaries import SLICE_SECONDS, Summaries
from taskstream.storage import Store

ANN, MAX = Person("a", "Ann"), Person("m", "Max")
SCAN = Scan("s", "Gate", "", ScanStatus.OPEN, 180, MAX, (), Millis(0), 1)
NOTHING_KNOWN = Happened(Figures(), [], {})


def summarise(tasks: Sequence[Task], *, alike: bool = False) -> Summary:
    summing = SummingUp(alike=alike)
    for task in tasks:
        summing.take(task)
    return summing.summary(NOTHING_KNOWN)


def a_task(number: int, waited: int | None = None, text: str = "x") -> Task:
    suggestion = Suggestion(f"{number:032x}", text)
    task = submitted(suggestion, f"s.{number}", "s", ANN, Millis(1_000))
    if waited is None:
        return task
    return decide(task, Verdict(TaskAction.VALIDATE, 1), by=MAX, at=Millis(1_000 + waited))


def test_a_held_verdict_counts_as_given() -> None:
    task = a_task(1)
    verdict = Verdict(TaskAction.REFUSE, 1, "Seen", reasons_version=2)
    held = decide(task, verdict, by=MAX, at=Millis(3_000), grace_ms=9_000)

    summary = summarise([held])

    assert summary == summarise([decide(task, verdict, by=MAX, at=Millis(3_000))])
    assert summary.counts[TaskStatus.REFUSED] == 1
    assert summary.reasons[0].versions == {2: 1}


def test_the_busiest_minute_is_the_first_of_those_with_most_verdicts() -> None:
    waits = (1, 119_500, 120_000, 180_000, 239_000, 500_000)

    busiest = summarise([a_task(n, waited) for n, waited in enumerate(waits)]).busiest

    assert busiest is not None
    assert (busiest.at, busiest.verdicts) == (120_000, 2)
    assert summarise([a_task(1)]).busiest is None


def test_what_is_compared_and_told_of_likes_is_bounded() -> None:
    tasks = [a_task(n, text=f"Seal {n % (STACKS_TOLD + 9)}") for n in range(COMPARED_AT_MOST + 1)]

    alike = summarise(tasks, alike=True).alike

    assert alike is not None
    assert (alike.compared, alike.tasks) == (COMPARED_AT_MOST, COMPARED_AT_MOST)
    assert (alike.stacks, len(alike.largest)) == (STACKS_TOLD + 9, STACKS_TOLD)
    assert alike.validated_most is None


class Counting(Listing):
    """Counts how often all tasks are read."""

    def every(self, *arguments: Any) -> Iterator[list[Task]]:
        READS.append(1)
        return super().every(*arguments)


READS: list[int] = []


class Resting(ThreadingConcurrency):
    """Notes each rest."""

    def __init__(self) -> None:
        self.rests = 0

    def sleep(self, seconds: float) -> None:
        del seconds
        self.rests += 1


def summaries_of(store: Store, resting: Resting) -> Summaries:
    READS.clear()
    tasks = TaskRepository(store)
    listing = Counting(
        tasks, TaskListing(store), HeldRepository(store), concurrency_for("threading")
    )
    return Summaries(listing, tasks, RollUpRepository(store), UserRepository(store), resting)


def test_nothing_is_read_again_until_a_task_changes(store: Store) -> None:
    tasks, summaries = TaskRepository(store), summaries_of(store, Resting())
    (stored,) = tasks.add_many([a_task(1)])
    assert isinstance(stored, Task)

    before = summaries.of(SCAN)
    assert summaries.of(SCAN) is before
    assert len(READS) == 1
    decided = decide(stored, Verdict(TaskAction.REFUSE, 1, "Seen"), by=MAX, at=Millis(3_000))
    tasks.swap(stored, decided)

    after = summaries.of(SCAN)
    assert after.counts[TaskStatus.REFUSED] == 1
    assert after.happened.actions[TaskAction.REFUSE] == 1
    assert len(READS) == 2


def test_others_have_their_turn_while_texts_are_compared(store: Store, monkeypatch: Any) -> None:
    tasks, resting = TaskRepository(store), Resting()
    tasks.add_many([a_task(n, text=f"Seal {n} is cut") for n in range(40)])
    # As if each look at the clock were half a slice after the one before.
    looks = iter(range(1_000))
    monkeypatch.setattr(
        "taskstream.services.summaries.time.perf_counter",
        lambda: next(looks) * 0.6 * SLICE_SECONDS,
    )

    summaries_of(store, resting).of(SCAN)

    assert resting.rests >= 13
