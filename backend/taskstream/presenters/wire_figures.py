"""Figures as models: over the socket and over REST they are the same."""

from __future__ import annotations

from pydantic import Field

from taskstream.presenters.wire_base import Person, Wire


class Rates(Wire):
    """How many tasks arrived and how many verdicts were given in each step, so many seconds long."""

    since: str
    seconds: int
    arrived: list[int]
    decided: list[int]


class WaitingSteps(Wire):
    """How many tasks were waiting at the end of each step; the last number is the present one."""

    since: str
    seconds: int
    waiting: list[int]


class VerdictCounts(Wire):
    """How many verdicts of each kind were given, undone ones too."""

    validated: int
    refused: int
    returned: int


class ReasonGiven(Wire):
    """How often one of the scan's reasons was given."""

    reason: str
    count: int


class WorkerFigures(Wire):
    """How much a worker has sent."""

    by: Person | None = Field(None, description="Unknown once a guest was removed.")
    submitted: int


class ModeratorFigures(Wire):
    """What a moderator has decided."""

    by: Person | None = Field(None, description="Unknown once nobody has that name.")
    verdicts: VerdictCounts


class ScanFigures(Wire):
    """How a scan goes: the last hour of it. docs/analytics.md says what each figure means."""

    now: str
    rates: Rates
    waiting: WaitingSteps
    submitted: int
    resubmitted: int
    reopened: int
    verdicts: VerdictCounts
    reasons: list[ReasonGiven]
    workers: list[WorkerFigures]
    moderators: list[ModeratorFigures]
    median_wait_ms: int | None = None
    p95_wait_ms: int | None = None
    oldest_since: str | None = Field(None, description="Since when the oldest has waited.")
