"""Whose letters are handled in a turn: everybody's, and of each not too many."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import eventlet

from taskstream.realtime.transport.turns import EACH_MAX, Letter, Turns


@dataclass(eq=False)
class Box:
    """Stands where a socket stands."""

    waiting: deque[Letter] = field(default_factory=deque)
    busy: bool = False

    def pause(self) -> None:
        """Nothing comes anyway."""

    def resume(self) -> None:
        """The same."""


def test_who_sends_much_in_one_go_does_not_crowd_out_the_others() -> None:
    handled: list[list[tuple[Box, Any]]] = []

    def many(_kind: str, entries: Sequence[tuple[Box, Any]]) -> None:
        handled.append(list(entries))

    turns = Turns(one=lambda _box, _content: None, many=many)
    greedy, modest = Box(), Box()
    count = 2 * EACH_MAX + 1

    turns.post(greedy, [Letter(number, "x") for number in range(count)])
    turns.post(modest, [Letter("mine", "x")])
    for _ in range(10):
        eventlet.sleep(0)

    assert Counter(box is greedy for box, _ in handled[0]) == {True: EACH_MAX, False: 1}
    # The rest in its turn, and in its order.
    contents = [content for turn in handled for box, content in turn if box is greedy]
    assert contents == list(range(count))
    assert max(len(turn) for turn in handled) == EACH_MAX + 1
