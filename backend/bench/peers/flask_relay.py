"""A bare Flask-SocketIO relay: no account, no check, nothing stored.

``python -m bench.peers.flask_relay eventlet|gevent|threading``
"""

from __future__ import annotations

import sys

MODE = sys.argv[1]
if MODE == "eventlet":
    import eventlet

    eventlet.monkey_patch()
elif MODE == "gevent":
    from gevent import monkey

    monkey.patch_all()

import socket  # noqa: E402 - nothing may be imported before the patching
from typing import Any  # noqa: E402 - the same

from flask import Flask  # noqa: E402 - the same
from flask_socketio import SocketIO, join_room  # noqa: E402 - the same

from taskstream.concurrency import AsyncMode  # noqa: E402 - the same
from taskstream.realtime.serving import listen, serve  # noqa: E402 - the same


def relay(socketio: SocketIO) -> None:
    """Pass suggestions on to the admins."""

    def connect(auth: dict[str, str]) -> None:
        if auth["token"].startswith("admin"):
            join_room("admins")

    def suggest(message: dict[str, str]) -> dict[str, Any]:
        socketio.emit("new_task", {"task": message}, to="admins")
        return {"ok": True}

    socketio.on_event("connect", connect)
    socketio.on_event("new_task_suggestion", suggest)
    socketio.on_event("join_scan", lambda _form: {"ok": True})


def main(mode: AsyncMode) -> None:
    """Serve on a free port of this machine; say which."""
    app = Flask(__name__)
    relay(SocketIO(app, async_mode=mode, transports=["websocket"], async_handlers=False))
    listener: socket.socket = listen("127.0.0.1", 0)
    # The same server around it as the product has, so that only the relay is compared.
    serve(app, mode, listener, lambda port: print(f"ready 127.0.0.1:{port}", flush=True))


if __name__ == "__main__":
    main(MODE)  # type: ignore[arg-type]  # checked by concurrency
