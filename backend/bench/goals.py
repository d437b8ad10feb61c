"""What is asked of the figures, and what limits those that miss it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.measuring import Measured
from bench.scenarios import (
    ACK_P99,
    ACKNOWLEDGED,
    DECIDED,
    DELIVERED,
    EACH,
    JOINED,
    PROCESSOR,
    SHOWN_P50,
    Figure,
)

Results = Mapping[str, Measured]
CROWD = 4_000


@dataclass(frozen=True)
class Goal:
    """A figure, what it is to be at least (``more``) or at most, and what we aim at.

    ``scenarios`` and ``ways``: what it is worked out from; ``value`` raises KeyError where one of them
    is missing. ``limit``: why it is missed, where it is.
    """

    words: str
    scenarios: Sequence[str]
    value: Callable[[Results], float]
    asked: float
    aim: float | None
    more: bool
    limit: str = ""
    unit: str = ""
    ways: Sequence[str] = ("product",)

    def is_met(self, value: float) -> bool:
        """Return whether it is what was asked for."""
        return value >= self.asked if self.more else value <= self.asked


def of(results: Results, scenario: str, way: str, figure: Figure) -> float:
    """Return a figure's median. Raises KeyError."""
    return median(figure.read(report) for report in results[scenario].reports[way])


def against(scenario: str, figure: Figure, other: str) -> Callable[[Results], float]:
    """Return what divides our figure by another's in the same scenario."""
    return lambda results: (
        of(results, scenario, "product", figure) / of(results, scenario, other, figure)
    )


def _served(results: Results) -> float:
    reports = results["crowd"].reports["product"]
    return 0 if any(report["Errors"] for report in reports) else CROWD


def _grown(results: Results) -> float:
    before = of(results, "growth", "product", ACKNOWLEDGED)
    return of(results, "growth", "1,000,000", ACKNOWLEDGED) / before


GOALS = (
    Goal(
        "acknowledged/s, 20 workers, all the work, synced to the disk, against the bare Node relay",
        ("flood",),
        against("flood", ACKNOWLEDGED, "node"),
        0.6,
        1.0,
        more=True,
        limit="the relay passes a suggestion on and forgets it; ours is read, checked, numbered and stored "
        "in Python, and written by SQLite into a table and four keys",
        ways=("product", "node"),
    ),
    Goal(
        "the same against the bare Flask-SocketIO relay on eventlet",
        ("flood",),
        against("flood", ACKNOWLEDGED, "eventlet"),
        4,
        8,
        more=True,
        limit="what the transport saves is spent on the work that the relay does not do",
        ways=("product", "eventlet"),
    ),
    Goal(
        "deliveries/s to 20 admins against the bare Node relay",
        ("audience",),
        against("audience", DELIVERED, "node"),
        4,
        8,
        more=True,
        limit="a delivery costs next to nothing once its task is stored: storing is what takes the time",
        ways=("product", "node"),
    ),
    Goal(
        "submit to admin p50, one at a time, against the bare Flask-SocketIO relay on eventlet",
        ("one",),
        against("one", SHOWN_P50, "eventlet"),
        1.1,
        0.8,
        more=False,
        limit="one alone waits for a commit of its own, which is synced to the disk before it is told",
        ways=("product", "eventlet"),
    ),
    Goal(
        "1,000 connections, 100 tasks/s: ack p99 against the bare Node relay",
        ("hall",),
        against("hall", ACK_P99, "node"),
        1.5,
        1.0,
        more=False,
        limit="each of them waits for a commit that is synced to the disk; the relay has no disk to wait for",
        ways=("product", "node"),
    ),
    Goal(
        "verdicts/s, to the author and 20 admins, against submissions/s",
        ("verdicts", "flood"),
        lambda r: of(r, "verdicts", "product", DECIDED) / of(r, "flood", "product", ACKNOWLEDGED),
        0.5,
        0.8,
        more=True,
        limit="a verdict reads the task before it replaces it",
    ),
    Goal(
        "memory of an idle connection against the bare Node relay",
        ("idle",),
        against("idle", EACH, "node"),
        1.2,
        0.9,
        more=False,
        limit="what a connection keeps",
        ways=("product", "node"),
    ),
    Goal(
        "acknowledged/s with 1,000,000 tasks stored against an empty store",
        ("growth",),
        _grown,
        0.7,
        0.9,
        more=True,
        limit="keys that do not fit into SQLite's cache are read again",
        ways=("product", "1,000,000"),
    ),
    Goal(
        "the processor's time for a suggestion, with counting against without",
        ("insight",),
        against("insight", PROCESSOR, "uncounted"),
        1.05,
        None,
        more=False,
        limit="the document of the minute is written with every commit",
        ways=("product", "uncounted"),
    ),
    Goal("connections on one process", ("crowd",), _served, CROWD, None, more=True),
    Goal(
        "join of 5,000 waiting tasks, to the last byte",
        ("join",),
        lambda results: of(results, "join", "product", JOINED),
        300,
        120,
        more=False,
        limit="each task is read from its document and written out again",
        unit=" ms",
    ),
)
