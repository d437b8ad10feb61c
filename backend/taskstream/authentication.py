"""Tokens: how they are made, and the one way to find out who sent one.

REST takes the access token from the ``Authorization`` header, the socket from its
``auth`` payload; both ask ``authenticate``. Nothing reads a token from an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from flask import Flask
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    create_refresh_token,
    decode_token,
)
from flask_jwt_extended.exceptions import JWTDecodeError, JWTExtendedException
from jwt import ExpiredSignatureError, PyJWTError

from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.sessions import ACCESS_TOKEN_SECONDS, Claims
from taskstream.errors import TokenExpired, TokenInvalid, TokenMissing
from taskstream.presenters.accounts import present_session
from taskstream.services.accounts import Accounts, SignedIn

ISSUER = "taskstream"
ALGORITHM = "HS256"
SESSION_CLAIM = "sid"
VERSION_CLAIM = "ver"
# Only in tokens of guests: the one scan that they are good for.
SCAN_CLAIM = "scan"
REQUIRED_CLAIMS = frozenset(
    {"exp", "iat", "sub", "jti", "aud", "iss", "type", SESSION_CLAIM, VERSION_CLAIM}
)


@dataclass(frozen=True, slots=True)
class Authenticated:
    """Who sent the token, and until when it holds."""

    actor: Actor
    expires_at: Millis


@dataclass(frozen=True, slots=True)
class IssuedSession:
    """What a sign-in gives: a ``SessionView`` for the body, the refresh token for the cookie."""

    view: dict[str, Any]
    refresh_token: str
    expires_at: Millis


def configure_jwt(app: Flask, secret: str) -> None:
    """Prepare the application for making and reading tokens with that secret."""
    app.config.update(
        JWT_SECRET_KEY=secret,
        JWT_ALGORITHM=ALGORITHM,
        JWT_DECODE_ALGORITHMS=[ALGORITHM],
        JWT_ENCODE_ISSUER=ISSUER,
        JWT_DECODE_ISSUER=ISSUER,
        JWT_ENCODE_AUDIENCE=ISSUER,
        JWT_DECODE_AUDIENCE=ISSUER,
        JWT_DECODE_LEEWAY=0,
        JWT_ENCODE_NBF=False,
        # It would put something random into refresh tokens; api/refresh_cookie.py sees to origins.
        JWT_COOKIE_CSRF_PROTECT=False,
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(seconds=ACCESS_TOKEN_SECONDS),
        JWT_TOKEN_LOCATION=["headers"],
    )

    def key_for(_headers: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
        # The library fills in a missing type with "access". Here the claims are still as sent.
        missing = REQUIRED_CLAIMS - claims.keys()
        if missing:
            raise JWTDecodeError(f"Missing claims: {', '.join(sorted(missing))}")
        return secret

    JWTManager(app).decode_key_loader(key_for)


def authenticate(token: object, accounts: Accounts) -> Authenticated:
    """Return who sent this access token; ``token`` is whatever the client put there.

    Raises TokenMissing, TokenExpired, or TokenInvalid (not ours, of another type, or
    its session or account is gone).
    """
    if token is None or token == "":
        raise TokenMissing
    claims = read_token(token, "access")
    return Authenticated(accounts.recognise(claims), claims.expires_at)


def bearer_token(header: str | None) -> str | None:
    """Return the token of an ``Authorization`` header, None where it has none."""
    scheme, _, token = (header or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def read_token(token: object, kind: Literal["access", "refresh"]) -> Claims:
    """Return what a token of ours says. Raises TokenExpired, TokenInvalid."""
    if not isinstance(token, str):
        raise TokenInvalid
    try:
        claims = decode_token(token)
    except ExpiredSignatureError:
        raise TokenExpired from None
    except (PyJWTError, JWTExtendedException, UnicodeError):
        raise TokenInvalid from None
    if claims["type"] != kind:
        raise TokenInvalid
    return Claims(
        user_id=claims["sub"],
        session_id=claims[SESSION_CLAIM],
        token_id=claims["jti"],
        token_version=claims[VERSION_CLAIM],
        expires_at=Millis(claims["exp"] * 1000),
        guest_of=claims.get(SCAN_CLAIM),
    )


def issue_session(signed_in: SignedIn) -> IssuedSession:
    """Make the tokens of a session: a new access token, and its one good refresh token."""
    user, session = signed_in.user, signed_in.session
    claims: dict[str, Any] = {SESSION_CLAIM: session.id, VERSION_CLAIM: session.token_version}
    if user.guest_of is not None:
        claims[SCAN_CLAIM] = user.guest_of
    # Everything in the refresh token comes from the record, so that whoever asks twice
    # within the grace gets the very same token.
    refresh_token = create_refresh_token(
        user.id,
        additional_claims=claims
        | {
            "jti": session.current,
            "iat": session.rotated_at // 1000,
            "exp": session.expires_at // 1000,
        },
    )
    access_token = create_access_token(user.id, additional_claims=claims)
    return IssuedSession(
        view=present_session(user, access_token),
        refresh_token=refresh_token,
        expires_at=session.expires_at,
    )
