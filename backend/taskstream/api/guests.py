"""Guests over REST."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, calling_device, endpoint
from taskstream.api.refresh_cookie import require_own_origin, session_response
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action
from taskstream.errors import BadOrigin, NotFound
from taskstream.presenters.accounts import present_guest
from taskstream.presenters.rest import Door, GuestList, SessionView
from taskstream.presenters.scans import present_door
from taskstream.schemas.accounts import GuestForm

guests = Blueprint("guests", __name__)
guests.before_request(require_own_origin)


@guests.get("/scans/<scan_id>/door")
@endpoint(
    "Ask whether a scan lets guests in",
    allow=Allow.ANYONE,
    answer=Door,
    errors=(BadOrigin,),
    limit="GUEST",
)
def see_door(scan_id: str) -> dict[str, Any]:
    """All that is told of a scan to who is not signed in. One without guests reads like none."""
    return present_door(services().guests.door(scan_id))


@guests.post("/scans/<scan_id>/guests")
@endpoint(
    "Enter a scan as a guest",
    allow=Allow.ANYONE,
    body=GuestForm,
    answer=SessionView,
    status=201,
    errors=(NotFound, BadOrigin),
    limit="GUEST",
)
def enter(scan_id: str, body: GuestForm) -> Response:
    """Where the scan lets guests in. The token is good in this scan alone.

    Also sets the refresh cookie. Names need not be unique. Register with the token to
    become an account.
    """
    return session_response(services().guests.enter(scan_id, body.name, calling_device()), 201)


@guests.get("/scans/<scan_id>/guests")
@endpoint(
    "List a scan's guests", allow=Allow.SIGNED_IN, answer=GuestList, errors=(NotFound, BadOrigin)
)
def list_guests(actor: Actor, scan_id: str) -> dict[str, Any]:
    """For its moderators: the 500 who came last, the last one first."""
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    return {"items": [present_guest(guest) for guest in services().guests.of(scan)]}


@guests.delete("/scans/<scan_id>/guests/<user_id>")
@endpoint("Remove a guest", allow=Allow.SIGNED_IN, status=204, errors=(NotFound, BadOrigin))
def remove_guest(actor: Actor, scan_id: str, user_id: str) -> None:
    """For the scan's moderators. His tokens and sockets end; what he has sent stays.

    204 also for who is no guest of the scan. While it lets guests in, he can come again as
    another one.
    """
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    services().guests.remove(scan, user_id)
