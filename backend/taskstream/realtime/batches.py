"""Events that are handled together where they arrive together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from taskstream.services.backlog import Backlog

# One event as it came: the socket's id, and its arguments.
Event: TypeAlias = tuple[str, Sequence[object]]
Ack: TypeAlias = dict[str, Any]
# The answers to some of the events that follow each other, and the place of the first of these.
Part: TypeAlias = tuple[int, Sequence[Ack]]
# Sends an event of this name, with this, to whoever is in one of these rooms, but for this socket.
Emit: TypeAlias = Callable[[str, Any, Sequence[str], str | None], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Events of one name that are handled together.

    ``handle`` yields their answers part by part, and each once; what it does for one part holds
    up everybody else for that long. ``backlog``: where there must be room for an event before
    anything is done for it, if anywhere. Whoever has them handled asks for it, and says when they
    are answered.
    """

    handle: Callable[[Sequence[Event]], Iterator[Part]]
    backlog: Backlog | None = None

    def take_in(self, count: int = 1, before: int = 0) -> int:
        """Return how many of so many are taken in; ``before``: how many more of their sender wait."""
        return count if self.backlog is None else self.backlog.take_in(count, before)

    def answered(self, count: int) -> None:
        """Make room: so many of those that were taken in have their answer, or are past having one."""
        if self.backlog is not None:
            self.backlog.answered(count)
