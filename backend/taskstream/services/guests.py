"""Guests: people in one scan under a display name, without an account."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream.domain.actors import Actor
from taskstream.domain.devices import Device
from taskstream.domain.scans import Scan, ScanRole, ScanStatus
from taskstream.domain.sessions import Claims
from taskstream.domain.users import Role, User
from taskstream.errors import NameTaken, NotFound, Removed
from taskstream.repositories.scans import MemberRepository, ScanRepository
from taskstream.repositories.users import UserRepository
from taskstream.services.accounts import Accounts, SignedIn

# As many as a moderator is shown.
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Guests:
    """Lets guests in, lists them, and puts them out."""

    scans: ScanRepository
    members: MemberRepository
    users: UserRepository
    accounts: Accounts

    def door(self, scan_id: str) -> Scan | None:
        """Return a scan that lets guests in, or did until it was closed; None for any other."""
        scan = self.scans.find(scan_id)
        return scan if scan is not None and scan.guests else None

    def enter(
        self, scan_id: str, name: str, device: Device, *, before: Claims | None = None
    ) -> SignedIn:
        """Let somebody in under that name. ``before``: who was last signed in in his browser.

        Raises NotFound, Removed where that was a guest who was put out, and NameTaken.
        """
        scan = self.door(scan_id)
        if scan is None or scan.status is ScanStatus.CLOSED:
            raise NotFound
        if self.was_removed(scan, before):
            raise Removed
        if self._is_taken(name, scan):
            raise NameTaken
        return self.accounts.enter_as_guest(name, scan, device)

    def was_removed(self, scan: Scan, before: Claims | None) -> bool:
        """Say whether who was last signed in there was a guest of the scan, and put out of it."""
        return before is not None and self.users.was_removed(before.user_id, scan.id)

    def of(self, scan: Scan) -> list[User]:
        """Return the scan's guests, who came last first."""
        return self.users.guests_of(scan.id, SHOWN)

    def _is_taken(self, name: str, scan: Scan) -> bool:
        """Say whether somebody who belongs to the scan has a name that reads like it.

        A guest belongs to it once he has come in, and until his visit is over: one whose answer
        was lost on the way may ask again.
        """
        accounts = self.users.alike(name, guest_of=None)
        if any(self._belongs(account, scan) for account in accounts):
            return True
        return any(
            self.members.is_member(scan.id, guest.id) and self.accounts.has_session(guest.id)
            for guest in self.users.alike(name, guest_of=scan.id)
        )

    def _belongs(self, account: User, scan: Scan) -> bool:
        if account.role is Role.ADMIN or account.id == scan.owner.id:
            return True
        return self.members.is_member(scan.id, account.id)

    def remove(self, actor: Actor, scan: Scan, user_id: str) -> None:
        """Put a guest out of the scan; what he has sent stays. One who is none of it is fine."""
        if self.accounts.remove_guest(actor, user_id, scan):
            self.members.remove(scan.id, user_id, came_as=ScanRole.WORKER)
