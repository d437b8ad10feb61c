"""Run every check and every test, leg by leg, and say at the end what each gave.

A leg that fails does not stop the next one: one run tells everything. What a leg needs and
this machine lacks (a browser, a MongoDB server) is fetched where that can be done, and said
loudly where not; with CI=true it is a failure, so that CI never passes by having tested less.
While pytest waits for what its servers do, the short legs run beside it and are shown after it.

Usage: test.py [check] [pytest] [api] [stock] [vitest] [playwright]; without names all of them.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
REPORTS = ROOT / ".state" / "reports"
PYTHON = str(ROOT / ".venv" / "bin" / "python")
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
LONGEST_LINE = 300
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NO_MONGO_SERVER = 3  # what scripts/mongo-server ends with
# The first is the same browser without its own windows and menus: the tests are done a third sooner.
CHROMIUM_COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


# Where a leg writes that runs beside another; None is our own output.
WRITES_TO: ContextVar[IO[str] | None] = ContextVar("WRITES_TO", default=None)


@dataclass(slots=True)
class Outcome:
    """What a leg gave. ``note`` says in words what was not done, or why it failed.

    ``failures`` names the tests that failed, and the first that each said of it.
    """

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""
    failures: list[str] = field(default_factory=list)


def say(*lines: str) -> None:
    """Print at once, so that our words and the tools' come out in order."""
    print(*lines, sep="\n", flush=True, file=WRITES_TO.get())


def run(*command: str, cwd: Path = ROOT, **environment: str) -> int:
    """Run a command on our own output and return its status. It gets no standard input."""
    say("$ " + " ".join(command).replace(str(ROOT) + "/", ""))
    output = WRITES_TO.get()
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output and subprocess.STDOUT,
        check=False,
    ).returncode


def lacking(outcome: Outcome, what: str, how: str) -> Outcome:
    """Say loudly what could not be tested, and what it takes. In CI that is a failure."""
    say("", "!" * 78, f"!! {outcome.name}: {what}", f"!! {how}", "!" * 78)
    outcome.note = "; ".join(filter(None, (outcome.note, what)))
    outcome.failed += IN_CI
    return outcome


# ---- Legs


def check() -> Outcome:
    """Lint, formatting, types and import rules. Each tool counts as one test."""
    python = (PYTHON, "-m")
    # Not by its own command, which holds the path of the folder that it was installed in.
    lint_imports = (PYTHON, "-c", "from importlinter.cli import lint_imports_command as f; f()")
    tools: tuple[tuple[str, Path, tuple[str, ...]], ...] = (
        ("ruff check", BACKEND, (*python, "ruff", "check", ".", "../scripts")),
        ("ruff format", BACKEND, (*python, "ruff", "format", "--check", ".", "../scripts")),
        ("mypy", BACKEND, (*python, "mypy")),
        ("mypy, scripts", BACKEND, (*python, "mypy", "../scripts/test.py")),
        ("import-linter", BACKEND, (*lint_imports, "--no-logo")),
        ("eslint", FRONTEND, ("npm", "run", "--silent", "lint")),
        ("tsc", FRONTEND, ("npm", "run", "--silent", "typecheck")),
    )
    failed = [name for name, folder, command in tools if run(*command, cwd=folder) != 0]
    return Outcome(
        "check", passed=len(tools) - len(failed), failed=len(failed), note=", ".join(failed)
    )


def pytest() -> Outcome:
    """Run the backend's tests but for the next leg's, with a MongoDB server where there can be one."""
    tests = (PYTHON, "-m", "pytest", f"--junit-xml={REPORTS / 'pytest.xml'}", "--ignore=tests/api")
    if os.environ.get("MONGODB_URI"):
        return counted("pytest", run(*tests, cwd=BACKEND))
    with_mongo = str(ROOT / "scripts" / "mongo-server")
    if run(with_mongo, "path") != NO_MONGO_SERVER:
        return counted("pytest", run(with_mongo, "with", *tests, cwd=BACKEND))
    return lacking(
        counted("pytest", run(*tests, cwd=BACKEND)),
        "without a MongoDB server: that storage was not tested over the wire",
        "Install Go 1.24 or newer (https://go.dev/dl/), or name a server: MONGODB_URI=mongodb://...",
    )


def api() -> Outcome:
    """Run the tests of REST, which need nothing else: apart, so that there is something beside."""
    tests = (PYTHON, "-m", "pytest", f"--junit-xml={REPORTS / 'api.xml'}")
    return counted("api", run(*tests, "tests/api", cwd=BACKEND))


def stock() -> Outcome:
    """Run the tests of the live protocol again, with the libraries' own transport under it."""
    tests = (PYTHON, "-m", "pytest", f"--junit-xml={REPORTS / 'stock.xml'}")
    live = ("tests/realtime", "--ignore=tests/realtime/transport")
    return counted("stock", run(*tests, *live, cwd=BACKEND, TASKSTREAM_TRANSPORT="stock"))


def vitest() -> Outcome:
    """Run the front end's unit tests."""
    report = f"--outputFile.junit={REPORTS / 'vitest.xml'}"
    reporters = ("--reporter=default", "--reporter=junit", report)
    return counted("vitest", run("npm", "test", "--silent", "--", *reporters, cwd=FRONTEND))


def playwright() -> Outcome:
    """Drive the running product with a browser."""
    browser = find_chromium()
    if browser is None and not fetch_chromium():
        return lacking(
            Outcome("playwright"),
            "NOT RUN: there is no Chromium here, and none could be had",
            f"Debian: apt-get install {CHROMIUM_COMMANDS[0]}. "
            "Else name one: TASKSTREAM_CHROMIUM=/path/to/chrome",
        )
    environment = {"PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(REPORTS / "playwright.xml")}
    if browser := browser or find_chromium():
        environment["TASKSTREAM_CHROMIUM"] = browser
    command = ("npm", "run", "--silent", "e2e", "--", "--reporter=list,junit")
    return counted("playwright", run(*command, cwd=FRONTEND, **environment))


LEGS: dict[str, Callable[[], Outcome]] = {
    "check": check,
    "pytest": pytest,
    "api": api,
    "stock": stock,
    "vitest": vitest,
    "playwright": playwright,
}
# pytest is one process that mostly waits. A browser takes every core there is, and runs alone.
LONG, BESIDE = "pytest", ("check", "api", "stock", "vitest")


# ---- A browser


def find_chromium() -> str | None:
    """Return the Chromium to use: the one named, or one that this machine has."""
    named = os.environ.get("TASKSTREAM_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            sys.exit(f"TASKSTREAM_CHROMIUM={named}: there is no program there.")
        return named
    places = (*map(shutil.which, CHROMIUM_COMMANDS), *CHROMIUM_PATHS)
    return next((path for path in places if path and os.access(path, os.X_OK)), None)


def fetch_chromium() -> bool:
    """Get a Chromium, Debian's where we may install it, else Playwright's. Return success."""
    say("There is no Chromium here; getting one.")
    if os.geteuid() == 0 and shutil.which("apt-get"):
        # A fresh container has no package lists yet.
        run("apt-get", "update", "-qq")
        install = ("apt-get", "install", "--yes", "-qq", "--no-install-recommends")
        if run(*install, CHROMIUM_COMMANDS[0], DEBIAN_FRONTEND="noninteractive") == 0:
            return True
    return run("npx", "playwright", "install", "--only-shell", "chromium", cwd=FRONTEND) == 0


# ---- Counting


def counted(name: str, status: int) -> Outcome:
    """Read a leg's JUnit report. A failure that no test stands for counts as one, too."""
    outcome = Outcome(name)
    report = REPORTS / f"{name}.xml"
    if report.exists():
        root = ET.parse(report).getroot()  # noqa: S314 - not from outside
        for suite in root.iter("testsuite"):
            tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            outcome.passed += tests - failed - skipped
            outcome.failed += failed
            outcome.skipped += skipped
        outcome.failures += filter(None, map(failure_of, root.iter("testcase")))
    if status != 0 and outcome.failed == 0:
        outcome.failed = 1
        outcome.note = f"ended with status {status}"
    elif status == 0 and outcome.passed == 0:
        outcome.failed += 1
        outcome.note = "ran no test"
    return outcome


def failure_of(case: ET.Element) -> str | None:
    """Return a line on a test that failed, and None for any other."""
    failure = case.find("failure")
    if failure is None:
        failure = case.find("error")
    if failure is None:
        return None
    said = COLOUR.sub("", f"{failure.get('message', '')}\n{failure.text or ''}").splitlines()
    why = next((line for line in said if "Error" in line), said[0]).strip()
    return f"{case.get('classname', '')}, {case.get('name', '')}: {why}"[:LONGEST_LINE]


def summed_up(outcomes: Sequence[Outcome]) -> str:
    """Return the closing line; CI reads it."""
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    return f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")


def run_in_turn(names: Sequence[str]) -> dict[str, Outcome]:
    """Run legs one after the other; return what each gave."""
    given = {}
    for name in names:
        say("", f"==> {name} " + "=" * (74 - len(name)))
        (REPORTS / f"{name}.xml").unlink(missing_ok=True)
        began = time.monotonic()
        given[name] = LEGS[name]()
        say(f"    {name}: {time.monotonic() - began:.0f} s")
    return given


def run_beside(names: Sequence[str], output: IO[str]) -> dict[str, Outcome]:
    """Run legs in a thread of their own, and write what they say there."""
    WRITES_TO.set(output)
    return run_in_turn(names)


def main(names: Sequence[str]) -> int:
    """Run the named legs; return 0 when nothing failed."""
    unknown = set(names) - set(LEGS)
    if unknown:
        sys.exit(f"no such leg: {', '.join(sorted(unknown))}; there are: {', '.join(LEGS)}")
    REPORTS.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in LEGS if name in (names or LEGS)]
    short = [name for name in wanted if name in BESIDE and LONG in wanted]
    with ThreadPoolExecutor(1) as pool, TemporaryFile("w+") as kept_back:
        beside = pool.submit(run_beside, short, kept_back)
        given = run_in_turn([name for name in wanted if name == LONG])
        given |= beside.result()
        kept_back.seek(0)
        shutil.copyfileobj(kept_back, sys.stdout)
    given |= run_in_turn([name for name in wanted if name not in given])
    outcomes = [given[name] for name in wanted]
    say("", f"==> What each gave (Python {platform.python_version()}) " + "=" * 40)
    for outcome in outcomes:
        say(f"    {outcome.name:<12}{summed_up([outcome]):<34}{outcome.note}".rstrip())
        for failure in outcome.failures:
            say(f"        {failure}")
    say("", summed_up(outcomes))
    return 1 if any(outcome.failed for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
