"""Headers that every answer carries, and the id that ties an answer to its log line."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, g, request

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    # No text becomes a script or markup: frontend/src/app/trustedScript.ts makes the one exception.
    "require-trusted-types-for": "'script'",
    "trusted-types": "taskstream",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in SOURCES.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HSTS = "max-age=31536000; includeSubDomains"


Wsgi = Callable[..., Iterable[bytes]]


def with_security_headers(app: Wsgi) -> Wsgi:
    """Return the application with them on what Flask never sees: answers of Socket.IO that open no socket."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            named = {name.lower() for name, _ in headers}
            missing = [header for header in HEADERS.items() if header[0].lower() not in named]
            return start_response(status, [*headers, *missing], *more)

        return app(environ, start)

    return call


def register_security_headers(app: Flask) -> None:
    """Add them to every answer, errors included."""

    @app.before_request
    def name_request() -> None:
        g.request_id = uuid.uuid4().hex[:16]

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = HSTS
        response.headers["X-Request-Id"] = g.request_id
        return response
