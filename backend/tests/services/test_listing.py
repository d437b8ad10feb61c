"""The list of a scan's tasks: whatever is asked, page by page, nothing is missed or shown twice."""

from __future__ import annotations

import random
from typing import Any

import pytest

from taskstream.clock import Millis
from taskstream.concurrency import concurrency_for
from taskstream.domain.listing import TaskOrder, matches, words_of
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, Task, TaskAction, TaskStatus, submitted
from taskstream.domain.verdicts import Verdict, as_decided, decide
from taskstream.ids import new_task_id
from taskstream.repositories.held import HeldRepository, Note
from taskstream.repositories.listing import TaskListing
from taskstream.repositories.tasks import TaskRepository, task_from_document
from taskstream.schemas.base import parse
from taskstream.schemas.listing import TaskQuery
from taskstream.services import listing as module
from taskstream.services.listing import Listing, TaskList, place_of
from taskstream.storage import Store

ADMIN = Person("m", "M. Keller")
PEOPLE = [Person("a", "Ana Óscar"), Person("b", "Bob"), Person("c", "=Chen")]
TEXTS = ["Seal is cut", "SEAL is missing", "Straße gesperrt", "Café door", "Cone"]
REASONS = ["Seen already", "Too blurred", None]
ACTIONS = [None, None, TaskAction.VALIDATE, TaskAction.REFUSE, TaskAction.RETURN]
QUERIES = [
    {},
    {"status": "pending"},
    {"status": "refused,returned"},
    {"text": "seal"},
    {"text": "strasse GESPERRT"},
    {"text": "cafe", "status": "validated"},
    {"author": "oscar"},
    {"reason": "seen"},
    {"text": "nowhere"},
    {"from": "1970-01-01T00:00:01Z", "to": "1970-01-01T00:00:03Z"},
    {"from": "1970-01-01T00:00:02Z", "status": "pending", "author": "bob"},
]


def fill(tasks: TaskRepository, count: int, seed: int = 7) -> None:
    """Store tasks of all kinds, a thousand a second."""
    dice = random.Random(seed)
    for start in range(0, count, 100):
        new = [
            submitted(
                Suggestion(f"{seed}.{number}", dice.choice(TEXTS)),
                new_task_id("s", 0),
                "s",
                dice.choice(PEOPLE),
                Millis(number),
            )
            for number in range(start, min(start + 100, count))
        ]
        stored = [task for task in tasks.add_many(new) if isinstance(task, Task)]
        for task in dice.sample(stored, len(stored)):
            action = dice.choice(ACTIONS)
            if action is not None:
                verdict = Verdict(action, 1, dice.choice(REASONS))
                tasks.swap(task, decide(task, verdict, by=ADMIN, at=Millis(count)))


def hold_some(store: Store) -> None:
    """Give every tenth of those that wait a verdict that is held, and note it."""
    tasks, held = TaskRepository(store), HeldRepository(store)
    waiting = [task for task in everything(store) if task.status is TaskStatus.PENDING]
    for number, task in enumerate(waiting[::10]):
        action = [TaskAction.VALIDATE, TaskAction.REFUSE, TaskAction.RETURN][number % 3]
        verdict = Verdict(action, task.version, REASONS[number % 3])
        after = decide(task, verdict, by=ADMIN, at=Millis(9_999), grace_ms=30_000)
        held.put([Note(task.id, after.version, Millis(39_999), Millis(99_999))])
        assert tasks.swap(task, after) is not None


def everything(store: Store) -> list[Task]:
    return [task_from_document(document) for document in store.scan_all("tasks")]


def made(store: Store) -> tuple[TaskRepository, Listing]:
    tasks = TaskRepository(store)
    held = HeldRepository(store)
    return tasks, Listing(tasks, TaskListing(store), held, concurrency_for("threading"))


def ask(**query: Any) -> TaskQuery:
    return parse(TaskQuery, query)


def pages(listing: Listing, author_id: str | None, **query: Any) -> list[TaskList]:
    """Follow ``next`` to the end."""
    found: list[TaskList] = []
    after: int | None = None
    while not found or after is not None:
        asked = ask(**query, **({} if after is None else {"after": after}))
        page = (
            listing.page("s", asked)
            if author_id is None
            else listing.own_page("s", author_id, asked)
        )
        found.append(page)
        after = page.next
    return found


def expected(tasks: TaskRepository, author_id: str | None, query: TaskQuery) -> list[Task]:
    everybody = [person.id for person in PEOPLE] if author_id is None else [author_id]
    all_ = [task for person in everybody for task in tasks.of_author("s", person)]
    found = [task for task in all_ if matches(task, query.wanted())]
    return sorted(found, key=lambda task: place_of(task, query.sort), reverse=query.sort.falls)


@pytest.mark.parametrize("author_id", [None, "b"])
@pytest.mark.parametrize("sort", list(TaskOrder))
def test_p57_pages_show_every_match_once_and_in_order(
    store: Store, sort: TaskOrder, author_id: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks, listing = made(store)
    fill(tasks, 4_000)
    # Short looks, so that there are many of them.
    monkeypatch.setattr(module, "SPAN", 64)
    monkeypatch.setattr(module, "LOOKED_AT_MOST", 300)

    for query in QUERIES:
        asked = {**query, "sort": sort.value, "limit": 70}
        found = pages(listing, author_id, **asked)

        wanted = expected(tasks, author_id, ask(**asked))
        assert [task.id for page in found for task in page.items] == [t.id for t in wanted], asked
        assert all(len(page.items) <= 70 for page in found)


@pytest.mark.parametrize("sort", list(TaskOrder))
def test_p57_what_is_held_is_found_as_what_it_will_be(
    store: Store, sort: TaskOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks, listing = made(store)
    fill(tasks, 1_500)
    hold_some(store)
    monkeypatch.setattr(module, "SPAN", 64)
    monkeypatch.setattr(module, "LOOKED_AT_MOST", 300)

    for query in (*QUERIES, {"status": "validated"}, {"status": "refused", "reason": "seen"}):
        asked = {**query, "sort": sort.value, "limit": 40}
        found = [task for page in pages(listing, None, **asked) for task in page.items]

        wanted = ask(**asked).wanted()
        of_all = [task for task in everything(store) if matches(as_decided(task), wanted)]
        of_all.sort(key=lambda task: place_of(task, sort), reverse=sort.falls)
        assert [task.id for task in found] == [task.id for task in of_all], asked
        parts = listing.every("s", ask(**query, sort=sort.value))
        assert [task.id for part in parts for task in part] == [task.id for task in of_all]


def test_p57_what_arrives_meanwhile_moves_nothing(store: Store) -> None:
    tasks, listing = made(store)
    fill(tasks, 300)
    first = listing.page("s", ask(sort="-number", limit=100))

    fill(tasks, 200, seed=8)
    second = listing.page("s", ask(sort="-number", limit=100, after=first.next))

    assert [task.number for task in first.items] == list(range(300, 200, -1))
    assert [task.number for task in second.items] == list(range(200, 100, -1))


@pytest.mark.parametrize("order", [TaskOrder.CHANGED, TaskOrder.CHANGED_FALLING])
def test_a_long_look_breaks_off_where_one_status_has_more_than_a_page(
    store: Store, order: TaskOrder
) -> None:
    tasks, _ = made(store)
    fill(tasks, 2_500)
    wanted = ask(status="pending,validated,refused").wanted()

    start, last = (9_999, 0) if order.falls else (0, 9_999)
    stretch = TaskListing(store).stretch("s", wanted, order, start=start, span=10_000, last=last)

    cut = stretch.looked_to
    assert cut is not None
    everything = expected(tasks, None, ask(status="pending,validated,refused", sort=order.value))
    assert stretch.tasks == [
        t for t in everything if (t.seq >= cut if order.falls else t.seq <= cut)
    ]


def test_one_answer_looks_at_a_part_however_rare_the_matches_are(store: Store) -> None:
    tasks, listing = made(store)
    fill(tasks, 6_000)
    counted = Counting(store)
    listing = Listing(tasks, counted, HeldRepository(store), concurrency_for("threading"))

    page = listing.page("s", ask(text="nowhere", sort="-number"))

    assert page.items == []
    assert page.next is not None
    assert counted.read <= module.LOOKED_AT_MOST + module.SPAN_AT_MOST
    assert [p.items for p in pages(listing, None, text="nowhere")][-1] == []


def test_a_spreadsheet_of_any_length_is_read_in_parts(store: Store) -> None:
    tasks, _ = made(store)
    for start in range(0, 20_000, 500):
        keys = range(start, start + 500)
        tasks.add_many(
            [
                submitted(
                    Suggestion(str(key), "x"), new_task_id("s", 0), "s", PEOPLE[0], Millis(key)
                )
                for key in keys
            ]
        )
    counted = Counting(store)
    listing = Listing(tasks, counted, HeldRepository(store), concurrency_for("threading"))

    parts = listing.every("s", ask(sort="number"))

    numbers: list[int] = []
    for part in parts:
        # Nothing is read that has not been asked for yet: the first row leaves before the last is read.
        assert len(part) <= 500
        numbers += [task.number for task in part]
        assert counted.read == len(numbers)
    assert numbers == list(range(1, 20_001))


def test_an_empty_scan_has_one_empty_page(store: Store) -> None:
    _, listing = made(store)

    for sort in TaskOrder:
        assert listing.page("s", ask(sort=sort.value)) == TaskList([], None)


def test_words_are_compared_without_case_and_accents() -> None:
    assert words_of("  Café  STRASSE ") == ("cafe", "strasse")
    assert words_of("Straße") == words_of("STRASSE")
    assert words_of("İz") == words_of("i\u0307z") == ("iz",)


class Counting(TaskListing):
    """Counts the tasks that were read."""

    read = 0

    def stretch(self, *arguments: Any, **named: Any) -> Any:
        found = super().stretch(*arguments, **named)
        self.read += len(found.tasks)
        return found
