"""What one websocket may be owed, and how often it is read, at its smallest frames and at its largest."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import eventlet
import pytest

from taskstream.realtime.transport.frames import FrameReader, Opcode, pack_frame
from taskstream.realtime.transport.line import (
    FRAME_COST,
    MANY_FRAMES,
    OWED_BYTES_MAX,
    REST_SECONDS,
    Flushes,
    Line,
)
from tests.realtime.transport.wire import CONTINUATION, PING, PONG, TEXT, frame


class Listener:
    """Stands where the engine's socket stands."""

    def __init__(self) -> None:
        self.heard: list[str | bytes] = []

    def received(self, messages: list[str | bytes]) -> None:
        """Take messages."""
        self.heard += messages

    def lost(self, end: object) -> None:
        """Hear of the end."""


@pytest.fixture
def deaf() -> Iterator[Line]:
    """A line to somebody who reads nothing."""
    ours, theirs = socket.socketpair()
    ours.settimeout(0)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    line = Line(ours, FrameReader(1024), Listener(), Flushes(), lambda: None)
    yield line
    line.cut()
    theirs.close()


@pytest.mark.parametrize("size", [0, 125, 60_000])
def test_what_is_owed_is_what_it_takes_up(deaf: Line, size: int) -> None:
    frame = pack_frame(Opcode.PONG, b"x" * size)
    count = 0
    while not deaf.closed:
        deaf.send(frame)
        count += 1
        eventlet.sleep(0)

    # All of it but for what the network has taken.
    room = OWED_BYTES_MAX // (len(frame) + FRAME_COST)
    assert room <= count <= room + 64 * 1024 // len(frame) + 2


SMALL = {
    "pings": frame(PING),
    "pongs": frame(PONG),
    "empty fragments": frame(CONTINUATION, final=False),
    "messages": frame(TEXT, b"6"),
}


@pytest.mark.parametrize("small", SMALL.values(), ids=SMALL)
def test_whoever_sends_crowds_of_small_frames_is_read_again_later(small: bytes) -> None:
    crowd = 9 * MANY_FRAMES
    ours, theirs = socket.socketpair()
    ours.settimeout(0)
    listener = Listener()
    line = Line(ours, FrameReader(1024), listener, Flushes(), lambda: None)
    line.open()

    # Not for a handful of them.
    theirs.sendall(frame(TEXT, final=False) + frame(CONTINUATION) + frame(TEXT, b"at once"))
    turn()
    assert listener.heard.pop() == "at once"

    begun = time.monotonic()
    theirs.sendall(frame(TEXT, final=False) + small * crowd if small[0] == 0 else small * crowd)
    turn()
    theirs.sendall(frame(CONTINUATION if small[0] == 0 else TEXT, b"later"))
    # Nor does whoever handles its messages wake it before.
    line.pause()
    line.resume()
    while listener.heard[-1:] != ["later"]:
        eventlet.sleep(0.01)

    assert time.monotonic() - begun > crowd * REST_SECONDS
    line.cut()
    theirs.close()


def turn() -> None:
    """Let the hub do what there is to do."""
    for _ in range(3):
        eventlet.sleep(0)
