"""``python -m bench [scenario …]``: measure the product beside its peers, in turns, in one run.

Every way gets every load several times, one after the other and round again, so that whatever
else the machine does meets all of them. Printed are medians, and ratios of medians; with
``--write`` they go into ``docs/performance.md``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.load_tool import prepare_peers, run
from bench.scenarios import FLOOD, SCENARIOS, Report, Scenario
from bench.ways import Way, started

ROUNDS = 3
PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- make bench: begin -->\n", "<!-- make bench: end -->\n"


def measure(scenario: Scenario, ways: Mapping[str, Way]) -> dict[str, list[Report]]:
    """Return each way's reports."""
    reports: dict[str, list[Report]] = defaultdict(list)
    for number in range(1 if scenario.once else ROUNDS):
        names = scenario.ways if number % 2 == 0 else scenario.ways[::-1]
        for name in names:
            report = run(ways[name].plan(**plan_for(scenario, ways[name])))
            check(f"{scenario.name}, {name}", report)
            reports[name].append(report)
    return reports


def plan_for(scenario: Scenario, way: Way) -> dict[str, Any]:
    """Return the scenario's plan, with the rate that it is to have for this way."""
    if not scenario.times:
        return dict(scenario.plan)
    sockets = {kind: scenario.plan[kind] for kind in ("admins", "workers")}
    taken = run(way.plan(**FLOOD, **sockets))["Acknowledged"]["PerSecond"]
    return {**scenario.plan, "Rate": scenario.times * taken}


def check(what: str, report: Report) -> None:
    """Say what went wrong: a figure with a fault in it is none."""
    faults = {k: report[k] for k in ("Missing", "Doubled", "Disordered", "Refused") if report[k]}
    if faults or report["Errors"]:
        print(f"!! {what}: {faults} {report['Errors']}", file=sys.stderr)


def table(
    scenario: Scenario, reports: Mapping[str, Sequence[Report]], ways: Mapping[str, Way]
) -> str:
    """Return a scenario's figures in Markdown: medians, and their ratio to the product's."""
    head = ["", *(f"{figure.name}, {figure.unit}" for figure in scenario.figures), "load's share"]
    lines = [f"**{scenario.words}**", "", _row(head), _row(["---", *["---:"] * (len(head) - 1)])]
    for name, own in reports.items():
        cells = []
        for figure in scenario.figures:
            value = statistics.median(figure.read(report) for report in own)
            ours = statistics.median(figure.read(report) for report in reports["product"])
            ratio = "" if name == "product" or not value else f" ({ours / value:.2f})"
            cells.append(f"{_number(value)}{ratio}")
        share = statistics.median(
            report["OwnCPU"] / report["ServerCPU"] if report["ServerCPU"] else 0 for report in own
        )
        lines.append(_row([ways[name].name, *cells, f"{share:.0%}"]))
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def machine() -> str:
    """Return what this was measured on."""
    today = dt.datetime.now(tz=dt.UTC).date()
    return (
        f"Measured on {today}, {os.cpu_count()} cores ({platform.machine()}), Python "
        f"{platform.python_version()}, {platform.system()} {platform.release().partition('-')[0]}; "
        f"medians of {ROUNDS} rounds in turns; in parentheses: ours divided by theirs.\n"
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", help=", ".join(s.name for s in SCENARIOS))
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    chosen = [s for s in SCENARIOS if not options.scenarios or s.name in options.scenarios]
    prepare_peers()
    parts = [machine()]
    print(parts[0])
    # In turns within a scenario; what it does not measure does not run beside it.
    for scenario in chosen:
        with started(scenario.ways) as ways:
            parts.append(table(scenario, measure(scenario, ways), ways))
            print(parts[-1], flush=True)
    if options.write:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(before + BEGIN + "\n" + "\n".join(parts) + "\n" + END + after)


if __name__ == "__main__":
    main()
