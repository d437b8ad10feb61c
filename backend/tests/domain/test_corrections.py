"""What an author may do with a task that came back to him, without a server."""

from __future__ import annotations

import pytest

from taskstream.clock import Millis
from taskstream.domain.corrections import Correction, correct, holds
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskAction, TaskStatus, submitted
from taskstream.domain.verdicts import Verdict, decide
from taskstream.errors import VersionConflict, WrongState

AUTHOR, JUDGE = Person("w", "Wanda"), Person("a", "Ada")
SENT, RETURNED, CORRECTED = Millis(1_000), Millis(2_000), Millis(3_000)


def a_task(*actions: TaskAction) -> Task:
    task = submitted(Suggestion("0" * 32, "Seal is cut"), "s.t", "s", AUTHOR, SENT)
    for action in actions:
        task = decide(task, Verdict(action, task.version, "Which gate?"), by=JUDGE, at=RETURNED)
    return task


def test_a_returned_task_comes_back_with_the_new_text() -> None:
    returned = a_task(TaskAction.RETURN)

    task = correct(returned, Correction(2, "Seal at gate 4 is cut"), by=AUTHOR, at=CORRECTED)

    assert (task.text, task.status, task.version) == ("Seal at gate 4 is cut", "pending", 3)
    assert (task.decided_by, task.decided_at, task.reason) == (None, None, None)
    kept = ("id", "scan_id", "client_id", "author", "created_at", "number")
    assert [getattr(task, name) for name in kept] == [getattr(returned, name) for name in kept]


def test_each_correction_is_a_round_and_no_verdict_is() -> None:
    task = a_task(TaskAction.REFUSE, TaskAction.REOPEN, TaskAction.RETURN)
    assert task.round == 1

    for number in (2, 3):
        task = correct(task, Correction(task.version, "Gate 4"), by=AUTHOR, at=CORRECTED)
        assert task.round == number
        verdict = Verdict(TaskAction.RETURN, task.version, "And which door?")
        task = decide(task, verdict, by=JUDGE, at=RETURNED)
        assert task.round == number


def test_a_corrected_task_waits_since_it_was_corrected() -> None:
    returned = a_task(TaskAction.RETURN)
    assert returned.waiting_since is None

    task = correct(returned, Correction(2, "Gate 4"), by=AUTHOR, at=CORRECTED)

    assert (task.created_at, task.waiting_since) == (SENT, CORRECTED)


def test_the_history_keeps_both_texts_and_the_note() -> None:
    task = correct(a_task(TaskAction.RETURN), Correction(2, "Gate 4"), by=AUTHOR, at=CORRECTED)

    assert [(entry.action, entry.by, entry.text, entry.reason) for entry in task.history] == [
        (TaskAction.SUBMIT, AUTHOR, "Seal is cut", None),
        (TaskAction.RETURN, JUDGE, None, "Which gate?"),
        (TaskAction.RESUBMIT, AUTHOR, "Gate 4", None),
    ]


@pytest.mark.parametrize(
    "actions",
    [
        (),
        (TaskAction.VALIDATE,),
        (TaskAction.REFUSE,),
        (TaskAction.RETURN, TaskAction.REOPEN),
    ],
)
def test_only_what_was_returned_can_be_corrected(actions: tuple[TaskAction, ...]) -> None:
    task = a_task(*actions)

    with pytest.raises(WrongState) as refusal:
        correct(task, Correction(task.version, "Gate 4"), by=AUTHOR, at=CORRECTED)

    assert refusal.value.current == task


@pytest.mark.parametrize("seen", [1, 3])
def test_another_version_than_the_present_one_is_a_conflict(seen: int) -> None:
    task = a_task(TaskAction.RETURN)

    with pytest.raises(VersionConflict) as refusal:
        correct(task, Correction(seen, "Gate 4"), by=AUTHOR, at=CORRECTED)

    assert refusal.value.current == task


def test_a_correction_is_known_again_by_its_version_and_text() -> None:
    correction = Correction(2, "Gate 4")
    task = correct(a_task(TaskAction.RETURN), correction, by=AUTHOR, at=CORRECTED)
    decided = decide(task, Verdict(TaskAction.VALIDATE, 3), by=JUDGE, at=CORRECTED)

    assert task.status is TaskStatus.PENDING
    assert holds(decided, correction)
    assert not holds(decided, Correction(2, "Gate 5"))
    assert not holds(decided, Correction(3, "Gate 4"))
    # What was sent at first was no correction.
    assert not holds(decided, Correction(0, "Seal is cut"))
