"""Which tasks of a scan somebody wants to see, and in which order. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from taskstream.clock import Millis
from taskstream.domain.tasks import Task, TaskStatus


class TaskOrder(StrEnum):
    """By number, which is the order of arrival, or by the last change; a minus is newest first."""

    NUMBER = "number"
    NUMBER_FALLING = "-number"
    CHANGED = "changed"
    CHANGED_FALLING = "-changed"

    @property
    def falls(self) -> bool:
        """Say whether the newest come first."""
        return self.value.startswith("-")

    @property
    def by_number(self) -> bool:
        """Say whether arrival decides, and not the last change."""
        return self in {TaskOrder.NUMBER, TaskOrder.NUMBER_FALLING}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a task has to be. ``text``, ``author`` and ``reason`` hold every one of these words.

    ``reasons_version``: of which list of the scan its reason was chosen. ``since`` and ``until``
    bound when it was received: from the one on, and before the other.
    """

    statuses: frozenset[TaskStatus] = frozenset(TaskStatus)
    text: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    reasons_version: int | None = None
    since: Millis | None = None
    until: Millis | None = None


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words to look for in what somebody has typed."""
    return tuple(folded(typed).split())


def folded(text: str) -> str:
    """Return the text as it is compared: without case and accents."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def matches(task: Task, wanted: Wanted) -> bool:
    """Say whether the task is among those that are wanted."""
    if task.status not in wanted.statuses:
        return False
    if wanted.reasons_version not in (None, task.reasons_version):
        return False
    if wanted.since is not None and task.created_at < wanted.since:
        return False
    if wanted.until is not None and task.created_at >= wanted.until:
        return False
    return (
        _holds(task.text, wanted.text)
        and _holds(task.author.name, wanted.author)
        and _holds(task.reason or "", wanted.reason)
    )


def _holds(text: str, words: tuple[str, ...]) -> bool:
    if not words:
        return True
    found = folded(text)
    return all(word in found for word in words)
