"""Who looks at which task, so that two moderators do not read the same one.

Kept in the memory of this process: what is lost with it would have expired in seconds.
"""

from __future__ import annotations

from collections.abc import Callable

from taskstream import clock
from taskstream.access import Access
from taskstream.changes import Change, ClaimChanged, ModeratorsChanged, Publisher, TaskChanged
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.claims import CLAIM_MS, Claim
from taskstream.domain.permissions import Action


class Claims:
    """Takes claims and ends them. A publisher too: a task that changes is claimed no longer."""

    def __init__(self, access: Access, publisher: Publisher) -> None:
        self._access = access
        self._publisher = publisher
        self._by_task: dict[str, Claim] = {}

    def claim(self, actor: Actor, task_id: str) -> None:
        """Note that he looks at the task; doing it again renews it.

        Whoever was first keeps it, and another's claim changes nothing. Raises NotFound, Forbidden.
        """
        scan, _ = self._access.task(actor, task_id, Action.MODERATE)
        known = self._by_task.get(task_id)
        if known is not None and known.by.id != actor.id and known.until > clock.now():
            return
        until = Millis(clock.now() + CLAIM_MS)
        claim = Claim(scan.id, task_id, actor.person, until)
        self._by_task[task_id] = claim
        self._publisher.publish(ClaimChanged(scan.id, task_id, claim))

    def release(self, actor: Actor, task_id: str) -> None:
        """End his claim; that of another, or none, is left as it is."""
        self._end(lambda claim: claim.task_id == task_id and claim.by.id == actor.id)

    def leave(self, actor: Actor, scan_id: str) -> None:
        """End all his claims in a scan."""
        self._end(lambda claim: claim.scan_id == scan_id and claim.by.id == actor.id)

    def in_scan(self, scan_id: str) -> list[Claim]:
        """Return those that hold now."""
        now = clock.now()
        return [
            claim
            for claim in list(self._by_task.values())
            if claim.scan_id == scan_id and claim.until > now
        ]

    def publish(self, change: Change) -> None:
        """End the claim on a task that has changed, and those of who moderates no longer."""
        match change:
            case TaskChanged(task):
                self._end(lambda claim: claim.task_id == task.id)
            case ModeratorsChanged(scan, user_id):
                self._end(lambda claim: claim.scan_id == scan.id and claim.by.id == user_id)
            case _:
                pass

    def _end(self, matches: Callable[[Claim], bool]) -> None:
        now = clock.now()
        for claim in list(self._by_task.values()):
            if claim.until <= now:
                # Everybody has dropped it by himself.
                self._by_task.pop(claim.task_id, None)
            elif matches(claim) and self._by_task.pop(claim.task_id, None) is not None:
                self._publisher.publish(ClaimChanged(claim.scan_id, claim.task_id, None))
