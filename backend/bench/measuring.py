"""One scenario at a time: its ways started, put under the load in turns, and what came of it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bench.load_tool import run
from bench.scenarios import FLOOD, Report, Scenario
from bench.ways import Starter, Way

ROUNDS = 3
# What a load takes beside its own time: connecting, and waiting until nothing more comes.
AROUND_SECONDS, START_SECONDS = 1.5, 2.5
SYNCS, PAGE_BYTES = 100, 4_096
FAULTS = ("Missing", "Doubled", "Disordered", "Refused")


@dataclass
class Measured:
    """What came of one scenario. ``names`` and ``reports``: by way; ``troubles``: in words.

    ``sync_ms``: how long the disk took just before for what every commit waits for.
    """

    date: str
    sync_ms: float
    names: dict[str, str] = field(default_factory=dict)
    reports: dict[str, list[Report]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


def measure(
    scenario: Scenario, starters: Mapping[str, Starter], today: str, rounds: int = ROUNDS
) -> Measured:
    """Return what came of it. A way that does not start, or ends, is named and takes no other with it."""
    measured = Measured(today, sync_ms())
    with ExitStack() as stack:
        ways: dict[str, Way] = {}
        for name in scenario.ways:
            way = _started(stack, starters[name], name, measured)
            if way is not None:
                ways[name], measured.names[name] = way, way.name
        for number in range(1 if scenario.once else rounds):
            for name in list(ways) if number % 2 == 0 else list(ways)[::-1]:
                if not _measured_once(scenario, name, ways[name], measured):
                    del ways[name]
    return measured


def sync_ms() -> float:
    """Return how long it takes at the median until a page that was added to a file is on the disk."""
    took = []
    with tempfile.TemporaryFile() as file:
        for _ in range(SYNCS):
            begun = time.perf_counter()
            file.write(b"x" * PAGE_BYTES)
            file.flush()
            os.fsync(file.fileno())
            took.append(1_000 * (time.perf_counter() - begun))
    return median(took)


def seconds_of(scenario: Scenario, rounds: int = ROUNDS) -> float:
    """Return about how long it takes."""
    plan, turns = scenario.plan, 1 if scenario.once else rounds
    one = AROUND_SECONDS + plan.get("WarmUp", 0) + plan["Seconds"]
    # Taken in and decided on at some ten thousand a second; connected, some five hundred.
    one += plan.get("Count", 0) / 10_000 + plan.get("idle", 0) / 500
    if scenario.times:
        one += AROUND_SECONDS + FLOOD["WarmUp"] + FLOOD["Seconds"]
    seconds: float = scenario.before + len(scenario.ways) * (START_SECONDS + turns * one)
    return seconds


def _started(stack: ExitStack, starter: Starter, name: str, measured: Measured) -> Way | None:
    starting: AbstractContextManager[Way] = starter()
    try:
        return stack.enter_context(starting)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are measured
        measured.troubles.append(f"{name} did not start: {_words(error)}")
        return None


def _measured_once(scenario: Scenario, name: str, way: Way, measured: Measured) -> bool:
    try:
        plan = way.plan(**_plan_for(scenario, way))
        if way.parts is not None:
            way.parts()
        report = run(plan)
        if way.parts is not None:
            report["Parts"] = dict(way.parts())
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are measured
        measured.troubles.append(f"{name} was given up: {_words(error)}")
        return False
    # A figure with a fault in it is none, so it is said beside it.
    faults = {fault: report[fault] for fault in FAULTS if report[fault]}
    errors = (report["Errors"] or [])[:2]
    if faults or errors:
        measured.troubles.append(f"{name}: {faults or ''} {' '.join(errors)}")
    measured.reports.setdefault(name, []).append(report)
    return True


def _plan_for(scenario: Scenario, way: Way) -> dict[str, Any]:
    """Return the scenario's plan, with the rate that it is to have for this way."""
    if not scenario.times:
        return dict(scenario.plan)
    sockets = {kind: scenario.plan[kind] for kind in ("admins", "workers")}
    taken = run(way.plan(**FLOOD, **sockets))["Acknowledged"]["PerSecond"]
    return {**scenario.plan, "Rate": scenario.times * taken}


def _words(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
