"""The product's sockets with other events behind them: those that public test suites send.

The same door and the same transport, and the handlers of the servers that these suites bring.
``RELAY_PING``: from an answer to the next ping, and from a ping to its answer; in seconds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from flask import Flask
from socketio import Server, exceptions

from taskstream.realtime.gate import guard
from taskstream.realtime.server import make_socketio, use_fast_transport
from taskstream.realtime.serving import listen, serve
from taskstream.realtime.websockets import check_upgrades, read_strictly
from taskstream.services.duty import Gauge
from taskstream.settings import Settings, load

# By what they tell of whoever comes in.
GREETINGS: Final = {"/": "auth", "/custom": "auth", "/abc": "handshake"}
SILENT: Final = ("/foo", "/asd", "/valid")
# Where everybody is told who has left, and why.
TELLING: Final = "/valid"
REFUSED: Final = "/no"
WORDS: Final = ("てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string")
# Longer than a client waits that has no patience.
LATE_SECONDS: Final = 0.1


class Relay:
    """Answers in one namespace as the servers of the suites do."""

    def __init__(self, server: Server, namespace: str) -> None:
        self._server = server
        self._namespace = namespace
        handlers = {
            "connect": self._connect,
            "hi": self._back("hi"),
            "message": self._back("message-back"),
            "message-with-ack": lambda _sid, *arguments: arguments,
            "echo": lambda _sid, argument: argument,
            "echo-late": self._echo_late,
            "ack": self._ask,
            "false": lambda sid: self._emit("false", sid, data=False),
            "getAckDate": lambda _sid, _form: now(),
            "getDate": lambda sid: self._emit("takeDate", sid, now()),
            "getDateObj": lambda sid: self._emit("takeDateObj", sid, {"date": now()}),
            "getId": lambda sid: sid,
            "bye": self._bye,
            "getUtf8": self._words,
        }
        if namespace == TELLING:
            handlers["disconnect"] = self._left
        for name, handler in handlers.items():
            server.on(name, handler, namespace=namespace)

    def _emit(self, name: str, sid: str, data: Any = None, **options: Any) -> None:
        self._server.emit(name, data, to=sid, namespace=self._namespace, **options)

    def _connect(self, sid: str, _environ: object, auth: object = None) -> None:
        greeting, auth = GREETINGS.get(self._namespace), auth or {}
        if greeting is not None:
            told = auth if greeting == "auth" else {"auth": auth, "query": {}}
            # Behind the answer to the connect, which leaves when this one has returned.
            self._server.start_background_task(self._emit, greeting, sid, told)

    def _left(self, sid: str, reason: str) -> None:
        self._server.emit("left", (sid, reason), namespace=self._namespace)

    def _back(self, name: str) -> Callable[..., None]:
        return lambda sid, *arguments: self._emit(name, sid, arguments)

    def _echo_late(self, _sid: str, argument: Any) -> Any:
        self._server.sleep(LATE_SECONDS)
        return argument

    def _bye(self, sid: str) -> None:
        self._server.disconnect(sid, namespace=self._namespace)

    def _words(self, sid: str) -> None:
        for word in WORDS:
            self._emit("takeUtf8", sid, word)

    def _ask(self, sid: str) -> None:
        def answered(number: object, more: object) -> None:
            if (number, more) == (5, {"test": True}):
                self._emit("got it", sid)

        self._emit("ack", sid, callback=answered)


def now() -> str:
    """Return the time in words."""
    return datetime.now(UTC).isoformat()


def refuse(_sid: str, _environ: object, _auth: object = None) -> None:
    """Let nobody in."""
    raise exceptions.ConnectionRefusedError("Auth failed (custom namespace)")


def open_door(settings: Settings) -> Flask:
    """Return an application that has nothing but sockets."""
    app, socketio = Flask(__name__), make_socketio(settings)
    socketio.init_app(app, namespaces=[*GREETINGS, *SILENT, REFUSED])
    app.wsgi_app = check_upgrades(app.wsgi_app)  # type: ignore[method-assign]  # how Flask documents it
    server = socketio.server
    seconds = float(os.environ.get("RELAY_PING", "0"))
    if seconds:
        server.eio.ping_interval = server.eio.ping_timeout = seconds
    for namespace in (*GREETINGS, *SILENT):
        Relay(server, namespace)
    server.on("connect", refuse, namespace=REFUSED)
    guard(server)
    if settings.fast_transport:
        use_fast_transport(server, {}, Gauge())
    else:
        read_strictly(server)
    return app


def say(words: str) -> None:
    """Write a line for whoever has started this."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """Serve; say where."""
    settings = load()
    serve(
        open_door(settings),
        settings.async_mode,
        listen(settings.host, settings.port),
        lambda port: say(f"TaskStream runs on http://127.0.0.1:{port} as a relay"),
    )
