"""Tasks and verdicts over REST."""

from __future__ import annotations

import re
import uuid
from itertools import chain
from typing import Any

from flask import Blueprint, Response, request

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, Header, endpoint
from taskstream.api.preconditions import IF_MATCH, seen_version
from taskstream.domain.activity import Deed
from taskstream.domain.actors import Actor
from taskstream.domain.corrections import Correction
from taskstream.domain.permissions import Action, role_in
from taskstream.domain.scans import ScanRole
from taskstream.domain.tasks import Suggestion
from taskstream.domain.verdicts import Verdict
from taskstream.errors import (
    Busy,
    Conflict,
    FieldFault,
    Forbidden,
    Invalid,
    KeyReused,
    NotFound,
    PreconditionFailed,
    RateLimited,
    ReasonsChanged,
    ScanNotOpen,
    WrongState,
)
from taskstream.presenters.csv import head_row, task_rows
from taskstream.presenters.rest import SubmittedTask, TaskDetail, TaskPage
from taskstream.presenters.spreadsheet import disposition
from taskstream.presenters.tasks import present_task, present_task_detail
from taskstream.presenters.wire import TaskView
from taskstream.schemas.listing import TaskFilter, TaskQuery
from taskstream.schemas.tasks import CorrectionForm, NewTask, VerdictForm

tasks = Blueprint("tasks", __name__)

KEY_HEADER = "Idempotency-Key"
KEY = re.compile(r"[0-9a-f]{32}")


@tasks.get("/scans/<scan_id>/tasks")
@endpoint(
    "List a scan's tasks",
    allow=Allow.IN_SCAN,
    query=TaskQuery,
    answer=TaskPage,
    errors=(NotFound,),
)
def list_tasks(actor: Actor, scan_id: str, query: TaskQuery) -> dict[str, Any]:
    """A moderator sees all, a worker his own.

    A page may hold fewer than ``limit``, also none, and have a ``next`` all the same: where few
    tasks match, each answer looks at a part of the scan.
    """
    scan = services().access.scan(actor, scan_id, Action.SEE)
    if role_in(actor, scan) is ScanRole.MODERATOR:
        page = services().listing.page(scan.id, query)
    else:
        page = services().listing.own_page(scan.id, actor.id, query)
    items = [present_task(task) for task in page.items]
    return {"items": items, **({} if page.next is None else {"next": str(page.next)})}


@tasks.get("/scans/<scan_id>/tasks.csv")
@endpoint(
    "Save a scan's tasks as a spreadsheet",
    allow=Allow.SIGNED_IN,
    query=TaskFilter,
    errors=(NotFound, Forbidden),
    media="text/csv",
)
def save_tasks(actor: Actor, scan_id: str, query: TaskFilter) -> Response:
    """For the scan's moderators: all that match, as CSV. Formulas are defused by an apostrophe."""
    scan = services().access.scan(actor, scan_id, Action.MODERATE)
    services().activity.note(Deed.EXPORTED, actor.person, scan=scan, about="tasks")
    found = services().listing.every(scan.id, query)
    rows = chain([head_row()], (task_rows(tasks, scan.status) for tasks in found))
    response = Response(rows, mimetype="text/csv")
    response.headers["Content-Disposition"] = disposition(scan.name)
    response.headers["Cache-Control"] = "no-store"
    return response


@tasks.post("/scans/<scan_id>/tasks")
@endpoint(
    "Submit a suggestion",
    allow=Allow.IN_SCAN,
    body=NewTask,
    answer=SubmittedTask,
    status=201,
    also=(200,),
    headers=(
        Header(
            KEY_HEADER,
            "32 hex digits, made by the caller; the same for each retry of one submission."
            " Without it a retry makes a second task.",
        ),
    ),
    errors=(NotFound, Forbidden, ScanNotOpen, KeyReused, RateLimited, Busy),
)
def submit_task(actor: Actor, scan_id: str, body: NewTask) -> tuple[dict[str, Any], int]:
    """201 means stored, and kept through a crash; 200 that this key had been answered before."""
    suggestion = Suggestion(_key() or uuid.uuid4().hex, body.text)
    with services().backlog.one():
        receipt = services().intake.submit(actor, scan_id, suggestion)
    answer = {**present_task(receipt.task), "duplicate": receipt.duplicate}
    return answer, 200 if receipt.duplicate else 201


@tasks.get("/tasks/<task_id>")
@endpoint("Look at a task", allow=Allow.IN_SCAN, answer=TaskDetail, errors=(NotFound,), tagged=True)
def see_task(actor: Actor, task_id: str) -> dict[str, Any]:
    """With its history. For its author and the scan's moderators."""
    _, task = services().access.task(actor, task_id, Action.SEE_TASK)
    return present_task_detail(task)


@tasks.post("/tasks/<task_id>/verdict")
@endpoint(
    "Give a verdict",
    allow=Allow.SIGNED_IN,
    body=VerdictForm,
    answer=TaskView,
    headers=(
        IF_MATCH,
        Header(
            KEY_HEADER,
            "32 hex digits, made by the caller; the same for each retry of one verdict, which"
            " is then answered with the task instead of a conflict.",
        ),
    ),
    errors=(
        NotFound,
        Forbidden,
        Conflict,
        PreconditionFailed,
        WrongState,
        KeyReused,
        ReasonsChanged,
        RateLimited,
    ),
    tagged=True,
)
def give_verdict(actor: Actor, task_id: str, body: VerdictForm) -> dict[str, Any]:
    """For the scan's moderators. A conflict carries the task as it is now."""
    with seen_version(body.version) as version:
        verdict = Verdict(body.action, version, body.reason, _key(), body.reasons_version)
        return present_task(services().verdicts.give(actor, task_id, verdict))


@tasks.post("/tasks/<task_id>/resubmit")
@endpoint(
    "Correct a returned task",
    allow=Allow.IN_SCAN,
    body=CorrectionForm,
    answer=TaskView,
    headers=(IF_MATCH,),
    errors=(
        NotFound,
        Forbidden,
        Conflict,
        PreconditionFailed,
        WrongState,
        ScanNotOpen,
        RateLimited,
    ),
    tagged=True,
)
def resubmit_task(actor: Actor, task_id: str, body: CorrectionForm) -> dict[str, Any]:
    """For its author, while the scan is open. The same task, pending again, with the new text.

    Sending the same correction again is harmless and gives the task as it is now.
    """
    with seen_version(body.version) as version:
        correction = Correction(version, body.text)
        return present_task(services().intake.resubmit(actor, task_id, correction))


def _key() -> str | None:
    key = request.headers.get(KEY_HEADER)
    if key is not None and not KEY.fullmatch(key):
        raise Invalid([FieldFault(KEY_HEADER, "must be 32 hex digits in lower case")])
    return key
