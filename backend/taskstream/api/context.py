"""How a handler reaches the services of the application that it runs in."""

from __future__ import annotations

from typing import cast

from flask import current_app

from taskstream.services.container import Services

EXTENSION = "taskstream"


def services() -> Services:
    """Return the running application's services."""
    return cast("Services", current_app.extensions[EXTENSION])
