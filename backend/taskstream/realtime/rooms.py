"""Rooms are audiences. A client never names one; the server puts it in and out."""

from __future__ import annotations

from taskstream.domain.audiences import Audience


def audience_room(audience: Audience) -> str:
    """Return the room of those who hear of these tasks."""
    if audience.worker_id is None:
        return moderators_room(audience.scan_id)
    return worker_room(audience.scan_id, audience.worker_id)


def moderators_room(scan_id: str) -> str:
    """Who moderates the scan: hears of every task."""
    return f"scan:{scan_id}:moderators"


def figures_room(scan_id: str) -> str:
    """Moderators of the scan who watch its figures."""
    return f"scan:{scan_id}:figures"


def workers_room(scan_id: str) -> str:
    """Every worker in the scan: hears of the scan itself, never of tasks."""
    return f"scan:{scan_id}:workers"


def worker_room(scan_id: str, worker_id: str) -> str:
    """One worker in the scan, in all his tabs: hears of his own tasks."""
    return f"scan:{scan_id}:worker:{worker_id}"
