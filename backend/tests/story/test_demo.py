"""``make demo``: the grid is alive without anybody there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.actors import Caller, User, good
from tests.running import BACKEND

STOP_SECONDS = 10


def start(tmp_path: Path) -> subprocess.Popen[str]:
    """Start the demo. Its settings name a database that it must leave alone."""
    return subprocess.Popen(
        [sys.executable, "-m", "taskstream", "demo"],
        cwd=BACKEND,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("TASKSTREAM_")},
            "TASKSTREAM_PORT": "0",
            "TASKSTREAM_DATA_DIR": str(tmp_path),
            "TASKSTREAM_DATABASE_URL": f"sqlite:///{tmp_path}/mine.db",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The running demo."""
    process = start(tmp_path)
    yield process
    process.kill()
    process.communicate()


def said(process: subprocess.Popen[str], pattern: str) -> re.Match[str]:
    """Wait for a line that matches and return the match."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"it ended without saying {pattern!r}")


def the_admin(demo: subprocess.Popen[str]) -> tuple[User, str, str]:
    """Sign in as it says. Return the admin, the demo's scan and his role."""
    url, scan_id = said(demo, r"The grid +(http://\S+)/admin/scans/(\w+)").groups()
    name, password = said(demo, r"Sign in as +(.+?) +password +(.+)").groups()
    server = SimpleNamespace(url=url)
    form = {"username": name, "password": password}
    session = good(Caller(server).post("/login", form))  # type: ignore[arg-type]  # all it needs
    admin = User(server, session["access_token"])  # type: ignore[arg-type]  # all he needs
    return admin, scan_id, session["user"]["role"]


def test_people_come_in_and_suggest(demo: subprocess.Popen[str], tmp_path: Path) -> None:
    admin, scan_id, role = the_admin(demo)

    console = admin.join({"id": scan_id})
    authors = {console.next_event("new_task")["task"]["author"]["name"] for _ in range(3)}

    assert authors
    assert role == "ADMIN"
    assert not (tmp_path / "mine.db").exists()
    console.close()


def test_they_come_back_to_their_scan_and_into_no_other(
    demo: subprocess.Popen[str], tmp_path: Path
) -> None:
    admin, theirs, _ = the_admin(demo)
    admin.open_scan("Mine")
    demo.kill()
    demo.wait()

    again = start(tmp_path)
    try:
        (scan_id,) = said(again, r"The grid +http://\S+/admin/scans/(\w+)").groups()
    finally:
        again.kill()
        again.communicate()

    assert scan_id == theirs


def test_it_ends_with_everybody(demo: subprocess.Popen[str]) -> None:
    said(demo, "people are coming in")
    said(demo, "sends more as you decide")

    demo.send_signal(signal.SIGTERM)

    # The simulated people write to the same pipe: it ends only when they have gone too.
    rest, _ = demo.communicate(timeout=STOP_SECONDS)
    assert demo.returncode == 0
    # Some were still on their way in.
    assert "Traceback" not in rest, rest
