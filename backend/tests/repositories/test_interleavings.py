"""Three writers at once, in any order, on a clock that is set: figures are what the histories say.

A step is what is asked of the database: with MongoDB each command, since nothing there spans two
of them; with SQLite each call of the port, which is one commit.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, cycle
from typing import Any
from unittest.mock import patch

import mongomock
import pytest
from greenlet import getcurrent, greenlet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taskstream.clock import Millis
from taskstream.concurrency import concurrency_for
from taskstream.domain.corrections import Correction, correct
from taskstream.domain.figures import Figures
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskAction, submitted
from taskstream.domain.verdicts import Verdict, decide, told
from taskstream.errors import Conflict
from taskstream.repositories.recount import recount
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.stretches import Period, Survey
from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import SCHEMA, Store, open_store

WRITERS = 3
PEOPLE = [Person(name, name.title()) for name in ("ada", "bob", "eve")]
START = Millis(20_000 * Period.DAY.length)
MINUTE, HOUR, DAY = Period.MINUTE.length, Period.HOUR.length, Period.DAY.length
FAR = Millis(START + 5_000 * DAY)

# What the clock has done since the last act: gone on, or been set.
STEPS = st.sampled_from([0, 700, 700, 7_000, MINUTE, -MINUTE, -2 * HOUR, HOUR, 3 * DAY, -DAY])
ACTS = st.sampled_from(["send", "send", "hold", "tell", "correct", "fold", *TaskAction])
PLANS = st.lists(st.tuples(ACTS, st.integers(0, 5), STEPS), min_size=1, max_size=6)
PLAYED = settings(
    max_examples=100,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=list(HealthCheck),
)

DRIVER = mongomock.Collection
COMMANDS = (
    "find",
    "find_one",
    "find_one_and_update",
    "find_one_and_delete",
    "insert_many",
    "replace_one",
    "update_one",
    "delete_one",
)


def pause() -> None:
    """Let the others go on, whoever is next."""
    hub = getcurrent().parent
    if hub is not None:
        hub.switch()


@contextmanager
def pausing_before_each_command() -> Iterator[None]:
    """Let a writer pause before each command that it gives a MongoDB server; commands are whole."""
    inside: list[str] = []

    def paused(original: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if not inside:
            pause()
        inside.append("")
        try:
            return original(*arguments, **named)
        finally:
            inside.pop()

    def method(name: str) -> Callable[..., Any]:
        original = getattr(DRIVER, name)
        return lambda *arguments, **named: paused(original, *arguments, **named)

    with ExitStack() as stack:
        for name in COMMANDS:
            stack.enter_context(patch.object(DRIVER, name, method(name)))
        yield


class Writer:
    """One process: what it knows of the roll-ups is its own."""

    def __init__(self, desk: Desk, store: Store) -> None:
        self._desk = desk
        self._tasks = TaskRepository(store)
        self._rollups = RollUpRepository(store)

    def play(self, plan: Sequence[tuple[str, int, int]]) -> None:
        """Do one thing after the other."""
        for act, place, step in plan:
            self._do(act, place, self._desk.tick(step))

    def _do(self, act: str, place: int, now: Millis) -> None:
        if act == "fold":
            self._rollups.fold("s", now)
        elif act == "send":
            self._send(1 + place % 3, now)
        elif (task := self._task_at(place)) is not None:
            pause()
            try:
                after = changed(task, act, PEOPLE[place % 3], now)
            except Conflict:
                return
            self._tasks.swap(task, after)

    def _send(self, count: int, now: Millis) -> None:
        new = [
            submitted(Suggestion(id_, "Door 7"), f"s.{id_}", "s", PEOPLE[number % 3], now)
            for number, id_ in enumerate(self._desk.new_ids(count))
        ]
        self._tasks.add_many(new)

    def _task_at(self, place: int) -> Task | None:
        known = self._desk.ids
        return self._tasks.find(f"s.{known[place % len(known)]}") if known else None


class Desk:
    """What the writers share: a database, and a clock that may be set."""

    def __init__(self, stores: Sequence[Store]) -> None:
        self.ids: list[str] = []
        self._store = stores[0]
        self._writers = [Writer(self, store) for store in stores]
        self._now = self._latest = START

    def tick(self, step: int) -> Millis:
        """Let the clock show something else, and return it."""
        self._now = Millis(self._now + step)
        self._latest = max(self._latest, self._now)
        return self._now

    def new_ids(self, count: int) -> list[str]:
        """Return ids that no task has yet."""
        self.ids += [f"{number:03}" for number in range(len(self.ids), len(self.ids) + count)]
        return self.ids[-count:]

    def play(self, plans: Sequence[Sequence[tuple[str, int, int]]], order: Sequence[int]) -> None:
        """Let each writer follow his plan, in this order of steps as long as there is one."""
        running = {
            number: greenlet(partial(writer.play, plan))
            for number, (writer, plan) in enumerate(zip(self._writers, plans, strict=True))
        }
        for number in chain(order, cycle(range(WRITERS))):
            if number in running:
                running[number].switch()
                if running[number].dead:
                    del running[number]
            if not running:
                return

    def look(self) -> None:
        """See that nothing is counted otherwise than the histories say, whatever the clock shows."""
        assert recount(self._store, self._latest) == 0
        before = self._figures()
        # By a clock that was set back, what is folded is too early so, and no less right.
        recount(self._store, self._now)
        assert self._figures() == before

    def _figures(self) -> Figures:
        rollups, survey = RollUpRepository(self._store), Survey()
        for period in (Period.MINUTE, Period.DAY):
            survey = survey.joined(rollups.survey("s", period, Millis(0), FAR))
        return survey.figures()


def changed(task: Task, act: str, by: Person, now: Millis) -> Task:
    """Return what becomes of a task. Raises Conflict where nothing can."""
    match act:
        case "tell":
            return told(task)
        case "correct":
            return correct(task, Correction(task.version, "Door 8"), by=task.author, at=now)
        case "hold":
            return decide(
                task, Verdict(TaskAction.VALIDATE, task.version), by=by, at=now, grace_ms=9
            )
        case _:
            return decide(task, Verdict(TaskAction(act), task.version), by=by, at=now)


def on_sqlite() -> list[Store]:
    """Return one store for all: a file has one process."""
    store = open_store("memory:", SCHEMA, concurrency_for("threading"))
    store.ensure_schema()
    return [store] * WRITERS


def on_mongodb() -> list[Store]:
    """Return a store for each, on one server as we imagine it."""
    client: Any = mongomock.MongoClient()
    url, concurrency = "mongodb://mock/taskstream", concurrency_for("eventlet")
    stores = [open_store(url, SCHEMA, concurrency, mongo_client=client) for _ in range(WRITERS)]
    stores[0].ensure_schema()
    return stores


@pytest.mark.parametrize("opened", [on_sqlite, on_mongodb])
def test_whatever_the_order_of_their_steps_figures_are_what_the_histories_say(
    opened: Callable[[], list[Store]],
) -> None:
    @PLAYED
    @given(
        plans=st.lists(PLANS, min_size=WRITERS, max_size=WRITERS),
        order=st.lists(st.integers(0, WRITERS - 1), max_size=150),
    )
    def story(plans: Sequence[Sequence[tuple[str, int, int]]], order: Sequence[int]) -> None:
        stores = opened()
        desk = Desk(stores)
        with pausing_before_each_command():
            desk.play(plans, order)
        desk.look()
        for store in stores:
            store.close()

    story()
