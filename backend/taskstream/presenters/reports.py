"""Looks back as they leave the server: as JSON, and each table as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from taskstream.clock import Millis, isoformat
from taskstream.domain.calendars import Span
from taskstream.domain.figures import Actions, Figures
from taskstream.domain.happenings import VERDICTS, quantiles
from taskstream.domain.reports import WAITS_UP_TO, Report, Table, Totals, waits_by_length
from taskstream.domain.tasks import TaskAction
from taskstream.presenters.spreadsheet import harmless, head, lines
from taskstream.presenters.tasks import present_person

Cell: TypeAlias = str | int
Rows: TypeAlias = Iterable[tuple[Cell, ...]]

ROWS_AT_ONCE: Final = 500
# What no reason of a scan's stands for: words of the moderator's own, and none at all.
OTHERS: Final = "another reason, or none"
# As the page calls them.
COUNTS: Final = ("suggestions", "corrected", "validated", "refused", "sent back", "taken back")
WAITS: Final = ("median wait, s", "95 of 100 within, s")
HEADS: Final[Mapping[Table, tuple[str, ...]]] = {
    Table.STEPS: ("from", *COUNTS, *WAITS),
    Table.WAITS: ("longer than, s", "up to, s", "verdicts"),
    Table.REASONS: ("reason", "refused"),
    Table.WORKERS: ("worker", "guest", "sent", "validated", "refused", "sent back"),
    Table.MODERATORS: ("moderator", "validated", "refused", "sent back", "taken back"),
    Table.SCANS: ("scan", "status", *COUNTS, "workers", "mean wait, s", *WAITS),
}


# What a file is called, as the page has it.
NAMES: Final[Mapping[Table, str]] = {
    Table.STEPS: "Over time",
    Table.WAITS: "How the waits spread",
    Table.REASONS: "Why tasks were refused",
    Table.WORKERS: "Who sent",
    Table.MODERATORS: "Who decided",
    Table.SCANS: "Scans",
}
ALL_SCANS: Final = "All scans"


def present_report(report: Report) -> dict[str, Any]:
    """Return an ``AnalyticsReport``."""
    return {
        **_bounds(report.span),
        "zone": report.zone,
        "step": report.step.value,
        "totals": _totals(report.totals),
        "before": {**_bounds(report.before), "totals": _totals(report.totals_before)},
        "steps": [
            {"since": isoformat(since), **_counts(figures), **_quantiles(figures)}
            for since, figures in report.steps
        ],
        "waits": [
            {**({} if up_to is None else {"up_to_ms": up_to}), "count": count}
            for up_to, count in zip(
                (*WAITS_UP_TO, None), waits_by_length(report.totals.figures.waits), strict=True
            )
        ],
        "reasons": [{"reason": reason, "count": count} for reason, count in report.reasons],
        "workers": [
            {
                **_by(report, id_),
                "submitted": actions[TaskAction.SUBMIT],
                "verdicts": _verdicts(actions),
            }
            for id_, actions in report.workers
        ],
        "moderators": [
            {
                **_by(report, id_),
                "verdicts": _verdicts(actions),
                "reopened": actions[TaskAction.REOPEN],
            }
            for id_, actions in report.moderators
        ],
        "scans": [
            {
                "id": scan.id,
                "title": scan.name,
                "status": scan.status.value,
                "totals": _totals(totals),
            }
            for scan, totals in report.scans
        ],
        "scans_count": report.scans_count,
    }


def table_file(report: Report, table: Table) -> Iterable[bytes]:
    """Return one of its tables as a spreadsheet, some rows at a time. Formulas are defused."""
    rows = list(_ROWS[table](report))
    parts = (rows[start : start + ROWS_AT_ONCE] for start in range(0, len(rows), ROWS_AT_ONCE))
    return chain([head(HEADS[table])], map(lines, parts))


def table_name(report: Report, table: Table) -> str:
    """Return how such a file is called: by its scan, and the days of the caller's calendar."""
    first, last = (
        _local(at, report).date().isoformat() for at in (report.span.since, report.steps[-1][0])
    )
    scan = ALL_SCANS if report.scan is None else report.scan.name
    days = first if first == last else f"{first} to {last}"
    return f"{scan} {NAMES[table]} {days}"


def _local(at: Millis, report: Report) -> datetime:
    return datetime.fromtimestamp(at / 1_000, UTC).astimezone(ZoneInfo(report.zone))


def _bounds(span: Span) -> dict[str, str]:
    return {"from": isoformat(span.since), "to": isoformat(span.until)}


def _verdicts(actions: Actions) -> dict[str, int]:
    return {status.value: actions[action] for action, status in VERDICTS.items()}


def _counts(figures: Figures) -> dict[str, Any]:
    return {
        "submitted": figures.actions[TaskAction.SUBMIT],
        "resubmitted": figures.actions[TaskAction.RESUBMIT],
        "reopened": figures.actions[TaskAction.REOPEN],
        "verdicts": _verdicts(figures.actions),
    }


def _quantiles(figures: Figures) -> dict[str, int]:
    return dict(
        zip(("median_wait_ms", "p95_wait_ms"), quantiles(figures.waits, 50, 95), strict=False)
    )


def _totals(totals: Totals) -> dict[str, Any]:
    figures = totals.figures
    mean = {"mean_wait_ms": round(figures.wait_ms / figures.decided)} if figures.decided else {}
    return {**_counts(figures), "workers": totals.workers, **mean, **_quantiles(figures)}


def _by(report: Report, id: str) -> dict[str, Any]:
    """Return whose figures these are; a guest who was removed has no name any more."""
    person = report.people.get(id)
    return {} if person is None else {"by": present_person(person)}


def _step_rows(report: Report) -> Rows:
    for since, figures in report.steps:
        yield (_told(_local(since, report)), *_action_cells(figures.actions), *_wait_cells(figures))


def _told(local: datetime) -> str:
    # As spreadsheets take it for a time; the hour that comes twice says which of the two it is.
    is_twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return (local if is_twice else local.replace(tzinfo=None)).isoformat(" ", "minutes")


def _wait_rows(report: Report) -> Rows:
    counts = waits_by_length(report.totals.figures.waits)
    return zip(
        (_seconds(bound) for bound in (0, *WAITS_UP_TO)),
        (*map(_seconds, WAITS_UP_TO), ""),
        counts,
        strict=True,
    )


def _reason_rows(report: Report) -> Rows:
    yield from ((harmless(reason), count) for reason, count in report.reasons)
    refused = report.totals.figures.actions[TaskAction.REFUSE]
    others = refused - sum(count for _, count in report.reasons)
    if others:
        yield (OTHERS, others)


def _worker_rows(report: Report) -> Rows:
    for id_, actions in report.workers:
        person = report.people.get(id_)
        # Anybody may have chosen a guest's name.
        guest = "guest" if person is not None and person.guest else ""
        sent = actions[TaskAction.SUBMIT]
        yield (_name(report, id_), guest, sent, *_verdicts(actions).values())


def _moderator_rows(report: Report) -> Rows:
    for id_, actions in report.moderators:
        reopened = actions[TaskAction.REOPEN]
        yield (_name(report, id_), *_verdicts(actions).values(), reopened)


def _scan_rows(report: Report) -> Rows:
    for scan, totals in report.scans:
        figures = totals.figures
        mean = _seconds(round(figures.wait_ms / figures.decided)) if figures.decided else ""
        yield (
            harmless(scan.name),
            scan.status.value,
            *_action_cells(figures.actions),
            totals.workers,
            mean,
            *_wait_cells(figures),
        )


def _name(report: Report, id: str) -> str:
    person = report.people.get(id)
    return "" if person is None else harmless(person.name)


def _action_cells(actions: Actions) -> tuple[int, ...]:
    sent = actions[TaskAction.SUBMIT], actions[TaskAction.RESUBMIT]
    return (*sent, *_verdicts(actions).values(), actions[TaskAction.REOPEN])


def _wait_cells(figures: Figures) -> tuple[str, str]:
    found = _quantiles(figures)
    return (
        _seconds(found["median_wait_ms"]) if found else "",
        _seconds(found["p95_wait_ms"]) if found else "",
    )


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1_000:.1f}"


_ROWS: Final[Mapping[Table, Callable[[Report], Rows]]] = {
    Table.STEPS: _step_rows,
    Table.WAITS: _wait_rows,
    Table.REASONS: _reason_rows,
    Table.WORKERS: _worker_rows,
    Table.MODERATORS: _moderator_rows,
    Table.SCANS: _scan_rows,
}
