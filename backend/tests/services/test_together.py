"""What comes together is taken together, and one that is wrong harms no other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from taskstream.app import Application, create_app
from taskstream.domain.actors import Actor
from taskstream.domain.tasks import Suggestion, Task, TaskAction, TaskStatus
from taskstream.domain.users import Role
from taskstream.domain.verdicts import Verdict
from taskstream.errors import KeyReused, NotFound, RateLimited, VersionConflict
from taskstream.schemas.scans import NewScan
from taskstream.services.intake import Outcome, Receipt, Submission
from taskstream.services.verdicts import Decision
from taskstream.settings import load
from taskstream.storage import StoreUnavailable

ADA = Actor("ada", "Ada", Role.ADMIN, "1")
EVE = Actor("eve", "Eve", Role.ADMIN, "2")
BOB = Actor("bob", "Bob", Role.WORKER, "3")
CAI = Actor("cai", "Cai", Role.WORKER, "4")


@pytest.fixture
def app(tmp_path: Path) -> Application:
    """The product, not served."""
    return create_app(
        load(data_dir=tmp_path, async_mode="threading", limit_decide="1/h:3", limit_submit="1/h:4")
    )


@pytest.fixture
def scan_id(app: Application) -> str:
    """An open scan."""
    return app.services.scans.open(ADA, NewScan(name="Gate sweep")).id


def submission(scan_id: str, actor: Actor, key: int, text: str = "Door 7") -> Submission:
    return Submission(actor, scan_id, [Suggestion(f"{key:032x}", text)])


def taken(outcomes: Sequence[Outcome]) -> list[Receipt | type]:
    """Return the receipts, and of what was refused its error's class."""
    return [one if isinstance(one, Receipt) else type(one) for one in outcomes]


def test_suggestions_are_numbered_in_the_order_they_came(app: Application, scan_id: str) -> None:
    outcomes = taken(
        app.services.intake.submit_many(
            [submission(scan_id, actor, key) for key, actor in enumerate((BOB, CAI, BOB, CAI))]
        )
    )

    tasks = [one.task for one in outcomes if isinstance(one, Receipt)]
    assert [(task.number, task.author.id) for task in tasks] == [
        (1, "bob"), (2, "cai"), (3, "bob"), (4, "cai"),
    ]  # fmt: skip


def test_the_same_key_twice_in_one_go_is_one_task(app: Application, scan_id: str) -> None:
    first, again, other_text, nowhere, last = taken(
        app.services.intake.submit_many(
            [
                submission(scan_id, BOB, 1),
                submission(scan_id, BOB, 1),
                submission(scan_id, BOB, 1, "Another text"),
                submission("nowhere", BOB, 2),
                submission(scan_id, CAI, 1),
            ]
        )
    )

    assert isinstance(first, Receipt)
    assert again == Receipt(first.task, duplicate=True)
    assert (other_text, nowhere) == (KeyReused, NotFound)
    assert isinstance(last, Receipt)
    assert last.task.number == 2


def test_what_one_sends_at_a_time_is_taken_as_far_as_he_may_and_the_rest_is_said_of_each(
    app: Application, scan_id: str
) -> None:
    first = submission(scan_id, BOB, 1)
    several = [
        Suggestion(f"{key:032x}", text) for key, text in ((1, "Another"), (2, "A"), (2, "A"))
    ]
    beyond = [Suggestion(f"{key:032x}", "Late") for key in range(3, 6)]

    once, reused, taken_, again, *late, cais = taken(
        app.services.intake.submit_many(
            [
                first,
                Submission(BOB, scan_id, [*several, *beyond]),
                submission(scan_id, CAI, 1),
            ]
        )
    )

    assert isinstance(once, Receipt)
    assert reused == KeyReused
    assert isinstance(taken_, Receipt)
    assert again == Receipt(taken_.task, duplicate=True)
    assert late == [RateLimited] * 3
    assert isinstance(cais, Receipt)
    assert cais.task.author.id == "cai"
    assert (once.task.number, taken_.task.number, cais.task.number) == (1, 2, 3)


def test_two_verdicts_on_one_task_in_one_go_are_one_decision(
    app: Application, scan_id: str
) -> None:
    tasks = [
        one.task
        for one in app.services.intake.submit_many(
            [submission(scan_id, BOB, key) for key in range(2)]
        )
        if isinstance(one, Receipt)
    ]
    validate, refuse = Verdict(TaskAction.VALIDATE, 1), Verdict(TaskAction.REFUSE, 1)

    won, lost, unknown, other = app.services.verdicts.decide_many(
        [
            Decision(ADA, tasks[0].id, validate),
            Decision(EVE, tasks[0].id, refuse),
            Decision(EVE, "nowhere.1", refuse),
            Decision(EVE, tasks[1].id, refuse),
        ]
    )

    assert isinstance(won, Task)
    assert won.status is TaskStatus.VALIDATED
    assert isinstance(lost, VersionConflict)
    assert lost.current == won
    assert isinstance(unknown, NotFound)
    assert isinstance(other, Task)
    assert other.status is TaskStatus.REFUSED


def test_whoever_is_too_fast_harms_nobody_else(app: Application, scan_id: str) -> None:
    [receipt] = app.services.intake.submit_many([submission(scan_id, BOB, 1)])
    assert isinstance(receipt, Receipt)
    wrong = Decision(ADA, receipt.task.id, Verdict(TaskAction.VALIDATE, 7))
    right = Decision(EVE, receipt.task.id, Verdict(TaskAction.VALIDATE, 1))

    *tries, fourth, eves = app.services.verdicts.decide_many([wrong] * 4 + [right])

    assert {type(outcome) for outcome in tries} == {VersionConflict}
    assert isinstance(fourth, RateLimited)
    assert isinstance(eves, Task)


def test_what_cannot_be_stored_is_said_of_each(app: Application, scan_id: str) -> None:
    app.services.intake.submit_many([submission(scan_id, BOB, 1)])
    app.close()

    outcomes = app.services.intake.submit_many(
        [submission(scan_id, BOB, key) for key in range(2, 4)]
    )

    assert taken(outcomes) == [StoreUnavailable] * 2
