"""Events that are handled together where they arrive together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

# One event as it came: the socket's id, and its arguments.
Event: TypeAlias = tuple[str, Sequence[object]]
# Handles events of one name; returns the answer to each.
Batch: TypeAlias = Callable[[Sequence[Event]], Sequence[Any]]
