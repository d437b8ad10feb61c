"""Letters that look like those of another script, and words that mix scripts."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# By the small letter, since case is nothing to a name: what it, or its capital, looks like. Out of Unicode's
# confusables.txt (UTS 39), what somebody who reads Latin letters takes for one.
_TWINS: Final = (
    # Cyrillic
    ("авекмнорстухіјѕһӏԁԛԝѵ", "abekmhopctyxijshldqwv"),
    # Greek: of a nu, an eta and a rho the capitals count.
    ("αβεζηικμνορτυχϲϳ", "abezhikmnoptyxcj"),
    # Armenian
    ("օսհոցզյլ", "ouhngqjl"),
    # Latin letters of phonetic alphabets, and small capitals.
    ("ɑɡıɩɪʟɴʀʙʜɢʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ", "agiiilnrbhgyacdejkmoptuvwzs"),
)
_LATIN: Final = {
    ord(twin): letter
    for twins, letters in _TWINS
    for twin, letter in zip(twins, letters, strict=True)
}
# What one word of a language is written with, but for letters of one script (UTS 39, "Highly Restrictive").
_TOGETHER: Final = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
_WORDS: Final = re.compile(r"[^ ._-]+")


def in_latin(folded: str) -> str:
    """Return the text with each letter that looks like a Latin one as that; case and accents are folded."""
    return folded.translate(_LATIN)


def mixes_scripts(name: str) -> bool:
    """Say whether a word of the name has letters of scripts that no language writes together."""
    return any(_is_mixed(_scripts_in(word)) for word in _WORDS.findall(name))


def _is_mixed(scripts: frozenset[str]) -> bool:
    return len(scripts) > 1 and not any(scripts <= known for known in _TOGETHER)


def _scripts_in(word: str) -> frozenset[str]:
    # The standard library knows no scripts, but a letter's name begins with its own. Letters that modify
    # others (Lm), such as the long mark of Japanese, stand in several.
    return frozenset(
        unicodedata.name(character, "?").split(" ", 1)[0]
        for character in word
        if unicodedata.category(character) in {"Lu", "Ll", "Lt", "Lo"}
    )
