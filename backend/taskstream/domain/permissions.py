"""Who may do what with a scan and its tasks: one table, for REST, sockets and the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from taskstream.domain.actors import Actor
from taskstream.domain.scans import Scan, ScanRole, ScanStatus
from taskstream.domain.tasks import Task
from taskstream.domain.users import Role


class Action(StrEnum):
    """What can be asked for. The names in lower case are what ``can`` lists."""

    SEE = "see"
    SUBMIT = "submit"
    MODERATE = "moderate"
    EDIT = "edit"
    NAME_MODERATORS = "name_moderators"
    SEE_TASK = "see_task"
    RESUBMIT = "resubmit"


# What a scan's ``can`` may list, in this order.
ON_SCANS = (Action.SEE, Action.SUBMIT, Action.MODERATE, Action.EDIT, Action.NAME_MODERATORS)


class Case(NamedTuple):
    """One question: this actor, this scan, perhaps this task."""

    actor: Actor
    scan: Scan
    is_member: bool = False
    task: Task | None = None


Predicate = Callable[[Case], bool]


def _is_admin(case: Case) -> bool:
    return case.actor.role is Role.ADMIN


def _owns(case: Case) -> bool:
    return case.scan.owner.id == case.actor.id


def _is_named(case: Case) -> bool:
    return any(person.id == case.actor.id for person in case.scan.moderators)


def _is_member(case: Case) -> bool:
    return case.is_member


def _moderates(case: Case) -> bool:
    return _is_admin(case) or _owns(case) or _is_named(case)


def _does_not_moderate(case: Case) -> bool:
    return not _moderates(case)


def _link_holds(case: Case) -> bool:
    # Asking with the scan's id proves that one has the link; closing the scan revokes it.
    return case.scan.status is not ScanStatus.CLOSED


def _scan_is_open(case: Case) -> bool:
    return case.scan.status is ScanStatus.OPEN


def _wrote_it(case: Case) -> bool:
    return case.task is not None and case.task.author.id == case.actor.id


# Any inner list that is wholly true grants.
PERMITS: Mapping[Action, Sequence[Sequence[Predicate]]] = {
    Action.SEE: [[_is_admin], [_owns], [_is_named], [_is_member], [_link_holds]],
    Action.SUBMIT: [[_does_not_moderate, _scan_is_open]],
    Action.MODERATE: [[_is_admin], [_owns], [_is_named]],
    Action.EDIT: [[_is_admin], [_owns], [_is_named]],
    Action.NAME_MODERATORS: [[_is_admin], [_owns]],
    Action.SEE_TASK: [[_is_admin], [_owns], [_is_named], [_wrote_it]],
    Action.RESUBMIT: [[_wrote_it, _does_not_moderate, _scan_is_open]],
}


def permits(action: Action, case: Case) -> bool:
    """Say whether the table grants the action. To a guest it grants nothing outside his scan."""
    if case.actor.guest_of not in (None, case.scan.id):
        return False
    # Loops, for every verdict asks: all() and any() of generators take three times as long.
    for grant in PERMITS[action]:
        for holds in grant:
            if not holds(case):
                break
        else:
            return True
    return False


def role_in(actor: Actor, scan: Scan) -> ScanRole:
    """Return what the actor is in the scan, once he may see it."""
    return ScanRole.MODERATOR if _moderates(Case(actor, scan)) else ScanRole.WORKER


def abilities(actor: Actor, scan: Scan) -> list[str]:
    """Return the ``can`` of a scan that this actor may see."""
    case = Case(actor, scan)
    return [action.value for action in ON_SCANS if action is Action.SEE or permits(action, case)]


def audience_abilities(role: ScanRole, scan: Scan) -> list[str]:
    """Return the ``can`` that holds for everybody of a role in the scan."""
    if role is ScanRole.MODERATOR:
        return [Action.SEE.value, Action.MODERATE.value, Action.EDIT.value]
    if scan.status is ScanStatus.OPEN:
        return [Action.SEE.value, Action.SUBMIT.value]
    return [Action.SEE.value]
