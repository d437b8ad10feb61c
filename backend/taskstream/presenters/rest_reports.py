"""Models of what is answered about a period."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taskstream.presenters.wire import ScanStatus
from taskstream.presenters.wire_base import Person, Wire
from taskstream.presenters.wire_figures import ReasonGiven, VerdictCounts


class PeriodTotals(Wire):
    """What happened in a period. Waits are left out where no verdict was given.

    ``workers``: how many different ones have sent a suggestion.
    """

    submitted: int
    resubmitted: int
    reopened: int
    verdicts: VerdictCounts
    workers: int
    mean_wait_ms: int | None = None
    median_wait_ms: int | None = None
    p95_wait_ms: int | None = None


class PeriodBefore(Wire):
    """The same part of the calendar before: of a period that is not over, as much as has passed of it."""

    since: str = Field(alias="from")
    until: str = Field(alias="to")
    totals: PeriodTotals


class PeriodStep(Wire):
    """What happened from ``since`` until the next step begins."""

    since: str
    submitted: int
    resubmitted: int
    reopened: int
    verdicts: VerdictCounts
    median_wait_ms: int | None = None
    p95_wait_ms: int | None = None


class WaitsUpTo(Wire):
    """How many verdicts were given after waiting for longer than the one before and no longer than this."""

    up_to_ms: int | None = Field(None, description="Left out of the last, which has no bound.")
    count: int


class PeriodWorker(Wire):
    """What a worker has sent, and what was decided of his."""

    by: Person | None = Field(None, description="Unknown once a guest was removed.")
    submitted: int
    verdicts: VerdictCounts


class PeriodModerator(Wire):
    """What a moderator has decided and reopened."""

    by: Person | None = Field(None, description="Unknown once nobody has that name.")
    verdicts: VerdictCounts
    reopened: int


class PeriodScan(Wire):
    """How one scan went."""

    id: str
    title: str
    status: ScanStatus
    totals: PeriodTotals


class AnalyticsReport(Wire):
    """How scans went over a period. docs/analytics.md says what each figure means.

    ``from`` and ``to`` are the bounds that were used. ``reasons``, ``workers`` and ``moderators`` are
    the first 50, ``scans`` the first 200 of ``scans_count`` in which anything has happened.
    """

    since: str = Field(alias="from")
    until: str = Field(alias="to")
    zone: str
    step: Literal["minute", "hour", "day"]
    totals: PeriodTotals
    before: PeriodBefore
    steps: list[PeriodStep]
    waits: list[WaitsUpTo]
    reasons: list[ReasonGiven]
    workers: list[PeriodWorker]
    moderators: list[PeriodModerator]
    scans: list[PeriodScan]
    scans_count: int
