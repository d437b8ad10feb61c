"""The tokens of the tutorial's way, for it and for who measures it."""

from __future__ import annotations

import time

import jwt

KEY = "a key that is long enough for a measurement"
SECONDS = 4 * 3600


def token_of(name: str, role: str) -> str:
    """Return a signed token."""
    claims = {"sub": name, "role": role, "exp": time.time() + SECONDS}
    return jwt.encode(claims, KEY, "HS256")
