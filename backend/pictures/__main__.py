"""Plays, says on one line of JSON what there is to see and where, and serves until its input ends."""

from __future__ import annotations

import json
import os
import random
import secrets
import sys
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import socketio

from pictures.play import ADMINS, PASSWORD, WORKER, Play, StillClock
from taskstream.app import Application, create_app
from taskstream.clock import Millis
from taskstream.concurrency import concurrency_for
from taskstream.demo.people import Account, sign_in
from taskstream.demo.texts import NAMES
from taskstream.domain.scans import Scan, ScanStatus
from taskstream.rates import LIMITS
from taskstream.realtime.serving import listen, serve
from taskstream.settings import load
from taskstream.storage import SCHEMA, open_store

# Yesterday afternoon, which never ends: ages are the same in every picture. Tokens last longer than a day.
MOMENT = (datetime.now(UTC) - timedelta(days=1)).replace(
    hour=14, minute=32, second=8, microsecond=0
)
CROWDS = (7, 50, 300, 2_000)
HERE = 12


def main() -> None:
    """Play, serve, and end with the input."""
    end = Millis(round(MOMENT.timestamp() * 1_000))
    still, code = StillClock(end), secrets.token_hex(8)
    settings = load(
        None,
        host="127.0.0.1",
        port=0,
        data_dir=Path(tempfile.mkdtemp(prefix="taskstream-pictures-")),
        secret_key=secrets.token_hex(32),
        jwt_secret_key=secrets.token_hex(32),
        async_mode="threading",
        admin_registration="bootstrap",
        bootstrap_code=code,
        **{f"limit_{name.lower()}": "off" for name in LIMITS},
    )
    with patch("taskstream.clock.now", still.now):
        store = open_store("memory:", SCHEMA, concurrency_for("threading"))
        application = create_app(settings, store)
        play = Play(application.services, still, end, random.Random(4))
        play.gather(code)
        scans = stage(play)
        application.start_background()
        listener = listen(settings.host, settings.port)
        serve(
            application.flask,
            "threading",
            listener,
            lambda port: open_doors(application, port, scans),
        )


def stage(play: Play) -> dict[str, Scan]:
    """Return every scan that is photographed, by the name of its picture."""
    crowds = {f"console-{count}": play.crowd(count) for count in CROWDS}
    shifts = {f"portal-{state}": play.shift() for state in ("open", "paused", "closed")}
    message = "Shift change: back at 14:45. What you have seen meanwhile is welcome then."
    shifts["portal-paused"] = play.change(shifts["portal-paused"], ScanStatus.PAUSED, message)
    shifts["portal-closed"] = play.change(shifts["portal-closed"], ScanStatus.CLOSED)
    return crowds | shifts


def open_doors(application: Application, port: int, scans: dict[str, Scan]) -> None:
    """Say where everything is once everybody has come in; from another thread, since serving goes on."""
    threading.Thread(target=lambda: welcome(port, scans), daemon=True).start()
    threading.Thread(target=lambda: leave_with_input(application), daemon=True).start()


def welcome(port: int, scans: dict[str, Scan]) -> None:
    """Let the other admin and some workers come in, so that somebody is there."""
    url = f"http://127.0.0.1:{port}"
    for name in (ADMINS[1], *NAMES[1:HERE]):
        person = socketio.Client()
        token = sign_in(url, Account(name, PASSWORD)).token
        person.connect(url, auth={"token": token}, transports=["websocket"])
        for scan in scans.values():
            person.call("join_scan", {"scan_id": scan.id})
    about = {
        "url": url,
        "moment": MOMENT.isoformat(),
        "admin": ADMINS[0],
        "worker": WORKER,
        "password": PASSWORD,
        "scans": {name: scan.id for name, scan in scans.items()},
    }
    print(json.dumps(about), flush=True)


def leave_with_input(application: Application) -> None:
    """End the process when nobody holds its input any more."""
    sys.stdin.read()
    application.close()
    os._exit(0)


main()
