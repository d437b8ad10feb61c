"""A scan's tasks in stacks: each holds those whose texts say what its first one says.

Kept in memory by whoever uses it. Nothing here is thread-safe, and nothing waits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from taskstream.clock import Millis
from taskstream.domain.like_index import LikeIndex
from taskstream.domain.likeness import Signature, signature
from taskstream.domain.tasks import BYTES_AT_ONCE, Task, TaskAction, TaskStatus

# A text is compared with what was decided so long ago at most.
DECIDED_FOR_MS: Final = 4 * 60 * 60 * 1000
# So many stacks are kept of a scan; those in which nobody waits make room first.
STACKS_AT_MOST: Final = 10_000
DECIDED_IN_STACK: Final = 50
# Of a decided text so much is told: enough to know it again.
TEXT_TOLD: Final = 300

_HELD_AS: Final = {
    TaskAction.VALIDATE: TaskStatus.VALIDATED,
    TaskAction.REFUSE: TaskStatus.REFUSED,
    TaskAction.RETURN: TaskStatus.RETURNED,
}


class DecidedLike(NamedTuple):
    """What was decided about a text that others are like, and how that begins."""

    task_id: str
    number: int
    text: str
    status: TaskStatus
    at: Millis
    reason: str | None


@dataclass(slots=True, eq=False)
class Stack:
    """Tasks that are alike: those that wait, and those decided lately."""

    id: str
    sign: Signature
    waiting: dict[str, None] = field(default_factory=dict)
    decided: dict[str, DecidedLike] = field(default_factory=dict)
    # Whether all moderators were told who waits in it, and whether any was, by ``Stacks.all``.
    is_told: bool = False
    is_shown: bool = False

    @property
    def latest(self) -> DecidedLike | None:
        """What was decided last."""
        return next(reversed(self.decided.values()), None)

    @property
    def tells(self) -> bool:
        """Whether a moderator learns anything by it: of another that waits, or of a decision."""
        return len(self.waiting) > 1 or bool(self.waiting and self.decided)


class StackNews(NamedTuple):
    """What is told of a stack: tasks that wait in it, and what was decided last."""

    id: str
    tasks: list[str]
    latest: DecidedLike | None


class News(NamedTuple):
    """What has changed: stacks, with those that are new to them, and tasks that are in none."""

    stacks: list[StackNews]
    left: list[str]


class _Place(NamedTuple):
    """In which stack a task is, if in any, and what of it is known."""

    stack: Stack | None
    version: int
    text: str


class Stacks:
    """The stacks of one scan."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._index: LikeIndex[Stack] = LikeIndex()
        # Those in which nobody waits, in the order in which that came to be.
        self._quiet: dict[Stack, None] = {}
        # Since the news were asked for last: who came to which stack, and who left his.
        self._changed: dict[Stack, dict[str, None]] = {}
        self._left: dict[str, None] = {}

    def __len__(self) -> int:
        """Return how many stacks there are, those of a single task too."""
        return len(self._index)

    def put(self, task: Task, now: Millis) -> None:
        """Take a task as it is now; one that is known with that version, or a later one, is left."""
        known = self._places.get(task.id)
        if known is not None and known.version >= task.version:
            return
        self._forget(now)
        before = None if known is None else known.stack
        stack = self._stack_of(task, known, now)
        if before is not None:
            before.waiting.pop(task.id, None)
            before.decided.pop(task.id, None)
            self._changed.setdefault(before, {}).pop(task.id, None)
            if stack is not before:
                self._left[task.id] = None
                self._settle(before)
        self._places[task.id] = _Place(stack, task.version, task.text)
        if stack is not None:
            self._put_in(task, stack)
            self._settle(stack)

    def news(self) -> News:
        """Return what has changed since this was asked last."""
        stacks = []
        for stack, came in self._changed.items():
            tells = stack.tells
            if tells or stack.is_told or stack.is_shown:
                # All of it where it was nothing to speak of before.
                tasks = came if stack.is_told else stack.waiting
                stacks.append(StackNews(stack.id, list(tasks), stack.latest))
            stack.is_told, stack.is_shown = tells, tells and stack.is_shown
        left = list(self._left)
        self._changed, self._left = {}, {}
        return News(stacks, left)

    def all(self) -> list[StackNews]:
        """Return every stack that tells anything; with the news to come, all that is to be known.

        Where that is more than a message should carry, those that were begun last are left out.
        """
        shown: list[StackNews] = []
        size = 0
        for stack in dict.fromkeys(place.stack for place in self._places.values()):
            if stack is None or not (stack.tells or stack.is_told):
                continue
            news = StackNews(stack.id, list(stack.waiting), stack.latest)
            size += _bytes(news)
            if shown and size > BYTES_AT_ONCE:
                break
            stack.is_shown = True
            shown.append(news)
        return shown

    def _stack_of(self, task: Task, known: _Place | None, now: Millis) -> Stack | None:
        """Return where the task belongs; a new stack where it is like none."""
        status = _status(task)
        if status is TaskStatus.RETURNED:
            # It comes again with another text, and is placed then.
            return None
        if status is not TaskStatus.PENDING and _decision(task).at + DECIDED_FOR_MS <= now:
            return None
        if known is not None and known.stack is not None and known.text == task.text:
            return known.stack
        sign = signature(task.text)
        found = self._index.find(sign)
        if found is not None or len(self._index) >= STACKS_AT_MOST:
            return found
        # The version too: its first task may come back with another text, and begin another.
        stack = Stack(f"{task.number}.{task.version}", sign)
        self._index.put(stack)
        return stack

    def _put_in(self, task: Task, stack: Stack) -> None:
        came = self._changed.setdefault(stack, {})
        if _status(task) is TaskStatus.PENDING:
            stack.waiting[task.id] = came[task.id] = None
            return
        stack.decided[task.id] = _decision(task)
        if len(stack.decided) > DECIDED_IN_STACK:
            oldest = next(iter(stack.decided))
            del stack.decided[oldest], self._places[oldest]

    def _settle(self, stack: Stack) -> None:
        """Note whether anybody waits in the stack, and drop it where it holds nothing."""
        self._quiet.pop(stack, None)
        if stack.waiting:
            return
        if stack.decided:
            self._quiet[stack] = None
        else:
            self._drop(stack)

    def _forget(self, now: Millis) -> None:
        """Drop stacks in which nobody waits: once their time is over, or to make room."""
        while self._quiet:
            stack = next(iter(self._quiet))
            is_over = stack.latest is None or stack.latest.at + DECIDED_FOR_MS <= now
            if not is_over and len(self._index) < STACKS_AT_MOST:
                return
            self._drop(stack)

    def _drop(self, stack: Stack) -> None:
        self._quiet.pop(stack, None)
        self._changed.pop(stack, None)
        for task_id in stack.decided:
            del self._places[task_id]
        self._index.remove(stack)


def _status(task: Task) -> TaskStatus:
    """Return how a moderator takes the task: a verdict that is held counts for him."""
    return task.status if task.held is None else _HELD_AS[task.held.action]


def _decision(task: Task) -> DecidedLike:
    """Return what was decided about a task that does not wait."""
    at, reason = (
        (task.decided_at or task.created_at, task.reason)
        if task.held is None
        else (task.held.at, task.held.reason)
    )
    text = task.text[:TEXT_TOLD]
    return DecidedLike(task.id, task.number, text, _status(task), Millis(at), reason)


def _bytes(news: StackNews) -> int:
    """Return how much room a stack takes in a message, rather too much."""
    latest = news.latest
    decided = 0 if latest is None else 250 + 4 * (len(latest.text) + len(latest.reason or ""))
    return 100 + 60 * len(news.tasks) + decided
