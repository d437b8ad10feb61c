"""Who hears of tasks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """The moderators of a scan, who hear of all its tasks, or one worker, who hears of his own."""

    scan_id: str
    worker_id: str | None = None
