"""Names: which are good, and which are the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstream.domain.scripts import mixes_scripts
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
    "name",
    [
        "Al",
        "x" * 40,
        "o_o",
        "a.b-c d",
        "\u0661\u0662",
        # Marks that are seen: vowels of Hindi and a conjunct, points of Arabic and Hebrew, accents,
        # and what chooses the form of a Mongolian letter.
        "\u0905\u0928\u093f\u0932",
        "\u0915\u094d\u0937\u092e\u093e",
        "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f",
        "\u05e0\u05d5\u05b9\u05e2\u05b8\u05d4",
        "Jose\u0301",
        "\u1820\u1828\u180b\u1820",
    ],
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


@pytest.mark.parametrize(
    "unseen",
    # Fillers, a joiner, vowels that are heard only, and selectors of a variant where there is none.
    ["\u3164", "\uffa0", "\u115f", "\u1160", "\u034f", "\u17b4", "\u180b", "\ufe0f", "\U000e0100"],
)
def test_nothing_in_a_name_is_unseen(unseen: str) -> None:
    for name in (f"Ada{unseen}", f"A{unseen}da", f"{unseen}Ada", unseen * 2):
        assert username_fault(clean_username(name))


ALIKE = [
    ("S. Okafor", "s-okafor"),
    ("S. Okafor", "SOkafor"),
    ("Jos\u00e9", "Jose"),
    # A selector of variants and a filler take no room.
    ("Ada", "Ada\ufe0f"),
    ("Ada", "A\u3164da"),
    # Letters of other scripts, by their capitals as well.
    ("admin", "\u0430dm\u0456n"),
    ("ANNA", "\u0391\u039d\u039d\u0391"),
    ("Boba", "\u0412\u043e\u0432\u0430"),
    ("\u0410\u043d\u043d\u0430", "\u0410\u041d\u041d\u0410"),
    ("go", "\u0261\u1d0f"),
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
        ("Anna", "\u0416\u0430\u043d\u043d\u0430"),
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


@pytest.mark.parametrize(
    "name",
    [
        "S. Okafor",
        # Each word in one script.
        "\u0410\u043d\u043d\u0430 QA",
        "\u0410\u043d\u043d\u0430-QA",
        # What is written together: Japanese with its long mark and Latin letters, and Korean.
        "\u6771\u4eac\u30bf\u30ef\u30fc\u3042X",
        "\ud55c\u56fdK",
        # Digits are of no script.
        "adm\u0131n7\u0661",
    ],
)
def test_a_word_is_of_one_script_or_of_those_that_go_together(name: str) -> None:
    assert not mixes_scripts(name)


@pytest.mark.parametrize(
    "name",
    ["\u0430dmin", "S. \u041ekafor", "\u03b1dmin", "\u0430\u0308\u0661dmin", "\ud55c\u304b"],
)
def test_other_scripts_do_not_go_together(name: str) -> None:
    assert mixes_scripts(name)
