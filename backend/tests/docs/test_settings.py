"""Settings: the example file and the pages say what settings.py reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taskstream.settings import example_file, read, variables
from tests.docs.pages import ROOT, text

PAGES = sorted(
    str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
)
NAME = re.compile(r"\bTASKSTREAM_[A-Z0-9_]*[A-Z]\b")
# Read by the tests and by docker-compose.yml, not by the product.
OTHERS = {"TASKSTREAM_CHROMIUM", "TASKSTREAM_PAGES_PORT"}


def test_the_example_file_is_what_the_settings_print() -> None:
    assert text(".env.example") == example_file(), "run: make generate"


def test_no_name_that_the_project_uses_is_taken_for_a_slip(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folders = (
        "frontend/e2e",
        "frontend/bench",
        "frontend/scripts",
        "frontend/pictures",
        "examples",
    )
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.[cjt]*s")]
    files += [*ROOT.glob("frontend/*.ts"), ROOT / "docker-compose.yml", *ROOT.glob("scripts/*.py")]
    names = {name for file in files for name in NAME.findall(file.read_text(encoding="utf-8"))}
    others = names - set(variables())
    assert {"TASKSTREAM_E2E_PORT", "TASKSTREAM_PAGES_PORT", "TASKSTREAM_USER"} <= others
    for name in others:
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("TASKSTREAM_DATA_DIR", str(tmp_path))

    assert read().data_dir == tmp_path


@pytest.mark.parametrize("page", [*PAGES, "docker-compose.yml", "Makefile", "scripts/preflight"])
def test_no_page_names_a_variable_that_nothing_reads(page: str) -> None:
    named = set(NAME.findall(text(page)))

    assert named <= set(variables()) | OTHERS
