"""What has happened, as services announce it after the commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from taskstream.domain.claims import Claim
from taskstream.domain.scans import Scan
from taskstream.domain.stacks import News
from taskstream.domain.tasks import Task


class TasksSubmitted(NamedTuple):
    """Tasks of one scan were stored for the first time, in this order; at least one.

    ``origins``: for each the socket that it came from, whose answer tells of it.
    """

    scan_id: str
    tasks: Sequence[Task]
    origins: Sequence[str | None]


class TasksChanged(NamedTuple):
    """Tasks of one scan have new versions, made in this order; at least one."""

    scan_id: str
    tasks: Sequence[Task]


TaskChange: TypeAlias = TasksSubmitted | TasksChanged


@dataclass(frozen=True, slots=True)
class ScanChanged:
    """A scan has a new version."""

    scan: Scan


@dataclass(frozen=True, slots=True)
class ModeratorsChanged:
    """Somebody became a moderator of the scan, or ceased to be one."""

    scan: Scan
    user_id: str


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """A session was signed out or revoked; its sockets must go."""

    session_id: str


@dataclass(frozen=True, slots=True)
class OthersEnded:
    """Every session of somebody but one has ended; their sockets must go."""

    user_id: str
    but_session_id: str


@dataclass(frozen=True, slots=True)
class GuestRemoved:
    """A moderator has put a guest out of the scan; his sockets must go."""

    scan_id: str
    user_id: str


@dataclass(frozen=True, slots=True)
class ClaimChanged:
    """Somebody looks at a task, or (``claim`` is None) nobody does any more."""

    scan_id: str
    task_id: str
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class StacksChanged:
    """Other tasks of a scan are known to be alike. ``whole``: these are all of them."""

    scan_id: str
    news: News
    whole: bool


Change: TypeAlias = (
    TaskChange
    | ScanChanged
    | ModeratorsChanged
    | SessionEnded
    | OthersEnded
    | GuestRemoved
    | ClaimChanged
    | StacksChanged
)


class Publisher(Protocol):
    """Tells the world. It never fails the caller, and never waits for a receiver."""

    def publish(self, *changes: Change) -> None:
        """Announce changes; those of one caller keep their order."""


@dataclass(frozen=True, slots=True)
class Announcer:
    """A publisher that hands changes on to several, in their order."""

    publishers: Sequence[Publisher]

    def publish(self, *changes: Change) -> None:
        """Announce changes to each."""
        for publisher in self.publishers:
            publisher.publish(*changes)
