"""What may come in over a socket at all, before any handler sees it.

python-socketio would let a client call the server's own ``connect`` and ``disconnect``
handlers by sending events of those names, and keeps binary packets in memory while it
waits for their parts. We take text events with a name of their own, connects,
disconnects and acknowledgements; anything else breaks the protocol and ends that socket,
and no other.
"""

from __future__ import annotations

import logging
from typing import Any

import orjson
from socketio import Server
from socketio.packet import BINARY_ACK, BINARY_EVENT, CONNECT_ERROR, EVENT, Packet

from taskstream import faults
from taskstream.faults import FaultPoint
from taskstream.schemas.base import read_json

log = logging.getLogger(__name__)

# "*" is the name under which the library keeps the handler of unknown events.
RESERVED = frozenset({"connect", "disconnect", "connect_error", "*"})
FORBIDDEN_TYPES = frozenset({CONNECT_ERROR, BINARY_EVENT, BINARY_ACK})

# What the library raises, and we, when a packet cannot be read.
BROKEN_PACKET = (ValueError, KeyError, IndexError, TypeError)


class BrokenPacket(ValueError):
    """The packet is not one that a client may send."""


class Json:
    """The JSON module that the Socket.IO library is given."""

    @staticmethod
    def dumps(data: Any, **_: Any) -> str:
        """Return JSON text. The library's layout options do not apply."""
        return orjson.dumps(data).decode()

    @staticmethod
    def loads(text: str | bytes, **_: Any) -> Any:
        """Return what the JSON says. Raises ValueError."""
        return read_json(text)


class StrictPacket(Packet):  # type: ignore[misc]  # the library ships no types
    """A packet that refuses, when read, what a client may not send."""

    data: Any
    json = Json
    # All of it is JSON: what is sent is not searched for bytes.
    uses_binary_events = False

    def decode(self, encoded_packet: Any) -> Any:
        """Read a packet. Raises BrokenPacket, ValueError."""
        if not isinstance(encoded_packet, str):
            raise BrokenPacket("binary data")
        attachments = super().decode(encoded_packet)
        if self.packet_type in FORBIDDEN_TYPES:
            raise BrokenPacket(f"packet type {self.packet_type}")
        if self.packet_type == EVENT:
            _check_event(self.data)
        return attachments

    def encode(self) -> Any:
        """Return what goes over the wire."""
        if self.packet_type == CONNECT_ERROR and isinstance(self.data, str):
            # The library's own words, also for whoever connects twice. Clients look for an object's message
            # (Socket.IO protocol 5, "Connection to a namespace"), and would tell of an error without any.
            is_root = self.namespace in (None, "/")
            self.data = {"message": self.data if is_root else "Invalid namespace"}
        return super().encode()


def _check_event(data: Any) -> None:
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        raise BrokenPacket("an event without a name")
    if data[0] in RESERVED:
        raise BrokenPacket(f"the reserved event {data[0]}")


def guard(server: Server) -> None:
    """Close the socket that breaks the protocol, with one line in the log."""
    handle = server._handle_eio_message  # noqa: SLF001 - registered by the library the same way

    def message(eio_sid: str, data: Any) -> None:
        try:
            handle(eio_sid, data)
        except BROKEN_PACKET as error:
            # Of a packet: our handlers raise nothing.
            log.warning("socket closed: it broke the protocol (%s)", type(error).__name__)
            server.eio.disconnect(eio_sid)
        faults.reached(FaultPoint.AFTER_ACK)

    server.eio.on("message", message)
