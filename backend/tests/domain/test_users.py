"""Names: which are good, and which are the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstream.domain.users import clean_username, name_key, username_fault

SAME = [
    ("Ada", "aDA"),
    # Full width, ligature, superscript: NFKC.
    ("Ada", "\uff21\uff44\uff41"),
    ("fiona", "\ufb01ona"),
    # Folding goes further than lower case.
    ("Strasse", "STRA\u00dfE"),
    # One code point or two for the same letter.
    ("Jos\u00e9", "Jose\u0301"),
    ("Ada  L.", " ada l. "),
    # Folding takes this letter apart, and NFKC must put it together again.
    ("\u01f0an", "\u01f0AN"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text(max_size=60))
def test_a_key_is_its_own_key_in_every_form(name: str) -> None:
    key = name_key(name)

    assert name_key(key) == key
    assert name_key(unicodedata.normalize("NFD", name)) == key
    assert name_key(clean_username(name)) == key


@pytest.mark.parametrize(
    "name", ["Al", "x" * 40, "\u0905\u0928\u093f\u0932", "o_o", "a.b-c d", "\u0661\u0662"]
)
def test_good_names(name: str) -> None:
    assert username_fault(clean_username(name)) is None


@pytest.mark.parametrize(
    "name",
    # Too short, too long, and what has no place in a name: NUL, a line break, markup, a zero
    # width space, a direction override, a picture, half a surrogate pair.
    ["", "x", "x" * 41, "a\0b", "a\nb", "<b>", "a\u200bb", "a\u202eb", "a\U0001f600", "a\ud800"],
)
def test_bad_names(name: str) -> None:
    assert username_fault(clean_username(name))
