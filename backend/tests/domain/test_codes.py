"""Short codes as people type them."""

from __future__ import annotations

import pytest

from taskstream.ids import CODE_ALPHABET, LOOK_ALIKES, new_scan_code, read_scan_code


def test_a_new_code_reads_as_itself() -> None:
    codes = {new_scan_code() for _ in range(200)}

    assert {read_scan_code(code) for code in codes} == codes
    assert len(codes) == 200
    assert all(len(code) == 6 for code in codes)


@pytest.mark.parametrize(
    "typed",
    [
        "K7M4QX",
        "k7m4qx",
        " k7m 4qx ",
        "K7M-4QX",
        "k-7-m-4-q-x",
        "K7M\u20114QX",
        "\uff2b\uff17\uff2d\uff14\uff31\uff38",
        "k7m\t4qx\n",
    ],
)
def test_capitals_spaces_and_hyphens_are_forgiven(typed: str) -> None:
    assert read_scan_code(typed) == "K7M4QX"


@pytest.mark.parametrize(("typed", "meant"), [("8b5s2z", "885522"), ("VUVUVU", "VVVVVV")])
def test_a_look_alike_is_taken_for_what_is_meant(typed: str, meant: str) -> None:
    assert read_scan_code(typed) == meant


@pytest.mark.parametrize("typed", ["", "K7M4Q", "K7M4QXX", "K7M4Q!", "K7M4Q0", "K7M4QI", "💥💥💥"])
def test_anything_else_is_no_code(typed: str) -> None:
    assert read_scan_code(typed) is None


def test_no_two_characters_of_a_code_look_alike() -> None:
    taken_for_others = {chr(character) for character in LOOK_ALIKES}

    assert not set(CODE_ALPHABET) & (taken_for_others | set("01ILO"))
    assert len(set(CODE_ALPHABET)) == len(CODE_ALPHABET)
