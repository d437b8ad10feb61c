"""Settings: the example file and the pages say what settings.py reads."""

from __future__ import annotations

import re

import pytest

from taskstream.settings import example_file, variables
from tests.docs.pages import ROOT, text

PAGES = sorted(
    str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
)
# Read by the tests and by docker-compose.yml, not by the product.
OTHERS = {"TASKSTREAM_CHROMIUM", "TASKSTREAM_PAGES_PORT"}


def test_the_example_file_is_what_the_settings_print() -> None:
    assert text(".env.example") == example_file(), "run: make generate"


@pytest.mark.parametrize("page", [*PAGES, "docker-compose.yml", "Makefile", "scripts/preflight"])
def test_no_page_names_a_variable_that_nothing_reads(page: str) -> None:
    named = set(re.findall(r"\bTASKSTREAM_[A-Z_]*[A-Z]\b", text(page)))

    assert named <= set(variables()) | OTHERS
