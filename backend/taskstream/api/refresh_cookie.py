"""The refresh token's cookie: out of reach for scripts, and for pages of other origins."""

from __future__ import annotations

from contextlib import suppress

from flask import Response, request

from taskstream import clock
from taskstream.api.context import services
from taskstream.api.endpoint import json_response
from taskstream.authentication import IssuedSession, issue_session, read_token
from taskstream.domain.sessions import Claims
from taskstream.errors import BadOrigin, NotAuthenticated, TokenMissing
from taskstream.origins import is_allowed
from taskstream.services.accounts import SignedIn


def require_own_origin() -> None:
    """Raise BadOrigin when a browser says that a page of another origin made this call."""
    others = services().settings.allowed_origins
    if not is_allowed(request.headers.get("Origin"), request.host, others):
        raise BadOrigin


def read_refresh_cookie() -> Claims:
    """Return what the cookie's token says. Raises TokenMissing, TokenExpired, TokenInvalid."""
    token = request.cookies.get(_name())
    if not token:
        raise TokenMissing
    return read_token(token, "refresh")


def last_signed_in() -> Claims | None:
    """Return what the cookie's token says, whether or not its session lives; None without one."""
    with suppress(NotAuthenticated):
        return read_refresh_cookie()
    return None


def set_refresh_cookie(response: Response, issued: IssuedSession) -> None:
    """Have the browser keep the token for as long as it is good."""
    response.set_cookie(
        _name(),
        issued.refresh_token,
        max_age=(issued.expires_at - clock.now()) // 1000,
        httponly=True,
        samesite="Strict",
        secure=_over_tls_only(),
    )


def session_response(signed_in: SignedIn, status: int = 200) -> Response:
    """Return a new session's ``SessionView``, with its refresh token in the cookie."""
    issued = issue_session(signed_in)
    response = json_response(issued.view, status)
    set_refresh_cookie(response, issued)
    return response


def clear_refresh_cookie(response: Response) -> None:
    """Have the browser forget it."""
    response.delete_cookie(_name(), httponly=True, samesite="Strict", secure=_over_tls_only())


def _name() -> str:
    # Cookies ignore ports: two copies on one host must not overwrite each other's.
    return f"taskstream_refresh_{services().settings.instance_id}"


def _over_tls_only() -> bool:
    return services().settings.secure_cookies or request.is_secure
