"""The tutorial's way: Flask-SocketIO handlers that do the product's work, one document at a time.

A signed token at connect, the text checked and cleaned, one durable commit for each suggestion,
the answer after it, then the broadcast. Eventlet, SQLite synced to the disk.
"""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import sqlite3  # noqa: E402 - nothing may be imported before the patching
import sys  # noqa: E402 - the same
import time  # noqa: E402 - the same
import uuid  # noqa: E402 - the same
from typing import Any  # noqa: E402 - the same

import bleach  # noqa: E402 - the same
import jwt  # noqa: E402 - the same
from flask import Flask, json, request, session  # noqa: E402 - the same
from flask_socketio import SocketIO, emit, join_room  # noqa: E402 - the same

from bench.peers.tutorial_tokens import KEY  # noqa: E402 - the same
from taskstream.realtime.serving import listen, serve  # noqa: E402 - the same

TEXT_MAX = 4_000

app = Flask(__name__)
app.config["SECRET_KEY"] = KEY
socketio = SocketIO(app, async_mode="eventlet")
database = sqlite3.connect(sys.argv[1], check_same_thread=False, isolation_level=None)
database.executescript(
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "CREATE TABLE tasks (id TEXT PRIMARY KEY, scan_id TEXT, client_id TEXT, author TEXT, doc TEXT,"
    " UNIQUE (scan_id, author, client_id))"
)


def connect(auth: dict[str, str]) -> None:
    """Let in who has a token."""
    claims = jwt.decode(auth["token"], KEY, ["HS256"])
    session["user"], session["role"] = claims["sub"], claims["role"]


def join(form: dict[str, str]) -> dict[str, Any]:
    """Let an admin hear of the scan's tasks."""
    if session["role"] == "ADMIN":
        join_room(form["scan_id"])
    return {"ok": True}


def suggest(form: dict[str, str]) -> dict[str, Any]:
    """Store a suggestion, answer, and tell the admins."""
    text = bleach.clean(form["text"]).strip()
    if not 0 < len(text) <= TEXT_MAX:
        return {"ok": False}
    task = {
        "id": str(uuid.uuid4()),
        "scan_id": form["scan_id"],
        "text": text,
        "status": "pending",
        "version": 1,
        "author": session["user"],
        "created_at": time.time(),
    }
    row = (task["id"], form["scan_id"], form["client_id"], session["user"], json.dumps(task))
    database.execute("INSERT INTO tasks VALUES (?, ?, ?, ?, ?)", row)
    emit("new_task", {"task": task}, to=form["scan_id"], skip_sid=request.sid)  # type: ignore[attr-defined]  # set by Flask-SocketIO
    return {"ok": True, "task": task}


socketio.on_event("connect", connect)
socketio.on_event("join_scan", join)
socketio.on_event("new_task_suggestion", suggest)

if __name__ == "__main__":
    serve(
        app,
        "eventlet",
        listen("127.0.0.1", 0),
        lambda port: print(f"ready 127.0.0.1:{port}", flush=True),
    )
