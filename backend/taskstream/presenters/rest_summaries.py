"""Models of what is answered about what a scan came to."""

from __future__ import annotations

from pydantic import Field

from taskstream.presenters.wire import Counts, ScanStatus
from taskstream.presenters.wire_base import Person, Wire
from taskstream.presenters.wire_figures import VerdictCounts


class VersionCount(Wire):
    """How many tasks are refused with a reason out of this version of the scan's list."""

    version: int
    count: int


class ReasonCount(Wire):
    """A reason for refusing, and how many tasks are refused with it.

    ``versions``: out of which lists of the scan; the rest were typed.
    """

    reason: str
    count: int
    versions: list[VersionCount]


class VerdictsDone(Wire):
    """What was decided of a scan's tasks, each time: undone verdicts too, and those on tasks that came again.

    Waits are those of these verdicts, the median and 95 of 100 to a tenth; left out where there are none.
    ``resubmitted``: how often a returned task came again, corrected.
    """

    verdicts: VerdictCounts
    reopened: int
    resubmitted: int
    mean_wait_ms: int | None = None
    median_wait_ms: int | None = None
    p95_wait_ms: int | None = None


class Decider(Wire):
    """A moderator: all verdicts that he gave, how many he undid, and how many tasks have one of his now."""

    by: Person | None = Field(None, description="Unknown once the account is gone.")
    verdicts: VerdictCounts
    reopened: int
    counts: Counts


class BusiestMinute(Wire):
    """The minute in which most verdicts were given that stand."""

    at: str
    verdicts: int


class WorkerSummary(Wire):
    """A worker, how much he has sent, and what that is now."""

    by: Person
    submitted: int
    counts: Counts


class Saying(Wire):
    """Tasks that say the same: the first one and how its text begins, how many, and what they are now."""

    task_id: str
    number: int
    text: str
    count: int
    counts: Counts


class SaidAlike(Wire):
    """What was said by more than one. ``compared``: how many tasks were looked at, from the first one on.

    ``stacks``: how many sayings there are, ``tasks``: how many tasks are in them; ``largest``: at most 50.
    """

    compared: int
    stacks: int
    tasks: int
    largest: list[Saying]
    validated_most: Saying | None = None


class TimeStep(Wire):
    """What happened within one step: tasks that arrived, and verdicts that stand, by when they were given."""

    arrived: int
    validated: int
    refused: int
    returned: int


class Timeline(Wire):
    """At most 40 steps without a gap, each so many seconds long; the first begins at ``since``."""

    since: str
    seconds: int
    steps: list[TimeStep]


class SummedScan(Wire):
    """Which scan it is, and when it was."""

    id: str
    name: str
    status: ScanStatus
    owner: Person
    target_seconds: int
    created_at: str
    closed_at: str | None = None


class ScanSummary(Wire):
    """What a scan came to.

    ``counts``, ``reasons``, ``validated_most`` (at most 50 workers), ``alike``, ``busiest`` and ``timeline``
    are of its tasks as they are now, each once; a verdict that is held back from its author counts as given.
    ``ever`` has all that was decided on the way there. ``alike`` is left out where likes are off.
    """

    scan: SummedScan
    counts: Counts
    workers: int
    ever: VerdictsDone
    reasons: list[ReasonCount]
    deciders: list[Decider]
    validated_most: list[WorkerSummary]
    first_at: str | None = None
    last_at: str | None = None
    busiest: BusiestMinute | None = None
    alike: SaidAlike | None = None
    timeline: Timeline | None = None
