"""The awkward texts themselves."""

from __future__ import annotations

from tests.awkward import AWKWARD, FILE, as_json


def test_the_pages_are_tested_with_the_same_texts() -> None:
    assert FILE.read_text() == as_json(), "run: python -m tests.awkward"


def test_there_are_enough_and_none_is_there_twice() -> None:
    assert len(set(AWKWARD.values())) == len(AWKWARD) >= 100
