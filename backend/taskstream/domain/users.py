"""Accounts: who may sign in, and what names are the same name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from taskstream.clock import Millis


class Role(StrEnum):
    """What an account may do before any scan is looked at."""

    ADMIN = "ADMIN"
    WORKER = "WORKER"


@dataclass(frozen=True, slots=True)
class User:
    """An account. ``name_key`` is unique; ``token_version`` is raised to end every session at once."""

    id: str
    username: str
    name_key: str
    role: Role
    password_hash: str
    token_version: int
    created_at: Millis
    requested_role: Role | None
    version: int


def clean_username(username: str) -> str:
    """Return the name as it is kept and shown: NFKC, trimmed, single spaces inside."""
    return " ".join(unicodedata.normalize("NFKC", username).split())


def name_key(username: str) -> str:
    """Return what two spellings of one name have in common; it is unique among accounts.

    Normalised again after folding, because folding can undo NFKC (Unicode 3.13, D147).
    """
    folded = unicodedata.normalize("NFKC", clean_username(username).casefold())
    return clean_username(folded)
