"""What is found among texts that are kept, in whatever company they are."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taskstream.domain.like_index import LikeIndex
from taskstream.domain.likeness import Signature, signature

WORDS = "gate open closed door the no broken brokne window 4 B ✅ ❌".split()  # noqa: SIM905 - as they are read
TEXTS = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)


@dataclass(frozen=True, eq=False)
class Kept:
    """What is kept of a text."""

    sign: Signature


def kept(text: str) -> Kept:
    return Kept(signature(text))


@given(TEXTS, TEXTS)
@example("broken", "brokne")
@example("the door", "door")
def test_a_text_is_found_alone_as_it_is_among_others(known: str, looked_for: str) -> None:
    one = kept(known)
    alone: LikeIndex[Kept] = LikeIndex()
    among: LikeIndex[Kept] = LikeIndex()
    alone.put(one)
    among.put(one)
    # Another with the same names, and nothing else in common.
    among.put(Kept(one.sign._replace(words={"elsewhere": "elsewhere"}, plain="")))

    found = among.find(signature(looked_for))

    assert alone.find(signature(looked_for)) is found


@pytest.mark.parametrize("count", [1, 2, 3])
def test_what_was_dropped_is_not_found(count: int) -> None:
    index: LikeIndex[Kept] = LikeIndex()
    texts = ["Gate 4 is open", "The lift at 4 is stuck", "No light in row 4"][:count]
    items = [kept(text) for text in texts]
    for item in items:
        index.put(item)

    for number, item in enumerate(items, 1):
        assert index.find(item.sign) is item
        index.remove(item)
        assert index.find(item.sign) is None
        assert len(index) == count - number
