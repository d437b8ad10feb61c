"""Summaries as they leave the server."""

from __future__ import annotations

from typing import Any

from taskstream.clock import isoformat
from taskstream.domain.summaries import GivenReason, Summary
from taskstream.domain.tasks import TaskStatus
from taskstream.domain.timelines import Timeline
from taskstream.presenters.tasks import present_person

VERDICTS = (TaskStatus.VALIDATED, TaskStatus.REFUSED, TaskStatus.RETURNED)


def present_summary(summary: Summary) -> dict[str, Any]:
    """Return a ``ScanSummary``."""
    view: dict[str, Any] = {
        "counts": {status.value: number for status, number in summary.counts.items()},
        "workers": summary.workers,
        "reasons": [_present_reason(given) for given in summary.reasons],
        "deciders": [
            {
                "by": present_person(person),
                "counts": {status.value: number for status, number in given.items()},
            }
            for person, given in summary.deciders
        ],
    }
    if summary.first_at is not None and summary.last_at is not None:
        view["first_at"] = isoformat(summary.first_at)
        view["last_at"] = isoformat(summary.last_at)
    if summary.median_wait_ms is not None:
        view["median_wait_ms"] = summary.median_wait_ms
    if summary.p95_wait_ms is not None:
        view["p95_wait_ms"] = summary.p95_wait_ms
    if summary.timeline is not None:
        view["timeline"] = _present_timeline(summary.timeline)
    return view


def _present_timeline(timeline: Timeline) -> dict[str, Any]:
    return {
        "since": isoformat(timeline.since),
        "seconds": timeline.seconds,
        "steps": [
            {
                "arrived": step.arrived,
                **{name.value: step.decided.get(name, 0) for name in VERDICTS},
            }
            for step in timeline.steps
        ],
    }


def _present_reason(given: GivenReason) -> dict[str, Any]:
    listed = sorted((version, n) for version, n in given.versions.items() if version is not None)
    view: dict[str, Any] = {
        "reason": given.reason,
        "count": given.count,
        "versions": [{"version": version, "count": count} for version, count in listed],
    }
    return view
