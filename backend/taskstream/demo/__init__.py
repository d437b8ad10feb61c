"""``make demo``: the product with an open scan and twenty simulated workers on it.

The workers are a process of their own and come in by the front door: accounts over REST,
suggestions over real sockets. All of it stays on loopback, with data of its own that the
next demo goes on with.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from taskstream.settings import Settings


def demo_settings(usual: Settings) -> dict[str, Any]:
    """Return what a demo chooses for itself, whatever the operator has set."""
    return {
        "host": "127.0.0.1",
        "data_dir": usual.data_dir / "demo",
        # The operator's own database may be named in .env; a demo must never write there.
        "database_url": "",
        "secret_key": "",
        "jwt_secret_key": "",
        "admin_registration": "bootstrap",
        "bootstrap_code": secrets.token_hex(8),
        # Twenty people register at once, from one address.
        **dict.fromkeys(("limit_register", "limit_login_address", "limit_anonymous"), "off"),
    }


def can_run() -> bool:
    """Say whether what the simulated workers need is installed (requirements-dev.txt)."""
    return find_spec("requests") is not None and find_spec("websocket") is not None


@contextmanager
def simulated_people(port: int, code: str) -> Iterator[None]:
    """Let people come to the product on that port for as long as the block runs."""
    people = subprocess.Popen(
        [sys.executable, "-m", "taskstream.demo"],
        stdin=subprocess.PIPE,
        text=True,
        # Ctrl+C is for the product, which then closes the pipe.
        start_new_session=True,
    )
    assert people.stdin is not None  # noqa: S101 - it was asked for
    # They leave when this pipe closes, which it does however this process ends.
    people.stdin.write(json.dumps({"url": f"http://127.0.0.1:{port}", "code": code}) + "\n")
    people.stdin.flush()
    try:
        yield
    finally:
        people.stdin.close()
        people.wait()
