"""Rooms are audiences. A client never names one; the server puts it in and out."""

from __future__ import annotations


def moderators_room(scan_id: str) -> str:
    """Who moderates the scan: hears of every task."""
    return f"scan:{scan_id}:moderators"


def workers_room(scan_id: str) -> str:
    """Every worker in the scan: hears of the scan itself, never of tasks."""
    return f"scan:{scan_id}:workers"


def worker_room(scan_id: str, worker_id: str) -> str:
    """One worker in the scan, in all his tabs: hears of his own tasks."""
    return f"scan:{scan_id}:worker:{worker_id}"
