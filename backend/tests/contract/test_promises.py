"""The list of promises in the documentation is the list of promises that are tested."""

from __future__ import annotations

import re
from pathlib import Path

CONTRACT = Path(__file__).parent
DOCUMENT = CONTRACT.parents[2] / "docs" / "storage.md"


def test_every_promise_is_tested_and_every_test_names_a_promise() -> None:
    promised = re.findall(r"^- \*\*ST(\d+)\*\*", DOCUMENT.read_text(), re.MULTILINE)
    sources = [path.read_text() for path in CONTRACT.glob("test_*.py") if path != Path(__file__)]
    tested = {
        number
        for source in sources
        for number in re.findall(r"^def test_st(\d+)_", source, re.MULTILINE)
    }

    assert [int(number) for number in promised] == list(range(1, len(promised) + 1))
    assert set(promised) == tested
    for source in sources:
        assert re.findall(r"^def test_(?!st\d+_)\w+", source, re.MULTILINE) == []
