"""What was measured: kept as it comes, so that an interruption loses nothing, and written out."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from bench.goals import GOALS, Goal, Results
from bench.measuring import Measured
from bench.scenarios import SCENARIOS, Report, Scenario

BEGIN, END = "<!-- make bench: begin -->\n", "<!-- make bench: end -->\n"
# Beside these a server has no more of its core to give.
BUSY = 0.9


def load(path: Path) -> dict[str, Measured]:
    """Return what an earlier run has kept; nothing where there was none."""
    kept = json.loads(path.read_text()) if path.exists() else {}
    return {name: Measured(**measured) for name, measured in kept.items()}


def keep(path: Path, results: Results) -> None:
    """Keep what was measured so far."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({name: asdict(one) for name, one in results.items()}))


def write(page: Path, results: Results) -> None:
    """Put what was measured so far between the page's marks."""
    before, _, rest = page.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{render(results)}\n{END}{after}")


def render(results: Results) -> str:
    """Return all of it in Markdown: what is asked first."""
    tables = [table(one, results[one.name]) for one in SCENARIOS if one.name in results]
    return "\n".join([machine(results), goals(results), *tables])


def machine(results: Results) -> str:
    """Return what this was measured on, and when."""
    dates = ", ".join(sorted({one.date for one in results.values()}))
    return (
        f"Measured on {dates}, {os.cpu_count()} cores ({platform.machine()}), Python "
        f"{platform.python_version()}, {platform.system()} {platform.release().partition('-')[0]}; "
        "medians of rounds in turns; in parentheses: ours divided by theirs. *Busy*: how much of a core "
        "the server took; *load*: the generator's own processor time beside the server's.\n"
    )


def goals(results: Results) -> str:
    """Return our figures beside what is asked of them, and what limits those that miss it."""
    lines = [_row(["figure", "asked", "aim", "ours"]), _row(["---", "---:", "---:", "---:"])]
    missed = []
    for goal in GOALS:
        try:
            value = goal.value(results)
        except (KeyError, ZeroDivisionError):
            lines.append(_row([goal.words, _bound(goal, goal.asked), "", "not measured"]))
            continue
        aim = "" if goal.aim is None else _bound(goal, goal.aim)
        ours = number(value) + goal.unit
        ours = ours if goal.is_met(value) else f"**{ours}**"
        lines.append(_row([goal.words, _bound(goal, goal.asked), aim, ours]))
        if not goal.is_met(value):
            missed.append(f"- *{goal.words}*: {goal.limit}. {_where_time_goes(goal, results)}")
    told = ["", "What limits those that miss what is asked (in bold):", "", *missed]
    return "\n".join([*lines, *(told if missed else [])]) + "\n"


def table(scenario: Scenario, measured: Measured) -> str:
    """Return a scenario's figures: medians, and our own divided by them."""
    head = ["", *(f"{one.name}, {one.unit}" for one in scenario.figures), "busy", "load"]
    lines = [f"**{scenario.words}**", "", _row(head), _row(["---", *["---:"] * (len(head) - 1)])]
    ours = measured.reports.get("product", [])
    for name, reports in measured.reports.items():
        cells = []
        for figure in scenario.figures:
            value = median(map(figure.read, reports))
            ratio = ""
            if name != "product" and ours and value:
                ratio = f" ({median(map(figure.read, ours)) / value:.2f})"
            cells.append(f"{number(value)}{ratio}")
        load = median(
            one["OwnCPU"] / one["ServerCPU"] if one["ServerCPU"] else 0 for one in reports
        )
        lines.append(_row([measured.names[name], *cells, f"{_busy(reports):.0%}", f"{load:.0%}"]))
    troubles = [f"- {trouble}" for trouble in measured.troubles]
    return "\n".join([*lines, *(["", *troubles] if troubles else [])]) + "\n"


def number(value: float) -> str:
    """Return three digits of it, or all that stand before the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _where_time_goes(goal: Goal, results: Results) -> str:
    """Return how long the servers' processors are at work on one, and what the disk takes."""
    told = []
    for name in goal.scenarios:
        measured = results[name]
        for way in goal.ways:
            reports = measured.reports.get(way, [])
            each = [one["ServerCPU"] / count for one in reports if (count := _done(one))]
            if each:
                full = "all of" if _busy(reports) >= BUSY else f"{_busy(reports):.0%} of"
                told.append(
                    f"{measured.names[way]}: {median(each) * 1e6:,.0f} µs of the processor "
                    f"for each ({name}), {full} a core"
                )
    syncs = [results[name].sync_ms for name in goal.scenarios]
    return f"{'; '.join(told)}; a sync of this disk: {number(median(syncs))} ms." if told else ""


def _done(report: Report) -> int:
    return int(report["Decided"]["Count"] or report["Acknowledged"]["Count"])


def _busy(reports: Sequence[Report]) -> float:
    return median(one["ServerCPU"] / one["Window"] if one["Window"] else 0 for one in reports)


def _bound(goal: Goal, value: float) -> str:
    return f"{'≥' if goal.more else '≤'} {number(value)}{goal.unit}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
