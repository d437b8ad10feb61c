"""The least that Flask-SocketIO can do: pass a message on. No account, no check, nothing stored."""

from __future__ import annotations

from pathlib import Path

from taskstream.patching import patch_for

patch_for(Path("no file"))

import socket  # noqa: E402 - nothing may be imported before the patching

import eventlet  # noqa: E402 - the same
import eventlet.wsgi  # noqa: E402 - the same
from flask import Flask  # noqa: E402 - the same
from flask_socketio import SocketIO  # noqa: E402 - the same

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet")


def pass_on(message: dict[str, str]) -> dict[str, object]:
    """Answer, and tell everybody."""
    socketio.emit("new_task", {"task": message})
    return {"ok": True, "task": message}


def welcome(_message: dict[str, str]) -> dict[str, object]:
    """Answer as the product does."""
    return {"ok": True}


socketio.on_event("new_task_suggestion", pass_on)
socketio.on_event("join_scan", welcome)
listener = eventlet.listen(("127.0.0.1", 0))
# As the product has it. Without it the second of two small frames waits 40 ms for the network.
listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(f"ready http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
eventlet.wsgi.server(listener, app, log_output=False)
