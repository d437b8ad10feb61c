"""A scan that lets guests in, and one of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actors import User, enter
from tests.running import Server


@pytest.fixture
def gate(admin: User) -> dict[str, Any]:
    """A scan that lets guests in."""
    return admin.open_scan("Gate with guests", guests=True)


@pytest.fixture
def guest(server: Server, gate: dict[str, Any]) -> User:
    """A guest of it."""
    return enter(server, gate)
