"""What the work on one event consists of, by whose code is at work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NOTES: Final = "parts.json"
ELSEWHERE: Final = "event loop"
# The first whose beginning fits, of paths within the product.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "reading": ("schemas/", "realtime/gate.py", "realtime/transport/frames.py"),
    "sockets": ("realtime/transport/", "greenlets.py", "concurrency.py"),
    "telling": ("realtime/publisher.py", "realtime/task_events.py", "changes.py"),
    "presenting": ("presenters/",),
    "commit": ("storage/sqlite/commits.py",),
    "storing": ("storage/", "repositories/"),
    "rules": ("",),
}


def part_of(path: str) -> str:
    """Return to which part a file belongs."""
    return next(part for part, beginnings in PARTS.items() if path.startswith(beginnings))
