"""The bench itself: nothing measured is lost, and what is asked is worked out from what was measured."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench import __main__ as command
from bench import measuring, results
from bench.goals import GOALS
from bench.measuring import Measured, measure
from bench.parts import ELSEWHERE, PARTS, part_of
from bench.scenarios import ACKNOWLEDGED, SCENARIOS, Report, Scenario
from bench.ways import Product, Starter, Way
from tests.actors import good, register
from tests.docs.pages import ROOT

FLOOD = Scenario("flood", "a flood", ("product", "node"), {"Seconds": 1}, (ACKNOWLEDGED,))
PRODUCT = ROOT / "backend" / "taskstream"
NOTHING = {"Count": 0, "PerSecond": 0.0, "P50": 0.0, "P95": 0.0, "P99": 0.0, "Max": 0.0}


def report(**more: Any) -> Report:
    """Return what the load would print, for a server that is half as busy as it could be."""
    timed = (
        "Acknowledged",
        "Shown",
        "Late",
        "Decided",
        "Joined",
        "Connected",
        "Resumed",
        "TurnedAway",
    )
    plain = (
        "Deliveries",
        "JoinedBytes",
        "Drained",
        "Recovered",
        "MemoryGrown",
        "ServerMemory",
        "MemoryBefore",
    )
    faults = ("Missing", "Doubled", "Disordered", "Refused")
    return {
        **{name: dict(NOTHING) for name in timed},
        **dict.fromkeys((*plain, *faults), 0),
        "OwnCPU": 0.1,
        "ServerCPU": 2.0,
        "Window": 4.0,
        "Errors": None,
        **more,
    }


def acknowledging(count: int) -> Report:
    """Return the report of a server that has acknowledged so many in its four seconds."""
    return report(Acknowledged={**NOTHING, "Count": count, "PerSecond": count / 4})


def starter(name: str) -> Starter:
    """Return what starts a server that is none."""

    @contextmanager
    def start() -> Iterator[Way]:
        if name == "broken":
            raise RuntimeError("no such module")
        yield Way(f"way {name}", name, 1, lambda: "a", lambda _: "w", lambda: "s")

    return start


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the load says of each address: a report, or an error."""
    said: dict[str, Any] = {"product": acknowledging(40_000), "node": acknowledging(80_000)}

    def run(plan: dict[str, Any]) -> Report:
        answer = said[plan["Address"]]
        if isinstance(answer, BaseException):
            raise answer
        found: Report = answer
        return found

    monkeypatch.setattr(measuring, "run", run)
    monkeypatch.setattr(Way, "plan", lambda way, **_: {"Address": way.address})
    return said


def starters(*broken: str) -> dict[str, Starter]:
    return {name: starter("broken" if name in broken else name) for name in FLOOD.ways}


def test_a_way_that_does_not_start_is_said_and_the_others_are_measured(
    loads: dict[str, Any],
) -> None:
    measured = measure(FLOOD, starters("node"), "today", 3)

    assert measured.reports == {"product": [loads["product"]] * 3}
    table = results.table(FLOOD, measured)
    assert "| way product | 10,000 | 50% | 5% |" in table
    assert "- node did not start: RuntimeError: no such module" in table


def test_a_way_that_ends_in_between_is_given_up_and_the_others_go_on(
    loads: dict[str, Any],
) -> None:
    loads["node"] = RuntimeError("load: connection refused")
    measured = measure(FLOOD, starters(), "today", 3)

    assert list(measured.reports) == ["product"]
    assert len(measured.reports["product"]) == 3
    assert measured.troubles == ["node was given up: RuntimeError: load: connection refused"]


def test_a_figure_with_a_fault_in_it_is_not_shown_without_it(loads: dict[str, Any]) -> None:
    loads["product"] = report(Missing=3, Errors=["EOF"])
    loads["node"] = report(Doubled=1)

    table = results.table(FLOOD, measure(FLOOD, starters(), "today", 1))

    assert "- product: {'Missing': 3} EOF" in table
    assert "- node: {'Doubled': 1}" in table


def test_what_is_asked_stands_first_and_a_miss_says_what_it_was_made_of(
    loads: dict[str, Any],
) -> None:
    loads["node"] = {**loads["node"], "ServerCPU": 4.0}
    told = results.render({"flood": measure(FLOOD, starters(), "2026-01-31", 1)})

    [missed] = [goal for goal in GOALS if goal.words.startswith("acknowledged/s, 20 workers")]
    assert f"| {missed.words} | ≥ 0.6 | ≥ 1 | **0.5** |" in told
    assert "way product: 50 µs of the processor for each (flood), 50% of a core; way node: " in told
    assert (
        "way node: 50 µs of the processor for each (flood), all of a core; a sync of this" in told
    )
    assert told.index(missed.words) < told.index("**20 workers with 4 in flight, one admin**")
    # Whatever there is no measurement for is not guessed.
    assert told.count("not measured") == len(GOALS) - 1


def test_every_goal_is_worked_out_from_scenarios_and_ways_that_are_there() -> None:
    whole = {
        one.name: Measured(
            "today",
            0.1,
            dict.fromkeys(one.ways, ""),
            {
                way: [
                    report(
                        Acknowledged={**NOTHING, "Count": 1, "PerSecond": 1.0, "P99": 1.0},
                        Shown={**NOTHING, "P50": 1.0},
                        Decided={**NOTHING, "Count": 1, "PerSecond": 1.0},
                        Joined={**NOTHING, "P50": 100.0},
                        Deliveries=1.0,
                        Connected={**NOTHING, "Count": 1},
                        ServerMemory=1_000,
                        Parts={"rules": 3, ELSEWHERE: 1},
                    )
                ]
                for way in one.ways
            },
        )
        for one in SCENARIOS
    }

    assert [goal.value(whole) for goal in GOALS] == [1] * 9 + [4_000, 100]
    assert "not measured" not in results.render(whole)


def test_the_product_without_its_figures_does_all_else() -> None:
    with Product(module="bench.uncounted_server") as running:
        scan = running.admin.open_scan()
        task = register(running.server).submit(scan, "Gate 4 is open")
        decided = good(running.admin.decide(task, "validate"))
        figures = good(running.admin.get(f"/scans/{scan['id']}/analytics"))

    assert decided["status"] == "validated"
    assert (figures["submitted"], figures["verdicts"]["validated"]) == (0, 0)


def test_the_time_of_one_is_divided_by_whose_code_was_at_work() -> None:
    figures = {
        one.name: one
        for scenario in SCENARIOS
        if scenario.name == "parts"
        for one in scenario.figures
    }
    measured = {**acknowledging(40_000), "Parts": {"rules": 300, "storing": 100, ELSEWHERE: 100}}

    told = {name: figure.read(measured) for name, figure in figures.items()}

    assert {name: us for name, us in told.items() if us} == {
        "rules": pytest.approx(30),
        "storing": pytest.approx(10),
        ELSEWHERE: pytest.approx(10),
    }
    # Every part has code that is there, and all code belongs to one.
    files = [str(path.relative_to(PRODUCT)) for path in PRODUCT.rglob("*.py")]
    assert {part_of(file) for file in files} == set(PARTS)


def test_an_interruption_loses_nothing_that_was_measured_before(
    loads: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, kept = tmp_path / "performance.md", tmp_path / "state" / "bench.json"
    page.write_text(f"Before.\n\n{results.BEGIN}\nolder\n{results.END}After.\n")
    second = Scenario("one", "one by one", ("product",), {"Seconds": 1}, (ACKNOWLEDGED,))
    monkeypatch.setattr(command, "PAGE", page)
    monkeypatch.setattr(command, "KEPT", kept)
    monkeypatch.setattr(command, "SCENARIOS", (FLOOD, second))
    monkeypatch.setattr(results, "SCENARIOS", (FLOOD, second))
    monkeypatch.setattr(command, "WAYS", starters())
    monkeypatch.setattr(command, "prepare_peers", lambda: None)

    monkeypatch.setattr(sys, "argv", ["bench", "--write", "flood"])
    command.main()
    once = page.read_text()
    loads["product"] = KeyboardInterrupt()
    monkeypatch.setattr(sys, "argv", ["bench", "--write", "--add", "one"])
    with pytest.raises(KeyboardInterrupt):
        command.main()

    assert page.read_text() == once
    assert once.startswith("Before.\n")
    assert once.endswith("After.\n")
    assert "older" not in once
    assert "| way node | 20,000 (0.50) |" in once
    loads["product"] = acknowledging(400)
    command.main()
    assert "| way node | 20,000 (0.50) |" in page.read_text()
    assert "**one by one**" in page.read_text()


def test_a_scenario_that_there_is_not_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "flod"])
    with pytest.raises(SystemExit):
        command.main()

    assert "no scenario: flod; there are one, flood" in capsys.readouterr().err


def test_the_page_has_a_place_for_what_is_measured() -> None:
    page = (ROOT / "docs" / "performance.md").read_text()

    assert page.count(results.BEGIN) == page.count(results.END) == 1
