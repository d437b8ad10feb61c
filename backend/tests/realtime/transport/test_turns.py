"""Whose letters are handled in a turn: everybody's, and of each not too many."""

from __future__ import annotations

import socket
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import eventlet
import pytest
from eventlet import patcher

from taskstream.realtime.batches import Batch
from taskstream.realtime.transport.dispatch import Dispatch
from taskstream.realtime.transport.engine import EngineServer, EngineSocket
from taskstream.realtime.transport.frames import FrameReader, pack
from taskstream.realtime.transport.line import Flushes, Line
from taskstream.realtime.transport.turns import (
    EACH_MAX,
    WAITING_BYTES_MAX,
    WAITING_MAX,
    Letter,
    Turns,
)
from taskstream.services.backlog import Backlog

# What one read of the network may bring.
READ = 300


@dataclass(eq=False)
class Box:
    """Stands where a socket stands."""

    waiting: deque[Letter] = field(default_factory=deque)
    count: int = 0
    held: int = 0
    busy: bool = False
    reads: bool = True

    def pause(self) -> None:
        """Take in nothing more."""
        self.reads = False

    def resume(self) -> None:
        """Take in again."""
        self.reads = True


def test_who_sends_much_in_one_go_does_not_crowd_out_the_others() -> None:
    handled: list[list[tuple[Box, Any]]] = []

    def many(_kind: str, entries: Sequence[tuple[Box, Sequence[Any]]]) -> None:
        handled.append([(box, content) for box, contents in entries for content in contents])

    turns = Turns(one=lambda _box, _content: None, many=many)
    greedy, modest = Box(), Box()
    count = 2 * EACH_MAX + 1

    turns.post(greedy, [Letter([number], "x") for number in range(count)])
    turns.post(modest, [Letter(["mine"], "x")])
    for _ in range(10):
        eventlet.sleep(0)

    assert Counter(box is greedy for box, _ in handled[0]) == {True: EACH_MAX, False: 1}
    # The rest in its turn, and in its order.
    contents = [content for turn in handled for box, content in turn if box is greedy]
    assert contents == list(range(count))
    assert max(len(turn) for turn in handled) == EACH_MAX + 1


@pytest.mark.parametrize("kind", ["x", None])
def test_who_never_stops_is_held_up_by_the_network(kind: str | None) -> None:
    handled = 0

    def one(_box: Box, _content: Any) -> None:
        nonlocal handled
        handled += 1

    def many(_kind: str, entries: Sequence[tuple[Box, Sequence[Any]]]) -> None:
        nonlocal handled
        handled += sum(len(contents) for _, contents in entries)

    turns, box, most, reads = Turns(one=one, many=many), Box(), 0, 0
    while reads < 10:
        if box.reads:
            reads += 1
            turns.post(box, [Letter([number], kind) for number in range(READ)])
        most = max(most, box.count)
        eventlet.sleep(0)

    assert most <= WAITING_MAX + READ
    assert handled > 5 * READ


def test_few_long_letters_are_as_much_as_many_short_ones() -> None:
    size = WAITING_BYTES_MAX // 4
    turns, box = Turns[Box](one=lambda _box, _content: None, many=lambda _kind, _all: None), Box()

    turns.post(box, [Letter([number], size=size) for number in range(5)])

    assert not box.reads
    # The first is taken out, and there is room for what is left.
    eventlet.sleep(0)
    eventlet.sleep(0)
    assert box.reads
    for _ in range(10):
        eventlet.sleep(0)
    assert (box.held, box.count, len(box.waiting)) == (0, 0, 0)


def test_what_one_read_brings_is_put_into_letters_that_fit_into_a_turn() -> None:
    server = SimpleNamespace(manager=None)
    dispatch = Dispatch(
        server, cast("EngineServer", None), lambda *_: None, {"x": cast("Batch", None)}
    )
    sock = EngineSocket(cast("EngineServer", None), "eio")
    sock.root_sid = "sid"
    many = [f'42{number}["x",{number}]' for number in range(2 * EACH_MAX + 20)]

    letters = dispatch.read(sock, [*many, '42["alone"]', '42["x"]'])

    assert [(letter.batch, len(letter.contents)) for letter in letters] == [
        ("x", EACH_MAX), ("x", EACH_MAX), ("x", 20), (None, 1), ("x", 1)
    ]  # fmt: skip
    said = [content for letter in letters[:3] for content in letter.contents]
    assert said == [(f"{number}", f'["x",{number}]') for number in range(2 * EACH_MAX + 20)]


def test_letters_that_do_not_fit_together_are_handled_one_after_the_other() -> None:
    handled: list[Sequence[Any]] = []
    turns = Turns[Box](
        one=lambda _box, _content: None,
        many=lambda _kind, entries: handled.extend(contents for _, contents in entries),
    )
    long, short = list(range(EACH_MAX - 1)), [EACH_MAX, EACH_MAX + 1]

    turns.post(Box(), [Letter(list(long), "x"), Letter(list(short), "x"), Letter([9], "x")])
    for _ in range(5):
        eventlet.sleep(0)

    assert handled == [long, [*short, 9]]


class Witness(Backlog):
    """Notes what a client has received by the time its events count as answered."""

    def __init__(self, client: socket.socket) -> None:
        super().__init__(10, lambda: 0)
        self._client = client
        self.received: list[bytes] = []

    def answered(self, count: int) -> None:
        """Hear that so many are."""
        if count:
            self.received.append(self._client.recv(1_000))


def test_answers_leave_before_anything_else_has_its_turn() -> None:
    ours, client = patcher.original("socket").socketpair()
    with ours, client:
        ours.settimeout(0)
        client.settimeout(0)
        witness, flushes = Witness(client), Flushes()
        batch = Batch(lambda events: iter([(0, [{"ok": True} for _ in events])]), witness)
        engine = cast("EngineServer", SimpleNamespace(flushes=flushes))
        server = SimpleNamespace(manager=SimpleNamespace(is_connected=lambda *_: True))
        dispatch = Dispatch(server, engine, lambda *_: None, {"x": batch})
        sock = EngineSocket(engine, "eio")
        sock.root_sid = "sid"
        sock.attach(Line(ours, FrameReader(1_000), sock, flushes, lambda: None))

        dispatch.many("x", [(sock, [("7", '["x",1]'), ("8", '["x",2]')])])

    assert witness.received == [pack('437[{"ok":true}]') + pack('438[{"ok":true}]')]
