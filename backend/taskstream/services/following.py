"""Following a scan without a socket: each answer waits until there is something to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from taskstream.access import Access
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action, role_in
from taskstream.domain.scans import Scan, ScanRole
from taskstream.schemas.tasks import FollowQuery, JoinScan
from taskstream.services.snapshots import Answer, Snapshots
from taskstream.services.watchers import Watchers


@dataclass(frozen=True, slots=True)
class Following:
    """Answers those who ask what has happened since."""

    access: Access
    snapshots: Snapshots
    watchers: Watchers

    def follow(
        self,
        actor: Actor,
        scan_id: str,
        query: FollowQuery,
        *,
        seconds: float,
        again: Callable[[], Actor],
    ) -> tuple[Actor, Answer]:
        """Return what ``join_scan`` would, at once or as soon as something happens.

        After ``seconds`` without news the answer holds no tasks. Whoever has waited is asked
        ``again`` for who he is, so that what he is given, he may see at that moment.
        Raises NotFound, TooManySockets and what ``again`` raises.
        """
        scan, role = self._admit(actor, scan_id)
        # Watched first and then read, so that nothing falls between the two.
        with self.watchers.watching(actor, scan.id, role) as waiter:
            answer = self._read(actor, scan, role, query)
            if answer.snapshot or answer.tasks:
                return actor, answer
            waiter.wait(seconds)
        actor = again()
        scan, role = self._admit(actor, scan_id)
        return actor, self._read(actor, scan, role, query)

    def _admit(self, actor: Actor, scan_id: str) -> tuple[Scan, ScanRole]:
        scan = self.access.scan(actor, scan_id, Action.SEE)
        return scan, role_in(actor, scan)

    def _read(self, actor: Actor, scan: Scan, role: ScanRole, query: FollowQuery) -> Answer:
        ask = JoinScan(
            scan_id=scan.id, epoch=query.epoch, since=query.since, snapshot=query.snapshot
        )
        return self.snapshots.read(actor, scan, role, ask)
