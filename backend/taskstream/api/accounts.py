"""Accounts over REST."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import Blueprint, Response, request

from taskstream.api.context import services
from taskstream.api.endpoint import (
    Allow,
    caller,
    calling_device,
    endpoint,
    json_response,
    take_of_address,
)
from taskstream.api.reach import reached_at
from taskstream.api.refresh_cookie import (
    clear_refresh_cookie,
    read_refresh_cookie,
    require_own_origin,
    session_response,
)
from taskstream.authentication import bearer_token, read_token
from taskstream.domain.actors import Actor
from taskstream.domain.users import name_key
from taskstream.errors import (
    BadAdminCode,
    BadCredentials,
    BadOrigin,
    Busy,
    Forbidden,
    NotAuthenticated,
    RegistrationClosed,
    TokenExpired,
    TokenInvalid,
    TokenMissing,
    UsernameTaken,
)
from taskstream.presenters.accounts import present_invite, present_user
from taskstream.presenters.rest import InviteView, SessionView, UserView
from taskstream.schemas.accounts import InviteForm, LoginForm, RegisterForm

accounts = Blueprint("accounts", __name__)
accounts.before_request(require_own_origin)


@accounts.post("/register")
@endpoint(
    "Register an account",
    allow=Allow.ANYONE,
    body=RegisterForm,
    answer=SessionView,
    status=201,
    errors=(
        BadAdminCode,
        RegistrationClosed,
        UsernameTaken,
        Busy,
        BadOrigin,
        TokenExpired,
        TokenInvalid,
    ),
    limit="REGISTER",
)
def register(body: RegisterForm) -> Response:
    """Signs in as well. A claim to be ADMIN that nothing proves makes a WORKER.

    The answer then has ``requested_role``. A wrong code makes nothing. A guest who sends his
    token becomes the account, and what he has sent stays his.
    """
    made = services().accounts.register(body, guest=_calling_guest(), device=calling_device())
    return session_response(made, 201)


@accounts.post("/login")
@endpoint(
    "Sign in",
    allow=Allow.ANYONE,
    body=LoginForm,
    answer=SessionView,
    errors=(BadCredentials, Busy, BadOrigin),
    limit="LOGIN_ADDRESS",
)
def login(body: LoginForm) -> Response:
    """Also sets the refresh cookie. An unknown name and a wrong password read the same."""
    services().limits.take("LOGIN", name_key(body.username))
    return session_response(services().accounts.login(body, device=calling_device()))


@accounts.post("/refresh")
@endpoint(
    "Get a new access token",
    allow=Allow.ANYONE,
    answer=SessionView,
    errors=(TokenMissing, TokenExpired, TokenInvalid, BadOrigin),
    limit=None,
)
def refresh() -> Response:
    """For the bearer of the refresh cookie, which is replaced.

    The one before it may be sent again for 30 seconds and gives the same successor;
    later that ends the session.
    """
    try:
        claims = read_refresh_cookie()
    except NotAuthenticated:
        take_of_address("ANONYMOUS")
        raise
    # By user, not by address: a whole office may open its pages at once.
    services().limits.take("REST", claims.user_id)
    return session_response(services().accounts.refresh(claims))


@accounts.post("/logout")
@endpoint("Sign out", allow=Allow.ANYONE, status=204, errors=(BadOrigin,))
def logout() -> Response:
    """Ends the session that the cookie or the bearer token belongs to, and its sockets.

    204 also when there is none any more.
    """
    with suppress(NotAuthenticated):
        services().accounts.logout(read_refresh_cookie().session_id)
    with suppress(NotAuthenticated):
        token = bearer_token(request.headers.get("Authorization"))
        services().accounts.logout(read_token(token, "access").session_id)
    response = json_response(None, 204)
    clear_refresh_cookie(response)
    return response


@accounts.get("/me")
@endpoint("See who I am", allow=Allow.SIGNED_IN, answer=UserView, errors=(BadOrigin,))
def me(actor: Actor) -> dict[str, Any]:
    """The account that the token belongs to."""
    return present_user(services().accounts.get(actor.id))


@accounts.post("/invites")
@endpoint(
    "Invite somebody",
    allow=Allow.ADMIN,
    body=InviteForm,
    answer=InviteView,
    status=201,
    errors=(Forbidden, BadOrigin),
)
def invite(actor: Actor, body: InviteForm) -> dict[str, Any]:
    """The code goes into ``admin_code`` of a registration: once, within 72 hours.

    It is shown here and never again. Whoever is invited opens
    ``/register#code=<code>`` under one of the origins in ``share``.
    """
    return present_invite(services().accounts.invite(actor, body.role), reached_at())


def _calling_guest() -> Actor | None:
    """Return the guest who calls; None for who sends no token, or that of an account."""
    try:
        actor = caller().actor
    except TokenMissing:
        return None
    return None if actor.guest_of is None else actor
