"""A real nginx with the project's configuration, before any server."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from tests.docs.pages import ROOT, text

BUILT_PAGES = ROOT / "frontend" / "dist"


class Front:
    """One nginx, at ``address``, before the server at ``behind``."""

    def __init__(self, folder: Path, behind: str) -> None:
        program = find_nginx()
        port = free_port()
        config = folder / "nginx.conf"
        config.write_text(
            text("deploy/nginx.conf")
            .replace("/tmp/", f"{folder}/")
            .replace("listen 3000", f"listen 127.0.0.1:{port}")
            .replace("/srv/pages", str(BUILT_PAGES))
            .replace("http://api:5000", behind)
        )
        # As root it would hand the work to a user who may not read this folder.
        user = "user root;" if os.geteuid() == 0 else ""
        self.process = subprocess.Popen(
            [program, "-c", str(config), "-e", "stderr", "-g", f"daemon off; {user}"],
            stdout=subprocess.DEVNULL,
        )
        self.url = f"http://127.0.0.1:{port}"
        self._wait()

    def _wait(self) -> None:
        with requests.Session() as session:
            retry = Retry(connect=50, backoff_factor=0.02, backoff_max=0.2)
            session.mount("http://", HTTPAdapter(max_retries=retry))
            session.get(f"{self.url}/theme.js", timeout=5)

    def stop(self) -> None:
        """Stop it at once."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=10)


def find_nginx() -> str:
    """Return the program, or end the test: loudly skipped here, failed in CI."""
    if not (BUILT_PAGES / "index.html").is_file():
        cannot("the pages are not built: make build")
    # Debian has it where only root's PATH leads.
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    return program or cannot("there is no nginx here: apt-get install nginx-light")


def cannot(why: str) -> NoReturn:
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(why)
    pytest.skip(f"deploy/nginx.conf NOT TESTED, {why}")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
