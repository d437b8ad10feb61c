"""Summaries as they leave the server: all of it as data, and each table as rows of a spreadsheet.

Nothing here asks for anything: whoever has a scan and its summary can send them wherever they are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeAlias

from taskstream.clock import Millis, isoformat
from taskstream.domain.figures import Actions, Figures
from taskstream.domain.happenings import VERDICTS, quantiles
from taskstream.domain.said_alike import SaidAlike, Saying
from taskstream.domain.scans import Person, Scan
from taskstream.domain.summaries import ByStatus, Decider, GivenReason, Sender, Summary
from taskstream.domain.tasks import TaskAction, TaskStatus
from taskstream.domain.timelines import Step, Timeline
from taskstream.presenters.spreadsheet import harmless, head, lines
from taskstream.presenters.tasks import present_person

Rows: TypeAlias = Iterable[tuple[str | int, ...]]

DECIDED: Final = (TaskStatus.VALIDATED, TaskStatus.REFUSED, TaskStatus.RETURNED)
NOW: Final = ("validated", "refused", "sent back")


class Part(StrEnum):
    """What of a summary can be had as a spreadsheet."""

    TIMELINE = "timeline"
    REASONS = "reasons"
    MODERATORS = "moderators"
    WORKERS = "workers"
    ALIKE = "alike"


HEADS: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.TIMELINE: ("from", "seconds", "arrived", *NOW),
    Part.REASONS: ("reason", "tasks", "typed"),
    Part.MODERATORS: ("moderator", *(f"gave {name}" for name in NOW), "reopened", "stand now"),
    Part.WORKERS: ("worker", "guest", "submitted", *NOW, "waiting"),
    Part.ALIKE: ("number", "text", "tasks", *NOW, "waiting"),
}


def present_summary(scan: Scan, summary: Summary) -> dict[str, Any]:
    """Return a ``ScanSummary``."""
    view: dict[str, Any] = {
        "scan": _scan(scan),
        "counts": _counts(summary.counts),
        "workers": summary.workers,
        "ever": _ever(summary.happened),
        "reasons": [_reason(given) for given in summary.reasons],
        "deciders": [_decider(decider) for decider in summary.deciders],
        "validated_most": [_sender(sender) for sender in summary.validated_most],
    }
    if summary.first_at is not None and summary.last_at is not None:
        view["first_at"] = isoformat(summary.first_at)
        view["last_at"] = isoformat(summary.last_at)
    if summary.busiest is not None:
        busiest = summary.busiest
        view["busiest"] = {"at": isoformat(busiest.at), "verdicts": busiest.verdicts}
    if summary.alike is not None:
        view["alike"] = _alike(summary.alike)
    if summary.timeline is not None:
        view["timeline"] = _timeline(summary.timeline)
    return view


def summary_file(summary: Summary, part: Part) -> bytes:
    """Return one of its tables as a spreadsheet. Formulas are defused."""
    return head(HEADS[part]) + lines(_ROWS[part](summary))


def _scan(scan: Scan) -> dict[str, Any]:
    view: dict[str, Any] = {
        "id": scan.id,
        "name": scan.name,
        "status": scan.status.value,
        "owner": present_person(scan.owner),
        "target_seconds": scan.target_seconds,
        "created_at": isoformat(scan.created_at),
    }
    if scan.closed_at is not None:
        view["closed_at"] = isoformat(scan.closed_at)
    return view


def _counts(counts: ByStatus) -> dict[str, int]:
    return {status.value: counts[status] for status in TaskStatus}


def _verdicts(actions: Actions) -> dict[str, int]:
    return {status.value: actions[action] for action, status in VERDICTS.items()}


def _ever(figures: Figures) -> dict[str, Any]:
    view: dict[str, Any] = {
        "verdicts": _verdicts(figures.actions),
        "reopened": figures.actions[TaskAction.REOPEN],
        "resubmitted": figures.actions[TaskAction.RESUBMIT],
    }
    if waits := quantiles(figures.waits, 50, 95):
        view["mean_wait_ms"] = round(figures.wait_ms / figures.decided)
        view["median_wait_ms"], view["p95_wait_ms"] = waits
    return view


def _reason(given: GivenReason) -> dict[str, Any]:
    listed = sorted((version, n) for version, n in given.versions.items() if version is not None)
    return {
        "reason": given.reason,
        "count": given.count,
        "versions": [{"version": version, "count": count} for version, count in listed],
    }


def _decider(decider: Decider) -> dict[str, Any]:
    return {
        **({} if decider.person is None else {"by": present_person(decider.person)}),
        "verdicts": _verdicts(decider.done),
        "reopened": decider.done[TaskAction.REOPEN],
        "counts": _counts(decider.standing),
    }


def _sender(sender: Sender) -> dict[str, Any]:
    return {
        "by": present_person(sender.person),
        "submitted": sum(sender.counts.values()),
        "counts": _counts(sender.counts),
    }


def _alike(alike: SaidAlike) -> dict[str, Any]:
    view: dict[str, Any] = {
        "compared": alike.compared,
        "stacks": alike.stacks,
        "tasks": alike.tasks,
        "largest": [_saying(saying) for saying in alike.largest],
    }
    if alike.validated_most is not None:
        view["validated_most"] = _saying(alike.validated_most)
    return view


def _saying(saying: Saying) -> dict[str, Any]:
    return {
        "task_id": saying.task_id,
        "number": saying.number,
        "text": saying.text,
        "count": saying.count,
        "counts": _counts(saying.counts),
    }


def _timeline(timeline: Timeline) -> dict[str, Any]:
    return {
        "since": isoformat(timeline.since),
        "seconds": timeline.seconds,
        "steps": [
            {
                "arrived": step.arrived,
                **{status.value: step.decided.get(status, 0) for status in DECIDED},
            }
            for step in timeline.steps
        ],
    }


def _timeline_rows(summary: Summary) -> Rows:
    timeline = summary.timeline
    if timeline is None:
        return
    for index, step in enumerate(timeline.steps):
        since = Millis(timeline.since + 1_000 * index * timeline.seconds)
        yield (isoformat(since), timeline.seconds, step.arrived, *_decided_in(step))


def _decided_in(step: Step) -> tuple[int, ...]:
    return tuple(step.decided.get(status, 0) for status in DECIDED)


def _reason_rows(summary: Summary) -> Rows:
    for given in summary.reasons:
        yield (harmless(given.reason), given.count, given.versions.get(None, 0))


def _moderator_rows(summary: Summary) -> Rows:
    for decider in summary.deciders:
        yield (
            _name(decider.person),
            *_verdicts(decider.done).values(),
            decider.done[TaskAction.REOPEN],
            sum(decider.standing.values()),
        )


def _worker_rows(summary: Summary) -> Rows:
    for sender in summary.validated_most:
        # Anybody may have chosen a guest's name.
        guest = "guest" if sender.person.guest else ""
        sent = sum(sender.counts.values())
        yield (_name(sender.person), guest, sent, *_now(sender.counts))


def _alike_rows(summary: Summary) -> Rows:
    for saying in summary.alike.largest if summary.alike is not None else ():
        yield (saying.number, harmless(saying.text), saying.count, *_now(saying.counts))


def _now(counts: ByStatus) -> tuple[int, ...]:
    return tuple(counts[status] for status in (*DECIDED, TaskStatus.PENDING))


def _name(person: Person | None) -> str:
    return "" if person is None else harmless(person.name)


_ROWS: Final[Mapping[Part, Callable[[Summary], Rows]]] = {
    Part.TIMELINE: _timeline_rows,
    Part.REASONS: _reason_rows,
    Part.MODERATORS: _moderator_rows,
    Part.WORKERS: _worker_rows,
    Part.ALIKE: _alike_rows,
}
