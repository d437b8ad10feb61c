"""Who waits for news of a scan, and waking them as soon as there is some."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from taskstream.changes import (
    Change,
    ClaimChanged,
    GuestRemoved,
    ModeratorsChanged,
    OthersEnded,
    ScanChanged,
    SessionEnded,
    StacksChanged,
    TaskChange,
    TasksChanged,
    TasksSubmitted,
)
from taskstream.concurrency import Concurrency, Waiter
from taskstream.domain.actors import Actor
from taskstream.domain.scans import ScanRole
from taskstream.errors import TooManySockets, Unavailable


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """One who waits: a moderator for every task of the scan, a worker for his own."""

    actor: Actor
    scan_id: str
    role: ScanRole
    waiter: Waiter


class Watchers:
    """Those who wait in this process. A publisher: it is told of every change."""

    def __init__(self, concurrency: Concurrency, at_most: int) -> None:
        """``at_most``: how often one user may wait at a time."""
        self._concurrency = concurrency
        self._at_most = at_most
        self._by_scan: dict[str, set[Watch]] = {}
        self._by_user: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._is_closed = False

    @contextmanager
    def watching(self, actor: Actor, scan_id: str, role: ScanRole) -> Iterator[Waiter]:
        """Give what wakes at the next change that concerns him.

        Raises TooManySockets, and Unavailable once nobody may wait any more.
        """
        watch = Watch(actor, scan_id, role, self._concurrency.waiter())
        with self._lock:
            if self._is_closed:
                raise Unavailable("The server is restarting.")
            if self._by_user[actor.id] >= self._at_most:
                raise TooManySockets
            self._by_user[actor.id] += 1
            self._by_scan.setdefault(scan_id, set()).add(watch)
        try:
            yield watch.waiter
        finally:
            with self._lock:
                self._by_user[actor.id] -= 1
                if not self._by_user[actor.id]:
                    del self._by_user[actor.id]
                self._forget(watch)

    def publish(self, *changes: Change) -> None:
        """Wake whom the changes concern, each once."""
        if not self._by_scan:
            # Whoever comes now reads first, and what has changed is stored by then.
            return
        for change in changes:
            self._wake(change)

    def _wake(self, change: Change) -> None:
        with self._lock:
            woken = [watch for watch in self._near(change) if _concerns(watch, change)]
            for watch in woken:
                self._forget(watch)
        for watch in woken:
            watch.waiter.set(True)

    def close(self) -> None:
        """Wake everybody, and let nobody wait any more."""
        with self._lock:
            self._is_closed = True
            woken = [watch for watches in self._by_scan.values() for watch in watches]
            self._by_scan.clear()
        for watch in woken:
            watch.waiter.set(True)

    def _near(self, change: Change) -> Iterable[Watch]:
        match change:
            case TasksSubmitted(scan_id) | TasksChanged(scan_id):
                return self._by_scan.get(scan_id, ())
            case ScanChanged(scan) | ModeratorsChanged(scan):
                return self._by_scan.get(scan.id, ())
            case GuestRemoved(scan_id):
                return self._by_scan.get(scan_id, ())
            case ClaimChanged() | StacksChanged():
                return ()
            case SessionEnded() | OthersEnded():
                return [watch for watches in self._by_scan.values() for watch in watches]

    def _forget(self, watch: Watch) -> None:
        watches = self._by_scan.get(watch.scan_id, set())
        watches.discard(watch)
        if not watches:
            self._by_scan.pop(watch.scan_id, None)


def _concerns(watch: Watch, change: Change) -> bool:
    match change:
        case TasksSubmitted() | TasksChanged():
            return _may_see_it(watch, change)
        case ScanChanged() | ModeratorsChanged():
            return True
        case GuestRemoved(_, user_id):
            return watch.actor.id == user_id
        case ClaimChanged() | StacksChanged():
            return False
        case SessionEnded(session_id):
            return watch.actor.session_id == session_id
        case OthersEnded(user_id, but_session_id):
            return watch.actor.id == user_id and watch.actor.session_id != but_session_id


def _may_see_it(watch: Watch, change: TaskChange) -> bool:
    return watch.role is ScanRole.MODERATOR or any(
        task.author.id == watch.actor.id for task in change.tasks
    )
