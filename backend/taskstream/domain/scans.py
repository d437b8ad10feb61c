"""A scan: a live session that an admin opens and whose link is shared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from taskstream.clock import Millis

DEFAULT_TARGET_SECONDS = 180
GRACE_SECONDS_MAX = 30


class ScanStatus(StrEnum):
    """Open takes suggestions; paused keeps them waiting; closed revokes the link."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class ScanRole(StrEnum):
    """What somebody is in one scan. Who moderates a scan does not submit into it."""

    MODERATOR = "moderator"
    WORKER = "worker"


class Person(NamedTuple):
    """Somebody as others see him. The name is the one he had when it was written down.

    ``guest``: he had no account then, and anybody may give himself that name.
    """

    id: str
    name: str
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as it is stored.

    ``target_seconds``: how long a task should wait at most. ``refusal_reasons``: what its
    moderators are offered when they refuse a task; they may always write something else.
    ``reasons_version`` counts those lists from 1. ``grace_seconds``: for how long a verdict is
    held back from the author. ``code``: what leads to it when typed; none while it is closed.
    ``guests``: whether new ones are let in. ``pause_message``: why it is paused, while it is.
    ``closed_at``: since when it is closed. ``stacking``: whether tasks that say the same are
    shown to its moderators as one stack.
    """

    id: str
    name: str
    instructions: str
    status: ScanStatus
    target_seconds: int
    owner: Person
    moderators: tuple[Person, ...]
    created_at: Millis
    version: int
    refusal_reasons: tuple[str, ...] = ()
    grace_seconds: int = 0
    code: str | None = None
    guests: bool = False
    pause_message: str = ""
    closed_at: Millis | None = None
    reasons_version: int = 1
    stacking: bool = True


@dataclass(frozen=True, slots=True)
class ScanChanges:
    """What a moderator wants different; None leaves it as it is."""

    name: str | None = None
    instructions: str | None = None
    target_seconds: int | None = None
    status: ScanStatus | None = None
    refusal_reasons: tuple[str, ...] | None = None
    grace_seconds: int | None = None
    guests: bool | None = None
    pause_message: str | None = None
    stacking: bool | None = None


def edited(scan: Scan, changes: ScanChanges, at: Millis) -> Scan:
    """Return the scan with the changes and the next version."""
    status = changes.status or scan.status
    reasons = scan.refusal_reasons if changes.refusal_reasons is None else changes.refusal_reasons
    message = scan.pause_message if changes.pause_message is None else changes.pause_message
    closed_at = (scan.closed_at or at) if status is ScanStatus.CLOSED else None
    return replace(
        scan,
        pause_message=message if status is ScanStatus.PAUSED else "",
        closed_at=closed_at,
        name=scan.name if changes.name is None else changes.name,
        instructions=(scan.instructions if changes.instructions is None else changes.instructions),
        target_seconds=changes.target_seconds or scan.target_seconds,
        status=status,
        refusal_reasons=reasons,
        reasons_version=scan.reasons_version + (reasons != scan.refusal_reasons),
        grace_seconds=(
            scan.grace_seconds if changes.grace_seconds is None else changes.grace_seconds
        ),
        guests=scan.guests if changes.guests is None else changes.guests,
        stacking=scan.stacking if changes.stacking is None else changes.stacking,
        version=scan.version + 1,
    )


def with_moderator(scan: Scan, person: Person) -> Scan:
    """Return the scan with one more moderator, or the same scan if he is one already."""
    if any(known.id == person.id for known in scan.moderators):
        return scan
    return replace(scan, moderators=(*scan.moderators, person), version=scan.version + 1)


def without_moderator(scan: Scan, user_id: str) -> Scan:
    """Return the scan without that moderator, or the same scan if he is none."""
    left = tuple(known for known in scan.moderators if known.id != user_id)
    if len(left) == len(scan.moderators):
        return scan
    return replace(scan, moderators=left, version=scan.version + 1)
