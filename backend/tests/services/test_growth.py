"""What one task costs does not grow with the number of tasks: counted in steps, not in time."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from taskstream.app import Application, create_app
from taskstream.domain.actors import Actor
from taskstream.domain.audiences import Audience
from taskstream.domain.scans import ScanRole
from taskstream.domain.tasks import Suggestion, TaskAction
from taskstream.domain.users import Role
from taskstream.domain.verdicts import Verdict
from taskstream.schemas.listing import TaskQuery
from taskstream.schemas.scans import NewScan
from taskstream.schemas.tasks import JoinScan
from taskstream.services.intake import Receipt, Submission
from taskstream.services.snapshots import TASKS_PER_ANSWER
from taskstream.settings import load
from taskstream.storage.sqlite.files import DatabaseFile

ADA = Actor("ada", "Ada", Role.ADMIN, "1")
BOB = Actor("bob", "Bob", Role.WORKER, "2")
FEW, MANY = 2 * TASKS_PER_ANSWER, 20_000
AT_ONCE = 500
# A page of the database holds more or fewer rows, and its trees have a level more.
GROWS_AT_MOST = 1.2
# SQLite counts its steps by so many.
STRIDE: Final = 10


class Steps:
    """Counts what Python calls, and what SQLite does in all connections."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        connect = DatabaseFile._connect

        def counting(file: DatabaseFile) -> sqlite3.Connection:
            connection = connect(file)
            connection.set_progress_handler(self._stride, STRIDE)
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

    def fill(self, count: int) -> None:
        """Submit until there are so many."""
        while len(self.ids) < count:
            self.submit(min(AT_ONCE, count - len(self.ids)))

    def submit(self, count: int = 1) -> None:
        """Submit so many at once."""
        numbers = range(len(self.ids), len(self.ids) + count)
        for receipt in self._services.intake.submit_many(
            [Submission(BOB, self.id, Suggestion(f"{n:032x}", "Door 7")) for n in numbers]
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

    def see(self, task_id: str) -> int:
        """Return the version of a task."""
        return self._services.access.tasks.by_ids([task_id])[0].version

    def join(self) -> None:
        """Read the first page of what waits."""
        scan = self._services.access.scans.by_ids([self.id])[0]
        answer = self._services.snapshots.read(
            ADA, scan, ScanRole.MODERATOR, JoinScan(scan_id=self.id)
        )
        assert len(answer.tasks) == TASKS_PER_ANSWER

    def beat(self) -> None:
        """Tell where everybody stands."""
        audiences = [Audience(self.id), Audience(self.id, BOB.id)]
        heads = self._services.snapshots.heads(audiences)
        assert [head.count for head in heads.values()] == [len(self.ids)] * 2

    def list_page(self) -> None:
        """Read the first page of the list."""
        assert len(self._services.listing.page(self.id, TaskQuery()).items) == 100


WORK = [Scan.submit, Scan.decide, Scan.join, Scan.beat, Scan.list_page]


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

    grown = {
        name: (few[name], many[name]) for name in few if many[name] > GROWS_AT_MOST * few[name]
    }
    assert grown == {}, "steps with few, with many"


def test_the_count_knows_a_walk_when_it_sees_one(counted: tuple[Application, Steps]) -> None:
    app, steps = counted
    scan = Scan(app)

    def walk() -> None:
        app.services.store.collection("tasks").count({"scan_id": scan.id, "status": "pending"}, 500)

    scan.fill(100)
    few = steps.of(walk)
    scan.fill(400)

    assert steps.of(walk) > 2 * few
