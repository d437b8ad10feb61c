"""Guests: people in one scan under a display name, without an account."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream.domain.devices import Device
from taskstream.domain.scans import Scan, ScanStatus
from taskstream.domain.users import User
from taskstream.errors import NotFound
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
        """Return a scan that lets guests in; None for any other, there or not."""
        scan = self.scans.find(scan_id)
        if scan is None or scan.status is ScanStatus.CLOSED or not scan.guests:
            return None
        return scan

    def enter(self, scan_id: str, name: str, device: Device) -> SignedIn:
        """Let somebody in under that name, which others may have too. Raises NotFound."""
        scan = self.door(scan_id)
        if scan is None:
            raise NotFound
        return self.accounts.enter_as_guest(name, scan.id, device)

    def of(self, scan: Scan) -> list[User]:
        """Return the scan's guests, who came last first."""
        return self.users.guests_of(scan.id, SHOWN)

    def remove(self, scan: Scan, user_id: str) -> None:
        """Put a guest out of the scan; what he has sent stays. One who is none of it is fine."""
        if self.accounts.remove_guest(user_id, scan.id):
            self.members.remove(scan.id, user_id)
