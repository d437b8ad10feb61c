"""A socket as light as can be, so that a machine can hold many: one thread reads and sends."""

from __future__ import annotations

import itertools
import json
import time
from collections import deque
from typing import Any

import websocket

from tests.raw import ACK, CONNECT, EVENT, PING, PONG, REFUSED

CONNECT_SECONDS = 10
# P16: whoever has no answer by then asks again.
ANSWER_SECONDS = 5


class Lost(Exception):
    """The line is dead, or as good as dead."""


class TurnedAway(Exception):
    """The server has refused the socket. ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Line:
    """One socket that was let in. Every method raises Lost once there is no use in it any more."""

    def __init__(self, url: str, token: str) -> None:
        """Connect. Raises Lost, TurnedAway."""
        self._ids = itertools.count()
        self._events: deque[tuple[str, Any]] = deque()
        # What came and nobody has asked for yet, by the numbers that ``emit`` gave.
        self.answers: dict[int, Any] = {}
        self._heard = time.monotonic()
        self._patience: float = CONNECT_SECONDS
        try:
            self._socket = websocket.create_connection(
                url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket",
                timeout=CONNECT_SECONDS,
            )
        except (OSError, websocket.WebSocketException) as error:
            raise Lost(str(error)) from None
        try:
            self._enter(token)
        except BaseException:
            self.close()
            raise

    def _enter(self, token: str) -> None:
        opened = json.loads(self._answer()[1:])
        self._patience = (opened["pingInterval"] + opened["pingTimeout"]) / 1000
        self._send(CONNECT + json.dumps({"token": token}))
        answer = self._answer()
        if answer.startswith(REFUSED):
            raise TurnedAway(json.loads(answer[len(REFUSED) :])["message"])

    def _answer(self) -> str:
        if text := self._text(CONNECT_SECONDS):
            return text
        raise Lost("no answer")

    def emit(self, event: str, data: Any) -> int:
        """Send an event; return the number under which its answer will come."""
        number = next(self._ids)
        self._send(f"{EVENT}{number}{json.dumps([event, data])}")
        return number

    def call(self, event: str, data: Any) -> Any:
        """Send an event and return its answer; what comes meanwhile is kept."""
        number = self.emit(event, data)
        deadline = time.monotonic() + ANSWER_SECONDS
        while number not in self.answers:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Lost("no answer")
            self._read(left)
        return self.answers.pop(number)

    def arrival(self, seconds: float) -> tuple[str, Any] | None:
        """Return the next event; None when an answer came instead, or nothing in that time."""
        if not self._events:
            self._read(max(seconds, 0.001))
        return self._events.popleft() if self._events else None

    def close(self) -> None:
        """Go, without a word."""
        self._socket.shutdown()  # type: ignore[no-untyped-call]  # the library ships no types

    def _read(self, seconds: float) -> None:
        """Take in one packet, if one comes in that time."""
        text = self._text(seconds)
        if text == PING:
            self._send(PONG)
        elif text.startswith(EVENT):
            name, data = json.loads(text[len(EVENT) :])
            self._events.append((name, data))
        elif text.startswith(ACK):
            number, _, answer = text[len(ACK) :].partition("[")
            self.answers[int(number)] = json.loads("[" + answer)[0]
        elif text:
            raise Lost(f"ended by the server: {text}")

    def _send(self, text: str) -> None:
        try:
            self._socket.send(text)
        except (OSError, websocket.WebSocketException) as error:
            raise Lost(str(error)) from None

    def _text(self, seconds: float) -> str:
        """Return the next packet, or nothing when none came in that time."""
        self._socket.settimeout(seconds)
        try:
            text = str(self._socket.recv())
        except websocket.WebSocketTimeoutException:
            # Engine.IO: the server pings; whoever hears nothing for so long is alone.
            if time.monotonic() - self._heard > self._patience:
                raise Lost("silence") from None
            return ""
        except (OSError, websocket.WebSocketException) as error:
            raise Lost(str(error)) from None
        if not text:
            raise Lost("closed")
        self._heard = time.monotonic()
        return text
