"""The log of activity over REST."""

from __future__ import annotations

from itertools import chain
from typing import Any

from flask import Blueprint, Response

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, endpoint
from taskstream.domain.activity import Deed
from taskstream.domain.actors import Actor
from taskstream.errors import Forbidden
from taskstream.presenters.activity import HEAD, activity_rows, present_activity
from taskstream.presenters.rest import ActivityLogPage
from taskstream.presenters.spreadsheet import disposition, head
from taskstream.schemas.activity import ActivityFilter, ActivityQuery

activity = Blueprint("activity", __name__)


@activity.get("/activity")
@endpoint(
    "Look up who did what",
    allow=Allow.ADMIN,
    query=ActivityQuery,
    answer=ActivityLogPage,
    errors=(Forbidden,),
)
def list_activity(actor: Actor, query: ActivityQuery) -> dict[str, Any]:
    """Newest first: who came in and went, changed a scan, named or removed somebody, exported."""
    del actor
    log = services().activity
    page = log.page(query)
    items = [present_activity(activity) for activity in page.items]
    following = {"next": page.next} if page.next else {}
    return {"items": items, "kept_days": log.keep_days, **following}


@activity.get("/activity.csv")
@endpoint(
    "Save the log of activity as a spreadsheet",
    allow=Allow.ADMIN,
    query=ActivityFilter,
    errors=(Forbidden,),
    media="text/csv",
)
def save_activity(actor: Actor, query: ActivityFilter) -> Response:
    """All that match, as CSV, newest first; that it was saved is in it. Formulas are defused."""
    services().activity.note(Deed.EXPORTED, actor.person, about="activity")
    rows = map(activity_rows, services().activity.every(query))
    response = Response(chain([head(HEAD)], rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = disposition("activity")
    response.headers["Cache-Control"] = "no-store"
    return response
