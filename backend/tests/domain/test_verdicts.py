"""The table of what a moderator may decide, without a server."""

from __future__ import annotations

import itertools

import pytest

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.tasks import (
    HISTORY_LIMIT,
    Suggestion,
    Task,
    TaskAction,
    TaskStatus,
    submitted,
)
from taskstream.domain.verdicts import Verdict, decide
from taskstream.errors import VersionConflict, WrongState

AUTHOR, JUDGE, OTHER = Person("w", "Wanda"), Person("a", "Ada"), Person("b", "Bo")
SENT, DECIDED, UNDONE = Millis(1_000), Millis(2_000), Millis(3_000)

PENDING, VALIDATED, REFUSED, RETURNED = (
    TaskStatus.PENDING,
    TaskStatus.VALIDATED,
    TaskStatus.REFUSED,
    TaskStatus.RETURNED,
)
VALIDATE, REFUSE, RETURN, REOPEN, SUBMIT = (
    TaskAction.VALIDATE,
    TaskAction.REFUSE,
    TaskAction.RETURN,
    TaskAction.REOPEN,
    TaskAction.SUBMIT,
)

# Written down a second time on purpose: what the product promises, not what its table says.
ALLOWED = [
    # A verdict is given on what waits.
    (PENDING, VALIDATE, VALIDATED),
    (PENDING, REFUSE, REFUSED),
    (PENDING, RETURN, RETURNED),
    # Every verdict can be taken back, which is not the same as giving the other one.
    (VALIDATED, REOPEN, PENDING),
    (REFUSED, REOPEN, PENDING),
    (RETURNED, REOPEN, PENDING),
]
REST = [
    pair
    for pair in itertools.product(TaskStatus, TaskAction)
    if pair not in {(before, action) for before, action, _ in ALLOWED}
]


def a_pending_task() -> Task:
    return submitted(Suggestion("0" * 32, "Seal is cut"), "s.t", "s", AUTHOR, SENT)


def a_task(status: TaskStatus) -> Task:
    task = a_pending_task()
    for before, action, after in ALLOWED[:3]:
        if after is status:
            assert before is task.status
            return decide(task, Verdict(action, 1, "because"), by=JUDGE, at=DECIDED)
    return task


@pytest.mark.parametrize(("before", "action", "after"), ALLOWED)
def test_a_verdict_changes_status_version_and_history(
    before: TaskStatus, action: TaskAction, after: TaskStatus
) -> None:
    task = a_task(before)

    decided = decide(task, Verdict(action, task.version, "so"), by=JUDGE, at=DECIDED)

    assert (decided.status, decided.version) == (after, task.version + 1)
    assert decided.history[:-1] == task.history
    last = decided.history[-1]
    assert (last.version, last.action, last.at, last.by, last.reason) == (
        decided.version,
        action,
        DECIDED,
        JUDGE,
        "so",
    )


@pytest.mark.parametrize(("before", "action"), REST)
def test_what_is_not_in_the_table_is_refused_with_the_task_as_it_is(
    before: TaskStatus, action: TaskAction
) -> None:
    task = a_task(before)

    with pytest.raises(WrongState) as refusal:
        decide(task, Verdict(action, task.version), by=JUDGE, at=DECIDED)

    assert refusal.value.current == task


@pytest.mark.parametrize("seen", [0, 1, 3])
@pytest.mark.parametrize("action", TaskAction)
def test_another_version_than_the_present_one_is_a_conflict_whatever_the_action(
    action: TaskAction, seen: int
) -> None:
    task = a_task(VALIDATED)
    assert task.version == 2

    with pytest.raises(VersionConflict) as refusal:
        decide(task, Verdict(action, seen), by=JUDGE, at=DECIDED)

    assert refusal.value.current == task


def test_a_verdict_says_who_when_and_why() -> None:
    decided = a_task(REFUSED)

    assert (decided.decided_by, decided.decided_at, decided.reason) == (JUDGE, DECIDED, "because")


def test_reopening_forgets_the_verdict_but_not_its_history() -> None:
    refused = a_task(REFUSED)

    reopened = decide(refused, Verdict(REOPEN, 2), by=JUDGE, at=DECIDED)

    assert (reopened.decided_by, reopened.decided_at, reopened.reason) == (None, None, None)
    assert [entry.action for entry in reopened.history] == [SUBMIT, REFUSE, REOPEN]


def test_a_reopened_task_waits_since_it_was_reopened_and_a_verdict_leaves_that() -> None:
    reopened = decide(a_task(REFUSED), Verdict(REOPEN, 2), by=OTHER, at=UNDONE)
    assert (reopened.created_at, reopened.waiting_since) == (SENT, UNDONE)

    later = Millis(4_000)
    held = decide(reopened, Verdict(VALIDATE, 3), by=JUDGE, at=later, grace_ms=500)
    taken_back = decide(held, Verdict(REOPEN, 4), by=JUDGE, at=later)
    validated = decide(reopened, Verdict(VALIDATE, 3), by=JUDGE, at=later)

    assert [task.waiting_since for task in (held, taken_back, validated)] == [UNDONE] * 3


TEN_SECONDS_LATER = Millis(DECIDED + 10_000)
SLIPS = [
    # Who takes back his own verdict at once has made nobody wait anew.
    (JUDGE, UNDONE, None),
    (JUDGE, TEN_SECONDS_LATER, None),
    # Somebody has read it by then.
    (JUDGE, Millis(TEN_SECONDS_LATER + 1), TEN_SECONDS_LATER + 1),
    # Another one has thought about it.
    (OTHER, UNDONE, UNDONE),
]


@pytest.mark.parametrize("status", [VALIDATED, REFUSED, RETURNED])
@pytest.mark.parametrize(("by", "at", "since"), SLIPS)
def test_a_slip_that_is_taken_back_leaves_the_task_as_old_as_it_was(
    status: TaskStatus, by: Person, at: Millis, since: Millis | None
) -> None:
    reopened = decide(a_task(status), Verdict(REOPEN, 2), by=by, at=at)

    assert reopened.waiting_since == since


def test_a_slip_leaves_the_time_of_the_last_correction() -> None:
    corrected = a_pending_task()._replace(waiting_since=Millis(1_500), round=2)
    validated = decide(corrected, Verdict(VALIDATE, 1), by=JUDGE, at=DECIDED)

    assert decide(validated, Verdict(REOPEN, 2), by=JUDGE, at=UNDONE).waiting_since == 1_500


def test_a_verdict_leaves_the_rest_of_the_task_alone() -> None:
    task = a_pending_task()

    decided = decide(task, Verdict(VALIDATE, 1), by=JUDGE, at=DECIDED)

    kept = ("id", "scan_id", "client_id", "author", "text", "created_at", "number", "seq")
    assert [getattr(decided, name) for name in kept] == [getattr(task, name) for name in kept]


def test_a_history_is_cut_in_the_middle_and_keeps_the_text_as_sent() -> None:
    task = a_pending_task()
    for _ in range(HISTORY_LIMIT):
        task = decide(task, Verdict(VALIDATE, task.version), by=JUDGE, at=DECIDED)
        task = decide(task, Verdict(REOPEN, task.version), by=JUDGE, at=DECIDED)

    assert len(task.history) == HISTORY_LIMIT
    assert task.history[0].text == "Seal is cut"
    assert [entry.version for entry in task.history[1:]] == list(
        range(task.version - HISTORY_LIMIT + 2, task.version + 1)
    )
