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
        scan = self.scans.find(scan_id)
        if scan is None:
            raise NotFound
        case = Case(actor, scan, is_member=self._needs_membership(actor, scan))
        if not permits(Action.SEE, case):
            raise NotFound
        if not permits(action, case):
            if action is Action.SUBMIT and not permits(Action.MODERATE, case):
                raise _not_open(scan)
            raise Forbidden
        return scan

    def task(self, actor: Actor, task_id: str, action: Action) -> tuple[Scan, Task]:
        """Return the scan and the task as he may see it, with its history.

        Raises NotFound, Forbidden, and ScanNotOpen where only the scan's state forbids it.
        """
        task = self.tasks.find(task_id)
        if task is None:
            raise NotFound
        return _may(actor, self.scans.find(task.scan_id), task, action)

    def tasks_of(
        self, actor: Actor, scan_id: str, task_ids: Sequence[str], action: Action
    ) -> tuple[Scan | None, dict[str, Task | TaskStreamError]]:
        """Return the scan, if there is one, and for each id the task, or what ``task`` would raise.

        All are of one scan: what is in another is not found.
        """
        scan = self.scans.find(scan_id)
        found = {task.id: task for task in self.tasks.by_ids(task_ids) if task.scan_id == scan_id}
        return scan, {id_: _task_or_error(actor, scan, found.get(id_), action) for id_ in task_ids}

    def _needs_membership(self, actor: Actor, scan: Scan) -> bool:
        # Only a closed scan asks for it; elsewhere the link is enough, and a read is saved.
        return scan.status is ScanStatus.CLOSED and self.members.is_member(scan.id, actor.id)


def _task_or_error(
    actor: Actor, scan: Scan | None, task: Task | None, action: Action
) -> Task | TaskStreamError:
    try:
        return _may(actor, scan, task, action)[1]
    except TaskStreamError as error:
        return error


def _may(actor: Actor, scan: Scan | None, task: Task | None, action: Action) -> tuple[Scan, Task]:
    if scan is None or task is None:
        raise NotFound
    case = Case(actor, scan, task=task)
    if not permits(Action.SEE_TASK, case):
        raise NotFound
    if not permits(action, case):
        if action is Action.RESUBMIT and not permits(Action.MODERATE, case):
            raise _not_open(scan)
        raise Forbidden
    return scan, task if permits(Action.MODERATE, case) else without_held(task)


def _not_open(scan: Scan) -> ScanNotOpen:
    return ScanNotOpen(f"This scan is {scan.status}.", current=scan)
