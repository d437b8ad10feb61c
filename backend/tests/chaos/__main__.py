"""The long form (``make chaos``): kills, cuts and silences, and what came of them, as tables."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from taskstream.faults import FaultPoint
from tests.chaos import controls
from tests.chaos.crew import Crew, hire, hire_on_mongodb
from tests.chaos.network import Weathered, weather
from tests.chaos.reckoning import Reckoning
from tests.chaos.storm import POINTS, UNTALLIED, Storm
from tests.contract.databases import MONGODB_URI, NOT_RUN

# Between two presses of one worker: so that the submissions last as long as the kills.
PAUSE = 0.8
AT_ONCE = 100
BACK_SECONDS = 6
NOTICED_SECONDS = 25


def row(what: str, *figures: object) -> None:
    """Print one line of the table."""
    click.echo(f"  {what:<34}" + "  ".join(f"{figure!s:>12}" for figure in figures))


def killed(
    crew: Crew,
    kills: int,
    submissions: int,
    grace: int = 0,
    points: Sequence[FaultPoint] = POINTS,
) -> Reckoning:
    """Kill the server so often at each point, with at least so many submissions."""
    plan = [point for _ in range(kills) for point in points]
    storm = Storm(crew, pause=PAUSE, grace=grace)
    with storm.running():
        storm.kill_at(plan)
        while storm.acknowledged() < submissions:
            storm.work(AT_ONCE)
        storm.settle()
    return storm.close_books()


def report(books: Reckoning) -> None:
    """Print what became of a run."""
    for where, number in books.kills.items():
        row(f"killed, {where}", number)
    report_books(books)
    row("back after a restart, p95, s", f"{books.back_p95():.1f}")


def killed_on_mongodb(folder: Path, kills: int, submissions: int) -> Reckoning:
    """Do the same on MongoDB, between what is stored and what is counted of it."""
    with hire_on_mongodb(folder) as crew:
        return killed(crew, kills, submissions, points=UNTALLIED)


def report_weather(run: Weathered) -> None:
    """Print what became of a run on a bad network."""
    row("cut", run.cuts)
    row("fallen silent", len(run.silences))
    for end, seconds in run.noticed_after().items():
        row(f"silence noticed, {end}, max, s", f"{seconds:.1f}")
    report_books(run.books)


def report_books(books: Reckoning) -> None:
    """Print what was done, and what of it was not kept."""
    row("suggestions", books.submitted)
    row("verdicts, and conflicts", books.decided, books.conflicts)
    row("acknowledged but lost", len(books.lost))
    row("never stored", len(books.never_stored))
    row("duplicates", len(books.duplicates))
    row("double verdicts", len(books.double_verdicts))
    row("clients out of step", len(books.out_of_step))
    row("counters and figures wrong", books.miscounted)
    row("all in step after, s", f"{books.in_step_after:.1f}")


def report_controls(crew: Crew) -> Iterable[str]:
    """Print what each control found; yield those that found nothing."""
    careless = controls.careless_clients(crew)
    found = {
        "no idempotency: duplicates": careless.duplicates,
        "no resume, no heartbeat: out of step": careless.out_of_step,
        "no retry: never stored": controls.hopeless_clients(crew).never_stored,
        "ack before commit: lost": controls.hasty_server(crew).lost,
        "no compare-and-set: double verdicts": controls.unguarded_server(crew).double_verdicts,
    }
    for what, wrong in found.items():
        row(what, len(wrong))
        if not wrong:
            yield what


@click.command()
@click.option("--kills", default=50, show_default=True, help="Kills at each of the four points.")
@click.option("--submissions", default=8_000, show_default=True, help="At least so many.")
@click.option("--cuts", default=1_000, show_default=True, help="Connections that are cut.")
@click.option("--silences", default=50, show_default=True, help="Connections that fall silent.")
def main(kills: int, submissions: int, cuts: int, silences: int) -> None:
    """Kill a server and cut its connections again and again, and count what that did."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        crew = hire(Path(folder))
        click.echo(f"{len(crew.workers)} workers and {len(crew.admins)} admins")
        click.echo("\nKilled again and again")
        books = killed(crew, kills, submissions)
        report(books)
        click.echo("\nThe same with a grace of a second")
        graced = killed(crew, kills // 5, submissions // 5, grace=1)
        report(graced)
        row("held, and taken back", graced.held, graced.taken_back)
        counted = Reckoning()
        if MONGODB_URI:
            click.echo("\nKilled on MongoDB, between a task and its figures")
            counted = killed_on_mongodb(Path(folder, "mongodb"), kills // 5, submissions // 20)
            report(counted)
        else:
            click.echo(f"\n{NOT_RUN}")
        click.echo("\nOn a bad network")
        run = weather(crew, cuts=cuts, silences=silences)
        report_weather(run)
        click.echo("\nControls: with one rule switched off there must be some")
        silent = list(report_controls(crew))
    wrong = [*books.faults(), *graced.faults(), *counted.faults(), *run.books.faults()]
    wrong += [f"the control found nothing: {what}" for what in silent]
    if books.back_p95() > BACK_SECONDS:
        wrong.append("back too late")
    if max(run.noticed_after().values()) > NOTICED_SECONDS:
        wrong.append("a silence was noticed too late")
    click.echo(f"\n{time.monotonic() - began:.0f} s; " + ("; ".join(wrong) or "all as promised"))
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
