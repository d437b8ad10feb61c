"""Finds, among texts that are kept, one that says what another text says. In memory, and nothing waits."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final, Generic, Protocol, TypeAlias, TypeVar

from taskstream.domain.likeness import (
    ALIKE_FROM,
    Signature,
    alike,
    likeness_of_words,
    shared_at_least,
)

# The time that one text may take is bounded: no more than so many others are looked at.
LOOKED_AT_MOST: Final = 60


class Signed(Hashable, Protocol):
    """What is found by its signature, which must not change meanwhile."""

    @property
    def sign(self) -> Signature:
        """The signature."""


S = TypeVar("S", bound=Signed)
# By stem: what has that word, in the order in which it was put in.
_Postings: TypeAlias = dict[str, dict[S, None]]


class LikeIndex(Generic[S]):
    """What was put in, by its words."""

    def __init__(self) -> None:
        # By names first: what a text is like has the same. Of most numbers there is one text, which
        # is kept without postings: those of a long text take more time and room than itself.
        self._alone: dict[tuple[str, ...], S] = {}
        self._postings: dict[tuple[str, ...], _Postings[S]] = {}
        self._count = 0

    def __len__(self) -> int:
        """Return how many are in it."""
        return self._count

    def put(self, item: S) -> None:
        """Take one in that is not in it yet."""
        names = item.sign.names
        self._count += 1
        postings = self._postings.get(names)
        if postings is None:
            alone = self._alone.pop(names, None)
            if alone is None:
                self._alone[names] = item
                return
            postings = self._postings[names] = {}
            _post(alone, postings)
        _post(item, postings)

    def remove(self, item: S) -> None:
        """Drop one that is in it."""
        names = item.sign.names
        self._count -= 1
        if self._alone.pop(names, None) is not None:
            return
        postings = self._postings[names]
        for key in _keys(item.sign):
            del postings[key][item]
            if not postings[key]:
                del postings[key]
        if not postings:
            del self._postings[names]

    def find(self, sign: Signature) -> S | None:
        """Return one that is alike; None where there is none among those that were looked at."""
        alone = self._alone.get(sign.names)
        if alone is not None:
            return alone if _is_like(alone.sign, sign) else None
        postings = self._postings.get(sign.names)
        if postings is None:
            return None
        if not sign.words:
            same = postings.get(sign.plain, ())
            return next((item for item in same if alike(item.sign, sign)), None)
        for item, shared in _candidates(sign, postings):
            if likeness_of_words(item.sign, sign, shared) >= ALIKE_FROM:
                return item
        return None


def _post(item: S, postings: _Postings[S]) -> None:
    for key in _keys(item.sign):
        postings.setdefault(key, {})[item] = None


def _is_like(known: Signature, sign: Signature) -> bool:
    """Say the same of one as if it were looked for by its words."""
    if not sign.words or not known.words:
        return alike(known, sign)
    needed, most = _bounds(len(sign.words))
    if not needed < len(known.words) <= most:
        return False
    shared = len(sign.words.keys() & known.words.keys())
    # What shares no word is not met, be it a word and its slip.
    is_met = shared >= max(1, needed)
    return is_met and likeness_of_words(known, sign, shared) >= ALIKE_FROM


def _bounds(count: int) -> tuple[int, float]:
    """Return how many of so many words are to be shared, and how many words another may have."""
    return shared_at_least(count) - 1, count / ALIKE_FROM


def _keys(sign: Signature) -> list[str]:
    return list(sign.words) or [sign.plain]


def _candidates(sign: Signature, postings: _Postings[S]) -> Iterator[tuple[S, int]]:
    """Yield those that have enough words in common with a text, and how many; its rarest ones first.

    Whatever is like a text of n words has m of them, so it has one of any n - m + 1; with one
    more, a misspelt word among these hides nothing.
    """
    own = sign.words.keys()
    keys = sorted(own, key=lambda key: len(postings.get(key, ())))
    needed, most = _bounds(len(keys))
    seen: set[S] = set()
    for key in keys[: len(keys) - needed + 1]:
        for item in postings.get(key, ()):
            if item in seen:
                continue
            if len(seen) >= LOOKED_AT_MOST:
                return
            seen.add(item)
            words = item.sign.words
            if needed < len(words) <= most:
                shared = len(own & words.keys())
                if shared >= needed:
                    yield item, shared
