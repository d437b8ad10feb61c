"""The shapes that leave the server over the socket, and what REST shares with it, as models.

``frontend/src/live/protocol.gen.ts`` and the schemas in ``/openapi.json`` are made
from here and from ``rest``. On the hot path presenters build plain dictionaries; tests hold those to
these models. A field with the default None is left out when it has no value.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import ConfigDict, Field

from taskstream.presenters.wire_base import Person, Wire
from taskstream.presenters.wire_figures import ScanFigures

TaskStatus = Literal["pending", "validated", "refused", "returned"]
ScanStatus = Literal["open", "paused", "closed"]
Role = Literal["ADMIN", "WORKER"]
VerdictAction = Literal["validate", "refuse", "return", "reopen"]
ScanRole = Literal["moderator", "worker"]
ScanAbility = Literal["see", "submit", "moderate", "edit", "name_moderators"]


class HeldVerdict(Wire):
    """A verdict that the author is not told before ``until``; a reopening takes it back."""

    action: VerdictAction
    at: str
    by: Person
    until: str
    reason: str | None = None
    reasons_version: int | None = Field(
        None, description="Of which list of the scan the reason is."
    )


class TaskView(Wire):
    """A task, the same in answers and events. Merging is: keep the higher ``version``."""

    id: str
    scan_id: str
    number: int = Field(description="Counts from 1 in its scan; gaps are allowed.")
    text: str = Field(description="Exactly as typed. Escape it where you show it.")
    status: TaskStatus
    version: int = Field(description="Raised by one with each change.")
    seq: int = Field(description="The scan's counter at this change. Rising; gaps are allowed.")
    author: Person
    created_at: str
    decided_at: str | None = None
    decided_by: Person | None = None
    reason: str | None = None
    reasons_version: int | None = Field(
        None, description="Of which list of the scan the reason is."
    )
    round: int | None = Field(
        None, description="How often it came to the desk, once it was corrected: 2 or more."
    )
    waiting_since: str | None = Field(
        None,
        description="When it was last corrected or reopened, unless that undid a slip at once; "
        "else it waits since `created_at`.",
    )
    held: HeldVerdict | None = Field(None, description="For moderators, while it is pending.")


class Counts(Wire):
    """How many tasks of a scan have each status."""

    pending: int
    validated: int
    refused: int
    returned: int


class Links(Wire):
    """Paths of a scan's pages. ``console`` is for moderators only."""

    worker: str
    console: str | None = None


class ScanView(Wire):
    """A scan as this viewer may see it. In events ``can`` is what everybody in the audience may do."""

    id: str
    name: str
    instructions: str = Field(
        description="What its workers are told, in Markdown, as it was typed."
    )
    instructions_html: str = Field(description="The same as HTML that is safe to show.")
    status: ScanStatus
    target_seconds: int = Field(description="How long a task should wait for a verdict at most.")
    refusal_reasons: list[str] = Field(description="Offered to who refuses; others may be written.")
    reasons_version: int = Field(description="Counts the lists of reasons so far, from 1.")
    grace_seconds: int = Field(description="For how long a verdict is held back from the author.")
    version: int
    created_at: str
    owner: Person
    links: Links
    guests: bool = Field(description="Whether new guests are let in.")
    stacking: bool = Field(description="Whether moderators are told which tasks are alike.")
    code: str | None = Field(None, description="Leads to the scan when typed; until it is closed.")
    can: list[ScanAbility]
    pause_message: str | None = Field(None, description="Why it is paused, while it is.")
    closed_at: str | None = Field(None, description="Since when it is closed, if it is.")
    counts: Counts | None = None
    moderators: list[Person] | None = None


class Head(Wire):
    """Where an audience stands, to be compared with what a client holds.

    ``seq`` is the highest among the audience's tasks and ``changes`` how often those changed so
    far; ``count`` is the number of open tasks (pending and returned), ``digest`` the sum of
    crc32(``id:version``) over them, ``scan_version`` the scan's own, ``now`` the server's time.
    """

    seq: int
    changes: int
    count: int
    digest: int
    scan_version: int
    now: str
    counts: Counts | None = Field(None, description="For moderators: of all tasks of the scan.")


class AckError(Wire):
    """An error over the socket. ``retry`` false: final, and nothing was applied."""

    model_config = ConfigDict(extra="allow", frozen=True)

    code: str
    message: str
    retry: bool


class Refused(Wire):
    """What a client is told when a call did not succeed. ``task``: as it is now."""

    ok: Literal[False]
    error: AckError
    task: TaskView | None = None


class Followed(Wire):
    """What a scan holds or what has changed. While ``more``, ask again with ``epoch`` and ``seq``."""

    role: ScanRole
    epoch: str
    seq: int
    snapshot: bool
    tasks: list[TaskView]
    more: bool
    scan: ScanView
    head: Head


class TaskClaim(Wire):
    """Who looks at a task, and until when that holds unless he renews it."""

    task_id: str
    by: Person
    until: str


class DecidedLike(Wire):
    """What was decided last about a text of a stack; its author may not know yet."""

    task_id: str
    number: int
    text: str = Field(description="How it begins: its first 300 characters.")
    status: TaskStatus
    at: str
    reason: str | None = None


class TaskStack(Wire):
    """Tasks that are alike. ``id`` names the stack in its scan, and means nothing else."""

    id: str
    tasks: list[str] = Field(description="Ids of tasks that wait in it; others may, too.")
    decided: DecidedLike | None = None


class Joined(Followed):
    """The answer to ``join_scan``. While ``more``, ask again with ``epoch`` and ``seq``."""

    ok: Literal[True]
    claims: list[TaskClaim] | None = Field(None, description="For moderators.")
    stacks: list[TaskStack] | None = Field(
        None, description="For moderators: all of them, with the last part, once they are known."
    )


class Submitted(Wire):
    """The answer to ``new_task_suggestion``: stored, and kept through a crash."""

    ok: Literal[True]
    task: TaskView
    duplicate: bool


class Decided(Wire):
    """The answer to ``task_action`` on one task, and to ``resubmit_task``."""

    ok: Literal[True]
    task: TaskView


class NotTaken(Wire):
    """A task among several whose verdict was not taken, and why. ``task``: as it is now."""

    task_id: str
    error: AckError
    task: TaskView | None = None


class DecidedMany(Wire):
    """The answer to ``task_action`` on several tasks. Each is in one of the two lists."""

    ok: Literal[True]
    tasks: list[TaskView]
    refused: list[NotTaken]


class Watched(Wire):
    """The answer to ``watch_figures``: they are there while they are watched."""

    ok: Literal[True]
    figures: ScanFigures | None = None


class Echoed(Wire):
    """The answer to ``echo``: the server's time."""

    ok: Literal[True]
    now: str


class Renewed(Wire):
    """The answer to ``auth_refresh``. ``expires_in`` is in seconds."""

    ok: Literal[True]
    expires_in: int


class Done(Wire):
    """The answer to a call that has nothing else to say."""

    ok: Literal[True]


class Event(Wire):
    """Base of what the server sends unasked. ``name`` is the event's name, the rest its one argument."""

    name: ClassVar[str]


class NewTask(Event):
    """A task was submitted. Heard by the scan's moderators, and by its author where he did not send it."""

    name = "new_task"
    scan_id: str
    task: TaskView


class NewTasks(Event):
    """Several tasks of one instant, at most 200. A client must take both forms."""

    name = "new_tasks"
    scan_id: str
    tasks: list[TaskView]


class TaskUpdated(Event):
    """A task changed. Heard by the scan's moderators, and by its author in all his tabs."""

    name = "task_updated"
    scan_id: str
    task: TaskView


class TasksUpdated(Event):
    """Several tasks changed in one instant, at most 200. A client must take both forms."""

    name = "tasks_updated"
    scan_id: str
    tasks: list[TaskView]


class ScanUpdated(Event):
    """A scan changed: its name, instructions, target or status. Heard by everybody in it."""

    name = "scan_updated"
    scan: ScanView


class Heartbeat(Event):
    """Where the audience stands, at regular intervals: the ``head`` of the answer to ``join_scan``."""

    name = "head"
    scan_id: str
    seq: int
    changes: int
    count: int
    digest: int
    scan_version: int
    now: str
    counts: Counts | None = Field(None, description="For moderators: of all tasks of the scan.")


class Presence(Event):
    """Who is in the scan: to moderators by name, with the number of workers; to workers a number.

    ``desk`` is how many moderators are there. Everybody counts once, however many tabs he has.
    ``median_wait_ms``: half of what was decided in the last ten minutes had not waited longer; left out
    where nothing was.
    """

    name = "presence"
    scan_id: str
    moderators: list[Person] | None = None
    workers: int | None = None
    desk: int | None = None
    median_wait_ms: int | None = None


class Claim(Event):
    """Somebody looks at a task, or (without ``by``) nobody does any more. For moderators."""

    name = "claim"
    scan_id: str
    task_id: str
    by: Person | None = None
    until: str | None = None


class Stacks(Event):
    """Which tasks are alike, as far as that has changed. For moderators.

    ``tasks`` of a stack are in it from now on, and its ``decided`` is what is given here, or
    nothing. Those in ``left`` are in none. ``whole``: what was known before is void.
    """

    name = "stacks"
    scan_id: str
    stacks: list[TaskStack]
    left: list[str] | None = None
    whole: bool | None = None


class Figures(Event):
    """How the scan goes, to those of its moderators who watch that: at most twice a second."""

    name = "figures"
    scan_id: str
    figures: ScanFigures


class Restart(Event):
    """The server is about to stop. Come back so many milliseconds after the socket has closed."""

    name = "restart"
    after_ms: int


class Notice(Event):
    """Something that concerns this socket alone.

    ``role_changed``: join the scan again, what you may do there is different now.
    ``signed_out``: the session has ended; the socket is closed after this. ``removed``: a
    moderator has removed this guest; the socket is closed after this.
    """

    name = "notice"
    code: Literal["role_changed", "signed_out", "removed"]
    message: str
    scan_id: str | None = None


EVENTS: tuple[type[Event], ...] = (
    NewTask,
    NewTasks,
    TaskUpdated,
    TasksUpdated,
    ScanUpdated,
    Heartbeat,
    Presence,
    Claim,
    Stacks,
    Figures,
    Restart,
    Notice,
)
