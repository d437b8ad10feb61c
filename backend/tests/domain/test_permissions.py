"""Who may do what, as one table: every kind of person against every state of a scan."""

from __future__ import annotations

import pytest

from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.permissions import Action, Case, abilities, audience_abilities, permits
from taskstream.domain.permissions import role_in as role
from taskstream.domain.scans import Person, Scan, ScanRole, ScanStatus
from taskstream.domain.tasks import Suggestion, submitted
from taskstream.domain.users import Role

OPEN, PAUSED, CLOSED = ScanStatus.OPEN, ScanStatus.PAUSED, ScanStatus.CLOSED

PEOPLE = {
    # An owner stays one whatever becomes of his account's role.
    "owner": Actor("owner", "Olga", Role.WORKER, "1"),
    "admin": Actor("admin", "Ada", Role.ADMIN, "2"),
    "named": Actor("named", "Mo", Role.WORKER, "3"),
    "author": Actor("author", "Wanda", Role.WORKER, "4"),
    "worker": Actor("worker", "Will", Role.WORKER, "5"),
}


def a_scan(status: ScanStatus) -> Scan:
    return Scan(
        "s",
        "Gate",
        "",
        status,
        180,
        Person("owner", "Olga"),
        (Person("named", "Mo"),),
        Millis(1),
        1,
    )


# who, is a member, the scan's state -> what he may do with the scan, in the order of ``can``
ON_SCANS = [
    # The owner and ADMINs may do everything but submit, whatever the state.
    ("owner", False, OPEN, "see moderate edit name_moderators"),
    ("owner", False, CLOSED, "see moderate edit name_moderators"),
    ("admin", False, OPEN, "see moderate edit name_moderators"),
    ("admin", True, PAUSED, "see moderate edit name_moderators"),
    ("admin", False, CLOSED, "see moderate edit name_moderators"),
    # Whom the owner named does not name others.
    ("named", True, OPEN, "see moderate edit"),
    ("named", False, CLOSED, "see moderate edit"),
    # Asking with the id proves that one has the link.
    ("worker", False, OPEN, "see submit"),
    ("worker", True, OPEN, "see submit"),
    ("worker", False, PAUSED, "see"),
    ("worker", True, PAUSED, "see"),
    ("worker", True, CLOSED, "see"),
]


@pytest.mark.parametrize(("who", "member", "status", "can"), ON_SCANS)
def test_what_may_be_done_with_a_scan(
    who: str, *, member: bool, status: ScanStatus, can: str
) -> None:
    scan = a_scan(status)
    case = Case(PEOPLE[who], scan, is_member=member)

    granted = [action for action in Action if permits(action, case)]

    assert " ".join(action.value for action in granted if action is not Action.SEE_TASK) == can
    assert " ".join(abilities(PEOPLE[who], scan)) == can


@pytest.mark.parametrize("status", ScanStatus)
@pytest.mark.parametrize("who", PEOPLE)
def test_whoever_may_do_anything_with_a_scan_may_see_it(who: str, status: ScanStatus) -> None:
    for is_member in (False, True):
        case = Case(PEOPLE[who], a_scan(status), is_member=is_member)
        for action in Action:
            assert not permits(action, case) or permits(Action.SEE, case), action


def test_closing_revokes_the_link_of_those_who_have_not_joined() -> None:
    case = Case(PEOPLE["worker"], a_scan(CLOSED), is_member=False)

    assert not any(permits(action, case) for action in Action)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("owner", True),
        ("admin", True),
        ("named", True),
        ("author", True),
        # The link lets one see the scan, never what others wrote into it.
        ("worker", False),
    ],
)
@pytest.mark.parametrize("status", ScanStatus)
def test_who_sees_a_task(who: str, *, sees: bool, status: ScanStatus) -> None:
    author = PEOPLE["author"]
    task = submitted(
        Suggestion("0" * 32, "x"), "s.t", "s", Person(author.id, author.name), Millis(1)
    )

    assert permits(Action.SEE_TASK, Case(PEOPLE[who], a_scan(status), task=task)) is sees


@pytest.mark.parametrize("status", ScanStatus)
@pytest.mark.parametrize("who", ["owner", "admin", "named", "worker"])
def test_an_audience_is_told_only_what_each_of_it_may_do(who: str, status: ScanStatus) -> None:
    scan = a_scan(status)

    told = audience_abilities(role(PEOPLE[who], scan), scan)

    assert set(told) <= set(abilities(PEOPLE[who], scan))


def test_roles_follow_from_who_moderates() -> None:
    scan = a_scan(OPEN)

    roles = {who: role(person, scan) for who, person in PEOPLE.items()}

    assert roles == {
        "owner": ScanRole.MODERATOR,
        "admin": ScanRole.MODERATOR,
        "named": ScanRole.MODERATOR,
        "author": ScanRole.WORKER,
        "worker": ScanRole.WORKER,
    }
