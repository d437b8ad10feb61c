"""Stacks of a scan: known from the store and kept in step, beside everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import cast

import pytest

from taskstream import clock
from taskstream.changes import Change, ScanChanged, StacksChanged, TasksChanged, TasksSubmitted
from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.domain.scans import Person, Scan, ScanStatus
from taskstream.domain.stacks import Stacks
from taskstream.domain.tasks import Suggestion, Task, TaskAction, submitted
from taskstream.domain.verdicts import Verdict, decide
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.stacking import CHANGES_AT_MOST, CHANGES_IN_CALM, Stacking
from taskstream.storage import Store

ADA = Person("ada", "Ada")
SCAN = Scan(
    id="s", name="Gate sweep", instructions="", status=ScanStatus.OPEN, target_seconds=180,
    owner=ADA, moderators=(), created_at=Millis(1), version=1,
)  # fmt: skip


class Desk:
    """A scan's stacks over a database, and what its moderators are told of them."""

    def __init__(self, store: Store) -> None:
        self.tasks = TaskRepository(store)
        self.told: list[StacksChanged] = []
        self.stacking = Stacking(self.tasks, SimpleNamespace(publish=self._hear))

    def _hear(self, change: Change) -> None:
        assert isinstance(change, StacksChanged)
        self.told.append(change)

    def add(self, *texts: str) -> list[Task]:
        """Store new tasks, and announce them."""
        new = [
            submitted(Suggestion(text, text), f"s.{text}", "s", ADA, clock.now()) for text in texts
        ]
        tasks = [task for task in self.tasks.add_many(new) if isinstance(task, Task)]
        self.stacking.publish(TasksSubmitted("s", tasks, [None] * len(tasks)))
        return tasks

    def decide(self, task: Task, action: TaskAction, reason: str | None = None) -> Task:
        """Give a verdict, and announce it."""
        verdict = Verdict(action, task.version, reason)
        decided = self.tasks.swap(task, decide(task, verdict, by=ADA, at=clock.now(), grace_ms=0))
        assert decided is not None
        self.stacking.publish(TasksChanged(decided.scan_id, [decided]))
        return decided

    def work(self) -> None:
        """See to all that waits."""
        while self.stacking.is_busy:
            self.stacking.work(1)

    def stacks(self) -> list[tuple[list[str], str | None]]:
        """Return the texts that wait in each stack, and the reason of the last decision."""
        found = self.stacking.of(SCAN)
        assert found is not None
        return [
            ([id_.removeprefix("s.") for id_ in one.tasks], one.latest and one.latest.reason)
            for one in found
        ]


def test_nothing_is_done_for_a_scan_that_no_moderator_has_joined(store: Store) -> None:
    desk = Desk(store)

    desk.add("Gate 4 is open", "Gate 4 open")

    assert not desk.stacking.is_busy


def test_what_was_there_before_is_read_and_then_told_as_a_whole(store: Store) -> None:
    desk = Desk(store)
    refused = desk.add("Gate 4 is open")[0]
    desk.decide(refused, TaskAction.REFUSE, "Known")
    desk.add("Gate 4 open", "No soap", "soap, no", "Lift 3 is stuck")

    assert desk.stacking.of(SCAN) is None
    desk.work()

    assert desk.stacks() == [(["Gate 4 open"], "Known"), (["No soap", "soap, no"], None)]
    [told] = desk.told
    assert (told.whole, told.news.stacks) == (True, desk.stacking.of(SCAN))


def test_what_comes_later_is_told_as_it_comes(store: Store) -> None:
    desk = Desk(store)
    desk.stacking.of(SCAN)
    desk.work()
    desk.told.clear()

    first, _ = desk.add("Gate 4 is open", "Gate 4 open")
    desk.work()
    desk.decide(first, TaskAction.REFUSE, "Known")
    desk.work()

    assert [one.news.stacks[0].tasks for one in desk.told] == [
        ["s.Gate 4 is open", "s.Gate 4 open"],
        [],
    ]
    assert desk.stacks() == [(["Gate 4 open"], "Known")]
    assert not any(one.whole for one in desk.told)


def test_another_process_or_a_restart_finds_the_same(store: Store) -> None:
    desk = Desk(store)
    desk.stacking.of(SCAN)
    first, *_ = desk.add("Gate 4 is open", "Gate 4 open", "gate 4: open!")
    desk.decide(first, TaskAction.REFUSE, "Known")
    desk.work()

    after = Desk(store)
    after.stacking.of(SCAN)
    after.work()

    assert after.stacks() == desk.stacks() == [(["Gate 4 open", "gate 4: open!"], "Known")]


def test_who_switches_it_off_has_none_and_on_again_all(store: Store) -> None:
    desk = Desk(store)
    desk.stacking.of(SCAN)
    desk.add("Gate 4 is open", "Gate 4 open")
    desk.work()
    off = replace(SCAN, stacking=False)

    desk.stacking.publish(ScanChanged(off))
    desk.add("Gate 4 is open now")
    desk.work()
    assert desk.stacking.of(off) is None
    assert (desk.told[-1].news.stacks, desk.told[-1].whole) == ([], True)

    desk.stacking.publish(ScanChanged(SCAN))
    desk.work()
    assert desk.stacks() == [(["Gate 4 is open", "Gate 4 open", "Gate 4 is open now"], None)]


def fallen_behind(store: Store) -> tuple[Desk, TasksChanged]:
    """Return a desk of which more is to be compared than it keeps, and what that was."""
    desk = Desk(store)
    desk.stacking.of(SCAN)
    desk.work()
    [task] = desk.add("Lift 3 is stuck")
    noise = TasksChanged(task.scan_id, [task])
    desk.stacking.publish(*[noise] * CHANGES_AT_MOST)
    desk.add("Gate 4 is open", "Gate 4 open")
    return desk, noise


def test_who_falls_too_far_behind_begins_again_and_is_right_in_the_end(store: Store) -> None:
    desk, _ = fallen_behind(store)

    desk.work()

    assert desk.stacks() == [(["Gate 4 is open", "Gate 4 open"], None)]


def test_who_falls_behind_compares_nothing_until_fewer_come(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, noise = fallen_behind(store)

    with monkeypatch.context() as patched:
        patched.setattr(Stacks, "put", None)
        for _ in range(10):
            desk.stacking.publish(*[noise] * (CHANGES_IN_CALM + 1))
            desk.stacking.work(1)
    desk.work()

    assert desk.stacks() == [(["Gate 4 is open", "Gate 4 open"], None)]


def test_the_time_between_two_commits_is_taken_for_no_calm(store: Store) -> None:
    desk, noise = fallen_behind(store)
    commits = Commits(lambda: desk.stacking.publish(*[noise] * 80))
    desk.told.clear()

    desk.stacking.run(cast("Concurrency", commits), lambda: commits.now > 1)

    # Else the store is read again, in vain.
    assert desk.told == []


@dataclass
class Commits:
    """Stands where the loop stands: in its time something is committed every 13 ms."""

    committed: Callable[[], None]
    now: float = 0.0

    def sleep(self, seconds: float) -> None:
        """Let so much time pass."""
        before, self.now = self.now, self.now + seconds
        for _ in range(int(self.now / 0.013) - int(before / 0.013)):
            self.committed()


def test_a_slice_ends_when_its_time_is_over(store: Store) -> None:
    desk = Desk(store)
    desk.stacking.of(SCAN)
    desk.work()
    desk.add(*[f"Gate {number} is open" for number in range(500)])

    desk.stacking.work(0.0001)

    assert desk.stacking.is_busy
