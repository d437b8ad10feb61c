"""What a page needs to stand where the scan stands: a snapshot, or what changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from taskstream import clock
from taskstream.access import Access
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.audiences import Audience
from taskstream.domain.permissions import Action, role_in
from taskstream.domain.scans import Scan, ScanRole
from taskstream.domain.tasks import OPEN_STATUSES, Task, TaskStatus, fitting, is_open
from taskstream.repositories.scans import MemberRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.schemas.tasks import JoinScan

# The live set: the open tasks, and so many of those decided last.
DECIDED_IN_LIVE_SET = 200
TASKS_PER_ANSWER = 400
# One more than is sent, which tells whether there is more.
TASKS_PER_READ = TASKS_PER_ANSWER + 1
# Somebody who missed more is served faster by a snapshot.
CHANGES_AT_MOST = 1_000

DECIDED_STATUSES = frozenset(TaskStatus) - OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class Position:
    """Where an audience stands; a client compares it with what it holds.

    ``counts``: of all tasks by status, for moderators; as exact as the rest, being kept with it.
    """

    seq: int
    changes: int
    count: int
    digest: int
    scan_version: int
    now: Millis
    counts: Mapping[TaskStatus, int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to ``join_scan``. ``seq`` is where to go on while ``more``."""

    scan: Scan
    role: ScanRole
    epoch: str
    seq: int
    snapshot: bool
    tasks: list[Task]
    more: bool
    head: Position


@dataclass(frozen=True, slots=True)
class Snapshots:
    """Answers those who join."""

    access: Access
    members: MemberRepository
    tasks: TaskRepository
    epoch: str

    def admit(self, actor: Actor, scan_id: str) -> tuple[Scan, ScanRole]:
        """Return the scan and what he is in it; a worker becomes a member. Raises NotFound."""
        scan = self.access.scan(actor, scan_id, Action.SEE)
        role = role_in(actor, scan)
        if role is ScanRole.WORKER and not self.members.is_member(scan.id, actor.id):
            self.members.put(scan.id, actor.id, role, clock.now())
        return scan, role

    def read(self, actor: Actor, scan: Scan, role: ScanRole, ask: JoinScan) -> Answer:
        """Return the next part of what the client asks for.

        Call it only after the socket hears the scan's events, so that nothing falls
        between the two.
        """
        # A position among a worker's own tasks says nothing of those that a moderator sees.
        epoch = f"{self.epoch}.{role.value}"
        since = ask.since if ask.since is not None and ask.epoch == epoch else None
        audience = Audience(scan.id, None if role is ScanRole.MODERATOR else actor.id)
        # Before the tasks, so that what the head lacks can only be newer than what it has.
        head = self.heads([audience])[audience]
        reader = _reader(self.tasks, audience)
        changes = None if since is None or ask.snapshot else reader.changes(since)
        found = reader.live_set(since or 0) if changes is None else changes
        tasks = found[: fitting(found, TASKS_PER_ANSWER)]
        more = len(tasks) < len(found)
        seq = tasks[-1].seq if more else max(head.seq, since or 0)
        return Answer(scan, role, epoch, seq, changes is None, tasks, more, head)

    def heads(self, audiences: Sequence[Audience]) -> dict[Audience, Position]:
        """Return where each audience stands, by counters that are kept."""
        now = clock.now()
        ids = list(dict.fromkeys(audience.scan_id for audience in audiences))
        version = {scan.id: scan.version for scan in self.access.scans.by_ids(ids)}
        return {
            audience: Position(
                seq=kept.last,
                changes=kept.changes,
                count=kept.open,
                digest=kept.digest,
                scan_version=version[audience.scan_id],
                now=now,
                counts=kept.statuses,
            )
            for audience, kept in self.tasks.counters(audiences).items()
        }


class _Reader(Protocol):
    """Reads what one audience may see."""

    def changes(self, since: int) -> list[Task] | None:
        """Return all that changed since, in order of seq, or None where a snapshot serves better."""

    def live_set(self, since: int) -> list[Task]:
        """Return the live set's tasks after ``since``, in order of seq."""


def _reader(tasks: TaskRepository, audience: Audience) -> _Reader:
    if audience.worker_id is None:
        return _ModeratorReader(tasks, audience.scan_id)
    return _WorkerReader(tasks, audience.scan_id, audience.worker_id)


class _ModeratorReader:
    def __init__(self, tasks: TaskRepository, scan_id: str) -> None:
        self._tasks = tasks
        self._scan_id = scan_id

    def changes(self, since: int) -> list[Task] | None:
        found: list[Task] = []
        while True:
            part = self._tasks.changed_since(
                self._scan_id, TaskStatus, since=since, limit=TASKS_PER_READ
            )
            found += part
            if len(found) > CHANGES_AT_MOST:
                return None
            if len(part) < TASKS_PER_READ:
                return found
            since = part[-1].seq

    def live_set(self, since: int) -> list[Task]:
        waiting = self._tasks.changed_since(
            self._scan_id, OPEN_STATUSES, since=since, limit=TASKS_PER_READ
        )
        decided = self._tasks.changed_since(
            self._scan_id, DECIDED_STATUSES, since=since, limit=DECIDED_IN_LIVE_SET, newest=True
        )
        return sorted([*waiting, *decided], key=lambda task: task.seq)


class _WorkerReader:
    def __init__(self, tasks: TaskRepository, scan_id: str, worker_id: str) -> None:
        self._own = list(tasks.of_author(scan_id, worker_id))

    def changes(self, since: int) -> list[Task] | None:
        found = [task for task in self._own if task.seq > since]
        return found if len(found) <= CHANGES_AT_MOST else None

    def live_set(self, since: int) -> list[Task]:
        decided = [task for task in self._own if not is_open(task)][-DECIDED_IN_LIVE_SET:]
        kept = {task.id for task in decided}
        return [
            task for task in self._own if task.seq > since and (is_open(task) or task.id in kept)
        ]
