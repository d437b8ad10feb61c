"""What the transport reads and writes itself is what the library would have read and written."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from socketio.packet import ACK, EVENT

from taskstream.realtime.gate import BROKEN_PACKET, StrictPacket
from taskstream.realtime.transport.dispatch import answer_frame, event_frame, event_head
from taskstream.realtime.transport.engine import MESSAGE
from taskstream.realtime.transport.frames import pack
from taskstream.schemas.base import read_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
EVENTS = [
    '2["echo",{}]',
    '20["echo",{}]',
    '217["echo",{"a":[1,"]"]}]',
    '2 ["echo"]',
    '22-["echo"]',
    '2²["echo"]',
    '2٣["echo"]',
    f'2{"9" * 40}["echo"]',
    f'2{"9" * 120}["echo"]',
    '2"echo"',
    "25",
    "2",
    '2{"a":["echo"]}',
    "2[]",
    "2[1]",
    '2["connect"]',
    '2["*"]',
    '2["echo"',
    '2["echo"]]',
    '2["echo","\\ud800"]',
    '2["echo",NaN]',
]  # fmt: skip
HEAD = event_head(["echo", "task_action"])


def by_library(message: str) -> tuple[int | None, Any] | str:
    try:
        packet = StrictPacket(encoded_packet=message)
    except BROKEN_PACKET:
        return "broken"
    return packet.id, packet.data


def by_us(packet: str) -> tuple[int | None, Any] | str | None:
    """Return what is read of an event of a batch; None: it is left to the library."""
    message = MESSAGE + packet
    head = HEAD.match(message)
    if head is None:
        return None
    try:
        return int(head[1]) if head[1] else None, read_json(message[head.end(1) :])
    except BROKEN_PACKET:
        return "broken"


@pytest.mark.parametrize("message", EVENTS)
def test_an_event_is_read_as_the_library_reads_it(message: str) -> None:
    assert by_us(message) in (None, by_library(message))


@given(st.none() | st.integers(0, 2**31), JSON)
def test_whatever_an_event_carries_is_read(id_: int | None, value: Any) -> None:
    message = StrictPacket(EVENT, data=["echo", value], id=id_).encode()
    assert by_us(message) == (id_, ["echo", value])


@given(st.integers(0, 2**31), JSON)
def test_an_answer_is_written_as_the_library_writes_it(id_: int, answer: Any) -> None:
    packet = StrictPacket(ACK, data=[answer], id=id_)
    assert answer_frame(str(id_), orjson.dumps([answer])) == pack("4" + packet.encode())


@given(st.text(min_size=1, max_size=20), JSON)
def test_an_event_is_written_as_the_library_writes_it(name: str, payload: Any) -> None:
    packet = StrictPacket(EVENT, data=[name, payload])
    assert event_frame(name, payload) == pack("4" + packet.encode())
