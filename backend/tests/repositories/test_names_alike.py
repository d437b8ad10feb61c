"""Names that read alike, in both databases: who has one, and users of before that was noted."""

from __future__ import annotations

from taskstream.clock import Millis
from taskstream.domain.users import Role, User, guest_key, name_key
from taskstream.repositories.users import UserRepository
from taskstream.storage import Document, Store
from taskstream.storage.migrations import note_likeness


def a_user(id_: str, username: str, guest_of: str | None = None) -> User:
    key = guest_key(id_) if guest_of else name_key(username)
    return User(
        id=id_, username=username, name_key=key, role=Role.WORKER, password_hash="",
        token_version=1, created_at=Millis(1), requested_role=None, version=1, guest_of=guest_of,
    )  # fmt: skip


def an_old_user(id_: str, username: str) -> Document:
    """Return a user as he was stored before it was noted what his name reads like."""
    return {
        "_id": id_, "username": username, "name_key": name_key(username), "role": "WORKER",
        "password_hash": "", "token_version": 1, "created_at": 1, "requested_role": None, "version": 1,
    }  # fmt: skip


def test_accounts_and_each_scans_guests_are_told_apart(product: Store) -> None:
    users = UserRepository(product)
    users.add(a_user("u1", "S. Okafor"))
    users.add(a_user("g1", "s-okafor", guest_of="scan"))
    users.add(a_user("g2", "S Okafor", guest_of="other"))
    users.add(a_user("u2", "T. Okafor"))

    assert [user.id for user in users.alike("S. Ókafor", guest_of=None)] == ["u1"]
    assert [user.id for user in users.alike("S. Ókafor", guest_of="scan")] == ["g1"]
    assert users.alike("Somebody else", guest_of=None) == []


def test_of_a_guest_who_was_removed_a_trace_is_left(product: Store) -> None:
    users = UserRepository(product)
    users.add(a_user("g1", "Grace", guest_of="scan"))
    users.add(a_user("u1", "Ada"))

    assert [users.remove_guest("g1", "other"), users.remove_guest("u1", "scan")] == [False, False]
    assert [users.remove_guest("g1", "scan"), users.remove_guest("g1", "scan")] == [True, False]

    assert users.find("g1") is None
    assert users.guests_of("scan", 10) == users.alike("Grace", guest_of="scan") == []
    assert [
        users.was_removed(*pair) for pair in (("g1", "scan"), ("g1", "other"), ("u1", "scan"))
    ] == [
        True,
        False,
        False,
    ]


def test_users_of_before_are_found_after_the_migration(product: Store) -> None:
    product.collection("users").insert(an_old_user("u1", "S. Okafor"))
    product.collection("users").insert(
        {"_id": "g1", "name_key": "guest:g1", "removed_from": "scan"}
    )
    users = UserRepository(product)
    assert users.alike("s okafor", guest_of=None) == []

    for _ in range(2):
        note_likeness(product)

    assert [user.id for user in users.alike("s okafor", guest_of=None)] == ["u1"]
