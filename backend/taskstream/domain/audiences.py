"""Who hears of tasks."""

from __future__ import annotations

from typing import NamedTuple


class Audience(NamedTuple):
    """The moderators of a scan, who hear of all its tasks, or one worker, who hears of his own."""

    scan_id: str
    worker_id: str | None = None
