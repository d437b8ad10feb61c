"""Codes that let their bearer register with a role, once."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream.clock import Millis
from taskstream.domain.users import Role

INVITE_LIFETIME_MS = 72 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation. ``id`` is the hash of its code: who reads the database cannot use it."""

    id: str
    role: Role
    created_by: str
    expires_at: Millis
    used_by: str | None

    def is_good(self, now: Millis) -> bool:
        """Whether it can still be used."""
        return self.used_by is None and now < self.expires_at
