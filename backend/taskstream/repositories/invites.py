"""Invitations by the hash of their code."""

from __future__ import annotations

from taskstream.clock import Millis
from taskstream.domain.invites import Invite
from taskstream.domain.users import Role
from taskstream.storage import Document, Patch, Store

UNUSED = "unused"
USED = "used"


class InviteRepository:
    """Invitations. Two callers never use the same one."""

    def __init__(self, store: Store) -> None:
        self._invites = store.collection("invites")

    def add(self, invite: Invite) -> None:
        """Store a new invitation."""
        self._invites.insert(
            {
                "_id": invite.id,
                "role": invite.role.value,
                "created_by": invite.created_by,
                "expires_at": invite.expires_at,
                "state": UNUSED,
                "used_by": invite.used_by,
            }
        )

    def find(self, invite_id: str) -> Invite | None:
        """Return the invitation, used or not, or None."""
        document = self._invites.get(invite_id)
        return None if document is None else _from_document(document)

    def use(self, invite_id: str, user_id: str) -> bool:
        """Use it up for that account; say whether it was still unused."""
        patch = Patch(set={"state": USED, "used_by": user_id})
        return self._invites.update(invite_id, patch, {"state": UNUSED}) is not None

    def give_back(self, invite_id: str) -> None:
        """Make it usable again, because the account that used it did not come about."""
        self._invites.update(invite_id, Patch(set={"state": UNUSED, "used_by": None}))

    def sweep(self, now: Millis, limit: int) -> None:
        """Remove some of those that have run out."""
        self._invites.delete_where({"expires_at": {"$lt": now}}, limit)


def _from_document(document: Document) -> Invite:
    return Invite(
        id=document["_id"],
        role=Role(document["role"]),
        created_by=document["created_by"],
        expires_at=Millis(document["expires_at"]),
        used_by=document["used_by"],
    )
