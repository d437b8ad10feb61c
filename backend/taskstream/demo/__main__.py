"""The simulated people, as a process: reads where to go from standard input, ends with it."""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time

import click

from taskstream.demo.people import Account, Worker, sign_in, the_scan, wait_until_ready
from taskstream.demo.texts import NAMES

ADMIN = "demo admin"
PASSWORD = "watch the grid"  # noqa: S105 - on loopback, and said on the screen


def main() -> None:
    """Open the scan and send everybody to it."""
    where = json.loads(sys.stdin.readline())
    threading.Thread(target=_leave_with_the_product, daemon=True).start()
    url: str = where["url"]
    wait_until_ready(url)
    admin = sign_in(url, Account(ADMIN, PASSWORD), admin_code=where["code"])
    scan = the_scan(admin)
    click.echo(
        f"""
The demo runs (Ctrl+C stops it).
  The grid     {url}{scan["links"]["console"]}
  Sign in as   {ADMIN}      password   {PASSWORD}
  Be a worker  {url}{scan["links"]["worker"]}      register there, in another browser
{len(NAMES)} people are coming in, one after the other.
"""
    )
    for name in NAMES:
        worker = Worker(sign_in(url, Account(name, PASSWORD)), scan["id"], random.Random(name))  # noqa: S311 - chance, not secrecy
        threading.Thread(target=worker.work, daemon=True).start()
    while True:
        time.sleep(3600)


def _leave_with_the_product() -> None:
    sys.stdin.read()
    os._exit(0)


main()
