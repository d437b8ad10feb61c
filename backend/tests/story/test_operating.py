"""Commands on a stopped server's database: they find the right one, or touch nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import StartServer
from tests.running import operate

COMMANDS = (["new-epoch"], ["recount"], ["reset-password", "Ada"])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_leaves_a_running_server_alone(
    start_server: StartServer, command: list[str]
) -> None:
    server = start_server()

    refused = operate(server.data_dir, *command)

    assert refused.returncode == 1
    assert "in use by another process" in refused.stderr


@pytest.mark.parametrize("command", COMMANDS[:2])
def test_a_command_says_which_database_it_worked_on(
    start_server: StartServer, command: list[str]
) -> None:
    server = start_server()
    server.stop()

    done = operate(server.data_dir, *command)

    assert done.returncode == 0, done.stderr
    assert f"{server.data_dir}/taskstream.db" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("url", "to_set"),
    [("", "TASKSTREAM_DATA_DIR"), ("sqlite:///{}/taskstream.db", "TASKSTREAM_DATABASE_URL")],
)
def test_a_command_makes_nothing_where_there_is_no_database(
    tmp_path: Path, command: list[str], url: str, to_set: str
) -> None:
    folder = tmp_path / "mistyped"

    refused = operate(folder, *command, TASKSTREAM_DATABASE_URL=url.format(folder))

    assert refused.returncode == 1
    assert f"{folder}/taskstream.db is not there" in refused.stderr
    assert f"Nothing was made. Set {to_set} " in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not folder.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_makes_nothing_in_an_empty_mongodb(
    mongo_url: str, tmp_path: Path, command: list[str]
) -> None:
    refused = operate(tmp_path / "data", *command, TASKSTREAM_DATABASE_URL=mongo_url)

    assert refused.returncode == 1
    assert "is empty, or not there" in refused.stderr
    assert "Set TASKSTREAM_DATABASE_URL " in refused.stderr
    assert not (tmp_path / "data").exists()
