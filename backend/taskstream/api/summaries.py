"""What a scan came to, over REST."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, endpoint, json_response
from taskstream.domain.activity import Deed
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action
from taskstream.errors import Forbidden, NotFound
from taskstream.presenters.rest_summaries import ScanSummary
from taskstream.presenters.spreadsheet import disposition
from taskstream.presenters.summaries import Part, present_summary, summary_file

summaries = Blueprint("summaries", __name__)


@summaries.get("/scans/<scan_id>/summary")
@endpoint(
    "Sum up a scan",
    allow=Allow.SIGNED_IN,
    answer=ScanSummary,
    errors=(NotFound, Forbidden),
)
def sum_up_scan(actor: Actor, scan_id: str) -> dict[str, Any]:
    """For the scan's moderators, at any time: its tasks as they are now, and what was decided on the way."""
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    return present_summary(scan, services().summaries.of(scan))


@summaries.get("/scans/<scan_id>/summary.json")
@endpoint(
    "Save a scan's summary",
    allow=Allow.SIGNED_IN,
    answer=ScanSummary,
    errors=(NotFound, Forbidden),
)
def save_summary(actor: Actor, scan_id: str) -> Response:
    """The same as a file; that it was saved is in the log of activity."""
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    services().activity.note(Deed.EXPORTED, actor.person, scan=scan, about="summary")
    response = json_response(present_summary(scan, services().summaries.of(scan)))
    response.headers["Content-Disposition"] = disposition(f"{scan.name} summary", "json")
    return response


@summaries.get("/scans/<scan_id>/summary/<part>.csv")
@endpoint(
    "Save a table of a scan's summary as a spreadsheet",
    allow=Allow.SIGNED_IN,
    errors=(NotFound, Forbidden),
    media="text/csv",
)
def save_summary_table(actor: Actor, scan_id: str, part: str) -> Response:
    """One of its tables as CSV; that it was saved is in the log of activity. Formulas are defused."""
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    chosen = _part(part)
    services().activity.note(Deed.EXPORTED, actor.person, scan=scan, about=f"summary: {part}")
    rows = summary_file(services().summaries.of(scan), chosen)
    response = Response(rows, mimetype="text/csv")
    response.headers["Content-Disposition"] = disposition(f"{scan.name} {part}")
    response.headers["Cache-Control"] = "no-store"
    return response


def _part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError:
        raise NotFound from None
