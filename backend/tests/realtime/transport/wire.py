"""A client that can send any bytes on a websocket, and reads frames as RFC 6455 has them."""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.actors import ANSWER_SECONDS
from tests.running import Server

# As often as a test can wait for.
RELAY_PING_SECONDS = 1

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
# For what the libraries' own transport does not promise; the suite may be run on either.
only_ours = pytest.mark.skipif(
    os.environ.get("TASKSTREAM_TRANSPORT") == "stock", reason="a promise of our own transport"
)
MASK = b"\x5a\x00\xff\x13"


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    final: bool = True,
    reserved: int = 0,
    masked: bool = True,
    length_bytes: int | None = None,
) -> bytes:
    """Return a client's frame; ``length_bytes``: 0, 2 or 8, else as few as will do."""
    length = len(payload)
    if length_bytes is None:
        length_bytes = 0 if length < 126 else 2 if length < 1 << 16 else 8
    said = {0: length, 2: 126, 8: 127}[length_bytes]
    head = bytes((final << 7 | reserved << 4 | opcode, masked << 7 | said))
    head += length.to_bytes(length_bytes, "big") if length_bytes else b""
    if not masked:
        return head + payload
    return head + MASK + bytes(byte ^ MASK[at % 4] for at, byte in enumerate(payload))


def close_frame(code: int, reason: bytes = b"") -> bytes:
    """Return a client's close frame."""
    return frame(CLOSE, struct.pack("!H", code) + reason)


@dataclass(frozen=True)
class Got:
    """A frame that the server sent."""

    opcode: int
    payload: bytes


class Wire:
    """One connection, opened as a websocket and, with a token, let into the namespace."""

    def __init__(self, server: Server, token: str | None = None) -> None:
        parts = urlsplit(server.url)
        assert parts.hostname
        self.socket = socket.create_connection((parts.hostname, parts.port or 80), ANSWER_SECONDS)
        self._buffer = b""
        key = base64.b64encode(os.urandom(16)).decode()
        self.send(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        self.head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        assert self.head.startswith(b"HTTP/1.1 101 "), self.head
        self.opened = json.loads(self.next().payload[1:])
        if token is not None:
            self.send(frame(TEXT, b"40" + json.dumps({"token": token}).encode()))
            assert self.next().payload.startswith(b"40")

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.socket.sendall(data)

    def next(self) -> Got:
        """Return the next frame. Raises EOFError when there will be none."""
        head = self._take(2)
        length = head[1] & 127
        assert not head[1] & 128, "a server masks nothing"
        if length >= 126:
            length = int.from_bytes(self._take(2 if length == 126 else 8), "big")
        return Got(head[0] & 15, self._take(length))

    def rest(self) -> list[Got]:
        """Return every frame until the server has closed the connection."""
        found = []
        with suppress(EOFError, ConnectionResetError):
            while True:
                found.append(self.next())
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._more()
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def _more(self) -> None:
        data = self.socket.recv(65536)
        if not data:
            raise EOFError
        self._buffer += data


def event(number: int, name: str, argument: object) -> bytes:
    """Return an event that asks for an answer, as a frame."""
    return frame(TEXT, f"42{number}{json.dumps([name, argument])}".encode())


def suggestion(scan: dict[str, Any], text: str = "Door 7 is open") -> dict[str, Any]:
    """Return a new suggestion for the scan."""
    return {"scan_id": scan["id"], "client_id": uuid4().hex, "text": text}


def answers(wire: Wire, count: int) -> list[tuple[int, dict[str, Any]]]:
    """Return the next so many acknowledgements: their numbers, and what they say."""
    found: list[tuple[int, dict[str, Any]]] = []
    while len(found) < count:
        packet = wire.next().payload.decode()
        if packet.startswith("43"):
            number, _, body = packet[2:].partition("[")
            found.append((int(number), json.loads("[" + body)[0]))
    return found
