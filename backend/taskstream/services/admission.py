"""Who may register, and as what."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from taskstream import clock, ids
from taskstream.domain.invites import INVITE_LIFETIME_MS, Invite
from taskstream.domain.users import Role
from taskstream.errors import BadAdminCode, RegistrationClosed
from taskstream.repositories.invites import InviteRepository
from taskstream.repositories.users import UserRepository
from taskstream.settings import Registration

# The account made with the bootstrap code always has this id. So the primary key itself sees
# to it that there is one at most, in one write, whoever else tries at the same moment.
FIRST_ADMIN_ID = "0" * 26

# Five groups of four: 100 random bits that can be read out over a telephone.
CODE_GROUPS = 5
CODE_GROUP_LENGTH = 4

# Each new invitation clears away so many that have run out.
SWEEP = 20


@dataclass(frozen=True, slots=True)
class Ticket:
    """A registration that may go ahead.

    ``requested_role`` is what was asked for and is not granted; ``invite_id`` is the
    invitation that it uses up.
    """

    user_id: str
    role: Role
    requested_role: Role | None = None
    invite_id: str | None = None


@dataclass(frozen=True, slots=True)
class IssuedInvite:
    """A new invitation with its code, which is shown once and not kept."""

    invite: Invite
    code: str


class Admission:
    """Codes and modes: ``docs/security.md`` has the table."""

    def __init__(
        self,
        users: UserRepository,
        invites: InviteRepository,
        *,
        mode: Registration,
        bootstrap_code: str,
    ) -> None:
        """``bootstrap_code`` may be empty: one is made then, unless admins come by invitation."""
        self._users = users
        self._invites = invites
        self._mode = mode
        self._bootstrap_code = bootstrap_code or (None if mode == "invite" else new_code())

    def needs_admin(self) -> bool:
        """Say whether there is no ADMIN yet."""
        return not self._users.has_admin()

    def bootstrap_code(self) -> str | None:
        """Return the first admin's code, or None when there is none or it is dead."""
        return self._bootstrap_code if self.needs_admin() else None

    def ticket(self, wanted: Role | None, code: str | None) -> Ticket:
        """Return the ticket for a registration. A good code decides the role.

        Raises BadAdminCode, or RegistrationClosed. Nothing is written.
        """
        if code is not None and self._is_bootstrap_code(code):
            return Ticket(FIRST_ADMIN_ID, Role.ADMIN)
        if self._mode == "closed":
            raise BadAdminCode if code is not None and self.needs_admin() else RegistrationClosed
        if code is not None:
            return self._invited(wanted, code)
        if self._mode == "open":
            return Ticket(ids.new_id(), wanted or Role.WORKER)
        return _ticket(wanted, Role.WORKER)

    @contextmanager
    def using(self, ticket: Ticket) -> Iterator[None]:
        """Use up the ticket's invitation, if it has one; give it back when the block fails.

        Raises BadAdminCode when somebody else was faster.
        """
        if ticket.invite_id is None:
            yield
            return
        if not self._invites.use(ticket.invite_id, ticket.user_id):
            raise BadAdminCode
        try:
            yield
        except BaseException:
            self._invites.give_back(ticket.invite_id)
            raise

    def invite(self, role: Role, *, by_id: str) -> IssuedInvite:
        """Make an invitation."""
        now = clock.now()
        self._invites.sweep(now, SWEEP)
        code = new_code()
        invite = Invite(
            id=_hashed(code),
            role=role,
            created_by=by_id,
            expires_at=clock.Millis(now + INVITE_LIFETIME_MS),
            used_by=None,
        )
        self._invites.add(invite)
        return IssuedInvite(invite, code)

    def _invited(self, wanted: Role | None, code: str) -> Ticket:
        invite = self._invites.find(_hashed(code))
        if invite is None:
            raise BadAdminCode
        if not invite.is_good(clock.now()):
            raise BadAdminCode
        return _ticket(wanted, invite.role, invite.id)

    def _is_bootstrap_code(self, code: str) -> bool:
        known = self.bootstrap_code()
        return known is not None and secrets.compare_digest(known.encode(), code.strip().encode())


def new_code() -> str:
    """Return a random code that people can type."""
    groups = (
        "".join(secrets.choice(ids.ALPHABET) for _ in range(CODE_GROUP_LENGTH))
        for _ in range(CODE_GROUPS)
    )
    return "-".join(groups)


def _hashed(code: str) -> str:
    # 100 random bits cannot be guessed from their hash; a slow one would gain nothing.
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()


def _ticket(wanted: Role | None, granted: Role, invite_id: str | None = None) -> Ticket:
    refused = Role.ADMIN if wanted is Role.ADMIN and granted is not Role.ADMIN else None
    return Ticket(ids.new_id(), granted, refused, invite_id)
