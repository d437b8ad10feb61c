"""Scans over REST."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from taskstream import clock
from taskstream.api.context import services
from taskstream.api.endpoint import Allow, caller, endpoint
from taskstream.api.preconditions import IF_MATCH, seen_version
from taskstream.api.reach import reached_at
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action
from taskstream.errors import (
    Conflict,
    Forbidden,
    NotFound,
    PreconditionFailed,
    TooManySockets,
    UnknownUsername,
)
from taskstream.presenters.figures import present_live_figures
from taskstream.presenters.rest import ScanPage, ShareView, StackList
from taskstream.presenters.scans import present_answer, present_scan
from taskstream.presenters.stacks import present_stack
from taskstream.presenters.tasks import present_person
from taskstream.presenters.wire import Followed, ScanView
from taskstream.presenters.wire_base import Person
from taskstream.presenters.wire_figures import ScanFigures
from taskstream.schemas.accounts import ModeratorForm
from taskstream.schemas.scans import NewScan, PageQuery, ScanPatch
from taskstream.schemas.tasks import FollowQuery

scans = Blueprint("scans", __name__)


@scans.post("/scans")
@endpoint(
    "Open a scan",
    allow=Allow.ADMIN,
    body=NewScan,
    answer=ScanView,
    status=201,
    errors=(Forbidden,),
)
def open_scan(actor: Actor, body: NewScan) -> dict[str, Any]:
    """The caller owns it. Whoever has its link may submit into it while it is open."""
    scan = services().scans.open(actor, body)
    return present_scan(scan, actor, services().scans.counts([scan])[scan.id])


@scans.get("/scans")
@endpoint("List my scans", allow=Allow.SIGNED_IN, query=PageQuery, answer=ScanPage)
def list_scans(actor: Actor, query: PageQuery) -> dict[str, Any]:
    """Those that the caller moderates and those that he has joined, newest first."""
    page = services().scans.page(actor, after=query.after, limit=query.limit)
    counts = services().scans.counts(page.items)
    items = [present_scan(scan, actor, counts[scan.id]) for scan in page.items]
    return {"items": items, **({"next": page.next} if page.next else {})}


@scans.get("/scans/<scan_id>")
@endpoint("Look at a scan", allow=Allow.IN_SCAN, answer=ScanView, errors=(NotFound,), tagged=True)
def see_scan(actor: Actor, scan_id: str) -> dict[str, Any]:
    """For whoever has the link. ``counts`` and the console's link are for moderators only."""
    scan = services().access.scan(actor, scan_id, Action.SEE)
    return present_scan(scan, actor, services().scans.counts([scan])[scan.id])


@scans.patch("/scans/<scan_id>")
@endpoint(
    "Change, pause, close or reopen a scan",
    allow=Allow.SIGNED_IN,
    body=ScanPatch,
    answer=ScanView,
    headers=(IF_MATCH,),
    errors=(NotFound, Forbidden, Conflict, PreconditionFailed),
    tagged=True,
)
def edit_scan(actor: Actor, scan_id: str, body: ScanPatch) -> dict[str, Any]:
    """Live for everybody in it. A conflict carries the scan as it is now."""
    scan = services().access.scan(actor, scan_id, Action.EDIT)
    with seen_version(body.version) as version:
        changed = services().scans.edit(actor, scan, body, version=version)
    return present_scan(changed, actor, services().scans.counts([changed])[scan.id])


@scans.get("/scans/<scan_id>/stacks")
@endpoint(
    "See which tasks of a scan are alike",
    allow=Allow.SIGNED_IN,
    answer=StackList,
    errors=(NotFound, Forbidden),
)
def see_stacks(actor: Actor, scan_id: str) -> dict[str, Any]:
    """For the scan's moderators: tasks that wait, and what was decided lately about others like them.

    It is being found out from the first time that somebody asks, or joins over the socket.
    """
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    stacks = services().stacking.of(scan)
    return {
        "stacks": [present_stack(stack) for stack in stacks or ()],
        "complete": stacks is not None,
    }


@scans.get("/scans/<scan_id>/analytics")
@endpoint(
    "See how a scan goes",
    allow=Allow.SIGNED_IN,
    answer=ScanFigures,
    errors=(NotFound, Forbidden),
)
def see_figures(actor: Actor, scan_id: str) -> dict[str, Any]:
    """For the scan's moderators: its last hour. They are kept as tasks change, so this is cheap."""
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    return present_live_figures(services().analytics.live(scan.id))


@scans.get("/scans/<scan_id>/share")
@endpoint(
    "See under which addresses a scan can be shared",
    allow=Allow.SIGNED_IN,
    answer=ShareView,
    errors=(NotFound, Forbidden),
)
def see_share(actor: Actor, scan_id: str) -> dict[str, Any]:
    """For the scan's moderators. The links of a scan are paths under any of them."""
    services().access.scan(actor, scan_id, Action.MODERATE)
    return reached_at()


@scans.put("/scans/<scan_id>/moderators/<user_id>")
@endpoint(
    "Let somebody moderate a scan",
    allow=Allow.SIGNED_IN,
    status=204,
    errors=(NotFound, Forbidden, Conflict),
)
def name_moderator(actor: Actor, scan_id: str, user_id: str) -> None:
    """For its owner and ADMINs. The user's open sockets follow at once."""
    scan = services().access.scan(actor, scan_id, Action.NAME_MODERATORS)
    services().scans.name_moderator(actor, scan, user_id)


@scans.post("/scans/<scan_id>/moderators")
@endpoint(
    "Let somebody moderate a scan, by user name",
    allow=Allow.SIGNED_IN,
    body=ModeratorForm,
    answer=Person,
    status=201,
    errors=(NotFound, UnknownUsername, Forbidden, Conflict),
)
def name_moderator_called(actor: Actor, scan_id: str, body: ModeratorForm) -> dict[str, Any]:
    """For its owner and ADMINs. Tries are limited, so that nobody lists accounts by it."""
    scan = services().access.scan(actor, scan_id, Action.NAME_MODERATORS)
    services().limits.take("USERNAME", actor.id)
    named = services().scans.name_moderator_called(actor, scan, body.username)
    return present_person(named)


@scans.delete("/scans/<scan_id>/moderators/<user_id>")
@endpoint(
    "Let somebody moderate a scan no longer",
    allow=Allow.SIGNED_IN,
    status=204,
    errors=(NotFound, Forbidden, Conflict),
)
def unname_moderator(actor: Actor, scan_id: str, user_id: str) -> None:
    """For its owner and ADMINs. The user's open sockets follow at once."""
    scan = services().access.scan(actor, scan_id, Action.NAME_MODERATORS)
    services().scans.unname_moderator(actor, scan, user_id)


@scans.get("/scans/<scan_id>/events")
@endpoint(
    "Wait for what happens in a scan",
    allow=Allow.IN_SCAN,
    query=FollowQuery,
    answer=Followed,
    errors=(NotFound, TooManySockets),
)
def follow_scan(actor: Actor, scan_id: str, query: FollowQuery) -> dict[str, Any]:
    """A moderator hears of all tasks, a worker of his own, as they are now.

    Without ``since`` the answer is a snapshot, at once. Pass its ``epoch`` and ``seq`` (as
    ``since``) to wait for what comes next; no tasks means that nothing came. While ``more``,
    ask again at once, within a snapshot with ``snapshot=true``.
    """
    seconds = min(query.wait, max(0, caller().expires_at - clock.now()) / 1000)
    actor, answer = services().following.follow(
        actor, scan_id, query, seconds=seconds, again=lambda: caller().actor
    )
    counts = services().scans.counts([answer.scan])[answer.scan.id]
    return present_answer(answer, actor, counts)
