"""What one websocket may be owed, at its smallest frames and at its largest."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import eventlet
import pytest

from taskstream.realtime.transport.frames import FrameReader, Opcode, pack_frame
from taskstream.realtime.transport.line import FRAME_COST, OWED_BYTES_MAX, Flushes, Line


class Nobody:
    """Stands where the engine's socket stands."""

    def received(self, messages: list[str | bytes]) -> None:
        """Take messages."""

    def lost(self, end: object) -> None:
        """Hear of the end."""


@pytest.fixture
def deaf() -> Iterator[Line]:
    """A line to somebody who reads nothing."""
    ours, theirs = socket.socketpair()
    ours.settimeout(0)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    line = Line(ours, FrameReader(1024), Nobody(), Flushes(), lambda: None)
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
