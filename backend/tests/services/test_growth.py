"""What one task costs does not grow with the number of tasks: counted in steps, not in time."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from taskstream import clock
from taskstream.app import Application, create_app
from taskstream.domain.actors import Actor
from taskstream.domain.audiences import Audience
from taskstream.domain.corrections import Correction
from taskstream.domain.listing import TaskOrder
from taskstream.domain.scans import ScanRole
from taskstream.domain.tasks import Suggestion, Task, TaskAction
from taskstream.domain.users import Role
from taskstream.domain.verdicts import Verdict
from taskstream.realtime.connections import Connection
from taskstream.schemas.listing import TaskQuery
from taskstream.schemas.scans import NewScan
from taskstream.schemas.tasks import JoinScan
from taskstream.services.intake import Receipt, Submission
from taskstream.services.snapshots import TASKS_PER_ANSWER, Answer
from taskstream.settings import load
from taskstream.storage.sqlite.files import DatabaseFile

ADA = Actor("ada", "Ada", Role.ADMIN, "1")
BOB = Actor("bob", "Bob", Role.WORKER, "2")
# One who has sent little among those who have sent much.
CAT = Actor("cat", "Cat", Role.WORKER, "3")
FEW, MANY = 2 * TASKS_PER_ANSWER, 20_000
AT_ONCE = 500
SEVERAL = 50
# A page of the database holds more or fewer rows, and its trees have a level more.
GROWS_AT_MOST = 1.2
# Who asks for his own tasks is led through the scan's blocks (docs/storage.md), by so many steps each.
BY_BLOCKS: Final = ("join_as_worker", "list_own")
STEPS_OF_A_BLOCK: Final = 60
BLOCKS_MORE: Final = (MANY - FEW) // 256
# SQLite counts its steps by so many.
STRIDE: Final = 10
QUESTIONS: Final = ("SELECT", "INSERT", "UPDATE")


class Steps:
    """Counts what Python calls, and what SQLite does in all connections; ``asked``: in which words."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.asked: set[str] = set()
        connect = DatabaseFile._connect

        def counting(file: DatabaseFile) -> sqlite3.Connection:
            connection = connect(file)
            connection.set_progress_handler(self._stride, STRIDE)
            connection.set_trace_callback(self.asked.add)
            return connection

        monkeypatch.setattr(DatabaseFile, "_connect", counting)

    def of(self, work: Callable[[], Any]) -> int:
        """Return how many it takes."""
        self.count = 0
        sys.setprofile(self._called)
        try:
            work()
        finally:
            sys.setprofile(None)
        return self.count

    def _called(self, _frame: object, event: str, _argument: object) -> None:
        self.count += event in {"call", "c_call"}

    def _stride(self) -> int:
        self.count += STRIDE
        return 0


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[tuple[Application, Steps]]:
    """The product, not served, and a counter that its database has from the start."""
    steps = Steps(monkeypatch)
    made = create_app(
        load(data_dir=tmp_path, async_mode="threading", limit_submit="off", limit_decide="off")
    )
    yield made, steps
    made.close()


class Scan:
    """A scan with so many tasks that wait."""

    def __init__(self, app: Application) -> None:
        self._services = app.services
        self.id = self._services.scans.open(ADA, NewScan(name="Gate sweep")).id
        self.ids: list[str] = []
        self._services.intake.submit(CAT, self.id, Suggestion("0" * 32, "Door 8"))

    def fill(self, count: int) -> None:
        """Submit until there are so many."""
        while len(self.ids) < count:
            self.submit(min(AT_ONCE, count - len(self.ids)))

    def submit(self, count: int = 1) -> None:
        """Submit so many at once."""
        numbers = range(len(self.ids), len(self.ids) + count)
        for receipt in self._services.intake.submit_many(
            [Submission(BOB, self.id, [Suggestion(f"{n:032x}", "Door 7")]) for n in numbers]
        ):
            assert isinstance(receipt, Receipt)
            self.ids.append(receipt.task.id)

    def decide(self) -> None:
        """Validate one in the middle, and take it back."""
        task_id = self.ids[len(self.ids) // 2]
        task = self._services.verdicts.give(
            ADA, task_id, Verdict(TaskAction.VALIDATE, self.see(task_id))
        )
        self._services.verdicts.give(ADA, task_id, Verdict(TaskAction.REOPEN, task.version))

    def decide_several(self) -> None:
        """Validate several at once, and take them back."""
        for action in (TaskAction.VALIDATE, TaskAction.REOPEN):
            versions = {id_: self.see(id_) for id_ in self.ids[-SEVERAL:]}
            outcomes = self._services.verdicts.give_many(
                ADA, {id_: Verdict(action, version) for id_, version in versions.items()}
            )
            assert all(isinstance(outcome, Task) for outcome in outcomes.values())

    def correct(self) -> None:
        """Send one back, and take it corrected."""
        task_id = self.ids[len(self.ids) // 2]
        verdict = Verdict(TaskAction.RETURN, self.see(task_id), "Which door?")
        returned = self._services.verdicts.give(ADA, task_id, verdict)
        text = f"Door {returned.version}"
        self._services.intake.resubmit(BOB, task_id, Correction(returned.version, text))

    def claim(self) -> None:
        """Look at one in the middle, and away."""
        task_id = self.ids[len(self.ids) // 2]
        self._services.claims.claim(ADA, task_id)
        assert len(self._services.claims.in_scan(self.id)) == 1
        self._services.claims.release(ADA, task_id)

    def see(self, task_id: str) -> int:
        """Return the version of a task."""
        return self._services.access.tasks.by_ids([task_id])[0].version

    def join(self) -> Answer:
        """Read the first page of what waits."""
        answer = self._read(ADA, JoinScan(scan_id=self.id))
        assert len(answer.tasks) == TASKS_PER_ANSWER
        return answer

    def join_as_worker(self) -> None:
        """Read all of it as one who has sent little."""
        assert len(self._read(CAT, JoinScan(scan_id=self.id)).tasks) == 1

    def resume(self) -> None:
        """Read what has changed since a moment ago."""
        now = self.join()
        since = now.head.seq - SEVERAL
        again = self._read(ADA, JoinScan(scan_id=self.id, epoch=now.epoch, since=since))
        assert (again.snapshot, again.more) == (False, False)

    def _read(self, actor: Actor, ask: JoinScan) -> Answer:
        scan = self._services.access.scans.by_ids([self.id])[0]
        role = ScanRole.MODERATOR if actor is ADA else ScanRole.WORKER
        return self._services.snapshots.read(actor, scan, role, ask)

    def beat(self) -> None:
        """Tell where everybody stands."""
        audiences = [Audience(self.id), Audience(self.id, BOB.id)]
        heads = self._services.snapshots.heads(audiences)
        assert [head.count for head in heads.values()] == [len(self.ids) + 1, len(self.ids)]

    def list_page(self) -> None:
        """Read the first page of the list, in each order."""
        for order in TaskOrder:
            page = self._services.listing.page(self.id, TaskQuery(sort=order))
            assert len(page.items) == 100

    def list_own(self) -> None:
        """Read the list of one who has sent little."""
        assert len(self._services.listing.own_page(self.id, CAT.id, TaskQuery()).items) == 1


WORK: list[Callable[[Scan], object]] = [
    Scan.submit,
    Scan.decide,
    Scan.decide_several,
    Scan.correct,
    Scan.claim,
    Scan.join,
    Scan.join_as_worker,
    Scan.resume,
    Scan.beat,
    Scan.list_page,
    Scan.list_own,
]


def test_no_step_more_with_twenty_thousand_waiting_than_with_a_few(
    counted: tuple[Application, Steps],
) -> None:
    app, steps = counted
    scan = Scan(app)

    def costs() -> dict[str, int]:
        found = {}
        for work in WORK:
            work(scan)  # the first time some things are made that are kept
            found[work.__name__] = steps.of(lambda: work(scan))  # noqa: B023 - called at once
        return found

    scan.fill(FEW)
    few = costs()
    scan.fill(MANY)
    many = costs()

    for name in BY_BLOCKS:
        many[name] -= STEPS_OF_A_BLOCK * BLOCKS_MORE
    grown = {
        name: (few[name], many[name]) for name in few if many[name] > GROWS_AT_MOST * few[name]
    }
    assert grown == {}, "steps with few, with many"


def test_no_step_more_with_many_claims_and_sockets_than_with_a_few(
    counted: tuple[Application, Steps],
) -> None:
    app, steps = counted
    scan = Scan(app)
    scan.fill(FEW)

    def look_at(count: int) -> None:
        for task_id in scan.ids[:count]:
            app.services.claims.claim(ADA, task_id)

    def connect(count: int) -> None:
        for number in range(count):
            app.connections.add(Connection(f"{count}-{number}", BOB, clock.now()))

    def costs() -> dict[str, int]:
        newest = scan.ids[-1]
        return {
            "verdict": steps.of(scan.decide),
            "claim": steps.of(lambda: app.services.claims.claim(ADA, newest)),
            "release": steps.of(lambda: app.services.claims.release(ADA, newest)),
            "one more socket": steps.of(lambda: app.connections.count_of(CAT.id)),
        }

    costs()
    look_at(2)
    connect(2)
    few = costs()
    look_at(FEW // 2)
    connect(FEW)
    many = costs()

    grown = {
        name: (few[name], many[name]) for name in few if many[name] > GROWS_AT_MOST * few[name]
    }
    assert grown == {}, "steps with few, with many"


def test_st43_nothing_that_a_task_costs_walks_through_a_table(
    counted: tuple[Application, Steps], tmp_path: Path
) -> None:
    app, steps = counted
    scan = Scan(app)
    scan.fill(FEW)
    steps.asked.clear()
    for work in WORK:
        work(scan)
    asked = {sql for sql in steps.asked if sql.startswith(QUESTIONS)}

    [file] = tmp_path.glob("*.db")
    with closing(sqlite3.connect(file)) as database:
        plans = {
            sql: [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in asked
        }

    assert len({sql.partition(" ")[0] for sql in plans}) == len(QUESTIONS)
    walks = {
        sql: walked
        for sql, plan in plans.items()
        # A list of blocks is no table.
        if (walked := [step for step in plan if "SCAN" in step and step != "SCAN _blocks"])
    }
    assert walks == {}


def test_the_count_knows_a_walk_when_it_sees_one(counted: tuple[Application, Steps]) -> None:
    app, steps = counted
    scan = Scan(app)

    def walk() -> None:
        app.services.store.collection("tasks").count({"scan_id": scan.id, "status": "pending"}, 500)

    scan.fill(100)
    few = steps.of(walk)
    scan.fill(400)

    assert steps.of(walk) > 2 * few
