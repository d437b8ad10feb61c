"""How scans went over days and months, over REST."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, endpoint
from taskstream.domain.activity import Deed
from taskstream.domain.actors import Actor
from taskstream.domain.reports import Table
from taskstream.errors import Forbidden, NotFound
from taskstream.presenters.reports import present_report, table_file, table_name
from taskstream.presenters.rest_reports import AnalyticsReport
from taskstream.presenters.spreadsheet import disposition
from taskstream.schemas.reports import ReportQuery

analytics = Blueprint("analytics", __name__)


@analytics.get("/analytics/report")
@endpoint(
    "See how scans went over a period",
    allow=Allow.ADMIN,
    query=ReportQuery,
    answer=AnalyticsReport,
    errors=(NotFound, Forbidden),
)
def see_report(actor: Actor, query: ReportQuery) -> dict[str, Any]:
    """All scans that the caller moderates, or one of them, with the period before for comparison.

    Minutes for up to three hours of the last 48, hours for up to three days, otherwise days, by the
    calendar of ``zone``.
    """
    return present_report(services().reports.report(actor, query))


@analytics.get("/analytics/<table>.csv")
@endpoint(
    "Save a table of a report as a spreadsheet",
    allow=Allow.ADMIN,
    query=ReportQuery,
    errors=(NotFound, Forbidden),
    media="text/csv",
)
def save_report(actor: Actor, table: str, query: ReportQuery) -> Response:
    """All of it, as CSV; that it was saved is in the log of activity. Formulas are defused."""
    chosen = _table(table)
    report = services().reports.report(actor, query, whole=True)
    about = f"analytics: {table}"
    services().activity.note(Deed.EXPORTED, actor.person, scan=report.scan, about=about)
    response = Response(table_file(report, chosen), mimetype="text/csv")
    response.headers["Content-Disposition"] = disposition(table_name(report, chosen))
    response.headers["Cache-Control"] = "no-store"
    return response


def _table(name: str) -> Table:
    try:
        return Table(name)
    except ValueError:
        raise NotFound from None
