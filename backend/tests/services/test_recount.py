"""A process that ends between a write and its tally leaves counters behind that are mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mongomock
import pytest
from click.testing import CliRunner

from taskstream import clock
from taskstream.app import create_app
from taskstream.cli import command
from taskstream.clock import Millis
from taskstream.concurrency import concurrency_for
from taskstream.domain.audiences import Audience
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskAction, submitted
from taskstream.domain.verdicts import Verdict, decide
from taskstream.repositories.recount import recount
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.settings import load
from taskstream.storage import SCHEMA, Patch, Store, open_store
from taskstream.storage.mongo.hot_path import MongoWriter

ADA, BOB, EVE = Person("ada", "Ada"), Person("bob", "Bob"), Person("eve", "Eve")
NOW = Millis(2)
AUDIENCES = [Audience("s"), Audience("s", "ada"), Audience("s", "bob")]


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def client() -> Any:
    """One MongoDB server, as we imagine it, that outlives our processes."""
    return mongomock.MongoClient()


def opened(client: Any) -> Store:
    """Return a store of another process on the same database."""
    # mongomock is one thread's: greenlets that never wait give it that.
    store = open_store(
        "mongodb://mock/taskstream", SCHEMA, concurrency_for("eventlet"), mongo_client=client
    )
    store.ensure_schema()
    return store


@pytest.fixture(params=["memory:", "mongodb:"])
def store(request: pytest.FixtureRequest, client: Any) -> Iterator[Store]:
    if request.param == "memory:":
        made = open_store("memory:", SCHEMA, concurrency_for("threading"))
        made.ensure_schema()
    else:
        made = opened(client)
    yield made
    made.close()


def a_task(id: str, author: Person) -> Task:
    return submitted(Suggestion(id, "Seal is cut"), f"s.{id}", "s", author, Millis(1))


def something_happens(tasks: TaskRepository) -> None:
    """Store some tasks, and decide some of them."""
    stored = tasks.add_many(
        [a_task("1", ADA), a_task("2", BOB), a_task("3", ADA), a_task("4", BOB)]
    )
    for task, action in zip(stored, (TaskAction.VALIDATE, TaskAction.RETURN), strict=False):
        assert isinstance(task, Task)
        assert tasks.swap(task, decide(task, Verdict(action, 1), by=EVE, at=Millis(2)))


def kept(store: Store) -> list[Any]:
    """Return every counter."""
    return list(store.scan_all("counters"))


def test_counting_again_finds_what_was_counted(store: Store) -> None:
    something_happens(TaskRepository(store))
    before = kept(store)

    assert recount(store, NOW) == 0
    assert kept(store) == before


def test_what_is_wrong_is_mended_and_no_number_is_given_twice(store: Store) -> None:
    tasks = TaskRepository(store)
    something_happens(tasks)
    before = kept(store)
    counters = store.collection("counters")
    counters.update("s", Patch(set={"open": 9, "pending": 0, "last": 1}, unset=["digest"]))
    counters.delete("s.bob")

    assert recount(store, NOW) == 2

    assert kept(store) == before
    [next_] = tasks.add_many([a_task("5", ADA)])
    assert isinstance(next_, Task)
    assert (next_.number, next_.seq) == (5, 7)


@pytest.mark.parametrize("change", ["a task", "a verdict"])
def test_a_process_that_is_killed_between_the_two_is_made_good_at_the_next_start(
    client: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, change: str
) -> None:
    first = opened(client)
    tasks = TaskRepository(first)
    something_happens(tasks)
    task = tasks.find("s.4")
    assert isinstance(task, Task)

    def killed(*_: Any) -> None:
        raise Killed

    monkeypatch.setattr(MongoWriter, "_tally", killed)
    refused = decide(task, Verdict(TaskAction.REFUSE, 1), by=EVE, at=Millis(2))
    with pytest.raises(Killed):
        _ = tasks.add_many([a_task("5", BOB)]) if change == "a task" else tasks.swap(task, refused)
    monkeypatch.undo()
    wrong = tasks.counters(AUDIENCES)

    create_app(load(data_dir=tmp_path), opened(client))

    right = TaskRepository(opened(client)).counters(AUDIENCES)
    for audience in (Audience("s"), Audience("s", "bob")):
        assert right[audience].changes == wrong[audience].changes + 1
        assert right[audience].last == wrong[audience].last + 1
        assert right[audience] != wrong[audience]
    assert right[Audience("s", "ada")] == wrong[Audience("s", "ada")]
    assert recount(opened(client), clock.now()) == 0


def test_who_ended_in_order_is_not_counted_again(
    client: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    first = opened(client)
    first.migrate()
    something_happens(TaskRepository(first))
    first.close()

    def walk(*_: Any) -> int:
        raise AssertionError("all tasks were counted again")

    monkeypatch.setattr("taskstream.app.recount", walk)

    create_app(load(data_dir=tmp_path), opened(client)).close()


def rollups(store: Store) -> list[Any]:
    """Return every document of the scan's roll-ups."""
    return list(RollUpRepository(store).of_scan("s"))


def totals(store: Store) -> list[tuple[int, int, int]]:
    """Return how much was sent, validated and returned in each stretch."""
    return [
        (document["s"], document["v"], document["b"])
        for document in rollups(store)
        if "s" in document
    ]


def test_a_process_that_is_killed_while_it_folds_is_made_good_at_the_next_start(
    client: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = opened(client)
    first.migrate()
    something_happens(TaskRepository(first))

    def killed(*_: Any) -> None:
        raise Killed

    monkeypatch.setattr(MongoWriter, "_add", killed)
    with pytest.raises(Killed):
        RollUpRepository(first).fold("s", clock.now())
    monkeypatch.undo()
    assert rollups(opened(client)) == []

    create_app(load(data_dir=tmp_path), opened(client))

    # Of the day, and of the week.
    assert totals(opened(client)) == [(4, 1, 1)] * 2
    assert recount(opened(client), clock.now()) == 0


def test_what_is_older_than_the_roll_ups_is_counted_at_the_next_start_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store.migrate()
    something_happens(TaskRepository(store))
    for document in rollups(store):
        store.collection("counters").delete(document["_id"])
    store.collection("meta").upsert({"_id": "migrations", "number": 4, "applied": []})
    counted: list[int] = []
    monkeypatch.setattr("taskstream.app.recount", lambda *of: counted.append(recount(*of)))

    for _ in range(2):
        create_app(load(data_dir=tmp_path), store)

    # The day, and the week.
    assert counted == [2]
    assert totals(store) == [(4, 1, 1)] * 2


def test_a_new_database_has_nothing_to_count(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("taskstream.app.recount", None)

    create_app(load(data_dir=tmp_path), store)


def test_the_command_puts_right_what_is_wrong_and_says_how_much(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/taskstream.db"
    made = open_store(url, SCHEMA, concurrency_for("threading"))
    made.ensure_schema()
    something_happens(TaskRepository(made))
    made.collection("counters").update("s", Patch(inc={"open": 1}))
    made.close()
    environment = {"TASKSTREAM_DATABASE_URL": url, "TASKSTREAM_DATA_DIR": str(tmp_path)}

    def said() -> str:
        runner = CliRunner(env=environment)
        return runner.invoke(command, ["recount"], obj=tmp_path / ".env").output

    assert said() == f"{tmp_path}/taskstream.db: 1 wrong, put right.\n"
    assert said() == f"{tmp_path}/taskstream.db: all is counted as it happened.\n"
    held = open_store(url, SCHEMA, concurrency_for("threading"))
    assert "The database cannot be opened" in said()
    held.close()
