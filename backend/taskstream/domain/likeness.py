"""Whether two short texts say the same. ``docs/likeness.md`` says how well this does, and what it misses."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Final, NamedTuple

# Words in common over words in all. With it, one word for another in a text of six is a
# difference; one that is left out of four is none.
ALIKE_FROM: Final = 0.72
# What comes later in a long text is not looked at: the time for one text is bounded by it.
CHARACTERS_AT_MOST: Final = 400

# Where a pattern begins with what it takes, that is looked for fast: a look around comes behind it.
# Numbers that belong together are one (seat 12-3), and a minus belongs to its number.
_NUMBER: Final = r"(?:\d+|-(?<![\w-]-)\d+)(?:[.,:/-]\d+)*"
_SPACED: Final = re.compile(rf"[^\W\d_]+|{_NUMBER}")
# Vowel signs and the like, which are no letters to ``re``: of Thaana, of India's scripts and of
# those that come from them. They make another word.
_MARKS: Final = "".join(
    chr(code)
    for codes in (range(0x700, 0x1AB0), range(0x1B00, 0x1DC0), range(0xA800, 0xAC00))
    for code in codes
    if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
_MARK: Final = re.compile(f"[{_MARKS}]")
_MARKED: Final = re.compile(
    rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*|(?:[{_MARKS}]+[^\W\d_]*)+|{_NUMBER}"
)
# Nobody sees them, and hardly anybody knows that they are there: what may break or join a line,
# what turns the direction of writing, and how an emoji is to be drawn.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
# Accents, and the points of Hebrew and Arabic, make none; people leave them out. So with the dot
# below letters of Devanagari.
_ACCENTS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
# Thai, Lao, Burmese and Khmer, and Tibetan, whose words nothing sets apart that can be seen.
_WHOLE: Final = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_ZEROS: Final = re.compile(r"^(-?)0+(?=\d)")
# A hyphen joins words (check-in), and never numbers.
_HYPHEN: Final = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")
# Other signs for it, that of minus among them. A longer dash sets apart.
_HYPHENS: Final = re.compile("[\u2010-\u2013\u2212]")
# Chinese, Japanese and Korean, where words are not set apart by spaces.
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FILLING: Final = re.compile("[的了请]")
# A capital that stands alone names something (hall B); an article only opens a sentence. So does a
# letter at a number (seat 12a, box B7), but for the French "2e".
# Both are found by what stands before them, of which there is less in a text than of letters.
_LETTER: Final = re.compile(
    r"[^A-Za-z](?:(?=([A-Za-z](?![A-Za-z])(?<!\w.)(?<!['\u2019].)"
    r"(?:(?<=[B-HJ-Z])(?![\w'\u2019+#])|\+\+|#|(?=\d)|(?<=\w A)(?![\w'\u2019]))))"
    r"|(?<=\d)([A-Za-df-z\u00c0-\u1fff])(?!\w))"
)
# One of another alphabet does where it opens none: many of their prepositions are single letters.
_CAPITAL: Final = re.compile(r" (?<=\w )[\u00ab\u201e\u201c\"(]?([^\W\d_a-zA-Z])(?!\w)")
# Emoji, arrows and marks; those of the skin say nothing.
_SIGN: Final = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001f3fa\U0001f400-\U0001faff]"
)
_ENDING: Final = re.compile(r"(?:ings?|ed|es|s|e|ly|en|er)$")
_NEGATED: Final = re.compile(r"n['\u2019]t\b")
_NEGATIONS: Final = frozenset(
    "no not cannot never without nicht kein keine keinen pas sin nunca".split()  # noqa: SIM905 - as below
)
# Words that a text can do without: English first, and the commonest of German, French and Spanish.
_COMMON: Final = frozenset(
    """
    a an the this that these those there here it its is are am was were be been being do does did
    has have had having i me my we our us you your he she they his her their to of in on at by for
    from with into about as and or but if so then than just also too very really please thanks
    thank hi hello dear could would can will shall should may might must let when what which who
    where how why now some any still get got going new st nd rd th
    der die das den dem des ein eine einen einem einer ist sind war wird werden und oder auf im am
    bei zu zum zur von vom mit fur es bitte ich wir
    le la les l un une du de d est sont et ou au aux en dans sur pour par ce cette il elle je nous
    que qu se s vous plait svp
    el los las del al una y o con por para esta este son lo favor
    """.split()  # noqa: SIM905 - words, to be read as such
)
# Words so short have no endings, and stems are no longer than six letters.
_ENDLESS: Final = 4
_STEM: Final = 6
# What is longer is hardly a word that comes again: a sentence without spaces, for one.
_WORD_AT_MOST: Final = 24
_WORDS_KNOWN: Final = 4_096
# A word that is shorter has too many others that differ from it by a letter.
_SLIP_FROM: Final = 5


class Signature(NamedTuple):
    """What of a text is compared.

    ``names`` are its numbers and single capitals, which are never alike; ``words`` its other
    words by their stems, an empty one where a slip of the hand is another word. ``plain`` is the
    text itself, where it has no words that count. ``signs`` are its emoji and the like, of which
    each text may have more than the other, but not both.
    """

    names: tuple[str, ...]
    words: dict[str, str]
    plain: str
    signs: frozenset[str]


def signature(text: str) -> Signature:
    """Return what is compared of a text."""
    text = text[:CHARACTERS_AT_MOST]
    signs: frozenset[str] = frozenset()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
        signs = frozenset(_SIGN.findall(text))
    names = _letters(text)
    words: dict[str, str] = {}
    flat = _NEGATED.sub(" not", _flat(text))
    marked = not text.isascii() and _MARK.search(flat)
    runs = (_MARKED if marked else _SPACED).findall(flat)
    known, add = _words_known.get, words.update
    for run in runs:
        found = known(run)
        if found is None:
            found = _words_new(run)
        if found is None:
            names.append(_ZEROS.sub(r"\1", run) if run[0] in "-0" else run)
        else:
            add(found)
    if not text.isascii() and _WHOLE.search(flat):
        words.clear()
    plain = "" if words else " ".join(runs) or flat
    return Signature(tuple(sorted(names)), words, plain, signs)


def likeness(one: Signature, other: Signature) -> float:
    """Return how alike two texts are, from 0 to 1; the order of the two makes no difference."""
    if one.names != other.names:
        return 0.0
    if one.words and other.words:
        return likeness_of_words(one, other, len(one.words.keys() & other.words.keys()))
    is_same = one.plain == other.plain and one.words == other.words
    return float(is_same and not _have_other_signs(one, other))


def likeness_of_words(one: Signature, other: Signature, shared: int) -> float:
    """Return the same of two that have words, so many of them in common, and the same names."""
    if _have_other_signs(one, other):
        return 0.0
    fewer, more = len(one.words), len(other.words)
    if fewer > more:
        fewer, more = more, fewer
    every = fewer + more - shared
    # Slips are looked for only where they could make a difference.
    could = shared < ALIKE_FROM * every and fewer >= ALIKE_FROM * more
    slips = _slips(one.words, other.words, _slips_needed(shared, every)) if could else 0
    return (shared + slips) / (every - slips)


def alike(one: Signature, other: Signature) -> bool:
    """Say whether the two are taken for the same."""
    return likeness(one, other) >= ALIKE_FROM


def shared_at_least(count: int) -> int:
    """Return how many of a text's ``count`` words any text shares that is alike, slips apart."""
    return math.ceil(ALIKE_FROM * count)


def _flat(text: str) -> str:
    text = text.casefold()
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = _HYPHENS.sub("-", unicodedata.normalize("NFC", text))
    return _HYPHEN.sub("", text) if "-" in text else text


def _letters(text: str) -> list[str]:
    found = [alone or at_number for alone, at_number in _LETTER.findall(" " + text)]
    if not text.isascii():
        found += [letter for letter in _CAPITAL.findall(text) if letter.isupper()]
    return [letter.casefold() for letter in found]


def _words(run: str) -> dict[str, str] | None:
    """Return what counts of letters that stand together, not to be changed; None where it is a name."""
    if run in _NEGATIONS:
        return {"not": "not"}
    if run.isascii():
        return {_stem(run): run} if len(run) > 1 and run not in _COMMON else {}
    return None if _names(run) else _others(run)


# The words of a scan are few, and most of what takes time of a long text: they are looked up. Numbers
# are not among them, of which each text may have one of its own.
_words_known: Final[dict[str, dict[str, str]]] = {}


def _words_new(run: str) -> dict[str, str] | None:
    """Return what counts of a number, or of letters that are not known yet."""
    if run[-1].isdecimal():
        return None
    found = _words(run)
    if found is not None and len(run) <= _WORD_AT_MOST:
        if len(_words_known) >= _WORDS_KNOWN:
            _words_known.clear()
        _words_known[run] = found
    return found


def _names(run: str) -> bool:
    """Say whether it is a letter that stands alone, of a script without capitals."""
    return len(run) == 1 and not run.islower() and not _UNSPACED.match(run)


def _others(run: str) -> dict[str, str]:
    """Return the words of letters that are not all of English."""
    if _UNSPACED.search(run):
        return {pair: pair for pair in _pairs(run)}
    if _MARK.search(run):
        # As it is: what stems leave out may be a "not" here, and one sign sets right from left.
        return {run: ""}
    return {_stem(run): run} if len(run) > 1 else {}


def _pairs(run: str) -> list[str]:
    run = _FILLING.sub("", run)
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]


def _stem(word: str) -> str:
    return (_ENDING.sub("", word) if len(word) > _ENDLESS else word)[:_STEM]


def _have_other_signs(one: Signature, other: Signature) -> bool:
    # Most texts have none.
    if not one.signs or not other.signs:
        return False
    return bool(one.signs - other.signs and other.signs - one.signs)


def _slips_needed(shared: int, every: int) -> int:
    """Return how many slips make two texts alike: each is one shared word more, and one fewer in all."""
    # Less what floats are wrong by.
    return math.ceil((ALIKE_FROM * every - shared) / (1 + ALIKE_FROM) - 1e-9)


def _slips(one: dict[str, str], other: dict[str, str], at_least: int) -> int:
    """Return how many words of the one are words of the other with one slip of the hand.

    It stops, with 0, where that cannot be so many: most texts that are nearly alike have no slip.
    """
    left = [word for stem, word in one.items() if stem not in other and len(word) >= _SLIP_FROM]
    if len(left) < at_least:
        return 0
    right = [word for stem, word in other.items() if stem not in one and len(word) >= _SLIP_FROM]
    if len(right) < at_least or not _have_ends_in_common(left, right):
        return 0
    left.sort()
    right.sort()
    # The same from either side.
    if right < left:
        left, right = right, left
    found = 0
    for word in left:
        for known in right:
            if _is_slip(word, known):
                right.remove(known)
                found += 1
                break
    return found


def _have_ends_in_common(left: list[str], right: list[str]) -> bool:
    """Say whether any two begin or end with the same two letters, as a word and its slip do."""
    for word in left:
        begin, end = word[:2], word[-2:]
        for known in right:
            if known[:2] == begin or known[-2:] == end:
                return True
    return False


def _is_slip(one: str, other: str) -> bool:
    """Say whether one letter was changed, left out or doubled, or two changed places. Not of short words."""
    # Of five letters or more, one slip leaves the first two or the last two as they are.
    if one[:2] != other[:2] and one[-2:] != other[-2:]:
        return False
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    rest, others = one[at:], other[at:]
    if len(one) != len(other):
        return rest[1:] == others if len(one) > len(other) else rest == others[1:]
    return rest[1:] == others[1:] or (rest[:2] == others[:2][::-1] and rest[2:] == others[2:])
