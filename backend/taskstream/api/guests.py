"""Guests over REST."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, calling_device, endpoint
from taskstream.api.refresh_cookie import last_signed_in, require_own_origin, session_response
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action
from taskstream.errors import BadOrigin, NameTaken, NotFound, Removed
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
    """All that is told of a scan to who is not signed in. One without guests reads like none.

    One that let guests in until it was closed is said to be closed, and nothing else of it.
    """
    scan = services().guests.door(scan_id)
    removed = scan is not None and services().guests.was_removed(scan, last_signed_in())
    return present_door(scan, removed=removed)


@guests.post("/scans/<scan_id>/guests")
@endpoint(
    "Enter a scan as a guest",
    allow=Allow.ANYONE,
    body=GuestForm,
    answer=SessionView,
    status=201,
    errors=(NotFound, NameTaken, Removed, BadOrigin),
    limit="GUEST",
)
def enter(scan_id: str, body: GuestForm) -> Response:
    """Where the scan lets guests in. The token is good in this scan alone.

    Also sets the refresh cookie. Nobody enters under a name that reads like that of somebody in
    the scan. Register with the token to become an account.
    """
    guests = services().guests
    entered = guests.enter(scan_id, body.name, calling_device(), before=last_signed_in())
    return session_response(entered, 201)


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

    204 also for who is no guest of the scan. His browser, as long as it keeps the cookie, is let in
    as a guest no more; another one is, while the scan lets guests in.
    """
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    services().guests.remove(actor, scan, user_id)
