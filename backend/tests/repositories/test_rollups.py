"""Roll-ups, in both databases: each change is in them once, and as its history has it."""

from __future__ import annotations

from collections import Counter

import pytest

from taskstream.clock import Millis
from taskstream.domain.corrections import Correction, correct
from taskstream.domain.figures import Figures, RollUp
from taskstream.domain.happenings import wait_step
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskAction, submitted
from taskstream.domain.verdicts import Verdict, decide, told
from taskstream.repositories.recount import recount
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.stretches import NAMES_PER_PAGE, Period, Survey, rollup_id
from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import Document, Patch, Store

ADA, BOB, EVE = Person("ada", "Ada"), Person("bob", "Bob"), Person("eve", "Eve")
# The beginning of a day.
START = Millis(20_000 * Period.DAY.length)
MINUTE, HOUR, DAY = Period.MINUTE.length, Period.HOUR.length, Period.DAY.length
FAR = Millis(START + 5_000 * DAY)


def at(milliseconds: int) -> Millis:
    """Return a moment so much after the start."""
    return Millis(START + milliseconds)


class Desk:
    """Somebody who sends and decides at times of his choice."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tasks = TaskRepository(store)
        self.rollups = RollUpRepository(store)

    def send(self, id: str, when: int, author: Person = ADA) -> Task:
        """Store a suggestion."""
        [stored] = self.tasks.add_many([a_task(id, when, author)])
        assert isinstance(stored, Task)
        return stored

    def decide(self, task: Task, action: TaskAction, when: int, **verdict: object) -> Task:
        """Store a verdict."""
        given = Verdict(action, task.version)._replace(**verdict)  # type: ignore[arg-type]  # mypy sees one type for all fields
        return self.swap(task, decide(task, given, by=EVE, at=at(when)))

    def correct(self, task: Task, when: int) -> Task:
        """Store a correction."""
        correction = Correction(task.version, "Door 8")
        return self.swap(task, correct(task, correction, by=task.author, at=at(when)))

    def swap(self, before: Task, after: Task) -> Task:
        """Store a change."""
        stored = self.tasks.swap(before, after)
        assert stored is not None
        return stored

    def read(self, period: Period) -> dict[int, RollUp]:
        """Return all stretches of a length, by when they began after the start."""
        found = self.rollups.read("s", period, Millis(0), FAR)
        return {begin - START: rollup for begin, rollup in found.items()}

    def sum(self) -> Figures:
        """Return the figures of all time."""
        survey = Survey()
        for period in (Period.MINUTE, Period.DAY):
            survey = survey.joined(self.rollups.survey("s", period, Millis(0), FAR))
        return survey.figures()

    def fold(self, now: Millis) -> int:
        """Fold what is old by then."""
        return self.rollups.fold("s", now)

    def documents(self) -> list[Document]:
        """Return all documents of the roll-ups."""
        return list(self.rollups.of_scan("s"))


@pytest.fixture
def desk(product: Store) -> Desk:
    return Desk(product)


def a_task(id: str, when: int, author: Person = ADA) -> Task:
    return submitted(Suggestion(id, "Door 7"), f"s.{id}", "s", author, at(when))


def something_happens(desk: Desk) -> None:
    """Let two send, and a moderator do all that can be done."""
    first, second = desk.send("1", 1_000), desk.send("2", 7_000, BOB)
    desk.decide(first, TaskAction.VALIDATE, 31_000)
    returned = desk.decide(second, TaskAction.RETURN, 59_000)
    corrected = desk.correct(returned, MINUTE + 10_000)
    listed = {"reason": "Not ours. 100 %", "reasons_version": 1}
    refused = desk.decide(corrected, TaskAction.REFUSE, MINUTE + 12_000, **listed)
    reopened = desk.decide(refused, TaskAction.REOPEN, MINUTE + 20_000)
    desk.decide(reopened, TaskAction.REFUSE, MINUTE + 25_000, reason="In other words")


def test_what_happens_in_a_minute_is_added_up_in_it(desk: Desk) -> None:
    something_happens(desk)

    minutes = desk.read(Period.MINUTE)

    assert list(minutes) == [0, MINUTE]
    first, second = minutes[0].figures, minutes[MINUTE].figures
    submit, back, ok = TaskAction.SUBMIT, TaskAction.RETURN, TaskAction.VALIDATE
    again, no, reopen = TaskAction.RESUBMIT, TaskAction.REFUSE, TaskAction.REOPEN
    assert first.actions == {submit: 2, ok: 1, back: 1}
    assert first.wait_ms == 30_000 + 52_000
    assert first.waits == Counter({wait_step(30_000): 1, wait_step(52_000): 1})
    assert first.workers == {"ada": {submit: 1, ok: 1}, "bob": {submit: 1, back: 1}}
    assert first.moderators == {"eve": {ok: 1, back: 1}}
    assert first.reasons == {}
    assert (minutes[0].arrived, minutes[0].decided) == ({0: 1, 1: 1}, {6: 1, 11: 1})
    # A wait begins anew with a correction, and with a reopening.
    assert second.actions == {again: 1, no: 2, reopen: 1}
    assert second.wait_ms == 2_000 + 5_000
    assert second.workers == {"bob": {again: 1, no: 2, reopen: 1}}
    assert second.moderators == {"eve": {no: 2, reopen: 1}}
    assert second.reasons == {"Not ours. 100 %": 1}
    assert (first.more_waiting, second.more_waiting) == (0, 0)


def test_several_together_are_their_sum_and_each_has_its_totals(desk: Desk) -> None:
    something_happens(desk)
    halves = ((Millis(0), at(MINUTE)), (at(MINUTE), FAR))
    first, second = (desk.rollups.survey("s", Period.MINUTE, *half) for half in halves)

    both = first.joined(second)

    whole = desk.rollups.survey("s", Period.MINUTE, Millis(0), FAR)
    assert both.figures() == whole.figures()
    assert both.totals == whole.totals
    for begin, minute in desk.rollups.read("s", Period.MINUTE, Millis(0), FAR).items():
        found = whole.totals[begin]
        assert (found.arrived, found.decided) == (minute.arrived, minute.decided)
        assert found.figures.actions == minute.figures.actions


def test_what_is_not_taken_or_comes_again_is_not_counted(desk: Desk) -> None:
    task = desk.send("1", 0)
    desk.decide(task, TaskAction.VALIDATE, 1_000)
    before = desk.documents()

    assert desk.tasks.add_many([a_task("1", 2_000)]) == [None]
    late = decide(task, Verdict(TaskAction.REFUSE, 1), by=BOB, at=at(2_000))
    assert desk.tasks.swap(task, late) is None

    assert desk.documents() == before


def test_a_held_verdict_is_counted_once_it_is_told_and_as_of_when_it_was_given(desk: Desk) -> None:
    task, other = desk.send("1", 0), desk.send("2", 0)
    verdict = Verdict(TaskAction.VALIDATE, 1)
    by = {"by": EVE, "at": at(50_000), "grace_ms": 30_000}
    held, regretted = (
        desk.swap(each, decide(each, verdict, **by))  # type: ignore[arg-type]  # by their names
        for each in (task, other)
    )
    desk.decide(regretted, TaskAction.REOPEN, 55_000)
    assert desk.sum().decided == 0

    desk.swap(held, told(held))

    minute = desk.read(Period.MINUTE)[0]
    assert (minute.figures.decided, minute.figures.wait_ms, minute.decided) == (1, 50_000, {10: 1})
    assert recount(desk.store, at(MINUTE)) == 0


def test_a_clock_that_was_set_back_makes_no_wait_negative(desk: Desk) -> None:
    task = desk.send("1", HOUR)
    desk.decide(task, TaskAction.VALIDATE, 0)

    assert desk.read(Period.MINUTE)[0].figures.waits == {0: 1}
    assert recount(desk.store, at(HOUR)) == 0


def test_a_batch_is_one_document(desk: Desk) -> None:
    people = [Person(f"p{n}", f"P{n}") for n in range(20)]

    desk.tasks.add_many([a_task(f"{n}", 0, people[n % 20]) for n in range(80)])

    [document] = desk.documents()
    assert document["s"] == 80


def test_a_minute_of_a_thousand_workers_makes_no_document_long(desk: Desk) -> None:
    crowd = [a_task(f"{n}", 0, Person(f"p{n}", f"P{n}")) for n in range(1_000)]

    for start in range(0, 1_000, 100):
        desk.tasks.add_many(crowd[start : start + 100])

    assert max(map(len, desk.documents())) <= NAMES_PER_PAGE + 3
    workers = desk.read(Period.MINUTE)[0].figures.workers
    assert workers == {f"p{n}": {TaskAction.SUBMIT: 1} for n in range(1_000)}
    assert recount(desk.store, at(MINUTE)) == 0


def test_who_comes_again_after_a_restart_is_counted_together(desk: Desk) -> None:
    for n in range(NAMES_PER_PAGE + 1):
        desk.send(f"{n}", 0, Person(f"p{n}", f"P{n}"))
    last = Person(f"p{NAMES_PER_PAGE}", "P")

    again = Desk(desk.store)
    again.send("again", 0, last)

    assert again.read(Period.MINUTE)[0].figures.workers[last.id] == {TaskAction.SUBMIT: 2}
    assert recount(desk.store, at(MINUTE)) == 0


def test_old_minutes_become_hours_and_old_hours_days(desk: Desk) -> None:
    something_happens(desk)
    desk.send("9", HOUR)
    before = desk.sum()

    assert desk.fold(at(2 * DAY)) == 0
    assert desk.fold(at(2 * DAY + HOUR)) == 2
    assert (list(desk.read(Period.MINUTE)), list(desk.read(Period.HOUR))) == ([HOUR], [0])
    assert desk.sum() == before
    assert desk.fold(at(2 * DAY + HOUR)) == 0
    desk.fold(at(402 * DAY))
    # Weeks begin on Thursdays.
    assert [list(desk.read(period)) for period in Period] == [[], [], [0], [-DAY]]
    assert desk.read(Period.WEEK)[-DAY].figures == desk.sum() == before


def test_what_is_counted_in_a_folded_minute_is_folded_too(desk: Desk) -> None:
    task = desk.send("1", 0)
    desk.fold(at(10 * DAY))
    desk.decide(task, TaskAction.VALIDATE, 30_000)

    assert desk.sum().actions == {TaskAction.SUBMIT: 1, TaskAction.VALIDATE: 1}
    assert desk.fold(at(10 * DAY)) == 1
    assert desk.read(Period.HOUR)[0].figures.actions == desk.sum().actions
    assert recount(desk.store, at(10 * DAY)) == 0


@pytest.mark.parametrize("days", [0, 3, 500])
def test_counting_again_finds_what_was_counted(desk: Desk, days: int) -> None:
    something_happens(desk)

    assert recount(desk.store, at(days * DAY)) == 0


def test_what_was_folded_before_there_were_weeks_is_laid_out_anew(desk: Desk) -> None:
    something_happens(desk)
    desk.fold(at(3 * DAY))
    before = desk.documents()
    pages = {document["_id"]: document for document in before}
    counters = desk.store.collection("counters")
    # Names were beside the totals.
    for document in before:
        first, _, page = document["_id"].partition(".")
        if page or "~w" in first:
            counters.delete(document["_id"])
        else:
            counters.upsert({**pages[f"{first}.1"], **document})

    assert recount(desk.store, at(3 * DAY)) == 3

    assert desk.documents() == before


def test_what_is_wrong_missing_or_made_up_is_mended(desk: Desk) -> None:
    something_happens(desk)
    before = desk.documents()
    counters = desk.store.collection("counters")
    counters.update(before[0]["_id"], Patch(inc={"s": 1}))
    counters.delete(before[1]["_id"])
    counters.upsert({"_id": f"{before[1]['_id']}.7", "sw:nobody": 1})
    counters.upsert({"_id": rollup_id("s", Period.HOUR, START), "s": 1})

    assert recount(desk.store, at(0)) == 3

    assert desk.documents() == before
