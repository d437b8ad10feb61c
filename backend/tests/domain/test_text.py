"""What may be typed: kept as typed, or refused with the reason."""

from __future__ import annotations

import pytest

from taskstream.domain.text import fault_in
from tests.awkward import AWKWARD


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_is_not_wrong(name: str) -> None:
    assert fault_in(AWKWARD[name], 4_000) is None


REFUSED = [
    # Every control character but tab and newline, at either end of both blocks.
    *["\x00", "\x08", "\x0b", "\x0c", "\r", "\x1f", "\x7f", "\x80", "\x9f"],
    # Half of a pair, in either half, alone or the wrong way round.
    *["\ud800", "\udbff", "\udc00", "\udfff", "\udc00\ud800"],
]


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("around", ["{}", "before {} after"])
def test_what_no_store_or_screen_agrees_on_is_refused(around: str, text: str) -> None:
    assert fault_in(around.format(text), 4_000) is not None


@pytest.mark.parametrize("character", ["x", "é", "😀", "\u0301"])
def test_length_is_in_code_points(character: str) -> None:
    assert fault_in(character * 10, 10) is None
    assert fault_in(character * 11, 10) == "is 11 characters long; at most 10 are allowed"


def test_the_reason_names_the_character() -> None:
    assert fault_in("a\x00b", 10) == "contains the control character U+0000"
