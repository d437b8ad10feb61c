"""The HTTP server of each event loop, told to say one line about what is wrong, and no more."""

from __future__ import annotations

import logging
import resource
import socket
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from taskstream.concurrency import AsyncMode
from taskstream.realtime.websockets import Wsgi

log = logging.getLogger(__name__)

# Eventlet's server stops at 1,024 connections unless told otherwise.
CONNECTIONS_AT_MOST = 4_000
BACKLOG = 4_096
# Whoever calls and says nothing for so long, or takes nothing of his answer, has a place no longer.
SILENCE_SECONDS = 30.0
# Many systems allow 1,024 unless asked for more.
FILES = 65_536

OnReady = Callable[[int], None]


def serve(app: Flask, mode: AsyncMode, listener: socket.socket, ready: OnReady) -> None:
    """Serve until interrupted. ``ready`` is called with the port once calls are taken."""
    servers: dict[AsyncMode, Callable[[Flask, socket.socket, OnReady], None]] = {
        "eventlet": _serve_eventlet,
        "gevent": _serve_gevent,
        "threading": _serve_threads,
    }
    servers[mode](app, listener, ready)


def allow_many_files() -> None:
    """Let this process have as many sockets open as the machine allows: each is a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


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


class _Murmurs:
    """Takes what the server would write to standard error: that a socket was gone already."""

    def write(self, text: str) -> None:
        """Keep it for whoever looks for it."""
        log.debug("%s", text)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


def _not_http(words: str, *values: object) -> None:
    log.warning("call refused: it is no HTTP (%s)", words % values if values else words)


def _opened_a_websocket(headers: Any) -> bool:
    """Tell whether the call was one for a websocket. What follows on it is no further call."""
    return bool(headers.get("Upgrade", "").lower() == "websocket")


def _telling(app: Wsgi) -> Wsgi:
    """Return the application, whose failures are told to the log: this server keeps them to itself."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            return app(environ, start_response)
        except Exception:  # whatever it is: told, and left to the server, which ends the call
            log.exception("a call failed")
            raise

    return call


def _serve_eventlet(app: Flask, listener: socket.socket, ready: OnReady) -> None:
    import eventlet.wsgi

    from taskstream.realtime.accepting import Door

    class Pool(eventlet.GreenPool):  # type: ignore[misc]  # the library ships no types
        def waitall(self) -> None:
            """Do not wait: whoever ended this has waited as long as one may."""

    class Terse(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]  # the library ships no types
        def log_error(self, words: str, *values: object) -> None:
            """Say it in our log, on one line."""
            _not_http(words, *values)

        def log_request(self, *_: object) -> None:
            """Stay silent: the line before says it all."""

    ready(listener.getsockname()[1])
    eventlet.wsgi.server(
        Door(listener),
        _telling(app),
        log_output=False,
        # Else whoever calls is sent the traceback.
        debug=False,
        protocol=Terse,
        custom_pool=Pool(CONNECTIONS_AT_MOST),
        socket_timeout=SILENCE_SECONDS,
        environ={"wsgi.errors": _Murmurs()},
    )


def _serve_gevent(app: Flask, listener: socket.socket, ready: OnReady) -> None:
    from gevent import pywsgi

    class Terse(pywsgi.WSGIHandler):
        def handle_one_response(self) -> None:
            """Answer a call; after a websocket there is no other on this connection."""
            super().handle_one_response()
            if _opened_a_websocket(self.headers):
                self.close_connection = True

        def log_error(self, msg: str, *args: object) -> None:
            """Say it in our log, on one line."""
            _not_http(msg, *args)

    server = pywsgi.WSGIServer(listener, app, log=None, handler_class=Terse)
    server.start()
    ready(listener.getsockname()[1])
    server.serve_forever()


def _serve_threads(app: Flask, listener: socket.socket, ready: OnReady) -> None:
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Terse(WSGIRequestHandler):
        def run_wsgi(self) -> None:
            """Answer a call; after a websocket there is no other on this connection."""
            super().run_wsgi()
            if _opened_a_websocket(self.headers):
                self.close_connection = True

        def log_error(self, format: str, *args: object) -> None:
            """Say it in our log, on one line."""
            _not_http(format, *args)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Stay silent: one line a request helps nobody."""

    host, port = listener.getsockname()[:2]
    server = make_server(
        host, port, app, threaded=True, request_handler=Terse, fd=listener.fileno()
    )
    ready(port)
    server.serve_forever()
