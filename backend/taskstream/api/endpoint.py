"""A REST handler says what it takes, who may call it and what it gives; the rest is done here.

The declaration is also what ``/openapi.json`` is made from, so the two cannot differ.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import orjson
from flask import Response, request
from pydantic import BaseModel

from taskstream.api.context import services
from taskstream.authentication import Authenticated, authenticate, bearer_token
from taskstream.domain.devices import Device, device_of
from taskstream.errors import (
    Forbidden,
    MalformedJson,
    RateLimited,
    TaskStreamError,
    Unavailable,
    UnsupportedMediaType,
)
from taskstream.schemas.base import parse, read_json

M = TypeVar("M", bound=BaseModel)
Handler = Callable[..., Any]


class Allow(Enum):
    """Who may call, before any record is looked at. Records have guards of their own."""

    ANYONE = "anyone"
    # Guests too, in their one scan: its guard sees to that.
    IN_SCAN = "signed in, or a guest of the scan"
    SIGNED_IN = "signed in"
    ADMIN = "ADMIN"


@dataclass(frozen=True, slots=True)
class Header:
    """A request header that the handler reads."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What one handler declares."""

    summary: str
    allow: Allow
    description: str
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    answer: type[BaseModel] | None
    status: int
    also: tuple[int, ...]
    errors: tuple[type[TaskStreamError], ...]
    headers: tuple[Header, ...]
    limit: str | None
    tagged: bool
    media: str


def endpoint(  # noqa: PLR0913 - a declaration: every word is a keyword with a default
    summary: str,
    *,
    allow: Allow,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    answer: type[BaseModel] | None = None,
    status: int = 200,
    also: tuple[int, ...] = (),
    errors: tuple[type[TaskStreamError], ...] = (),
    headers: tuple[Header, ...] = (),
    limit: str | None = "ANONYMOUS",
    tagged: bool = False,
    media: str = "application/json",
) -> Callable[[Handler], Handler]:
    """Make a handler an endpoint.

    The handler gets ``actor`` unless anyone may call, the path's parameters by name, and
    ``body`` and ``query`` as models where declared. It returns what is to be JSON, or
    that and a status, or a response of its own; None with a status of 204.
    ``limit`` names the bucket of callers without a token; None is for probes. ``tagged``:
    the answer is one record, whose version is told in ``ETag`` too. ``media``: what the answer
    is, where it is a response of the handler's own.
    """

    def decorate(handler: Handler) -> Handler:
        declared = Endpoint(
            summary=summary,
            allow=allow,
            description=(handler.__doc__ or "").strip(),
            body=body,
            query=query,
            answer=answer,
            status=status,
            also=also,
            errors=errors,
            headers=headers,
            limit=limit,
            tagged=tagged,
            media=media,
        )

        @functools.wraps(handler)
        def call(**arguments: Any) -> Response:
            if allow is Allow.ANYONE:
                take_of_address(limit)
            else:
                arguments["actor"] = _actor(allow)
            if body is not None:
                arguments["body"] = _body(body)
            if query is not None:
                arguments["query"] = parse(query, request.args.to_dict())
            result = handler(**arguments)
            response = _respond(result, status)
            if tagged:
                response.headers["ETag"] = f'"{result["version"]}"'
            return response

        call.endpoint = declared  # type: ignore[attr-defined]  # read back by declared_by
        return call

    return decorate


def declared_by(view: Handler) -> Endpoint | None:
    """Return what a view declares, or None for one that is no endpoint."""
    return getattr(view, "endpoint", None)


def _actor(allow: Allow) -> Any:
    try:
        actor = caller().actor
    except TaskStreamError:
        take_of_address("ANONYMOUS")
        raise
    services().limits.take("REST", actor.id)
    if actor.guest_of is not None and allow is not Allow.IN_SCAN:
        raise Forbidden
    if allow is Allow.ADMIN and not actor.is_admin:
        raise Forbidden
    return actor


def caller() -> Authenticated:
    """Return who calls, by his token. Raises NotAuthenticated."""
    return authenticate(bearer_token(request.headers.get("Authorization")), services().accounts)


def calling_device() -> Device:
    """Return what the caller says that he uses."""
    return device_of(request.headers.get("User-Agent"))


def take_of_address(limit: str | None) -> None:
    """Charge the caller's address. Raises RateLimited."""
    if limit is not None:
        services().limits.take(limit, request.remote_addr or "")


def _body(model: type[M]) -> M:
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        data = read_json(request.get_data())
    except ValueError:
        raise MalformedJson from None
    return parse(model, data)


def _respond(result: Any, status: int) -> Response:
    if isinstance(result, Response):
        return result
    if isinstance(result, tuple):
        result, status = result
    return json_response(result, status)


def json_response(data: Any, status: int = 200, *, mimetype: str = "application/json") -> Response:
    """Return the data as a JSON response that no cache keeps; None is an empty one."""
    payload = b"" if data is None else orjson.dumps(data)
    response = Response(payload, status, mimetype=mimetype)
    response.headers["Cache-Control"] = "no-store"
    return response


def retry_headers(error: TaskStreamError) -> dict[str, str]:
    """Return ``Retry-After`` (whole seconds, rounded up) where waiting helps."""
    if isinstance(error, RateLimited | Unavailable):
        return {"Retry-After": str(max(1, math.ceil(error.retry_after)))}
    return {}
