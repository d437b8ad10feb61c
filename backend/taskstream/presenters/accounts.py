"""Accounts as they leave the server."""

from __future__ import annotations

from typing import Any

from taskstream.clock import isoformat
from taskstream.domain.sessions import ACCESS_TOKEN_SECONDS, Session
from taskstream.domain.users import User
from taskstream.services.admission import IssuedInvite


def present_user(user: User) -> dict[str, Any]:
    """Return a ``UserView``."""
    view = {"id": user.id, "username": user.username, "role": user.role.value}
    if user.guest_of is not None:
        view["guest_of"] = user.guest_of
    return view


def present_guest(user: User) -> dict[str, Any]:
    """Return a ``GuestView``."""
    return {"id": user.id, "name": user.username, "entered_at": isoformat(user.created_at)}


def present_session(user: User, access_token: str) -> dict[str, Any]:
    """Return a ``SessionView``; ``requested_role`` only while there is a request."""
    view: dict[str, Any] = {
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": ACCESS_TOKEN_SECONDS,
        "user": present_user(user),
    }
    if user.requested_role is not None:
        view["requested_role"] = user.requested_role.value
    return view


def present_device(session: Session, *, current: bool) -> dict[str, Any]:
    """Return a ``DeviceView``."""
    view: dict[str, Any] = {
        "id": session.id,
        "signed_in_at": isoformat(session.signed_in_at),
        "seen_at": isoformat(session.seen_at),
        "current": current,
    }
    if session.device.browser is not None:
        view["browser"] = session.device.browser
    if session.device.system is not None:
        view["system"] = session.device.system
    return view


def present_invite(issued: IssuedInvite, share: dict[str, Any]) -> dict[str, Any]:
    """Return an ``InviteView``: the only time that the code is shown. ``share``: a ``ShareView``."""
    return {
        "code": issued.code,
        "role": issued.invite.role.value,
        "expires_at": isoformat(issued.invite.expires_at),
        "share": share,
    }
