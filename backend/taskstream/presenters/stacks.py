"""Stacks of tasks that are alike, as moderators are told of them."""

from __future__ import annotations

from typing import Any

from taskstream.changes import StacksChanged
from taskstream.clock import isoformat
from taskstream.domain.stacks import StackNews


def present_stack(stack: StackNews) -> dict[str, Any]:
    """Return a ``TaskStack``."""
    view: dict[str, Any] = {"id": stack.id, "tasks": stack.tasks}
    if stack.latest is not None:
        latest = stack.latest
        view["decided"] = {
            "task_id": latest.task_id,
            "number": latest.number,
            "text": latest.text,
            "status": latest.status.value,
            "at": isoformat(latest.at),
        }
        if latest.reason is not None:
            view["decided"]["reason"] = latest.reason
    return view


def present_stacks(change: StacksChanged) -> dict[str, Any]:
    """Return a ``Stacks``."""
    view: dict[str, Any] = {
        "scan_id": change.scan_id,
        "stacks": [present_stack(stack) for stack in change.news.stacks],
    }
    if change.news.left:
        view["left"] = change.news.left
    if change.whole:
        view["whole"] = True
    return view
