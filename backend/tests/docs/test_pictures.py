"""The README's pictures are those that ``make pictures`` takes, sharp and small."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT

KEPT = ROOT / "docs" / "pictures"
TAKEN = re.findall(
    r"(?:desk\(|name: )'([a-z][\w-]+)'",
    (ROOT / "frontend" / "pictures" / "pictures.js").read_text(encoding="utf-8"),
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
AT_MOST = 400 * 1024
# Twice what a phone and a desk are wide.
WIDTHS = {2 * 390, 2 * 1440}


def alternatives() -> dict[str, str]:
    """Return what the README says instead of each picture, by the picture's name."""
    marked = re.findall(r"!\[([^\]]+)\]\(docs/pictures/([\w-]+)\.png\)", README)
    tagged = re.findall(r'<img src="docs/pictures/([\w-]+)\.png"[^>]* alt="([^"]+)"', README)
    return {name: words for words, name in marked} | dict(tagged)


def test_all_are_kept_and_shown_in_words_too() -> None:
    assert sorted(path.name for path in KEPT.iterdir()) == sorted(f"{name}.png" for name in TAKEN)
    said = alternatives()
    assert sorted(said) == sorted(TAKEN)
    assert {name for name, words in said.items() if len(words.split()) < 5} == set()


@pytest.mark.parametrize("name", TAKEN)
def test_each_is_sharp_and_small(name: str) -> None:
    picture = (KEPT / f"{name}.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20]) in WIDTHS
    assert len(picture) <= AT_MOST
