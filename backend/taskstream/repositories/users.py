"""Accounts by id and by name."""

from __future__ import annotations

from collections.abc import Sequence

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.users import Role, User, guest_key, likeness
from taskstream.errors import UsernameTaken
from taskstream.storage import Document, Duplicate, Store

NAME_INDEX = "name_key"
# Of more who read alike, the others are not looked at.
ALIKE_MOST = 100


class UserRepository:
    """Accounts; no two have the same name."""

    def __init__(self, store: Store) -> None:
        self._users = store.collection("users")

    def add(self, user: User) -> None:
        """Store a new account. Raises UsernameTaken, or Duplicate when its id is taken."""
        try:
            self._users.insert(_to_document(user))
        except Duplicate as duplicate:
            if duplicate.index != NAME_INDEX:
                raise
            raise UsernameTaken from None

    def find(self, user_id: str) -> User | None:
        """Return the account, or None; a guest who was removed is nobody."""
        document = self._users.get(user_id)
        return None if document is None or _is_trace(document) else _from_document(document)

    def people(self, user_ids: Sequence[str]) -> dict[str, Person]:
        """Return those of them who are still known, by id."""
        return {
            id_: Person(id_, document["username"], guest=document.get("guest_of") is not None)
            for id_, document in self._users.get_many(user_ids).items()
            if not _is_trace(document)
        }

    def by_name(self, name_key: str) -> User | None:
        """Return the account of that name, or None; no guest is found by his."""
        page = self._users.find({"name_key": name_key, "guest_of": None}, limit=1)
        return _from_document(page.items[0]) if page.items else None

    def swap(self, user: User, *, if_version: int) -> bool:
        """Write over that version, and say whether it was still there. Raises UsernameTaken."""
        try:
            return self._users.replace(user.id, _to_document(user), {"version": if_version})
        except Duplicate:
            raise UsernameTaken from None

    def guests_of(self, scan_id: str, limit: int) -> list[User]:
        """Return the guests of a scan, who came last first."""
        page = self._users.find({"guest_of": scan_id}, sort=[("created_at", -1)], limit=limit)
        return [_from_document(document) for document in page.items]

    def alike(self, username: str, *, guest_of: str | None) -> list[User]:
        """Return the accounts, or the guests of a scan, whose names read like this one."""
        where = {"likeness": likeness(username), "guest_of": guest_of}
        page = self._users.find(where, limit=ALIKE_MOST)
        return [_from_document(document) for document in page.items]

    def remove_guest(self, user_id: str, scan_id: str) -> bool:
        """Forget a guest of that scan, but for a trace of him; say whether he was one.

        Never removes an account.
        """
        trace = {"_id": user_id, "name_key": guest_key(user_id), "removed_from": scan_id}
        return self._users.replace(user_id, trace, {"guest_of": scan_id})

    def was_removed(self, user_id: str, scan_id: str) -> bool:
        """Say whether that was a guest of the scan, and has been removed from it."""
        document = self._users.get(user_id)
        return document is not None and document.get("removed_from") == scan_id

    def has_admin(self) -> bool:
        """Say whether anybody is an ADMIN."""
        return self._users.count({"role": Role.ADMIN.value}, cap=1) > 0


def _is_trace(document: Document) -> bool:
    return "removed_from" in document


def _to_document(user: User) -> Document:
    return {
        "_id": user.id,
        "username": user.username,
        "likeness": likeness(user.username),
        "name_key": user.name_key,
        "role": user.role.value,
        "password_hash": user.password_hash,
        "token_version": user.token_version,
        "created_at": user.created_at,
        "requested_role": user.requested_role and user.requested_role.value,
        "version": user.version,
        "guest_of": user.guest_of,
    }


def _from_document(document: Document) -> User:
    requested_role = document["requested_role"]
    return User(
        id=document["_id"],
        username=document["username"],
        name_key=document["name_key"],
        role=Role(document["role"]),
        password_hash=document["password_hash"],
        token_version=document["token_version"],
        created_at=Millis(document["created_at"]),
        requested_role=requested_role and Role(requested_role),
        version=document["version"],
        guest_of=document.get("guest_of"),
    )
