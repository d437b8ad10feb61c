"""Accounts: who may sign in, and which spellings are one name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.scripts import in_latin

USERNAME_MIN = 2
USERNAME_MAX = 40
PASSWORD_MIN = 8
PASSWORD_MAX = 200

# What takes no room although Unicode has it for a letter or a mark: fillers, joiners, selectors of
# variants. Older names may have it.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# Mongolian is spelt with them: they choose the form of the letter before.
_FORM_OF_A_LETTER = re.compile("(?<=[\u1820-\u1878\u1880-\u18aa])[\u180b-\u180d\u180f]")
# Unicode's combining classes of strokes through a letter, of the points of Hebrew and Arabic, which
# may be left out, and of accents.
_ACCENTS = frozenset({1, *range(10, 37), *range(200, 241)})


class Role(StrEnum):
    """What an account may do before any scan is looked at."""

    ADMIN = "ADMIN"
    WORKER = "WORKER"


@dataclass(frozen=True, slots=True)
class User:
    """An account, or a guest (``guest_of`` names his scan), who has no password.

    ``name_key`` is unique; guests may share a name, and each has a key of his own. Raising
    ``token_version`` ends every session at once. ``requested_role`` is what was asked for and
    not granted.
    """

    id: str
    username: str
    name_key: str
    role: Role
    password_hash: str
    token_version: int
    created_at: Millis
    requested_role: Role | None
    version: int
    guest_of: str | None = None

    @property
    def person(self) -> Person:
        """What is written down of him where he has done something."""
        return Person(self.id, self.username, guest=self.guest_of is not None)

    def with_password(self, password_hash: str) -> User:
        """Return the account with another password, one version on.

        All sessions end in the same write: none that the old one has opened outlives it, whatever
        comes between.
        """
        return replace(
            self,
            password_hash=password_hash,
            token_version=self.token_version + 1,
            version=self.version + 1,
        )


def clean_username(username: str) -> str:
    """Return the name as it is kept and shown: NFKC, no spaces around it, single ones inside."""
    return re.sub(" +", " ", unicodedata.normalize("NFKC", username)).strip(" ")


def name_key(username: str) -> str:
    """Return what all spellings of one name have in common.

    Normalised again after folding, since folding can undo it: "ǰ" folds to two
    code points, which NFKC puts together again.
    """
    return clean_username(clean_username(username).casefold())


def likeness(username: str) -> str:
    """Return what names that read alike have in common: their letters and digits, without accents.

    So "S. Okafor", "s-okafor" and "S Ókafor" are alike, also with letters of other scripts that look
    the same. Marks that make another letter, as the vowels of Indic scripts do, stay. A name of other
    signs alone is like itself.
    """
    folded = name_key(username)
    apart = unicodedata.normalize("NFKD", _UNSEEN.sub("", folded))
    left = "".join(character for character in apart if _makes_a_letter(character))
    return unicodedata.normalize("NFC", in_latin(left)) or folded


def guest_key(user_id: str) -> str:
    """Return what stands in place of a guest's ``name_key``. No user name has a colon in it."""
    return f"guest:{user_id}"


def username_fault(username: str) -> str | None:
    """Return, in words, what is wrong with a cleaned name; None when nothing is."""
    if not USERNAME_MIN <= len(username) <= USERNAME_MAX:
        return f"use {USERNAME_MIN} to {USERNAME_MAX} characters"
    seen = not _UNSEEN.search(_FORM_OF_A_LETTER.sub("", username))
    if not (seen and all(_may_stand_in_a_name(character) for character in username)):
        return "use letters, digits, dots, underscores, hyphens and spaces"
    return None


def _makes_a_letter(character: str) -> bool:
    return character not in "._- " and unicodedata.combining(character) not in _ACCENTS


def _may_stand_in_a_name(character: str) -> bool:
    # Marks belong to letters: many scripts cannot be written without them.
    kind = unicodedata.category(character)
    return kind[0] in "LM" or kind == "Nd" or character in "._- "
