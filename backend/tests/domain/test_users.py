"""Names: which are good, and which are the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstream.domain.users import clean_username, likeness, name_key, username_fault

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


ALIKE = [
    ("S. Okafor", "s-okafor"),
    ("S. Okafor", "SOkafor"),
    ("Jos\u00e9", "Jose"),
    # A selector of variants and a filler take no room.
    ("Ada", "Ada\ufe0f"),
    ("Ada", "A\u3164da"),
    # Vowel points may be left out.
    ("\u05e0\u05d5\u05e2\u05d4", "\u05e0\u05d5\u05b9\u05e2\u05b8\u05d4"),
]


@pytest.mark.parametrize(("one", "other"), [*SAME, *ALIKE])
def test_names_that_read_alike(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


@pytest.mark.parametrize(
    ("one", "other"),
    # Vowels of Indic scripts and the marks of Japanese sounds make another name; signs alone do too.
    [
        ("Ada", "Ad"),
        ("\u0930\u0935\u093f", "\u0930\u0935\u093e"),
        ("\u304b\u304d", "\u304c\u304e"),
        ("..", "--"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


@given(st.text(max_size=60))
def test_what_a_name_reads_like_reads_like_itself(name: str) -> None:
    assert likeness(likeness(name)) == likeness(name)
    assert likeness(unicodedata.normalize("NFD", name)) == likeness(name)
