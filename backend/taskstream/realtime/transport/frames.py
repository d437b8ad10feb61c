"""WebSocket frames (RFC 6455, section 5), server side: read strictly, packed once. No input or output."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, TypeAlias

try:
    from websockets.speedups import apply_mask
except ImportError:
    # Where there is no compiled one for the machine. It takes eight times as long.
    from websockets.utils import apply_mask


class Opcode(IntEnum):
    """What a frame is (RFC 6455, 5.2)."""

    CONTINUATION = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


class CloseCode(IntEnum):
    """Why a socket is closed (RFC 6455, 7.4.1)."""

    NORMAL = 1000
    GOING_AWAY = 1001
    PROTOCOL_ERROR = 1002
    INVALID_TEXT = 1007
    TOO_BIG = 1009


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks for a pong with the same payload."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class Closing:
    """The other side says that it closes; ``code`` is what to answer, None when it named none."""

    code: int | None


@dataclass(frozen=True, slots=True)
class Broken:
    """The other side broke the protocol; nothing after it is read."""

    code: CloseCode


# A text message, a binary one, or what concerns the connection itself.
Item: TypeAlias = str | bytes | Ping | Closing | Broken

BEGINNINGS: Final = frozenset({Opcode.TEXT, Opcode.BINARY})
CONTROLS: Final = frozenset({Opcode.CLOSE, Opcode.PING, Opcode.PONG})

HEAD_BYTES: Final = 2
FINAL: Final = 0x80
OPCODE: Final = 0x0F
RESERVED: Final = 0x70
MASKED: Final = 0x80
WHOLE_TEXT: Final = FINAL | Opcode.TEXT
LENGTH: Final = 0x7F
CONTROL: Final = 0x08
CONTROL_MAX: Final = 125
MASK_BYTES: Final = 4
# The 7 bits of a length that say that 16 or 64 bits of length follow.
LENGTH_16: Final = 126
LENGTH_64: Final = 127
# How most of what comes begins: that it is a text in one frame, masked, 16 bits of length, and the mask.
USUAL: Final = struct.Struct("!HH4s")
USUAL_BYTES: Final = USUAL.size
read_usual: Final = USUAL.unpack_from
# And most of what leaves.
pack_usual: Final = struct.Struct("!BBH").pack
MAX_16: Final = (1 << 16) - 1
USUAL_HEAD: Final = WHOLE_TEXT << 8 | MASKED | LENGTH_16
# What is said of a length in place of one.
UNKNOWN: Final = -1
NOT_MINIMAL: Final = -2

# Codes that may be sent in a close frame: RFC 6455, 7.4, and the registry it set up at IANA.
SENDABLE_CODES: Final = frozenset({*range(1000, 1004), *range(1007, 1015), *range(3000, 5000)})


class FrameReader:
    """Turns a client's bytes, in whatever pieces they arrive, into items.

    Fragments of a message are put together; memory is bounded by ``max_bytes``, the longest
    message. After ``Closing`` or ``Broken`` it reads nothing any more. ``count``: of the frames that
    the last bytes completed, also of those that make no item.
    """

    __slots__ = ("_done", "_message", "_message_opcode", "_rest", "count", "max_bytes")

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.count = 0
        self._rest = b""
        # What has arrived of a message in fragments, and what its first frame said it is.
        self._message = bytearray()
        self._message_opcode: int | None = None
        self._done = False

    def feed(self, data: bytes) -> list[Item]:
        """Return what these bytes complete, in order."""
        items: list[Item] = []
        count = 0
        if self._rest:
            data = self._rest + data
        at, size = 0, len(data)
        while not self._done and size - at >= HEAD_BYTES:
            begun, before = at, len(items)
            at = self._usual(data, at, items)
            count += len(items) - before
            if at == begun:
                at = self._any(data, at, items)
                if at == begun:
                    break
                count += 1
        self.count = count
        self._rest = b"" if self._done else data[at:]
        return items

    def _usual(self, data: bytes, at: int, items: list[Item]) -> int:
        """Read texts that are in one frame each, and return where something else begins.

        Of these nothing but their length and their bytes can be wrong.
        """
        size, longest = len(data), self.max_bytes
        if self._message_opcode is not None:
            return at
        while size - at >= USUAL_BYTES and not self._done:
            head, length, key = read_usual(data, at)
            begin = at + USUAL_BYTES
            stop = begin + length
            if head != USUAL_HEAD or not LENGTH_16 <= length <= longest or stop > size:
                break
            items.append(self._text(apply_mask(data[begin:stop], key)))
            at = stop
        return at

    def _any(self, data: bytes, at: int, items: list[Item]) -> int:
        """Read one frame, whatever it is, and return where it ends: where it began if it is not whole."""
        first, second = data[at], data[at + 1]
        start, length = at + HEAD_BYTES, second & LENGTH
        if length >= LENGTH_16:
            start, length = _length(data, start, length)
        # Most are short texts in one frame.
        is_text = first == WHOLE_TEXT and second & MASKED and self._message_opcode is None
        if not (is_text and 0 <= length <= self.max_bytes):
            fault = self._fault(first, second, length)
            if fault is not None:
                items.append(self._broken(fault))
                return at
        begin = start + MASK_BYTES
        stop = begin + length
        if length == UNKNOWN or stop > len(data):
            return at
        payload = apply_mask(data[begin:stop], data[start:begin])
        item = self._text(payload) if is_text else self._item(first, payload)
        if item is not None:
            items.append(item)
        return stop

    def _fault(self, first: int, second: int, length: int) -> CloseCode | None:
        """Return what is wrong with a frame of this head, if anything is (RFC 6455, 5.2 to 5.5)."""
        opcode, continues = first & OPCODE, self._message_opcode is not None
        if length == NOT_MINIMAL or not second & MASKED or first & RESERVED:
            return CloseCode.PROTOCOL_ERROR
        if opcode & CONTROL:
            is_whole = first & FINAL and second & LENGTH <= CONTROL_MAX
            return None if is_whole and opcode in CONTROLS else CloseCode.PROTOCOL_ERROR
        # A message's first frame says what it is, and those after it only that they go on.
        if opcode not in ((Opcode.CONTINUATION,) if continues else BEGINNINGS):
            return CloseCode.PROTOCOL_ERROR
        return CloseCode.TOO_BIG if len(self._message) + length > self.max_bytes else None

    def _item(self, first: int, payload: bytes) -> Item | None:
        """Return what a whole frame completes, if it completes anything."""
        opcode = first & OPCODE
        if opcode & CONTROL:
            return self._control(opcode, payload)
        if self._message_opcode is None:
            if first & FINAL:
                return self._whole(opcode, payload)
            self._message_opcode = opcode
        self._message += payload
        if not first & FINAL:
            return None
        opcode, self._message_opcode = self._message_opcode, None
        payload = bytes(self._message)
        self._message.clear()
        return self._whole(opcode, payload)

    def _control(self, opcode: int, payload: bytes) -> Item | None:
        if opcode == Opcode.CLOSE:
            return self._closing(payload)
        return Ping(payload) if opcode == Opcode.PING else None

    def _whole(self, opcode: int, payload: bytes) -> Item:
        return payload if opcode == Opcode.BINARY else self._text(payload)

    def _text(self, payload: bytes) -> Item:
        try:
            return payload.decode()
        except UnicodeDecodeError:
            return self._broken(CloseCode.INVALID_TEXT)

    def _closing(self, payload: bytes) -> Item:
        """Return what a close frame says (RFC 6455, 5.5.1 and 7.4)."""
        code = int.from_bytes(payload[:2], "big")
        if payload and (len(payload) == 1 or code not in SENDABLE_CODES):
            return self._broken(CloseCode.PROTOCOL_ERROR)
        try:
            payload[2:].decode()
        except UnicodeDecodeError:
            return self._broken(CloseCode.INVALID_TEXT)
        self._done = True
        return Closing(code if payload else None)

    def _broken(self, code: CloseCode) -> Broken:
        self._done = True
        return Broken(code)


def _length(data: bytes, start: int, said: int) -> tuple[int, int]:
    """Return where the mask begins, and the length that does not fit in 7 bits; ``said``: what these say.

    The length is UNKNOWN while its bytes are not there, and NOT_MINIMAL where fewer would do.
    """
    stop, shortest = (start + 2, LENGTH_16) if said == LENGTH_16 else (start + 8, 1 << 16)
    if len(data) < stop:
        return start, UNKNOWN
    length = int.from_bytes(data[start:stop], "big")
    return stop, length if length >= shortest else NOT_MINIMAL


def pack(message: str | bytes) -> bytes:
    """Return a message as one frame of a server's: not masked, not compressed."""
    if isinstance(message, str):
        return pack_frame(Opcode.TEXT, message.encode())
    return pack_frame(Opcode.BINARY, message)


def pack_close(code: int | None) -> bytes:
    """Return a close frame; without a code it says nothing of why."""
    return pack_frame(Opcode.CLOSE, b"" if code is None else struct.pack("!H", code))


def pack_frame(opcode: int, payload: bytes) -> bytes:
    """Return a whole frame."""
    length = len(payload)
    if LENGTH_16 <= length <= MAX_16:
        return pack_usual(FINAL | opcode, LENGTH_16, length) + payload
    if length < LENGTH_16:
        return bytes((FINAL | opcode, length)) + payload
    return struct.pack("!BBQ", FINAL | opcode, LENGTH_64, length) + payload
