"""Frames of every kind, right and wrong, over a real socket: a table in place of Autobahn's.

Autobahn's own suite needs Python 2. Its sections are kept: framing, pings, reserved bits,
opcodes, fragmentation, UTF-8, closing, limits.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.actors import User
from tests.realtime.transport.wire import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Got,
    Wire,
    close_frame,
    frame,
    only_ours,
)

MAX_BYTES = 64 * 1024
ECHO = b'427["echo",{}]'
LIVES = -1
ANSWER = b'437[{"ok":true'


def message(length: int, fill: str = " ") -> bytes:
    """Return an event of so many bytes that is answered."""
    room = length - len(ECHO)
    assert room >= 0
    return ECHO[:-1] + fill.encode() * room + b"]"


def text(payload: bytes, pieces: int = 1) -> bytes:
    """Return a text message in so many frames."""
    size = -(-len(payload) // pieces)
    parts = [payload[at : at + size] for at in range(0, len(payload), size)]
    return b"".join(
        frame(CONTINUATION if at else TEXT, part, final=at == len(parts) - 1)
        for at, part in enumerate(parts)
    )


@dataclass(frozen=True)
class Case:
    """What is sent, in pieces of so many bytes, and what must come of it.

    ``answered``: the socket lives and the event is answered; ``closed``: it ends with that
    code (None: a close frame that names none). ``pongs`` come first.
    """

    name: str
    data: bytes
    answered: bool = False
    closed: int | None = LIVES
    pongs: tuple[bytes, ...] = ()
    chop: int = 0


def lengths() -> Iterator[Case]:
    for length in (len(ECHO), 125, 126, 127, 128, 65_535, MAX_BYTES):
        yield Case(f"text of {length} bytes", text(message(length)), answered=True)
    for chop, length in itertools.product((1, 7, 997), (126, 1_000)):
        yield Case(
            f"{length} bytes, {chop} at a time", text(message(length)), answered=True, chop=chop
        )
    yield Case("two in one piece", frame(PONG) + text(message(40)), answered=True)
    yield Case("too long", text(message(MAX_BYTES + 1)), closed=1009)
    yield Case("too long, in two", text(message(MAX_BYTES + 1), 2), closed=1009)
    yield Case("too long, in a thousand", text(message(MAX_BYTES + 1), 1_000), closed=1009)
    for size, name in ((MAX_BYTES + 1, "a byte"), (1 << 40, "a terabyte"), (1 << 63, "2^63")):
        head = bytes((0x81, 0xFF)) + size.to_bytes(8, "big")
        yield Case(f"says that it is too long by {name}", head, closed=1009)
    yield Case("16 bits of length for 125", frame(TEXT, message(125), length_bytes=2), closed=1002)
    yield Case("64 bits of length for 125", frame(TEXT, message(125), length_bytes=8), closed=1002)
    yield Case(
        "64 bits of length for 65,535", frame(TEXT, message(65_535), length_bytes=8), closed=1002
    )
    yield Case("64 bits of length for a ping", frame(PING, b"x", length_bytes=8), closed=1002)


def pings() -> Iterator[Case]:
    for payload in (b"", b"x", b"Hello", bytes(range(125)), b"\xfe" * 124):
        yield Case(
            f"ping of {len(payload)} bytes, {payload[:1]!r}",
            frame(PING, payload) + text(ECHO),
            answered=True,
            pongs=(payload,),
        )
    ten = tuple(b"%d" % number for number in range(10))
    yield Case(
        "ten pings",
        b"".join(frame(PING, one) for one in ten) + text(ECHO),
        answered=True,
        pongs=ten,
    )
    yield Case(
        "ten pings, a byte at a time",
        b"".join(frame(PING, one) for one in ten) + text(ECHO),
        answered=True,
        pongs=ten,
        chop=1,
    )
    yield Case("ping of 126 bytes", frame(PING, b"x" * 126), closed=1002)
    yield Case("ping in fragments", frame(PING, b"x", final=False), closed=1002)
    for payload in (b"", b"x", b"\xff" * 125):
        yield Case(
            f"pong of {len(payload)} bytes nobody asked for",
            frame(PONG, payload) + text(ECHO),
            answered=True,
        )
    yield Case("pong of 126 bytes", frame(PONG, b"x" * 126), closed=1002)
    yield Case("pong in fragments", frame(PONG, b"x", final=False), closed=1002)


def reserved() -> Iterator[Case]:
    for bits, opcode in itertools.product(range(1, 8), (TEXT, BINARY, CLOSE, PING, PONG)):
        data = frame(opcode, b"" if opcode == CLOSE else b"x", reserved=bits)
        yield Case(f"reserved bits {bits:03b} with opcode {opcode}", data, closed=1002)
    yield Case(
        "reserved bits in the second fragment",
        frame(TEXT, ECHO, final=False) + frame(CONTINUATION, b"x", reserved=4),
        closed=1002,
    )
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        yield Case(f"opcode {opcode}", frame(opcode, b"x"), closed=1002)
        yield Case(
            f"opcode {opcode} after text", text(ECHO) + frame(opcode), answered=True, closed=1002
        )
    for opcode in (CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG):
        yield Case(f"opcode {opcode} without a mask", frame(opcode, masked=False), closed=1002)


def fragments() -> Iterator[Case]:
    for pieces in (2, 3, len(ECHO)):
        yield Case(f"text in {pieces} frames", text(ECHO, pieces), answered=True)
        yield Case(
            f"text in {pieces} frames, a byte at a time", text(ECHO, pieces), answered=True, chop=1
        )
    empty = frame(TEXT, final=False) + frame(CONTINUATION, final=False)
    yield Case("empty fragments around", empty + frame(CONTINUATION, ECHO), answered=True)
    yield Case(
        "thousands of empty fragments",
        frame(TEXT, final=False)
        + frame(CONTINUATION, final=False) * 5_000
        + frame(CONTINUATION, ECHO),
        answered=True,
    )
    first, last = frame(TEXT, ECHO[:5], final=False), frame(CONTINUATION, ECHO[5:])
    yield Case("ping between", first + frame(PING, b"p") + last, answered=True, pongs=(b"p",))
    yield Case("pong between", first + frame(PONG, b"p") + last, answered=True)
    yield Case(
        "pings between, a byte at a time",
        first + frame(PING, b"1") + frame(PING, b"2") + last,
        answered=True,
        pongs=(b"1", b"2"),
        chop=1,
    )
    yield Case("close between", first + close_frame(1000), closed=1000)
    yield Case("text between", first + text(ECHO), closed=1002)
    yield Case("binary between", first + frame(BINARY, b"x"), closed=1002)
    yield Case("goes on before it began", frame(CONTINUATION, ECHO), closed=1002)
    yield Case(
        "goes on before it began, not last", frame(CONTINUATION, b"x", final=False), closed=1002
    )
    yield Case(
        "goes on after its end",
        text(ECHO, 2) + frame(CONTINUATION, b"x"),
        answered=True,
        closed=1002,
    )
    yield Case("two messages in fragments", text(ECHO, 2) + text(ECHO, 3), answered=True)


# Markus Kuhn's UTF-8 stress test, by its sections: what must be taken, and what must not.
GOOD_UTF8 = (
    "κόσμε", "\x7f", "\u0080", "\u07ff", "\u0800", "\uffff", "\U00010000", "\U0010ffff",
    "\ud7ff\ue000\ufffd", "\ufdd0\ufffe", "👩‍👩‍👧‍👦", "e\u0301", "\u202eabc", "\ufeff",
)  # fmt: skip
BAD_UTF8 = (
    b"\x80", b"\xbf", b"\x80\xbf", b"\xc0", b"\xc1", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98",
    b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xf8\x80\x80\x80\xaf",
    b"\xfc\x80\x80\x80\x80\xaf", b"\xc1\xbf", b"\xe0\x9f\xbf", b"\xf0\x8f\xbf\xbf",
    b"\xc0\x80", b"\xed\xa0\x80", b"\xed\xad\xbf", b"\xed\xbf\xbf", b"\xed\xa0\x80\xed\xb0\x80",
    b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xfe", b"\xff", b"\xfe\xfe\xff\xff",
    b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80\x65",
)  # fmt: skip


def utf8() -> Iterator[Case]:
    for number, good in enumerate(GOOD_UTF8):
        # Inside a string of JSON, in a field that the event does not know: it is answered all the same.
        payload = b'427["echo",{"x":"' + good.encode() + b'"}]'
        yield Case(f"good UTF-8 {number}", text(payload), answered=True)
        yield Case(f"good UTF-8 {number}, cut anywhere", text(payload, len(payload)), answered=True)
    for number, bad in enumerate(BAD_UTF8):
        payload = b'427["echo",{"x":"' + bad + b'"}]'
        yield Case(f"bad UTF-8 {number}", text(payload), closed=1007)
        yield Case(f"bad UTF-8 {number}, in three frames", text(payload, 3), closed=1007)


def closing() -> Iterator[Case]:
    yield Case("close that says nothing", frame(CLOSE), closed=None)
    for code in (1000, 1001, 1002, 1003, *range(1007, 1015), 3000, 3999, 4000, 4999):
        yield Case(f"close with {code}", close_frame(code), closed=code)
    yield Case(
        "close with a reason", close_frame(1000, "Auf Wiedersehen, 再见".encode()), closed=1000
    )
    yield Case("close with the longest reason", close_frame(1000, b"x" * 123), closed=1000)
    yield Case("close, a byte at a time", close_frame(1000, b"bye"), closed=1000, chop=1)
    for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535):
        yield Case(f"close with {code}, which nobody may send", close_frame(code), closed=1002)
    yield Case("close with half a code", frame(CLOSE, b"\x03"), closed=1002)
    yield Case("close with too long a reason", close_frame(1000, b"x" * 124), closed=1002)
    yield Case(
        "close with a reason that is no UTF-8", close_frame(1000, b"\xed\xa0\x80"), closed=1007
    )
    yield Case(
        "close in fragments", frame(CLOSE, struct.pack("!H", 1000), final=False), closed=1002
    )
    yield Case("close twice", close_frame(1000) * 2, closed=1000)
    yield Case("ping after close", close_frame(1000) + frame(PING, b"x"), closed=1000)
    yield Case(
        "what was sent before it is answered",
        text(ECHO) + close_frame(1000),
        answered=True,
        closed=1000,
    )


CASES = [
    case for section in (lengths, pings, reserved, fragments, utf8, closing) for case in section()
]


@only_ours
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_frame_is_taken_or_ends_the_socket(worker: User, case: Case) -> None:
    with Wire(worker.server, worker.token) as wire:
        size = case.chop or len(case.data)
        for at in range(0, len(case.data), size):
            wire.send(case.data[at : at + size])
        for payload in case.pongs:
            assert wire.next() == Got(PONG, payload)
        if case.answered:
            got = wire.next()
            assert got.opcode == TEXT
            assert got.payload.startswith(b"437["), got
        if case.closed == LIVES:
            wire.send(text(ECHO))
            assert wire.next().payload.startswith(ANSWER)
        else:
            code = b"" if case.closed is None else struct.pack("!H", case.closed)
            assert wire.rest() == [Got(CLOSE, code)]
