"""The simulated people, as a process: reads where to go from standard input, ends with it."""

from __future__ import annotations

import json
import os
import random
import sys
import threading
from contextlib import suppress
from typing import Any

import click

from taskstream.demo.people import (
    WAITING_AT_MOST,
    Account,
    Refused,
    Worker,
    sign_in,
    the_scan,
    wait_until_ready,
)
from taskstream.demo.texts import NAMES, Deck

ADMIN = "demo admin"
PASSWORD = "watch the grid"  # noqa: S105 - on loopback, and said on the screen


def main() -> None:
    """Play until the product closes the pipe."""
    where = json.loads(sys.stdin.readline())
    threading.Thread(target=play, args=(where["url"], where["code"]), daemon=True).start()
    sys.stdin.read()
    # Not a return: nobody here has anything to finish.
    os._exit(0)


def play(url: str, code: str) -> None:
    """Open the scan, say where it is, and send everybody to it, until the product goes."""
    # Gone, and so will this process be in a moment.
    with suppress(OSError):
        try:
            begin(url, code)
        except Refused as refused:
            # It is on its way.
            if refused.code != "unavailable":
                raise


def begin(url: str, code: str) -> None:
    """Have everybody come in. Raises OSError, Refused."""
    wait_until_ready(url)
    admin = sign_in(url, Account(ADMIN, PASSWORD), admin_code=code)
    scan = the_scan(admin)
    announce(url, scan["links"])
    chance = random.Random()  # noqa: S311 - no secret
    deck = Deck(chance)
    for name in NAMES:
        session = sign_in(url, Account(name, PASSWORD))
        worker = Worker(session, scan["id"], chance, deck)
        threading.Thread(target=worker.work, daemon=True).start()


def announce(url: str, links: Any) -> None:
    """Say where the grid is and how to get in."""
    click.echo(
        f"""
The demo runs (Ctrl+C stops it).
  The grid     {url}{links["console"]}
  Sign in as   {ADMIN}      password   {PASSWORD}
  Be a worker  {url}{links["worker"]}      register there, in another browser
{len(NAMES)} people are coming in, one after the other. Each has {WAITING_AT_MOST} suggestions
waiting at most, and sends more as you decide.
"""
    )


main()
