"""One's own sessions and password over REST."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, endpoint
from taskstream.api.refresh_cookie import require_own_origin, session_response
from taskstream.domain.actors import Actor
from taskstream.errors import BadOrigin, Busy, Conflict, Forbidden, NotFound, WrongPassword
from taskstream.presenters.accounts import present_device
from taskstream.presenters.rest import DeviceList, SessionView
from taskstream.schemas.accounts import PasswordForm

own_account = Blueprint("own_account", __name__)
own_account.before_request(require_own_origin)


@own_account.get("/me/sessions")
@endpoint(
    "List where I am signed in",
    allow=Allow.SIGNED_IN,
    answer=DeviceList,
    errors=(Forbidden, BadOrigin),
)
def list_devices(actor: Actor) -> dict[str, Any]:
    """The browser or program that asks comes first, then the 99 that were seen last."""
    return {
        "items": [
            present_device(session, current=session.id == actor.session_id)
            for session in services().own_account.signed_in_with(actor)
        ]
    }


@own_account.delete("/me/sessions/<session_id>")
@endpoint(
    "Sign out one of my devices",
    allow=Allow.SIGNED_IN,
    status=204,
    errors=(Forbidden, NotFound, BadOrigin),
)
def end_device(actor: Actor, session_id: str) -> None:
    """At once: its tokens are refused from now on, and its sockets are closed."""
    services().own_account.end(actor, session_id)


@own_account.delete("/me/sessions")
@endpoint(
    "Sign out all my other devices",
    allow=Allow.SIGNED_IN,
    status=204,
    errors=(Forbidden, BadOrigin),
)
def end_other_devices(actor: Actor) -> None:
    """All but the one that calls, at once."""
    services().own_account.end_others(actor)


@own_account.post("/me/password")
@endpoint(
    "Change my password",
    allow=Allow.SIGNED_IN,
    body=PasswordForm,
    answer=SessionView,
    errors=(Forbidden, WrongPassword, Conflict, Busy, BadOrigin),
)
def change_password(actor: Actor, body: PasswordForm) -> Response:
    """Signs out every other device. The one that calls gets a new token and a new cookie.

    Tokens from before are refused. A wrong present password counts like a failed sign-in.
    """
    return session_response(services().own_account.change_password(actor, body))
