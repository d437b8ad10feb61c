"""A password is lost: whoever runs the server gives another one."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from tests.actors import PASSWORD, Caller, User, first_admin, good, problem, register
from tests.conftest import StartServer
from tests.running import BACKEND, Server, operate

NEW = "another horse entirely"

# whose, what is typed, what is said
WILL_NOT_DO = [
    ("Nobody", NEW, "There is no account 'Nobody' in "),
    ("Ada L. Lovelace", "short", "use 8 characters or more"),
    ("Ada L. Lovelace", "", "use 8 characters or more"),
    ("Ada L. Lovelace", "x" * 201, "at most 200 are allowed"),
    ("Ada L. Lovelace", "Password1", "common"),
    ("Ada L. Lovelace", "ADA L. LOVELACE", "is the same as the user name"),
]


def sign_in(server: Server, name: str, password: str) -> int:
    form = {"username": name, "password": password}
    return Caller(server).post("/login", form).status_code


@pytest.fixture(params=["sqlite", "mongodb"])
def server(request: pytest.FixtureRequest, start_server: StartServer) -> Server:
    """One of its own, on each database."""
    if request.param == "sqlite":
        return start_server()
    return start_server(TASKSTREAM_DATABASE_URL=request.getfixturevalue("mongo_url"))


def reset(server: Server, name: str, typed: str) -> subprocess.CompletedProcess[str]:
    return operate(server.data_dir, "reset-password", name, typed=typed, **server.environment)


def test_the_new_password_counts_and_every_session_has_ended(server: Server) -> None:
    admin, lost = first_admin(server), register(server, "Ada L.")
    server.stop()

    done = reset(server, "ADA l.", f"{NEW}\n")

    assert done.returncode == 0, done.stderr
    assert "Ada L. has another password, and is signed out everywhere" in done.stdout
    assert NEW not in done.stdout + done.stderr
    server.start()
    assert problem(lost.get("/me")) == (401, "token_invalid")
    assert lost.post("/refresh").status_code == 401
    assert good(admin.get("/me"))["id"] == admin.id
    assert sign_in(server, "Ada L.", PASSWORD) == 401
    assert sign_in(server, "Ada L.", NEW) == 200
    [line] = [each for each in log_of(admin) if each["deed"] == "password_changed"]
    assert (line["by"]["name"], line["about"]) == ("Ada L.", "reset-password")


def test_what_will_not_do_is_said_and_changes_nothing(start_server: StartServer) -> None:
    server = start_server()
    lost = register(server, "Ada L. Lovelace")
    server.stop()

    for name, typed, said in WILL_NOT_DO:
        refused = reset(server, name, f"{typed}\n")

        assert refused.returncode == 1
        assert said in refused.stderr
        assert "Nothing was changed." in refused.stderr
        assert "Traceback" not in refused.stderr
    server.start()
    assert good(lost.get("/me"))["username"] == "Ada L. Lovelace"
    assert sign_in(server, "Ada L. Lovelace", PASSWORD) == 200


def test_on_a_terminal_it_is_asked_for_twice_and_not_shown(
    start_server: StartServer,
) -> None:
    server = start_server()
    register(server, "Ada L.")
    server.stop()
    ours, terminal = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "taskstream", "reset-password", "Ada L."],
        cwd=BACKEND,
        env={
            **os.environ,
            "TASKSTREAM_DATA_DIR": str(server.data_dir),
            "TASKSTREAM_DATABASE_URL": f"sqlite:///{server.data_dir}/taskstream.db",
        },
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        # Not the terminal of whoever runs the tests.
        start_new_session=True,
    )
    os.close(terminal)

    seen = b""
    for prompt in (b"New password: ", b"Repeat for confirmation: "):
        while prompt not in seen:
            seen += os.read(ours, 1024)
        os.write(ours, NEW.encode() + b"\n")
    while b"has another password" not in seen:
        seen += os.read(ours, 1024)

    assert process.wait(timeout=10) == 0
    os.close(ours)
    assert NEW.encode() not in seen
    server.start()
    assert sign_in(server, "Ada L.", NEW) == 200


def log_of(admin: User) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = good(admin.get("/activity"))["items"]
    return items
