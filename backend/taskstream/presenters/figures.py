"""Figures as they leave the server."""

from __future__ import annotations

from typing import Any

from taskstream.clock import isoformat
from taskstream.domain.happenings import VERDICTS, quantiles
from taskstream.domain.live_figures import LiveFigures, busiest
from taskstream.domain.tasks import TaskAction
from taskstream.presenters.tasks import present_person
from taskstream.services.analytics import busiest_workers

REASONS_SHOWN = 20


def present_live_figures(live: LiveFigures) -> dict[str, Any]:
    """Return a ``ScanFigures``."""
    figures = live.figures
    view: dict[str, Any] = {
        "now": isoformat(live.now),
        "rates": {
            "since": isoformat(live.rates_since),
            "seconds": 5,
            "arrived": live.arrived,
            "decided": live.decided,
        },
        "waiting": {
            "since": isoformat(live.waiting_since),
            "seconds": 60,
            "waiting": live.waiting,
        },
        "submitted": figures.actions[TaskAction.SUBMIT],
        "resubmitted": figures.actions[TaskAction.RESUBMIT],
        "reopened": figures.actions[TaskAction.REOPEN],
        "verdicts": {status.value: figures.actions[action] for action, status in VERDICTS.items()},
        "reasons": [
            {"reason": reason, "count": count}
            for reason, count in busiest(figures.reasons.items(), REASONS_SHOWN)
        ],
        "workers": [
            {**_by(live, id_), "submitted": count} for id_, count in busiest_workers(figures)
        ],
        "moderators": [
            {
                **_by(live, id_),
                "verdicts": {
                    status.value: figures.moderators[id_][action]
                    for action, status in VERDICTS.items()
                },
            }
            for id_, _ in busiest(
                (
                    (id_, sum(given[action] for action in VERDICTS))
                    for id_, given in figures.moderators.items()
                ),
                len(figures.moderators),
            )
        ],
    }
    if waits := quantiles(figures.waits, 50, 95):
        view["median_wait_ms"], view["p95_wait_ms"] = waits
    if live.oldest_since is not None:
        view["oldest_since"] = isoformat(live.oldest_since)
    return view


def _by(live: LiveFigures, id: str) -> dict[str, Any]:
    """Return whose figures these are; a guest who was removed has no name any more."""
    person = live.people.get(id)
    return {} if person is None else {"by": present_person(person)}
