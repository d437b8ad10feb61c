"""Who acts: an account in one of its sessions, or a guest."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream.domain.scans import Person
from taskstream.domain.users import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom ``authenticate`` has recognised. ``name`` is the user name as he wrote it.

    ``guest_of``: the one scan that a guest may be in; None for who has an account.
    """

    id: str
    name: str
    role: Role
    session_id: str
    guest_of: str | None = None

    @property
    def is_admin(self) -> bool:
        """Whether he moderates every scan."""
        return self.role is Role.ADMIN

    @property
    def person(self) -> Person:
        """What is written down of him where he has done something."""
        return Person(self.id, self.name, guest=self.guest_of is not None)
