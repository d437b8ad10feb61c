"""A socket frame by frame: what goes over the wire, in the order in which it goes."""

from __future__ import annotations

import contextlib
import itertools
import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

import websocket

from tests.actors import ANSWER_SECONDS, AT_ITS_OWN_TIME
from tests.running import Server

# Engine.IO packets, and Socket.IO packets inside its messages.
CLOSE, PING, PONG, MESSAGE = "1", "2", "3", "4"
CONNECT, DISCONNECT, EVENT, ACK, REFUSED = "40", "41", "42", "43", "44"
PULSE = tuple(f'{EVENT}["{name}",' for name in AT_ITS_OWN_TIME)


class Closed(Exception):
    """The server has closed the socket."""


class RawSocket:
    """Sends any text, well formed or not, and reads what comes, answering pings only."""

    def __init__(self, server: Server, token: object = None, **options: Any) -> None:
        """Open a websocket and, with a ``token``, join the namespace with it."""
        query = options.pop("query", "")
        self._ids = itertools.count()
        self._socket = websocket.create_connection(
            server.url.replace("http", "ws", 1) + f"/socket.io/?EIO=4&transport=websocket{query}",
            timeout=ANSWER_SECONDS,
            **options,
        )
        self.opened = json.loads(self.next_text()[1:])
        if token is not None:
            answer = self.enter({"token": token})
            assert answer.startswith(CONNECT), answer

    def enter(self, auth: object = None) -> str:
        """Join the namespace; return the packet that answers."""
        self.send(CONNECT + ("" if auth is None else json.dumps(auth)))
        return self.next_packet()

    def send(self, packet: str) -> None:
        """Send one text frame as it is."""
        self._socket.send(packet)

    def send_binary(self, data: bytes) -> None:
        """Send one binary frame."""
        self._socket.send_binary(data)

    def send_bytes(self, data: bytes) -> None:
        """Send bytes that need not be a frame."""
        assert self._socket.sock is not None
        self._socket.sock.sendall(data)

    def emit(self, event: object, *arguments: Any) -> int:
        """Send an event that asks for an acknowledgement; return its number."""
        number = next(self._ids)
        self.send(f"{EVENT}{number}{json.dumps([event, *arguments])}")
        return number

    def call(self, event: str, *arguments: Any) -> Any:
        """Send an event and return its acknowledgement; events that come before are dropped."""
        number = self.emit(event, *arguments)
        return next(data for kind, data in self.arrivals() if kind == number)

    def call_many(self, event: str, arguments: Iterable[Any]) -> list[Any]:
        """Send an event many times without waiting in between; return the acknowledgements."""
        waiting = [self.emit(event, argument) for argument in arguments]
        answers: dict[int | str, Any] = {}
        for kind, data in self.arrivals():
            answers[kind] = data
            # Acknowledgements come in the order of the events.
            if kind == waiting[-1]:
                break
        return [answers[number] for number in waiting]

    def arrivals(self) -> Iterator[tuple[int | str, Any]]:
        """Yield what comes: (number, answer) of acknowledgements, (name, data) of events.

        Heartbeats come when they come, and are left out.
        """
        while True:
            packet = self.next_packet()
            head, body = packet[:2], packet[2:]
            if head == ACK:
                yield int(body.partition("[")[0]), self.answer_in(packet)
            elif head == EVENT:
                name, data = json.loads(body)
                yield name, data
            else:
                raise AssertionError(f"unexpected packet: {packet}")

    @staticmethod
    def answer_in(packet: str) -> Any:
        """Return what a packet acknowledges with."""
        assert packet.startswith(ACK), packet
        return json.loads("[" + packet.partition("[")[2])[0]

    def next_packet(self) -> str:
        """Return the next Socket.IO packet; events at their own time are left out. Raises Closed."""
        while True:
            text = self.next_text()
            if text == PING:
                self.send(PONG)
            elif text.startswith(PULSE):
                continue
            elif text.startswith(MESSAGE):
                return text
            else:
                raise Closed

    def wait_until_closed(self) -> None:
        """Return once the server has closed it; fail if it sends anything else instead."""
        deadline = time.monotonic() + ANSWER_SECONDS
        with contextlib.suppress(Closed):
            while time.monotonic() < deadline:
                packet = self.next_text()
                if packet == PING:
                    self.send(PONG)
                elif not packet.startswith(PULSE):
                    assert packet.startswith((CLOSE, DISCONNECT)), packet
            raise AssertionError("still open")

    def close(self) -> None:
        """Go, if not gone yet."""
        self._socket.close()
        # The library does not close what the other side has closed.
        self._socket.shutdown()  # type: ignore[no-untyped-call]  # the library ships no types

    def next_text(self) -> str:
        """Return the next packet as it is, pings and heartbeats too. Raises Closed."""
        try:
            text = self._socket.recv()
        except (websocket.WebSocketConnectionClosedException, ConnectionError):
            raise Closed from None
        if text == "":
            raise Closed
        return str(text)
