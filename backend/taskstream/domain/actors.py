"""Who acts: an account in one of its sessions."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream.domain.users import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom ``authenticate`` has recognised. ``name`` is the user name as he wrote it."""

    id: str
    name: str
    role: Role
    session_id: str

    @property
    def is_admin(self) -> bool:
        """Whether he moderates every scan."""
        return self.role is Role.ADMIN
