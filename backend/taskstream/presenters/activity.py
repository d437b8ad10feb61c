"""The log of activity as it leaves the server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from taskstream.clock import isoformat
from taskstream.domain.activity import Activity
from taskstream.presenters.spreadsheet import harmless, lines
from taskstream.presenters.tasks import present_person

HEAD: Final = ("at", "done", "by", "guest", "scan", "about", "since")


def present_activity(activity: Activity) -> dict[str, Any]:
    """Return an ``ActivityView``."""
    view: dict[str, Any] = {
        "id": activity.id,
        "at": isoformat(activity.at),
        "deed": activity.deed.value,
        "kind": activity.deed.kind.value,
        "by": present_person(activity.by),
    }
    if activity.scan is not None:
        view["scan"] = {"id": activity.scan.id, "name": activity.scan.name}
    if activity.about is not None:
        view["about"] = activity.about
    if activity.decided is not None:
        view["decided"] = activity.decided._asdict()
    if activity.since is not None:
        view["since"] = isoformat(activity.since)
    return view


def activity_rows(activities: Iterable[Activity]) -> bytes:
    """Return lines of the log as rows of a spreadsheet."""
    return lines(_cells(activity) for activity in activities)


def _cells(activity: Activity) -> tuple[str, ...]:
    return (
        isoformat(activity.at),
        activity.deed.value,
        harmless(activity.by.name),
        # Anybody may have chosen a guest's name.
        "guest" if activity.by.guest else "",
        "" if activity.scan is None else harmless(activity.scan.name),
        harmless(activity.about or _counted(activity)),
        "" if activity.since is None else isoformat(activity.since),
    )


def _counted(activity: Activity) -> str:
    counts = {} if activity.decided is None else activity.decided._asdict()
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
