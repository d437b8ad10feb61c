"""Who looks at which task, so that two moderators do not read the same one.

Kept in the memory of this process: what is lost with it would have expired in seconds.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable

from taskstream import clock
from taskstream.access import Access
from taskstream.changes import Change, ClaimChanged, ModeratorsChanged, Publisher, TasksChanged
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.claims import CLAIM_MS, Claim
from taskstream.domain.permissions import Action
from taskstream.ids import scan_of


class Claims:
    """Takes claims and ends them. A publisher too: a task that changes is claimed no longer."""

    def __init__(self, access: Access, publisher: Publisher) -> None:
        self._access = access
        self._publisher = publisher
        # By scan and task; those of a scan in the order in which they expire, for all last equally long.
        self._by_scan: dict[str, dict[str, Claim]] = {}
        self._lock = threading.Lock()

    def claim(self, actor: Actor, task_id: str) -> None:
        """Note that he looks at the task; doing it again renews it.

        Whoever was first keeps it, and another's claim changes nothing. Raises NotFound, Forbidden.
        """
        scan, _ = self._access.task(actor, task_id, Action.MODERATE)
        until = Millis(clock.now() + CLAIM_MS)
        claim = Claim(scan.id, task_id, actor.person, until)
        with self._lock:
            claims = self._current(scan.id)
            known = claims.get(task_id)
            if known is not None and known.by.id != actor.id:
                return
            # Renewed, it is the last to expire.
            claims.pop(task_id, None)
            claims[task_id] = claim
            self._by_scan[scan.id] = claims
        self._publisher.publish(ClaimChanged(scan.id, task_id, claim))

    def release(self, actor: Actor, task_id: str) -> None:
        """End his claim; that of another, or none, is left as it is."""
        self._end(scan_of(task_id), [task_id], lambda claim: claim.by.id == actor.id)

    def leave(self, actor: Actor, scan_id: str) -> None:
        """End all his claims in a scan."""
        self._end_all_of(actor.id, scan_id)

    def in_scan(self, scan_id: str) -> list[Claim]:
        """Return those that hold now."""
        with self._lock:
            return list(self._current(scan_id).values())

    def publish(self, *changes: Change) -> None:
        """End the claims on tasks that have changed, and those of who moderates no longer."""
        changed: defaultdict[str, list[str]] = defaultdict(list)
        for change in changes:
            match change:
                case TasksChanged(scan_id, tasks):
                    changed[scan_id] += [task.id for task in tasks]
                case ModeratorsChanged(scan, user_id):
                    self._end_all_of(user_id, scan.id)
                case _:
                    pass
        for scan_id, task_ids in changed.items():
            self._end(scan_id, task_ids)

    def _end_all_of(self, user_id: str, scan_id: str) -> None:
        his = [claim.task_id for claim in self.in_scan(scan_id) if claim.by.id == user_id]
        self._end(scan_id, his, lambda claim: claim.by.id == user_id)

    def _end(
        self,
        scan_id: str,
        task_ids: list[str],
        matches: Callable[[Claim], bool] = lambda _: True,
    ) -> None:
        with self._lock:
            claims = self._current(scan_id)
            ended = [id_ for id_ in task_ids if id_ in claims and matches(claims[id_])]
            for id_ in ended:
                del claims[id_]
            if not claims:
                self._by_scan.pop(scan_id, None)
        for id_ in ended:
            self._publisher.publish(ClaimChanged(scan_id, id_, None))

    def _current(self, scan_id: str) -> dict[str, Claim]:
        """Return a scan's claims without those that everybody has dropped by himself. In the lock."""
        claims, now = self._by_scan.get(scan_id, {}), clock.now()
        while claims:
            task_id, first = next(iter(claims.items()))
            if first.until > now:
                break
            del claims[task_id]
        return claims
