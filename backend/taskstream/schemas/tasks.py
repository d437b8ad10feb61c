"""What may come in about tasks, over REST and over the socket."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema, model_validator

from taskstream.domain.tasks import TaskAction
from taskstream.domain.text import REASON_MAX, TASK_TEXT_MAX
from taskstream.ids import scan_of
from taskstream.schemas.base import Form, Query, TextUpTo
from taskstream.schemas.scans import MAX_INTEGER, Version

TASKS_AT_ONCE = 200
# Less than proxies wait for an answer: they commonly give up after 30 or 60 s.
WAIT_SECONDS = 25.0
VERDICTS = (TaskAction.VALIDATE, TaskAction.REFUSE, TaskAction.RETURN, TaskAction.REOPEN)


def _is_verdict(action: TaskAction) -> TaskAction:
    if action not in VERDICTS:
        raise ValueError("use validate, refuse, return or reopen")
    return action


TaskText = Annotated[str, TextUpTo(TASK_TEXT_MAX, or_blank=False)]
Reason = Annotated[str, TextUpTo(REASON_MAX)]
# Any 32 hex digits; our own pages put 48 bits of time first, so that the index grows at its end.
ClientId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
RecordId = Annotated[str, StringConstraints(min_length=1, max_length=80)]
VerdictAction = Annotated[
    TaskAction,
    Field(strict=False),
    AfterValidator(_is_verdict),
    WithJsonSchema({"type": "string", "enum": [*VERDICTS]}),
]


def check_reasons_version(
    action: TaskAction, reason: str | None, reasons_version: int | None
) -> None:
    """Raise ValueError where a version is named and no reason is chosen."""
    if reasons_version is not None and (action is not TaskAction.REFUSE or reason is None):
        raise ValueError("reasons_version goes with a reason for refusing")


class NewTask(Form):
    """A suggestion over REST; its key travels in the ``Idempotency-Key`` header."""

    text: TaskText


class VerdictForm(Form):
    """A verdict over REST.

    ``version`` is the one that the moderator saw; the header ``If-Match`` may name it instead.
    ``reasons_version``: that of the scan's reasons, where the reason was chosen among them.
    """

    action: VerdictAction
    version: Version | None = None
    reason: Reason | None = None
    reasons_version: Version | None = None

    @model_validator(mode="after")
    def _chooses_a_reason(self) -> Self:
        check_reasons_version(self.action, self.reason, self.reasons_version)
        return self


class CorrectionForm(Form):
    """A corrected text over REST.

    ``version`` is the one that the author saw; the header ``If-Match`` may name it instead.
    """

    version: Version | None = None
    text: TaskText


class FollowQuery(Query):
    """From where to go on, as in ``join_scan``, and how long to wait for news, in seconds."""

    epoch: Annotated[str, StringConstraints(max_length=80)] | None = None
    since: Annotated[int, Field(ge=0, le=MAX_INTEGER)] | None = None
    snapshot: bool = False
    wait: Annotated[float, Field(ge=0, le=WAIT_SECONDS)] = WAIT_SECONDS


class Seat(StrEnum):
    """From where somebody follows a scan. Only who moderates it can sit at its desk."""

    DESK = "desk"
    PORTAL = "portal"


class JoinScan(Form):
    """``join_scan``. ``epoch`` and ``since`` come from an earlier answer.

    ``snapshot``: go on with the snapshot that I am reading, from ``since``. ``at``: from where.
    """

    scan_id: RecordId
    epoch: Annotated[str, StringConstraints(max_length=80)] | None = None
    since: Annotated[int, Field(ge=0, le=MAX_INTEGER)] | None = None
    snapshot: bool = False
    at: Annotated[Seat, Field(strict=False)] = Seat.DESK


class ClaimForm(Form):
    """``claim_task`` and ``release_task``."""

    task_id: RecordId


class LeaveScan(Form):
    """``leave_scan``."""

    scan_id: RecordId


class WatchFigures(Form):
    """``watch_figures``: whether this socket is sent them."""

    scan_id: RecordId
    on: bool


class NewTaskSuggestion(Form):
    """``new_task_suggestion``."""

    scan_id: RecordId
    client_id: ClientId
    text: TaskText


class SeenTask(Form):
    """One task among several, at the version that the moderator saw."""

    task_id: RecordId
    version: Version


def check_one_scan(tasks: list[SeenTask]) -> None:
    """Raise ValueError where a task is named twice, or two are of different scans."""
    ids = {seen.task_id for seen in tasks}
    if len(ids) < len(tasks):
        raise ValueError("tasks names a task twice")
    if len({scan_of(id_) for id_ in ids}) > 1:
        raise ValueError("tasks are not of one scan")


class TaskActionForm(Form):
    """``task_action``: on one task (``task_id``, ``version``) or on several of one scan (``tasks``).

    ``version`` is the one that the moderator saw. ``reasons_version``: that of the scan's reasons,
    where the reason was chosen among them.
    """

    task_id: RecordId | None = None
    version: Version | None = None
    tasks: Annotated[list[SeenTask], Field(min_length=1, max_length=TASKS_AT_ONCE)] | None = None
    action: VerdictAction
    reason: Reason | None = None
    reasons_version: Version | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        check_reasons_version(self.action, self.reason, self.reasons_version)
        several = self.tasks is not None
        if (self.task_id is None) is not several or (self.version is None) is not several:
            raise ValueError("send task_id and version, or tasks")
        if self.tasks is not None:
            check_one_scan(self.tasks)
        return self

    def first_id(self) -> str:
        """Return the id of the one task, or of the first of several."""
        return self.task_id if self.task_id is not None else next(iter(self.seen()))

    def seen(self) -> dict[str, int]:
        """Return the version that was seen of each of several tasks, by id."""
        return {seen.task_id: seen.version for seen in self.tasks or ()}


class ResubmitTask(Form):
    """``resubmit_task``. ``version`` is the one that the author saw."""

    task_id: RecordId
    version: Version
    text: TaskText


class AuthRefresh(Form):
    """``auth_refresh``: a newer access token for this socket."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=4_096)]


class Echo(Form):
    """``echo``: nothing; the answer's delay is the round trip."""
