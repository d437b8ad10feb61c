"""A signed-in browser, and the rotation of its refresh token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from taskstream import ids
from taskstream.clock import Millis
from taskstream.domain.devices import UNKNOWN, Device

ACCESS_TOKEN_SECONDS = 600
REFRESH_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000
# Two tabs may refresh at once, and an answer may be lost on its way: for so long the
# token before the last one is taken for a repetition, not for theft.
ROTATION_GRACE_MS = 30_000


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. Exactly one refresh token is good: the one whose id is ``current``.

    ``token_version`` is the user's when he signed in; the session is good while they agree.
    """

    id: str
    user_id: str
    token_version: int
    current: str
    previous: str | None
    rotated_at: Millis
    expires_at: Millis
    version: int
    device: Device = UNKNOWN

    @property
    def signed_in_at(self) -> Millis:
        """When it began."""
        return Millis(ids.made_at(self.id))

    @property
    def seen_at(self) -> Millis:
        """When it last got a token. Whatever it was used for since is at most a token's life later."""
        return self.rotated_at


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token of ours says. Its signature, type and expiry have been checked, no more.

    ``guest_of``: the scan that it is good for, where that is one alone.
    """

    user_id: str
    session_id: str
    token_id: str
    token_version: int
    expires_at: Millis
    guest_of: str | None = None


class Standing(Enum):
    """What a refresh token is to its session."""

    CURRENT = auto()
    JUST_REPLACED = auto()
    REUSED = auto()


def standing(session: Session, token_id: str, now: Millis) -> Standing:
    """Say what the refresh token of that id is to the session. ``REUSED`` smells of theft."""
    if token_id == session.current:
        return Standing.CURRENT
    if token_id == session.previous and now - session.rotated_at <= ROTATION_GRACE_MS:
        return Standing.JUST_REPLACED
    return Standing.REUSED


def rotate(session: Session, token_id: str, now: Millis) -> Session:
    """Return the session with ``token_id`` as its good token, for a full lifetime from now."""
    return replace(
        session,
        current=token_id,
        previous=session.current,
        rotated_at=now,
        expires_at=Millis(now + REFRESH_LIFETIME_MS),
        version=session.version + 1,
    )
