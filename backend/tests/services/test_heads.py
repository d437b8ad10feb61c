"""Where audiences stand: by counters that are kept, for as many as there are."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from taskstream.clock import Millis
from taskstream.domain.audiences import Audience
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskStatus, checksum, submitted
from taskstream.repositories.tasks import Counters, TaskRepository
from taskstream.storage import Patch, Store
from taskstream.storage.migrations import count_for_audiences

ADA, BOB = Person("ada", "Ada"), Person("bob", "Bob")


def a_task(id: str, author: Person) -> Task:
    return submitted(Suggestion(id, "Seal is cut"), f"s.{id}", "s", author, Millis(1))


def test_each_audience_has_its_own(store: Store) -> None:
    tasks = TaskRepository(store)
    tasks.add_many([a_task("1", ADA), a_task("2", ADA), a_task("3", BOB), a_task("4", ADA)])

    everybody, ada, nobody = Audience("s"), Audience("s", "ada"), Audience("t")
    counters = tasks.counters([everybody, ada, nobody])

    own = sum(checksum(f"s.{name}", 1) for name in "124")
    none = dict.fromkeys(TaskStatus, 0)
    waiting = {**none, TaskStatus.PENDING: 4}
    assert counters[ada] == Counters(last=4, changes=3, open=3, digest=own, statuses=None)
    assert counters[everybody] == Counters(4, 4, 4, own + checksum("s.3", 1), waiting)
    assert counters[nobody] == Counters(0, 0, 0, 0, none)


def test_a_thousand_idle_audiences_are_two_reads(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = TaskRepository(store)
    counters = store.collection("counters")
    # Where all that SQLite reads goes through.
    read = Mock(wraps=counters._read)  # type: ignore[attr-defined]  # no part of the port
    monkeypatch.setattr(counters, "_read", read)
    monkeypatch.setattr(tasks, "_counters", counters)

    tasks.counters([Audience("s", f"worker {n}") for n in range(1_000)])

    assert read.call_count == 2


def test_data_from_before_the_heartbeat_is_counted_once(store: Store) -> None:
    tasks = TaskRepository(store)
    tasks.add_many([a_task("1", ADA), a_task("2", BOB), a_task("3", ADA)])
    audiences = [Audience("s"), Audience("s", "ada"), Audience("s", "bob")]
    counted = tasks.counters(audiences)
    for name in ("s", "s.ada", "s.bob"):
        store.collection("counters").update(name, Patch(unset=["last", "open"]))
    assert tasks.counters(audiences) != counted

    count_for_audiences(store)

    assert tasks.counters(audiences) == counted
