"""What somebody did that an admin may want to look up: the log of activity. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple

from taskstream.clock import Millis
from taskstream.domain.devices import Device
from taskstream.domain.scans import Person, Scan, ScanChanges, ScanStatus


class Kind(StrEnum):
    """What a deed has to do with; the log can be read by it."""

    ACCESS = "access"
    SCAN = "scan"
    PEOPLE = "people"
    DECISION = "decision"
    EXPORT = "export"


class Deed(StrEnum):
    """What was done. The names are stable: they are stored, and programs read them."""

    REGISTERED = "registered"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    ENTERED = "entered"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a deed's name
    OTHERS_SIGNED_OUT = "others_signed_out"
    OPENED = "opened"
    EDITED = "edited"
    PAUSED = "paused"
    RESUMED = "resumed"
    CLOSED = "closed"
    REOPENED = "reopened"
    INVITED = "invited"
    MODERATOR_NAMED = "moderator_named"
    MODERATOR_ENDED = "moderator_ended"
    GUEST_REMOVED = "guest_removed"
    DECIDED = "decided"
    EXPORTED = "exported"

    @property
    def kind(self) -> Kind:
        """What it has to do with."""
        return _KINDS[self]


_KINDS = {
    **dict.fromkeys(
        (
            Deed.REGISTERED,
            Deed.SIGNED_IN,
            Deed.SIGNED_OUT,
            Deed.ENTERED,
            Deed.PASSWORD_CHANGED,
            Deed.OTHERS_SIGNED_OUT,
        ),
        Kind.ACCESS,
    ),
    **dict.fromkeys(
        (Deed.OPENED, Deed.EDITED, Deed.PAUSED, Deed.RESUMED, Deed.CLOSED, Deed.REOPENED),
        Kind.SCAN,
    ),
    **dict.fromkeys(
        (Deed.INVITED, Deed.MODERATOR_NAMED, Deed.MODERATOR_ENDED, Deed.GUEST_REMOVED),
        Kind.PEOPLE,
    ),
    Deed.DECIDED: Kind.DECISION,
    Deed.EXPORTED: Kind.EXPORT,
}

# What can be changed of a scan, as the API names it, but for its status and the message that goes with it.
EDITABLE = tuple(
    field.name for field in fields(ScanChanges) if field.name not in {"status", "pause_message"}
)


@dataclass(frozen=True, slots=True)
class ScanName:
    """A scan, as it was called when something was done in it."""

    id: str
    name: str


class Decided(NamedTuple):
    """Verdicts by their kind, and how many were undone."""

    validated: int = 0
    refused: int = 0
    returned: int = 0
    reopened: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the log.

    ``about``: to whom it was done, or with what, in a few words; what they say depends on the deed.
    ``decided``: how many verdicts of which kind somebody gave and undid in the hour of ``at``, where
    ``since`` is when the minute of the first of them begins, and ``at`` when that of the last ends,
    or when it was counted, if that was before.
    """

    id: str
    at: Millis
    deed: Deed
    by: Person
    scan: ScanName | None = None
    about: str | None = None
    decided: Decided | None = None
    since: Millis | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines of the log somebody wants to see; None: all of them.

    ``since`` and ``until`` bound when it was: from the one on, and before the other.
    """

    since: Millis
    until: Millis | None = None
    kind: Kind | None = None
    by_id: str | None = None
    scan_id: str | None = None


def deeds_between(before: Scan, after: Scan) -> list[tuple[Deed, str | None]]:
    """Return what was done to a scan that has become another, and what each was about."""
    deeds: list[tuple[Deed, str | None]] = []
    changed = [name for name in EDITABLE if getattr(before, name) != getattr(after, name)]
    if changed:
        deeds.append((Deed.EDITED, ", ".join(changed)))
    if before.status is not after.status:
        deeds.append((_turned(before.status, after.status), after.pause_message or None))
    elif before.pause_message != after.pause_message:
        deeds.append((Deed.EDITED, "pause_message"))
    return deeds


def device_words(device: Device) -> str | None:
    """Return a device in a few words; None where nothing is known of it."""
    return ", ".join(word for word in (device.browser, device.system) if word) or None


def _turned(before: ScanStatus, after: ScanStatus) -> Deed:
    match after:
        case ScanStatus.PAUSED:
            return Deed.PAUSED
        case ScanStatus.CLOSED:
            return Deed.CLOSED
        case ScanStatus.OPEN:
            return Deed.REOPENED if before is ScanStatus.CLOSED else Deed.RESUMED
