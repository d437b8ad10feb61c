"""The compiled load generator (``bench/load``): built when needed, run with a plan."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.running import BACKEND

SOURCE = BACKEND / "bench" / "load"
BINARY = BACKEND.parent / ".state" / "bench-load"


def run(plan: dict[str, Any]) -> dict[str, Any]:
    """Put the load on the server, and return what was measured. Raises CalledProcessError."""
    done = subprocess.run(
        [binary()], input=json.dumps(plan), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@cache
def binary() -> Path:
    """Return the generator's path, having built it."""
    if shutil.which("go") is None:
        sys.exit("The load generator is written in Go, and there is none here: https://go.dev/dl/")
    subprocess.run(["go", "build", "-trimpath", "-o", BINARY, "."], cwd=SOURCE, check=True)
    return BINARY


def prepare_peers() -> None:
    """Install what the Node peer needs."""
    if not (SOURCE.parent / "peers" / "node_modules").is_dir():
        subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund"], cwd=SOURCE.parent / "peers", check=True
        )
