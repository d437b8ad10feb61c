"""Below Socket.IO: which websockets are opened, and which messages are read from them.

Each event loop comes with a websocket library of its own, and what they let through differs:
a version from before the standard, a message of no length that ends the handler with an
exception and leaves the socket behind. Here it is the same on all of them.
"""

from __future__ import annotations

import base64
import binascii
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from socket import SHUT_RDWR
from typing import Any

from simple_websocket import ConnectionClosed
from socketio import Server

log = logging.getLogger(__name__)

Wsgi = Callable[..., Iterable[bytes]]

# The longest message that is read.
FRAME_BYTES = 64 * 1024
VERSION = "13"  # RFC 6455, 4.1
KEY_BYTES = 16  # the same
# That library wakes who waits before it says that the connection is closed: he may go back to sleep.
LOOK_SECONDS = 1.0
# Engine.IO 4, "Packet encoding": a digit says what kind of packet a message is.
KINDS = frozenset("0123456")


def check_upgrades(app: Wsgi) -> Wsgi:
    """Return the application behind a check of what opens a websocket (RFC 6455, 4.2.1)."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("HTTP_UPGRADE", "").lower() != "websocket" or _is_well_formed(environ):
            return app(environ, start_response)
        words = f"This opens no websocket of version {VERSION}.\n".encode()
        headers = [
            ("Content-Type", "text/plain"),
            ("Content-Length", str(len(words))),
            ("Sec-WebSocket-Version", VERSION),
            ("Connection", "close"),
        ]
        start_response("400 Bad Request", headers)
        return [words]

    return call


def _is_well_formed(environ: dict[str, Any]) -> bool:
    connection = environ.get("HTTP_CONNECTION", "").lower().split(",")
    try:
        key = base64.b64decode(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""), validate=True)
    except (binascii.Error, ValueError):  # ValueError: characters that are not ASCII
        return False
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "upgrade" in (part.strip() for part in connection)
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == VERSION
        and len(key) == KEY_BYTES
    )


def read_strictly(server: Server) -> None:
    """End the socket that sends what is no packet of Engine.IO, with one line in the log."""
    make = server.eio._async["websocket"]  # noqa: SLF001 - the library has no other place for it

    # It is pinged, and answers; whoever says nothing for so long is not there any more.
    patience = server.eio.ping_interval + server.eio.ping_timeout

    def strict(handler: Callable[[Any], Any], owner: Any) -> Any:
        made = make(lambda ws: handler(StrictWebSocket(ws, patience)), owner)
        if server.async_mode != "eventlet":
            # Eventlet's websockets are given a limit by the library, the others none.
            made.server_args["max_message_size"] = FRAME_BYTES
        return made

    # A dictionary of its own: the library's is shared by every server of the process.
    server.eio._async = {**server.eio._async, "websocket": strict}  # noqa: SLF001 - see above


class StrictWebSocket:
    """A library's websocket, whose broken messages are its end, and long silence too."""

    def __init__(self, websocket: Any, patience: float) -> None:
        self._websocket = websocket
        self._patience = patience

    def __getattr__(self, name: str) -> Any:
        """Return what the library's websocket has."""
        return getattr(self._websocket, name)

    def wait(self) -> str | None:
        """Return the next message, or None when there is none any more."""
        message = self._next()
        if message is None or (isinstance(message, str) and message[:1] in KINDS):
            return message
        log.warning("socket closed: it broke the protocol (no packet)")
        return None

    def _next(self) -> Any:
        # What gevent and plain threads use would wait for ever; Engine.IO gives eventlet's a limit.
        unlimited = getattr(self._websocket, "ws", None)
        if unlimited is None:
            return self._websocket.wait()
        deadline = time.monotonic() + self._patience
        while time.monotonic() < deadline:
            try:
                message = unlimited.receive(timeout=LOOK_SECONDS)
            except ConnectionClosed:
                return None
            if message is not None:
                return message
        # Else the thread that reads, and the connection, would stay.
        with suppress(OSError):
            unlimited.sock.shutdown(SHUT_RDWR)
        return None
