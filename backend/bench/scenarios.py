"""What is measured: each scenario a plan, the ways that go it, and what is read off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.parts import ELSEWHERE, PARTS

EVERYBODY = ("product", "node", "websockets", "eventlet", "gevent", "threading", "tutorial")
RIVALS = ("product", "node", "eventlet")
WITHOUT = ("product", "unlike", "uncounted", "neither")
OURS = ("product",)
GROWN = ("product", "100,000", "1,000,000")

Report = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A number that is read off a report. ``better``: ``more`` or ``less`` of it."""

    name: str
    read: Callable[[Report], float]
    better: str
    unit: str


@dataclass(frozen=True)
class Scenario:
    """A load, who is put under it, and what is read off."""

    name: str
    words: str
    ways: Sequence[str]
    plan: Mapping[str, Any]
    figures: Sequence[Figure]
    # One run: connecting thousands takes long, and memory does not vary.
    once: bool = False
    # Workers send so many times what the way took in a flood before, instead of a rate.
    times: float = 0
    # Seconds that making ready takes at most.
    before: float = 0


def _processor_of_each(report: Report) -> float:
    count: int = report["Acknowledged"]["Count"]
    return 1e6 * float(report["ServerCPU"]) / max(1, count)


def _memory_of_each(report: Report) -> float:
    grown: int = report["ServerMemory"] - report["MemoryBefore"]
    count: int = report["Connected"]["Count"]
    return grown / max(1, count)


ACKNOWLEDGED = Figure("acknowledged/s", lambda r: r["Acknowledged"]["PerSecond"], "more", "/s")
PROCESSOR = Figure("processor for each", _processor_of_each, "less", "µs")
DELIVERED = Figure("deliveries/s", lambda r: r["Deliveries"], "more", "/s")
ACK_P50 = Figure("ack p50", lambda r: r["Acknowledged"]["P50"], "less", "ms")
ACK_P99 = Figure("ack p99", lambda r: r["Acknowledged"]["P99"], "less", "ms")
SHOWN_P50 = Figure("admin p50", lambda r: r["Shown"]["P50"], "less", "ms")
SHOWN_P99 = Figure("admin p99", lambda r: r["Shown"]["P99"], "less", "ms")
DECIDED = Figure("verdicts/s", lambda r: r["Decided"]["PerSecond"], "more", "/s")
DECIDED_P50 = Figure("verdict p50", lambda r: r["Decided"]["P50"], "less", "ms")
MEMORY = Figure("memory", lambda r: r["ServerMemory"] / 1024, "less", "MiB")
EACH = Figure("for each", _memory_of_each, "less", "KiB")
JOINED = Figure("join, to the last byte", lambda r: r["Joined"]["P50"], "less", "ms")
JOINED_KB = Figure("size", lambda r: r["JoinedBytes"] / 1024, "less", "KiB")
BACK_P50 = Figure("back p50", lambda r: r["Connected"]["P50"], "less", "ms")
RESUMED_P50 = Figure("back p50", lambda r: r["Resumed"]["P50"], "less", "ms")
RESUMED_MAX = Figure("back, the last", lambda r: r["Resumed"]["Max"], "less", "ms")
BACK_MAX = Figure("back, the last", lambda r: r["Connected"]["Max"], "less", "ms")

OFFERED = Figure(
    "sent/s",
    lambda r: r["Acknowledged"]["PerSecond"] + r["TurnedAway"]["PerSecond"],
    "more",
    "/s",
)
AWAY_P99 = Figure("refused p99", lambda r: r["TurnedAway"]["P99"], "less", "ms")
LATE_P99 = Figure("sent late p99", lambda r: r["Late"]["P99"], "less", "ms")
DECIDED_P99 = Figure("verdict p99", lambda r: r["Decided"]["P99"], "less", "ms")
GROWN_BY = Figure("memory, more by", lambda r: r["MemoryGrown"] / 1024, "less", "MiB")
DRAINED = Figure("all answered after", lambda r: r["Drained"], "less", "ms")
RECOVERED = Figure("the next one", lambda r: r["Recovered"], "less", "ms")

FLOOD = {"InFlight": 4, "WarmUp": 1, "Seconds": 4, "Characters": 120}


def steady(rate: int, idle: int) -> dict[str, Any]:
    """Return fifty workers who send so many a second, twenty admins, and so many who do nothing."""
    return {
        "admins": 20,
        "workers": 50,
        "idle": idle,
        "Rate": rate,
        "WarmUp": 1,
        "Seconds": 6,
        "Characters": 120,
    }


def part(name: str) -> Figure:
    """Return how long the processor is at work on one part of one suggestion."""

    def read(report: Report) -> float:
        all_of_it: int = sum(report["Parts"].values())
        share: float = report["Parts"].get(name, 0) / max(1, all_of_it)
        return share * _processor_of_each(report)

    return Figure(name, read, "less", "µs")


SCENARIOS = (
    Scenario(
        "one",
        "one worker, one at a time, one admin",
        EVERYBODY,
        {**FLOOD, "admins": 1, "workers": 1, "InFlight": 1},
        (ACK_P50, ACK_P99, SHOWN_P50, SHOWN_P99),
    ),
    Scenario(
        "flood",
        "20 workers with 4 in flight, one admin",
        EVERYBODY,
        {**FLOOD, "admins": 1, "workers": 20},
        (ACKNOWLEDGED, ACK_P50, ACK_P99),
    ),
    Scenario(
        "audience",
        "20 workers with 4 in flight, 20 admins",
        EVERYBODY,
        {**FLOOD, "admins": 20, "workers": 20},
        (ACKNOWLEDGED, DELIVERED, ACK_P99),
    ),
    Scenario(
        "verdicts",
        "20 admins decide on 20,000 tasks, 4 in flight each",
        OURS,
        {**FLOOD, "admins": 20, "workers": 20, "Count": 20_000, "Seconds": 1, "Decide": True},
        (DECIDED, DECIDED_P50),
    ),
    Scenario(
        "hall",
        "1,000 connections, 100 tasks a second",
        RIVALS,
        steady(100, 930),
        (ACK_P50, ACK_P99, SHOWN_P99),
    ),
    Scenario(
        "hall-fast",
        "1,000 connections, 200 tasks a second",
        RIVALS,
        steady(200, 930),
        (ACK_P50, ACK_P99, SHOWN_P99),
    ),
    Scenario(
        "arena",
        "2,000 connections, 100 tasks a second",
        RIVALS,
        steady(100, 1_930),
        (ACK_P50, ACK_P99, SHOWN_P99),
    ),
    Scenario(
        "long-texts",
        "20 workers with 4 in flight, one admin, 4,000 characters",
        RIVALS,
        {**FLOOD, "admins": 1, "workers": 20, "Characters": 4_000},
        (ACKNOWLEDGED, ACK_P99),
    ),
    Scenario(
        "idle",
        "1,000 connections that do nothing",
        RIVALS,
        {"admins": 0, "workers": 0, "idle": 1_000, "Seconds": 0.1},
        (MEMORY, EACH, BACK_P50, BACK_MAX),
        once=True,
    ),
    Scenario(
        "crowd",
        "4,000 connections that do nothing",
        RIVALS,
        {"admins": 0, "workers": 0, "idle": 4_000, "Seconds": 0.1},
        (MEMORY, EACH, BACK_MAX),
        once=True,
    ),
    Scenario(
        "join",
        "an admin joins a scan with 5,000 waiting",
        OURS,
        {**FLOOD, "admins": 1, "workers": 20, "Count": 5_000, "Seconds": 1, "Join": 10},
        (JOINED, JOINED_KB),
    ),
    Scenario(
        "resume",
        "1,000 connections come back at once, their moderators to 250 tasks that they missed",
        OURS,
        {**steady(100, 930), "WarmUp": 0.5, "Seconds": 2, "Resume": True},
        (RESUMED_P50, RESUMED_MAX),
    ),
    Scenario(
        "overload",
        "200 workers send three times what is taken in, for 30 seconds, to 20 admins of whom one decides",
        OURS,
        {**FLOOD, "admins": 20, "workers": 200, "Seconds": 30, "Overload": True},
        (
            OFFERED,
            LATE_P99,
            ACKNOWLEDGED,
            ACK_P99,
            AWAY_P99,
            SHOWN_P99,
            DECIDED_P50,
            DECIDED_P99,
            GROWN_BY,
            DRAINED,
            RECOVERED,
        ),
        once=True,
        times=3,
    ),
    Scenario(
        "growth",
        "20 workers with 4 in flight, one admin, and so many tasks stored before",
        GROWN,
        {**FLOOD, "admins": 1, "workers": 20},
        (ACKNOWLEDGED, ACK_P50, ACK_P99),
        before=100,
    ),
    Scenario(
        "insight",
        "what counting and likeness cost: 20 workers with 4 in flight, one admin",
        WITHOUT,
        {**FLOOD, "admins": 1, "workers": 20},
        (ACKNOWLEDGED, ACK_P50, ACK_P99, PROCESSOR),
    ),
    Scenario(
        "parts",
        "where the processor's time goes, for each suggestion: 20 workers with 4 in flight, one admin",
        ("profiled",),
        {**FLOOD, "admins": 1, "workers": 20},
        tuple(part(name) for name in (*PARTS, ELSEWHERE)),
    ),
)
