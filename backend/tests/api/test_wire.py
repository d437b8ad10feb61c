"""What leaves is built as plain dictionaries; here each is held to the model that documents it.

A round trip through the model must give the very same dictionary: nothing missing, nothing
beside it, no type but the declared one, and no null where a field should be left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel

from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.invites import Invite
from taskstream.domain.scans import Person, Scan, ScanRole, ScanStatus
from taskstream.domain.tasks import Suggestion, Task, TaskAction, TaskStatus, submitted
from taskstream.domain.users import Role, User
from taskstream.domain.verdicts import Verdict, decide
from taskstream.errors import (
    BadAdminCode,
    FieldFault,
    Invalid,
    KeyReused,
    RateLimited,
    ReasonsChanged,
    ScanNotOpen,
    TaskStreamError,
    VersionConflict,
    WrongState,
)
from taskstream.presenters import rest, wire
from taskstream.presenters.accounts import present_invite, present_session, present_user
from taskstream.presenters.problems import present_problem, present_refusal
from taskstream.presenters.scans import (
    present_answer,
    present_head,
    present_scan,
    present_scan_to_audience,
)
from taskstream.presenters.tasks import present_task, present_task_detail
from taskstream.services.admission import IssuedInvite
from taskstream.services.snapshots import Answer, Position
from tests.actors import Caller, good
from tests.actors import User as Player

ADA, BOB = Person("ada", "Ada"), Person("bob", "Bob")
NOW = Millis(1_790_000_000_250)
ADMIN, WORKER = Actor("ada", "Ada", Role.ADMIN, "s1"), Actor("bob", "Bob", Role.WORKER, "s2")
COUNTS = {status: number for number, status in enumerate(TaskStatus)}

PENDING = submitted(Suggestion("0" * 32, "x"), "s.t", "s", BOB, NOW)._replace(number=1, seq=1)
DECIDED = decide(PENDING, Verdict(TaskAction.REFUSE, 1, "no", reasons_version=2), by=ADA, at=NOW)
SILENT = decide(PENDING, Verdict(TaskAction.VALIDATE, 1), by=ADA, at=NOW)
REOPENED = decide(DECIDED, Verdict(TaskAction.REOPEN, 2), by=ADA, at=NOW)
TASKS = [PENDING, DECIDED, SILENT, REOPENED]
SCAN = Scan("s", "Gate", "", ScanStatus.OPEN, 180, ADA, (BOB,), NOW, 1)
USER = User("bob", "Bob", "bob", Role.WORKER, "hash", 1, NOW, None, 1)
ASKED = replace(USER, requested_role=Role.ADMIN)
HEAD = Position(3, 5, 2, 12345678901, 4, NOW)

ERRORS: list[TaskStreamError] = [
    *[kind() for kind in (BadAdminCode, WrongState, ScanNotOpen)],
    *[kind(current=DECIDED) for kind in (VersionConflict, WrongState, KeyReused)],
    ScanNotOpen(current=SCAN),
    VersionConflict(current=SCAN),
    Invalid([FieldFault("text", "must not be empty")]),
    RateLimited(1.23456),
    ReasonsChanged(["Seen already"], 2),
]


def faithful(model: type[BaseModel], data: dict[str, Any]) -> None:
    """Fail unless the dictionary is exactly what the model says."""
    assert model.model_validate(data, strict=True).model_dump(exclude_none=True) == data


@pytest.mark.parametrize("task", TASKS)
def test_tasks(task: Task) -> None:
    faithful(wire.TaskView, present_task(task))
    faithful(rest.TaskDetail, present_task_detail(task))
    faithful(rest.SubmittedTask, {**present_task(task), "duplicate": True})
    assert "history" not in present_task(task)


@pytest.mark.parametrize("status", ScanStatus)
def test_scans(status: ScanStatus) -> None:
    scan = replace(SCAN, status=status)
    outsider = Actor("eve", "Eve", Role.WORKER, "s3")

    for viewer in (ADMIN, WORKER, outsider):
        faithful(wire.ScanView, present_scan(scan, viewer, COUNTS))
        faithful(wire.ScanView, present_scan(scan, viewer))
    for role in ScanRole:
        faithful(wire.ScanView, present_scan_to_audience(scan, role))
    assert "counts" in present_scan(scan, ADMIN, COUNTS)
    assert "counts" not in present_scan(scan, outsider, COUNTS)


@pytest.mark.parametrize("tasks", [[], TASKS])
def test_the_answer_to_joining(tasks: list[Task]) -> None:
    answer = Answer(
        SCAN, ScanRole.MODERATOR, "e", 3, snapshot=True, tasks=tasks, more=False, head=HEAD
    )

    faithful(wire.Followed, present_answer(answer, ADMIN, COUNTS))
    faithful(wire.Head, present_head(HEAD))
    faithful(wire.Head, present_head(replace(HEAD, counts=COUNTS)))


@pytest.mark.parametrize("user", [USER, ASKED])
def test_accounts(user: User) -> None:
    faithful(rest.UserView, present_user(user))
    session = present_session(user, "token")
    faithful(rest.SessionView, session)
    assert ("requested_role" in session) is (user.requested_role is not None)
    assert "hash" not in str(session)


def test_invitations() -> None:
    invite = Invite("hash of the code", Role.ADMIN, "ada", NOW, None)

    view = present_invite(IssuedInvite(invite, "the code"), {"network": ["http://192.0.2.7:5000"]})

    faithful(rest.InviteView, view)
    assert "hash" not in str(view)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_say_the_same_over_rest_and_over_the_socket(error: TaskStreamError) -> None:
    body, ack = present_problem(error, "request"), present_refusal(error)

    faithful(rest.Problem, body)
    scan = ack.pop("scan", None)
    faithful(wire.Refused, ack)
    assert body["code"] == ack["error"]["code"] == error.code
    assert body["detail"] == ack["error"]["message"]
    assert body.get("task") == ack.get("task")
    assert body.get("scan") == scan
    assert (scan is not None) is isinstance(getattr(error, "current", None), Scan)


def test_a_worker_who_is_refused_is_not_shown_the_moderators_side_of_the_scan() -> None:
    shown = present_problem(ScanNotOpen(current=SCAN), "request")["scan"]

    assert "moderators" not in shown
    assert "console" not in shown["links"]


def test_times_are_iso_8601_in_utc_with_milliseconds() -> None:
    assert present_task(PENDING)["created_at"] == "2026-09-21T14:13:20.250Z"


def test_what_a_running_server_answers(admin: Player, worker: Player, scan: dict[str, Any]) -> None:
    task = worker.submit(scan)
    decided = good(admin.decide(task, "refuse", reason="no"))
    path = f"/scans/{scan['id']}"
    answers: list[tuple[type[BaseModel], dict[str, Any]]] = [
        (rest.SubmittedTask, task),
        (wire.TaskView, decided),
        (rest.TaskDetail, worker.see(task)),
        (wire.ScanView, good(admin.get(path))),
        (wire.ScanView, good(worker.get(path))),
        (rest.ScanPage, good(admin.get("/scans?limit=1"))),
        (rest.TaskPage, good(admin.get(f"{path}/tasks"))),
        (rest.UserView, good(admin.get("/me"))),
        (rest.InviteView, good(admin.post("/invites", {"role": "WORKER"}), 201)),
        (rest.SessionView, good(worker.post("/refresh"))),
        (rest.Health, good(admin.get("/health"))),
        (rest.SetupView, good(admin.get("/setup"))),
    ]

    for model, answer in answers:
        faithful(model, answer)
    rest.LimitsView.model_validate(good(Caller(admin.server).get("/limits")), strict=True)


def test_what_a_running_server_says_over_the_socket(
    admin: Player, named: Player, worker: Player, scan: dict[str, Any]
) -> None:
    phone, desk, watcher = worker.join(scan), admin.join(scan), named.join(scan)
    sent = phone.suggest(scan)
    decided = desk.decide(sent["task"], "validate")
    refused = desk.decide(sent["task"], "refuse")
    assert admin.put(f"/scans/{scan['id']}/moderators/{named.id}").status_code == 204

    faithful(wire.Joined, phone.joined)
    faithful(wire.Joined, desk.joined)
    faithful(wire.Submitted, sent)
    faithful(wire.Decided, decided)
    faithful(wire.Refused, refused)
    faithful(wire.Echoed, phone.call("echo", {}))
    faithful(wire.Renewed, phone.call("auth_refresh", {"token": worker.token}))
    faithful(wire.Done, phone.call("leave_scan", {"scan_id": scan["id"]}))
    for model in (wire.NewTask, wire.TaskUpdated, wire.ScanUpdated):
        faithful(model, desk.next_event(model.name))
    faithful(wire.Notice, watcher.next_event("notice"))
