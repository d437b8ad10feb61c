"""What the pages tell people to type exists, and what exists is told."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.docs.pages import ROOT, section, text

MAKEFILE = text("Makefile")
TARGETS = set(re.findall(r"^([a-z0-9-]+):.*## ", MAKEFILE, re.MULTILINE))


def test_help_lists_every_command() -> None:
    answer = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert set(re.findall(r"^  make ([a-z0-9-]+)", answer.stdout, re.MULTILINE)) == TARGETS


def test_contributing_explains_every_command() -> None:
    commands = section(text("CONTRIBUTING.md"), "## Commands")

    assert set(re.findall(r"^\| `make ([a-z0-9-]+)", commands, re.MULTILINE)) == TARGETS


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "Jenkinsfile", "scripts/preflight", ".ci/run"]
)
def test_every_command_that_is_named_exists(page: str) -> None:
    # `make test`, "make test", sh 'make test-backend e2e', or alone on a line of a code block.
    calls = re.findall(r"(?:[`\"']|^(?:exec )?)make ((?:[a-z0-9-]+ ?)+)", text(page), re.MULTILINE)
    named = {word for call in calls for word in call.split() if not word.startswith("--")}

    assert named <= TARGETS


def test_everybody_asks_for_the_same_node() -> None:
    engines = json.loads(text("frontend/package.json"))["engines"]["node"]

    assert engines == "^20.19.0 || >=22.13.0"
    for page in ("README.md", "scripts/preflight"):
        assert "20.19, 22.13 or newer" in text(page)
