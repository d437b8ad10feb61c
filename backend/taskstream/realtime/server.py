"""The one process: REST, sockets and pages on one port, on the chosen event loop."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from taskstream import clock
from taskstream.clock import Millis
from taskstream.concurrency import AsyncMode, Concurrency
from taskstream.origins import is_allowed
from taskstream.realtime.connections import Connections
from taskstream.realtime.gate import Json, StrictPacket
from taskstream.realtime.publisher import SocketPublisher
from taskstream.settings import Settings

log = logging.getLogger(__name__)

FRAME_BYTES = 64 * 1024
PING_SECONDS = 10
# A client renews its token over the socket; this much later than its end the socket ends.
GRACE_MS = 25_000
SWEEP_SECONDS = 5
# Eventlet's server stops at 1,024 connections unless told otherwise.
CONNECTIONS_AT_MOST = 4_000
BACKLOG = 4_096

OnReady = Callable[[int], None]


class _Murmurs:
    """Takes what the server would write to standard error: that a socket was gone already."""

    def write(self, text: str) -> None:
        """Keep it for whoever looks for it."""
        log.debug("%s", text)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


def make_socketio(settings: Settings) -> SocketIO:
    """Return a Socket.IO server that is not attached to an application yet."""

    def allowed(origin: str | None, environ: Mapping[str, Any]) -> bool:
        return is_allowed(origin, environ.get("HTTP_HOST", ""), settings.allowed_origins)

    return SocketIO(
        async_mode=settings.async_mode,
        # Events of one socket are handled one after the other, in the order they were sent.
        async_handlers=False,
        cors_allowed_origins=allowed,
        # Long polling would tie up a handler for each waiting request.
        transports=["websocket"],
        serializer=StrictPacket,
        json=Json,
        max_http_buffer_size=FRAME_BYTES,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        manage_session=False,
    )


def end_expired(
    publisher: SocketPublisher, connections: Connections, concurrency: Concurrency
) -> None:
    """End sockets whose token ran out, for as long as the process runs."""
    while True:
        concurrency.sleep(SWEEP_SECONDS)
        for connection in connections.expired(Millis(clock.now() - GRACE_MS)):
            publisher.sign_out(connection)


def serve(app: Flask, mode: AsyncMode, listener: socket.socket, ready: OnReady) -> None:
    """Serve until interrupted. ``ready`` is called with the port once calls are taken."""
    servers: dict[AsyncMode, Callable[[Flask, socket.socket, OnReady], None]] = {
        "eventlet": _serve_eventlet,
        "gevent": _serve_gevent,
        "threading": _serve_threads,
    }
    servers[mode](app, listener, ready)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # Only forgives a port that was closed a moment ago, not one that is in use.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    listener.listen(BACKLOG)
    return listener


def _serve_eventlet(app: Flask, listener: socket.socket, ready: OnReady) -> None:
    import eventlet.wsgi

    class Pool(eventlet.GreenPool):  # type: ignore[misc]  # the library ships no types
        def waitall(self) -> None:
            """Do not wait: whoever ended this has waited as long as one may."""

    ready(listener.getsockname()[1])
    eventlet.wsgi.server(
        listener,
        app,
        log_output=False,
        custom_pool=Pool(CONNECTIONS_AT_MOST),
        environ={"wsgi.errors": _Murmurs()},
    )


def _serve_gevent(app: Flask, listener: socket.socket, ready: OnReady) -> None:
    from gevent import pywsgi

    server = pywsgi.WSGIServer(listener, app, log=None)
    server.start()
    ready(listener.getsockname()[1])
    server.serve_forever()


def _serve_threads(app: Flask, listener: socket.socket, ready: OnReady) -> None:
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Stay silent: one line a request helps nobody."""

    host, port = listener.getsockname()[:2]
    server = make_server(
        host, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno()
    )
    ready(port)
    server.serve_forever()
