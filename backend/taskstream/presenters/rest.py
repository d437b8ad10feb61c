"""The shapes that only REST answers with, as models; what it shares with the socket is in ``wire``."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from taskstream.presenters.wire import (
    Links,
    Role,
    ScanView,
    TaskStack,
    TaskView,
)
from taskstream.presenters.wire_base import Person, Wire


class HistoryEntry(Wire):
    """One change of a task. ``text`` is there when the change set it."""

    version: int
    action: Literal["submit", "validate", "refuse", "return", "reopen", "resubmit"]
    at: str
    by: Person
    reason: str | None = None
    reasons_version: int | None = None
    text: str | None = None


class TaskDetail(TaskView):
    """A task with all that happened to it, oldest first."""

    history: list[HistoryEntry]


class StackList(Wire):
    """Which tasks of a scan are alike. ``complete`` is false while that is being found out, or not wanted."""

    stacks: list[TaskStack]
    complete: bool


class UserView(Wire):
    """An account, as its owner sees it; or a guest."""

    id: str
    username: str
    role: Role
    guest_of: str | None = Field(None, description="The one scan that a guest may be in.")


class SessionView(Wire):
    """The answer to registering, signing in and refreshing. ``expires_in`` is in seconds."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    user: UserView
    requested_role: Role | None = None


class DeviceView(Wire):
    """A browser or program in which somebody is signed in.

    ``id`` is the session's. ``browser`` and ``system`` are what it said of itself, and left out
    where it said nothing that is known. ``seen_at`` is right to ten minutes.
    """

    id: str
    browser: str | None = None
    system: str | None = None
    signed_in_at: str
    seen_at: str
    current: bool = Field(description="Whether it is the one that asks.")


class DeviceList(Wire):
    """Where somebody is signed in: here first, then who was seen last."""

    items: list[DeviceView]


class ShareView(Wire):
    """Where others reach the pages: origins, under which links are paths."""

    public_url: str | None = Field(None, description="What the operator says it is.")
    network: list[str] = Field(
        description="This machine's own, the best one first; empty where the server cannot know."
    )


class InviteView(Wire):
    """A single-use code that lets its bearer register with a role."""

    code: str
    role: Role
    expires_at: str
    share: ShareView


class Joinable(Wire):
    """The scan that a code leads to. ``links.worker`` is the page to open."""

    scan_id: str
    links: Links


class Door(Wire):
    """Whether a scan lets guests in, and its name where it does: all that is told to who is not signed in."""

    guests: bool
    name: str | None = None
    removed: bool | None = Field(
        None, description="Whether the guest whom this browser was has been removed."
    )
    closed: bool | None = Field(None, description="Whether it let guests in until it was closed.")


class GuestView(Wire):
    """A guest, as the moderators of his scan see him."""

    id: str
    name: str
    entered_at: str


class GuestList(Wire):
    """A scan's guests, who came last first."""

    items: list[GuestView]


class ScanPage(Wire):
    """A page of scans, newest first. Pass ``next`` as ``after`` for the following one."""

    items: list[ScanView]
    next: str | None = None


class Rendered(Wire):
    """Instructions as their workers would be shown them."""

    instructions_html: str


class TaskPage(Wire):
    """A page of tasks. Pass ``next`` as ``after`` for the following one, with the same filter and sort."""

    items: list[TaskView]
    next: str | None = None


class SubmittedTask(TaskView):
    """A task as the answer to its submission. ``duplicate``: this key was answered before."""

    duplicate: bool


class ScanName(Wire):
    """A scan, as it was called then."""

    id: str
    name: str


class DecidedCounts(Wire):
    """Verdicts by their kind, and how many were undone."""

    validated: int
    refused: int
    returned: int
    reopened: int


class ActivityView(Wire):
    """Something that somebody did, and an admin may look up.

    ``about`` says to whom or with what, and depends on ``deed``: the fields that were changed, the
    moderator or guest it was about, the role of an invitation or a new account, the browser of who
    signed in, the message of a pause, what was exported. A line of verdicts is of an hour, and ``decided``
    says how many; ``since`` is when the minute of the first one begins, and ``at`` when that of
    the last ends, or when it was counted.
    """

    id: str
    at: str
    deed: Literal[
        "registered", "signed_in", "signed_out", "entered", "password_changed",
        "others_signed_out", "opened", "edited", "paused", "resumed", "closed", "reopened",
        "invited", "moderator_named", "moderator_ended", "guest_removed", "decided", "exported",
    ]  # fmt: skip
    kind: Literal["access", "scan", "people", "decision", "export"]
    by: Person
    scan: ScanName | None = None
    about: str | None = None
    decided: DecidedCounts | None = None
    since: str | None = None


class ActivityLogPage(Wire):
    """A page of the log, newest first. Pass ``next`` as ``after`` for the following one.

    ``kept_days``: what is older is not shown, and removed.
    """

    items: list[ActivityView]
    kept_days: int
    next: str | None = None


class Check(Wire):
    """One part of the health report."""

    ok: bool
    detail: str | None = None


class Load(Wire):
    """How hard it is for the server.

    ``longest_stall_ms``: how long its event loop stood still at worst in the last minute or two;
    ``backlog``: how many suggestions it has taken in and not answered yet.
    """

    longest_stall_ms: int
    backlog: int


class Health(Wire):
    """The health report."""

    status: Literal["ok", "failing"]
    version: str
    checks: dict[str, Check]
    load: Load | None = None


class RateView(Wire):
    """A limit: so many a second, so many at once."""

    per_second: float
    burst: int


class LimitsView(Wire):
    """Every limit by its name; null is off. ``backlog`` is everybody's."""

    limits: dict[str, RateView | None]
    sockets_per_user: int
    backlog: int


class SetupView(Wire):
    """Whether the first admin is still missing, and who may register as ADMIN."""

    needs_admin: bool
    registration: Literal["bootstrap", "invite", "open", "closed"]


class Problem(Wire):
    """An error over REST (RFC 9457). ``code`` is stable, the words are not."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
