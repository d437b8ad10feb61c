"""scripts/preflight: what is missing is said in words, all of it at once, with the way to get it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

NEEDED = ("sh", "dirname", "sed", "tail", "id", "printenv")


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """A PATH of its own: what every system has, and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return folder


def give(commands: Path, name: str, script: str) -> None:
    """Put a command there that does this."""
    (commands / name).write_text(f"#!/bin/sh\n{script}\n")
    (commands / name).chmod(0o755)


def preflight(path: Path | str, goal: str = "test", **environment: str) -> tuple[int, str]:
    answer = subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / "preflight"), goal],
        env={"PATH": str(path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stderr


def test_everything_that_is_missing_is_said_at_once(commands: Path) -> None:
    status, said = preflight(commands)

    assert status == 1
    for what in ("Python 3.11 or newer is missing", "Node.js is missing", "npm is missing"):
        assert what in said


def test_a_command_that_is_there_and_does_not_run_is_not_taken(commands: Path) -> None:
    give(commands, "python3.13", 'echo "not switched on" >&2; exit 127')
    give(commands, "python3.12", 'echo "Python 3.12"')

    found = subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / "find-python")],
        env={"PATH": str(commands)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == str(commands / "python3.12")


def test_an_old_node_is_named_with_what_is_needed(commands: Path) -> None:
    give(commands, "python3", "exit 0")
    give(commands, "npm", "exit 0")
    give(commands, "node", '[ "$1" = --version ] && echo v18.19.0; [ "$1" = --version ]')

    status, said = preflight(commands)

    assert status == 1
    assert "Node.js v18.19.0 is too old: 20.19, 22.13 or newer is needed." in said


def test_a_taken_port_is_said_before_anything_is_installed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        status, said = preflight(os.environ["PATH"], "run", TASKSTREAM_PORT=str(port))

    assert status == 1
    assert f"Port {port} is taken" in said
    assert f"TASKSTREAM_PORT={port + 1} make run" in said


def test_a_python_of_pyenv_is_taken_after_the_systems(commands: Path, tmp_path: Path) -> None:
    shims = tmp_path / "shims"
    shims.mkdir()
    give(shims, "python3.13", "exit 0")

    def found(path: str) -> str:
        script = str(ROOT / "scripts" / "find-python")
        answer = subprocess.run(
            ["/bin/sh", script], env={"PATH": path}, capture_output=True, text=True, check=True
        )
        return answer.stdout.strip()

    assert found(f"{shims}:{commands}") == str(shims / "python3.13")
    give(commands, "python3", "exit 0")
    assert found(f"{shims}:{commands}") == str(commands / "python3")
    # One that can make no environment is of no use while there is another.
    give(commands, "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    assert found(f"{shims}:{commands}") == str(shims / "python3.13")
