"""Events that are handled together where they arrive together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

# One event as it came: the socket's id, and its arguments.
Event: TypeAlias = tuple[str, Sequence[object]]
Ack: TypeAlias = dict[str, Any]
# The answers to some of the events that follow each other, and the place of the first of these.
Part: TypeAlias = tuple[int, Sequence[Ack]]
# Handles events of one name; yields their answers part by part, and each once. What it does for
# one part holds up everybody else for that long.
Batch: TypeAlias = Callable[[Sequence[Event]], Iterator[Part]]
# Sends an event of this name, with this, to whoever is in one of these rooms.
Emit: TypeAlias = Callable[[str, Any, Sequence[str]], None]
