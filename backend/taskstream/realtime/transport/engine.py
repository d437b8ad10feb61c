"""Engine.IO 4 over lines: the library's server and socket, without its queues and greenlets."""

from __future__ import annotations

import base64
import hashlib
import socket
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import getsizeof
from typing import Any, Final, Protocol

import engineio
from engineio import packet as packets
from engineio.exceptions import SocketIsClosedError
from engineio.packet import Packet
from engineio.socket import Socket
from eventlet import patcher, wsgi

from taskstream.realtime.transport.frames import (
    Broken,
    CloseCode,
    Closing,
    FrameReader,
    pack,
)
from taskstream.realtime.transport.line import Flushes, Line
from taskstream.realtime.transport.pulse import LOOK_SECONDS, Pulse
from taskstream.realtime.transport.turns import Letter, Turns
from taskstream.services.duty import Gauge

# RFC 6455, 1.3.
HANDSHAKE_GUID: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

PONG, MESSAGE, CLOSE = str(packets.PONG), str(packets.MESSAGE), str(packets.CLOSE)
# A client may send them at any time; they ask for nothing once it is connected.
IDLE: Final = frozenset({str(packets.NOOP)})


@dataclass(frozen=True, slots=True)
class Lost:
    """The last letter of a socket: nothing more will come.

    ``reason``: as the library words it; ``code``: what to close the websocket with;
    ``broken``: because of what it sent.
    """

    reason: str
    code: int | None = CloseCode.NORMAL
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """A letter that is none: the socket broke the protocol, and is to be closed."""

    words: str


# How long nothing is read from a socket after something of it was refused: what it sends meanwhile
# is read and refused in one go, which costs a fraction, and the network holds up whoever sends yet more.
HOLD_SECONDS: Final = 0.05


class Read(Protocol):
    """Reads messages of Engine.IO."""

    def __call__(self, sock: EngineSocket, messages: Sequence[str | bytes]) -> list[Letter]:
        """Return letters that say the same, in order.

        What is not handled with others has one of its own (``EngineSocket.letter_of``).
        """


class TakeIn(Protocol):
    """Takes in what a socket says, as far as there is room, and answers the rest."""

    def __call__(self, sock: EngineSocket, letters: Sequence[Letter]) -> tuple[list[Letter], bool]:
        """Return what is taken in, in order, and whether that is all."""


class EngineSocket(Socket):  # type: ignore[misc]  # the library ships no types
    """The library's socket over one line. It has no queue: what is sent is on its way."""

    def __init__(self, server: EngineServer, sid: str) -> None:
        # All that the library's sockets begin with, but for the queue.
        self.server = server
        self.sid = sid
        # The id that it was known by in the root namespace when that was asked last.
        self.root_sid: str | None = None
        self.last_ping: float | None = None
        self.connected = self.upgraded = True
        self.upgrading = self.closing = self.closed = False
        self.session: dict[str, Any] = {}
        self.line: Line
        self.waiting: deque[Letter] = deque()
        self.count = self.held = 0
        self.busy = False
        self._close_code: int | None = CloseCode.NORMAL

    def attach(self, line: Line) -> None:
        """Send over this line from now on."""
        self.line = line

    def send(self, pkt: Packet) -> None:
        """Send a packet. The same one to many is packed once."""
        frame = getattr(pkt, "frame", None)
        if frame is None:
            frame = pkt.frame = pack(pkt.encode())
        self.send_frame(frame)

    def send_frame(self, frame: bytes) -> None:
        """Send a frame. Raises SocketIsClosedError."""
        if self.closed:
            raise SocketIsClosedError
        self.line.send(frame)

    def received(self, messages: list[str | bytes]) -> None:
        """Take messages from the line."""
        letters = self.server.read(self, messages)
        taken, is_all = self.server.take_in(self, letters)
        if taken:
            self.server.turns.post(self, taken)
        if not is_all:
            self.line.rest(HOLD_SECONDS)

    def letter_of(self, message: str | bytes) -> Letter | None:
        """Return the letter that a message is by itself; None: there is nothing to handle.

        A packet of Socket.IO is in it without its first character. That a ping was answered is noted.
        """
        if not isinstance(message, str):
            return Letter([Breach("binary data")])
        if message.startswith(MESSAGE):
            return Letter([message[1:]], None, getsizeof(message))
        if message.startswith(PONG):
            self.server.answered(self)
            return None
        if message.startswith(CLOSE):
            return Letter([Lost(self.server.reason.CLIENT_DISCONNECT)])
        return None if message[:1] in IDLE else Letter([Breach("no packet")])

    def lost(self, end: Closing | Broken | None) -> None:
        """Hear from the line that nothing more comes; what came before is answered first."""
        reason = self.server.reason.TRANSPORT_CLOSE
        lost = Lost(reason) if end is None else Lost(reason, end.code, isinstance(end, Broken))
        self.server.turns.post(self, [Letter([lost])])

    def end(self, letter: Lost) -> None:
        """Close a socket that is gone, or says good-bye."""
        self._close_code = letter.code
        self.close(wait=False, abort=True, reason=letter.reason)

    def ping(self) -> None:
        """Ask whether anybody is there."""
        self.send(PING_PACKET)

    def give_up(self) -> None:
        """End: nobody is."""
        gone = Letter([Lost(self.server.reason.PING_TIMEOUT)])
        self.server.turns.post(self, [gone])

    def pause(self) -> None:
        """Read nothing from the line for now."""
        self.line.pause()

    def resume(self) -> None:
        """Read again."""
        self.line.resume()

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:  # noqa: ARG002, FBT001, FBT002 - the library's signature
        """Close behind what was sent; ``abort``: the other side is gone, and is told nothing."""
        if self.closed or self.closing:
            return
        self.closing = True
        self.server._trigger_event(  # noqa: SLF001 - what the library's own socket calls
            "disconnect",
            self.sid,
            reason or self.server.reason.SERVER_DISCONNECT,
            run_async=False,
        )
        if not abort:
            self.send(CLOSE_PACKET)
        self.closed = True
        self.server.sockets.pop(self.sid, None)
        self.line.close(self._close_code)


PING_PACKET: Final = Packet(packets.PING)
CLOSE_PACKET: Final = Packet(packets.CLOSE)


class EngineServer(engineio.Server):  # type: ignore[misc]  # the library ships no types
    """The library's server, whose websockets are lines. ``gauge`` counts those that are open.

    ``read``, ``take_in`` and ``turns`` are set before the first socket comes.
    """

    read: Read
    take_in: TakeIn
    turns: Turns[EngineSocket]

    def __init__(self, gauge: Gauge, **options: Any) -> None:
        super().__init__(
            **options, async_mode="eventlet", transports=["websocket"], monitor_clients=False
        )
        self._gauge = gauge
        self.flushes: Final = Flushes()
        self._pulse = Pulse(self.ping_interval, self.ping_timeout)

    def answered(self, sock: EngineSocket) -> None:
        """Note that a ping was answered; an answer to none is passed over."""
        if sock.last_ping is not None:
            self._pulse.expect(sock)

    def run_pulse(self) -> None:
        """Ping who is due, and end who does not answer, for as long as the process runs."""
        while True:
            self.sleep(LOOK_SECONDS)
            self._pulse.beat()

    def _handle_connect(
        self,
        environ: dict[str, Any],
        start_response: Callable[..., Any],
        transport: str,
        jsonp_index: int | None = None,
    ) -> Iterable[bytes]:
        """Open a websocket on the connection of this request, which ends with it."""
        del start_response, transport, jsonp_index
        sock = EngineSocket(self, self.generate_id())
        line = Line(
            _taken_over(environ),
            FrameReader(self.max_http_buffer_size),
            sock,
            self.flushes,
            self._gauge.leave,
        )
        self._gauge.enter()
        self.sockets[sock.sid] = sock
        sock.attach(line)
        sock.send(
            Packet(
                packets.OPEN,
                {
                    "sid": sock.sid,
                    "upgrades": [],
                    "pingTimeout": int(self.ping_timeout * 1000),
                    "pingInterval": int(self.ping_interval * 1000),
                    "maxPayload": self.max_http_buffer_size,
                },
            )
        )
        # The library would keep the request's environment for as long as the socket lives.
        self._trigger_event("connect", sock.sid, {}, run_async=False)
        self._pulse.expect(sock)
        line.open()
        # Eventlet's sign that there is no answer to send: the connection is somebody else's now.
        wsgi.WSGI_LOCAL.already_handled = True
        return []


def _taken_over(environ: Mapping[str, Any]) -> socket.socket:
    """Answer a request for a websocket, which was checked, and take its socket away from the server."""
    green = environ["eventlet.input"].get_socket()
    key = environ["HTTP_SEC_WEBSOCKET_KEY"].encode()
    accept = base64.b64encode(hashlib.sha1(key + HANDSHAKE_GUID).digest())  # noqa: S324 - RFC 6455, 4.2.2
    green.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )
    # What is detached, the server can neither shut down nor close when the request ends.
    raw: socket.socket = patcher.original("socket").socket(fileno=green.fd.detach())
    raw.setblocking(False)  # noqa: FBT003 - the name says it
    return raw
