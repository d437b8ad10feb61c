"""scripts/test.py: what CI believes must not say more than what was tested."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import Any

import pytest

from tests.docs.pages import ROOT

REPORT = """<testsuites>
<testsuite name="a" tests="5" failures="1" errors="1" skipped="1"/>
<testsuite name="b" tests="2" failures="0" errors="0" skipped="0"/>
</testsuites>"""


@pytest.fixture
def legs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, with a folder of its own for reports."""
    spec = importlib.util.spec_from_file_location("legs", ROOT / "scripts" / "test.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "legs", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "REPORTS", tmp_path)
    return module


def test_every_suite_of_a_report_counts(legs: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "vitest.xml").write_text(REPORT)

    outcome = legs.counted("vitest", 1)

    assert (outcome.passed, outcome.failed, outcome.skipped) == (4, 2, 1)


def test_what_failed_is_named_with_the_first_that_it_said(legs: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "playwright.xml").write_text(
        """<testsuites><testsuite tests="3" failures="1" errors="1">
        <testcase classname="a.spec.ts" name="good"/>
        <testcase classname="a.spec.ts" name="bad"><failure message="a.spec.ts:5:3 bad">
          [desktop] a.spec.ts:5:3 bad
            Error: it never came
            Error: and so on</failure></testcase>
        <testcase classname="b" name="worse"><error message="no such fixture"/></testcase>
        </testsuite></testsuites>"""
    )

    assert legs.counted("playwright", 1).failures == [
        "a.spec.ts, bad: Error: it never came",
        "b, worse: no such fixture",
    ]


def test_a_leg_that_dies_without_a_report_has_failed(legs: ModuleType) -> None:
    assert legs.counted("pytest", 139).failed == 1


def test_a_leg_that_passes_and_then_ends_badly_has_failed(legs: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "pytest.xml").write_text('<testsuites><testsuite tests="3"/></testsuites>')

    assert legs.counted("pytest", 1).failed == 1


def test_a_leg_that_ran_nothing_has_failed(legs: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "pytest.xml").write_text('<testsuites><testsuite tests="0"/></testsuites>')

    assert legs.counted("pytest", 0).failed == 1


@pytest.mark.parametrize(("in_ci", "failed"), [(True, 1), (False, 0)])
def test_what_could_not_be_tested_fails_in_ci_and_is_loud_elsewhere(
    legs: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    *,
    in_ci: bool,
    failed: int,
) -> None:
    monkeypatch.setattr(legs, "IN_CI", in_ci)

    outcome = legs.lacking(legs.Outcome("playwright"), "NOT RUN", "get a browser")

    assert outcome.failed == failed
    assert "!! get a browser" in capfd.readouterr().out


def test_the_closing_line_and_the_status(
    legs: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    given = {
        "check": lambda: legs.Outcome("check", passed=7),
        "pytest": lambda: legs.Outcome("pytest", 3, 1, 2, failures=["a, bad: Error"]),
    }
    monkeypatch.setattr(legs, "LEGS", given)

    assert legs.main([]) == 1
    said = capfd.readouterr().out.splitlines()
    assert said[-1] == "10 passed, 1 failed, 2 skipped"
    assert said[-3].strip() == "a, bad: Error"
    assert legs.main(["check"]) == 0


def test_short_legs_run_beside_pytest_and_are_shown_whole_after_it(
    legs: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    begun, ended = Event(), Event()

    def short() -> Any:
        begun.set()
        status = legs.run(sys.executable, "-c", "import sys; sys.exit('said by vitest')")
        ended.set()
        return legs.Outcome("vitest", failed=status)

    def long() -> Any:
        legs.say("pytest begins")
        assert begun.wait(10)
        assert ended.wait(10)
        legs.say("pytest ends")
        return legs.Outcome("pytest", passed=1)

    def alone() -> Any:
        assert ended.is_set()
        return legs.Outcome("playwright", passed=1)

    monkeypatch.setattr(legs, "LEGS", {"pytest": long, "vitest": short, "playwright": alone})

    assert legs.main([]) == 1
    said = capfd.readouterr().out
    order = ["pytest begins", "pytest ends", "==> vitest", "said by vitest", "==> playwright"]
    assert sorted(order, key=said.index) == order
    assert said.splitlines()[-1] == "2 passed, 1 failed"


def test_a_leg_that_is_named_alone_runs_on_our_own_output(
    legs: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def vitest() -> Any:
        assert legs.WRITES_TO.get() is None
        return legs.Outcome("vitest", passed=1)

    monkeypatch.setattr(legs, "LEGS", {"pytest": None, "vitest": vitest})

    assert legs.main(["vitest"]) == 0
    assert "==> vitest" in capfd.readouterr().out
