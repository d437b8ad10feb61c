"""Stacks of tasks that are alike, and what is told of them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.stacks import DECIDED_FOR_MS, News, Stacks
from taskstream.domain.tasks import HeldVerdict, Task, TaskAction, TaskStatus

NOW = Millis(1_000_000)
WHO = Person("w", "W")


def task(number: int, text: str, status: str = "pending", version: int = 1, **more: Any) -> Task:
    """Return a task; one that is decided was decided now."""
    decided = {} if status in {"pending", "returned"} else {"decided_at": NOW, "decided_by": WHO}
    return Task(
        id=f"s.{number}", scan_id="s", client_id="c", author=WHO, text=text,
        status=TaskStatus(status), version=version, created_at=NOW, history=(),
        number=number, seq=number, **{**decided, **more},
    )  # fmt: skip


class Client:
    """Follows the news as a page does."""

    def __init__(self) -> None:
        self.stack_of: dict[str, str] = {}
        self.decided: dict[str, str] = {}

    def hear(self, news: News) -> None:
        for task_id in news.left:
            self.stack_of.pop(task_id, None)
        for stack in news.stacks:
            self.stack_of.update(dict.fromkeys(stack.tasks, stack.id))
            self.decided.pop(stack.id, None)
            if stack.latest is not None:
                self.decided[stack.id] = stack.latest.task_id

    def sees(self, waiting: set[str]) -> dict[str, tuple[list[str], str | None]]:
        """Return the stacks with the tasks that wait in them, and what was decided."""
        found: dict[str, list[str]] = {}
        for task_id in sorted(waiting & self.stack_of.keys()):
            found.setdefault(self.stack_of[task_id], []).append(task_id)
        return {
            stack: (tasks, self.decided.get(stack))
            for stack, tasks in found.items()
            if len(tasks) > 1 or stack in self.decided
        }


def put(stacks: Stacks, *tasks: Task) -> News:
    for one in tasks:
        stacks.put(one, NOW)
    return stacks.news()


def test_who_is_alone_is_not_spoken_of() -> None:
    assert put(Stacks(), task(1, "Gate 4 is open"), task(2, "Gate 5 is open")) == ([], [])


def test_the_second_brings_the_first_along_and_the_third_comes_alone() -> None:
    stacks = Stacks()
    put(stacks, task(1, "Gate 4 is open"))

    assert put(stacks, task(2, "gate 4 open!")) == ([("1.1", ["s.1", "s.2"], None)], [])
    assert put(stacks, task(3, "Gate 4 open")) == ([("1.1", ["s.3"], None)], [])


def test_a_text_like_a_refused_one_is_told_with_the_reason() -> None:
    stacks = Stacks()
    put(stacks, task(1, "Gate 4 is open", "refused", reason="Known"))

    [told], _ = put(stacks, task(2, "Gate 4 open"))

    assert told.tasks == ["s.2"]
    assert told.latest is not None
    assert (told.latest.number, told.latest.status, told.latest.reason) == (1, "refused", "Known")


def test_a_refusal_is_told_to_those_who_still_wait_and_taken_back() -> None:
    stacks = Stacks()
    put(stacks, task(1, "Gate 4 is open"), task(2, "Gate 4 open"))

    [told], _ = put(stacks, task(1, "Gate 4 is open", "refused", 2))
    assert (told.tasks, told.latest and told.latest.task_id) == ([], "s.1")
    assert put(stacks, task(1, "Gate 4 is open", "pending", 3)) == ([("1.1", ["s.1"], None)], [])


def test_a_held_verdict_counts_for_moderators() -> None:
    stacks = Stacks()
    held = HeldVerdict(TaskAction.REFUSE, NOW, WHO, Millis(NOW + 5), "Known")
    put(stacks, task(1, "Gate 4 is open"), task(2, "Gate 4 open"))

    [told], _ = put(stacks, task(1, "Gate 4 is open", "pending", 2, held=held))

    assert told.latest is not None
    assert (told.latest.status, told.latest.reason) == ("refused", "Known")


def test_who_corrects_his_text_leaves_and_may_come_to_another() -> None:
    stacks = Stacks()
    put(stacks, task(1, "Gate 4 is open"), task(2, "Gate 4 open"), task(3, "No soap in hall B"))

    assert put(stacks, task(2, "Gate 4 open", "returned", 2)) == ([("1.1", [], None)], ["s.2"])
    assert put(stacks, task(2, "Hall B: no soap", "pending", 3)) == (
        [("3.1", ["s.3", "s.2"], None)],
        [],
    )


def test_what_was_decided_is_forgotten_in_time() -> None:
    stacks = Stacks()
    put(stacks, task(1, "Gate 4 is open", "refused"))

    stacks.put(task(2, "Gate 4 open"), Millis(NOW + DECIDED_FOR_MS))

    assert stacks.news() == ([], [])
    assert len(stacks) == 1


def test_an_older_version_changes_nothing() -> None:
    stacks = Stacks()
    put(stacks, task(1, "Gate 4 is open", "refused", 2), task(2, "Gate 4 open"))

    assert put(stacks, task(1, "Gate 4 is open", "pending", 1)) == ([], [])


STEPS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(["Gate 4 is open", "Gate 4 open", "No soap in hall B", "Hall B: no soap"]),
        st.sampled_from([*TaskStatus]),
        st.booleans(),
    ),
    max_size=40,
)


@given(STEPS)
def test_news_heard_from_any_time_on_say_what_the_whole_says(
    steps: list[tuple[int, str, TaskStatus, bool]],
) -> None:
    """Whoever joined earlier or later sees the same stacks as one who joins at the end."""
    stacks, known, early, late = Stacks(), dict[str, Task](), Client(), Client()
    for version, (number, text, status, hears) in enumerate(steps, 1):
        if version == len(steps) // 2:
            late.hear(News(stacks.all(), []))
        one = task(number, text, status.value, version)
        known[one.id] = one
        stacks.put(one, NOW)
        if hears:
            news = stacks.news()
            early.hear(news)
            if version >= len(steps) // 2:
                late.hear(news)
    news = stacks.news()
    early.hear(news)
    late.hear(news)
    fresh = Client()
    fresh.hear(News(stacks.all(), []))
    waiting = {id_ for id_, one in known.items() if one.status is TaskStatus.PENDING}

    assert early.sees(waiting) == fresh.sees(waiting)
    assert len(steps) < 2 or late.sees(waiting) == fresh.sees(waiting)
