"""What was said by many in a scan: how many tasks say the same, and what became of them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from taskstream.domain.like_index import LikeIndex
from taskstream.domain.likeness import Signature, signature
from taskstream.domain.stacks import TEXT_TOLD
from taskstream.domain.tasks import Task, TaskStatus

# So many tasks are compared, those that came first; about a second's work where hardly any are alike.
COMPARED_AT_MOST: Final = 20_000
STACKS_TOLD: Final = 50


@dataclass(frozen=True, slots=True)
class Saying:
    """Tasks that say the same: the first of them, how that begins, and how many have each status."""

    task_id: str
    number: int
    text: str
    counts: Mapping[TaskStatus, int]

    @property
    def count(self) -> int:
        """Return how many they are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class SaidAlike:
    """The stacks of a scan, those of a single task left out.

    ``compared``: how many tasks were looked at, from the first one on. ``stacks``: how many there
    are, ``tasks``: how many tasks are in them; ``largest``: 50 of them at most. ``validated_most``:
    the one in which most tasks were validated, if any was.
    """

    compared: int
    stacks: int
    tasks: int
    largest: list[Saying]
    validated_most: Saying | None


@dataclass(slots=True, eq=False)
class _Stack:
    """``status`` is the first task's; ``counts`` is of all, and None while there is no other."""

    sign: Signature
    task_id: str
    number: int
    text: str
    status: TaskStatus
    counts: Counter[TaskStatus] | None = None

    def saying(self, counts: Counter[TaskStatus]) -> Saying:
        """Return what is told of it."""
        return Saying(self.task_id, self.number, self.text, counts)


class Comparing:
    """Tasks that are being compared, one after the other, each once."""

    def __init__(self) -> None:
        self._index: LikeIndex[_Stack] = LikeIndex()
        # Of more than one task; what they count goes on.
        self._found: list[Saying] = []
        self._compared = 0

    def take(self, task: Task) -> None:
        """Compare one more, as it is now."""
        if self._compared >= COMPARED_AT_MOST:
            return
        self._compared += 1
        sign = signature(task.text)
        stack = self._index.find(sign)
        if stack is None:
            stack = _Stack(sign, task.id, task.number, task.text[:TEXT_TOLD], task.status)
            self._index.put(stack)
            return
        if stack.counts is None:
            stack.counts = Counter((stack.status,))
            self._found.append(stack.saying(stack.counts))
        stack.counts[task.status] += 1

    def found(self) -> SaidAlike:
        """Return what was said by more than one."""
        found = self._found
        best = min(found, key=_place_by_validated, default=None)
        has_best = best is not None and best.counts[TaskStatus.VALIDATED] > 0
        return SaidAlike(
            compared=self._compared,
            stacks=len(found),
            tasks=sum(saying.count for saying in found),
            largest=nsmallest(STACKS_TOLD, found, key=_place),
            validated_most=best if has_best else None,
        )


def _place(saying: Saying) -> tuple[int, int]:
    return -saying.count, saying.number


def _place_by_validated(saying: Saying) -> tuple[int, int, int]:
    return -saying.counts[TaskStatus.VALIDATED], *_place(saying)
