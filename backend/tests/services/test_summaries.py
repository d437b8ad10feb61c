"""Summaries are worked out once, until something changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taskstream.clock import Millis
from taskstream.concurrency import concurrency_for
from taskstream.domain.scans import Person
from taskstream.domain.summaries import summarise
from taskstream.domain.tasks import Suggestion, Task, TaskAction, TaskStatus, submitted
from taskstream.domain.verdicts import Verdict, decide
from taskstream.repositories.held import HeldRepository
from taskstream.repositories.listing import TaskListing
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.listing import Listing
from taskstream.services.summaries import Summaries
from taskstream.storage import Store

ANN, MAX = Person("a", "Ann"), Person("m", "Max")


def a_task(number: int, waited: int | None) -> Task:
    task = submitted(Suggestion(str(number), "x"), f"s.{number}", "s", ANN, Millis(1_000))
    if waited is None:
        return task
    return decide(task, Verdict(TaskAction.VALIDATE, 1), by=MAX, at=Millis(1_000 + waited))


def test_the_median_is_of_those_that_have_a_verdict() -> None:
    assert (
        summarise([a_task(n, waited) for n, waited in enumerate((9, 1, None, 5))]).median_wait_ms
        == 5
    )
    assert summarise([a_task(1, 2), a_task(2, 5)]).median_wait_ms == 4
    assert summarise([a_task(1, None)]).median_wait_ms is None


def test_of_a_hundred_waits_five_may_be_longer_than_the_95th() -> None:
    assert summarise([a_task(n, n) for n in range(1, 101)]).p95_wait_ms == 95
    assert summarise([a_task(1, 7)]).p95_wait_ms == 7
    assert summarise([a_task(1, None)]).p95_wait_ms is None


def test_a_held_verdict_counts_as_given() -> None:
    task = submitted(Suggestion("1", "x"), "s.1", "s", ANN, Millis(1_000))
    verdict = Verdict(TaskAction.REFUSE, 1, "Seen", reasons_version=2)
    held = decide(task, verdict, by=MAX, at=Millis(3_000), grace_ms=9_000)

    summary = summarise([held])

    assert summary == summarise([decide(task, verdict, by=MAX, at=Millis(3_000))])
    assert summary.counts[TaskStatus.REFUSED] == 1
    assert summary.reasons[0].versions == {2: 1}


class Counting(Listing):
    """Counts how often all tasks are read."""

    def every(self, *arguments: Any) -> Iterator[list[Task]]:
        READS.append(1)
        return super().every(*arguments)


READS: list[int] = []


def test_nothing_is_read_again_until_a_task_changes(store: Store) -> None:
    tasks = TaskRepository(store)
    listing = Counting(
        tasks, TaskListing(store), HeldRepository(store), concurrency_for("threading")
    )
    summaries = Summaries(listing, tasks)
    READS.clear()
    (stored,) = tasks.add_many([a_task(1, None)])
    assert isinstance(stored, Task)

    before = summaries.of("s")
    assert summaries.of("s") is before
    assert len(READS) == 1
    decided = decide(stored, Verdict(TaskAction.REFUSE, 1, "Seen"), by=MAX, at=Millis(3_000))
    tasks.swap(stored, decided)

    assert summaries.of("s").counts[TaskStatus.REFUSED] == 1
    assert len(READS) == 2
