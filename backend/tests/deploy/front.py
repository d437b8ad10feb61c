"""A real nginx with a configuration of the project's, before any server."""

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


class Nginx:
    """One nginx with that configuration, at ``url``."""

    def __init__(self, folder: Path, configuration: str, url: str) -> None:
        # Debian has it where only root's PATH leads.
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        if program is None:
            cannot("there is no nginx here: apt-get install nginx-light")
        config = folder / "nginx.conf"
        config.write_text(configuration)
        # As root it would hand the work to a user who may not read this folder.
        user = "user root;" if os.geteuid() == 0 else ""
        self.process = subprocess.Popen(
            [program, "-c", str(config), "-e", "stderr", "-g", f"daemon off; {user}"],
            stdout=subprocess.DEVNULL,
        )
        self.url = url
        self._wait()

    def _wait(self) -> None:
        with requests.Session() as session:
            retry = Retry(connect=50, backoff_factor=0.02, backoff_max=0.2)
            session.mount(self.url, HTTPAdapter(max_retries=retry))
            session.get(f"{self.url}/theme.js", timeout=5)

    def stop(self) -> None:
        """Stop it at once."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=10)


class Front(Nginx):
    """The nginx of the containers, before the server at ``behind``."""

    def __init__(self, folder: Path, behind: str) -> None:
        if not (BUILT_PAGES / "index.html").is_file():
            cannot("the pages are not built: make build")
        port = free_port()
        configuration = (
            text("deploy/nginx.conf")
            .replace("/tmp/", f"{folder}/")
            .replace("listen 3000", f"listen 127.0.0.1:{port}")
            .replace("/srv/pages", str(BUILT_PAGES))
            .replace("http://api:5000", behind)
        )
        super().__init__(folder, configuration, f"http://127.0.0.1:{port}")


def cannot(why: str) -> NoReturn:
    """End the test: loudly skipped here, failed in CI."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(why)
    pytest.skip(f"nginx NOT TESTED, {why}")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
