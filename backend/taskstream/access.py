"""The only way to a record: the record, or an error.

What you may not see is "not found", in the same words as what is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action, Case, permits
from taskstream.domain.scans import Scan, ScanStatus
from taskstream.domain.tasks import Task, without_held
from taskstream.errors import Forbidden, NotFound, ScanNotOpen, TaskStreamError
from taskstream.repositories.scans import MemberRepository, ScanRepository
from taskstream.repositories.tasks import TaskRepository


@dataclass(frozen=True, slots=True)
class Access:
    """Guards over scans and tasks."""

    scans: ScanRepository
    members: MemberRepository
    tasks: TaskRepository

    def scan(self, actor: Actor, scan_id: str, action: Action) -> Scan:
        """Return the scan.

        Raises NotFound also to those who may not know that it exists, Forbidden, and
        ScanNotOpen where only the scan's state forbids it.
        """
        return self._seen(actor, self.scans.find(scan_id), action)

    def scans_for(
        self, wanted: Sequence[tuple[Actor, str]], action: Action
    ) -> list[Scan | TaskStreamError]:
        """Return for each actor and scan's id what ``scan`` would return or raise; each read once."""
        ids = dict.fromkeys(scan_id for _, scan_id in wanted)
        scans = {scan.id: scan for scan in self.scans.by_ids(list(ids))}
        found: list[Scan | TaskStreamError] = []
        for actor, scan_id in wanted:
            try:
                found.append(self._seen(actor, scans.get(scan_id), action))
            except TaskStreamError as error:
                found.append(error)
        return found

    def task(self, actor: Actor, task_id: str, action: Action) -> tuple[Scan, Task]:
        """Return the scan and the task as he may see it, with its history.

        Raises NotFound, Forbidden, and ScanNotOpen where only the scan's state forbids it.
        """
        task = self.tasks.find(task_id)
        if task is None:
            raise NotFound
        return _may(actor, self.scans.find(task.scan_id), task, action)

    def tasks_for(
        self, wanted: Sequence[tuple[Actor, str]], action: Action
    ) -> list[tuple[Scan, Task] | TaskStreamError]:
        """Return for each actor and task id what ``task`` would return or raise; each read once."""
        task_ids = dict.fromkeys(task_id for _, task_id in wanted)
        tasks = {task.id: task for task in self.tasks.by_ids(list(task_ids))}
        scans = {
            scan_id: self.scans.find(scan_id)
            for scan_id in dict.fromkeys(task.scan_id for task in tasks.values())
        }
        found: list[tuple[Scan, Task] | TaskStreamError] = []
        moderator: tuple[Actor, Scan] | None = None
        for actor, task_id in wanted:
            task = tasks.get(task_id)
            scan = None if task is None else scans[task.scan_id]
            # Whoever moderates a scan moderates all its tasks, and he decides on several in a row.
            if moderator and task and actor is moderator[0] and scan is moderator[1]:
                found.append((moderator[1], task))
                continue
            try:
                seen = _may(actor, scan, task, action)
            except TaskStreamError as error:
                found.append(error)
            else:
                found.append(seen)
                moderator = (actor, seen[0]) if action is Action.MODERATE else None
        return found

    def _seen(self, actor: Actor, scan: Scan | None, action: Action) -> Scan:
        if scan is None:
            raise NotFound
        case = Case(actor, scan, is_member=self._needs_membership(actor, scan))
        # Whoever may do anything with a scan may see it, so that is asked only where he may not.
        if permits(action, case):
            return scan
        if not permits(Action.SEE, case):
            raise NotFound
        if action is Action.SUBMIT and not permits(Action.MODERATE, case):
            raise _not_open(scan)
        raise Forbidden

    def _needs_membership(self, actor: Actor, scan: Scan) -> bool:
        # Only a closed scan asks for it; elsewhere the link is enough, and a read is saved.
        return scan.status is ScanStatus.CLOSED and self.members.is_member(scan.id, actor.id)


def _may(actor: Actor, scan: Scan | None, task: Task | None, action: Action) -> tuple[Scan, Task]:
    if scan is None or task is None:
        raise NotFound
    case = Case(actor, scan, task=task)
    # Whoever moderates a scan may see all its tasks, so that is asked only of others.
    if permits(Action.MODERATE, case):
        if action is Action.MODERATE or permits(action, case):
            return scan, task
        raise Forbidden
    if not permits(Action.SEE_TASK, case):
        raise NotFound
    if permits(action, case):
        return scan, without_held(task)
    if action is Action.RESUBMIT:
        raise _not_open(scan)
    raise Forbidden


def _not_open(scan: Scan) -> ScanNotOpen:
    return ScanNotOpen(f"This scan is {scan.status}.", current=scan)
