"""Where others reach the pages, told to whoever invites them."""

from __future__ import annotations

from typing import Any

from flask import request

from taskstream.addresses import network_origins
from taskstream.api.context import services


def reached_at() -> dict[str, Any]:
    """Return a ``ShareView`` for the server that answers this request."""
    settings = services().settings
    told = {"public_url": settings.public_url} if settings.public_url else {}
    return {**told, "network": network_origins(settings, int(request.environ["SERVER_PORT"]))}
