"""Starting: settings that are right, wrong or missing, and what else can stand in the way."""

from __future__ import annotations

import gc
import os
import re
import socket
import stat
from pathlib import Path

import pytest

from taskstream import cli
from taskstream.app import Application
from taskstream.rates import LIMITS, Rate, parse_rate
from taskstream.settings import BadSettings, load, variables
from tests.actors import Caller, first_admin, good, problem, register
from tests.conftest import StartServer
from tests.running import Server

GOOD_SECRET = "x" * 32

# variable, value, what would be right
WRONG = [
    ("SECRET_KEY", "short", "32 characters"),
    ("SECRET_KEY", "x" * 31, "32 characters"),
    ("JWT_SECRET_KEY", "change-me", "known to everybody"),
    ("TASKSTREAM_PORT", "70000", "65535"),
    ("TASKSTREAM_PORT", "-1", "0"),
    ("TASKSTREAM_PORT", "http", "integer"),
    ("TASKSTREAM_DATABASE_URL", "postgres://host/name", "sqlite:///path"),
    ("TASKSTREAM_DATABASE_URL", "sqlite:///", "sqlite:///path"),
    ("TASKSTREAM_DATABASE_URL", "sqlite://tasks.db", "sqlite:///path"),
    ("TASKSTREAM_DATABASE_URL", "mongodb://", "mongodb://host/name"),
    ("TASKSTREAM_COMMIT", "never", "'auto', 'loop' or 'thread'"),
    ("TASKSTREAM_ASYNC_MODE", "asyncio", "'eventlet', 'gevent' or 'threading'"),
    ("TASKSTREAM_ALLOWED_ORIGINS", "*", "https://host"),
    ("TASKSTREAM_ALLOWED_ORIGINS", "tasks.example.org", "https://host"),
    ("TASKSTREAM_ALLOWED_ORIGINS", "https://a.example,https://b.example/page", "https://host"),
    ("TASKSTREAM_TRUSTED_PROXIES", "all", "integer"),
    ("TASKSTREAM_SECURE_COOKIES", "perhaps", "boolean"),
    ("TASKSTREAM_ADMIN_REGISTRATION", "everybody", "'bootstrap', 'invite', 'open' or 'closed'"),
    ("TASKSTREAM_BOOTSTRAP_CODE", "1234567", "8 characters"),
    ("TASKSTREAM_LOG_FORMAT", "xml", "'text' or 'json'"),
    ("TASKSTREAM_TEST_MODE", "perhaps", "boolean"),
    ("TASKSTREAM_FAULTS", "after-ack:0.1", "set TASKSTREAM_TEST_MODE=true"),
    # Heads leave four times a second at most.
    ("TASKSTREAM_HEARTBEAT_SECONDS", "0.2", "0.25"),
    ("TASKSTREAM_HEARTBEAT_SECONDS", "21", "20"),
    ("TASKSTREAM_LIMIT_SOCKETS_PER_USER", "0", "1"),
    *[(f"TASKSTREAM_LIMIT_{name}", "fast", "such as 10/s:30") for name in LIMITS],
    ("TASKSTREAM_LIMIT_SUBMIT", "10/s", "such as 10/s:30"),
    ("TASKSTREAM_LIMIT_SUBMIT", "10/day:5", "such as 10/s:30"),
    ("TASKSTREAM_LIMIT_SUBMIT", "0/s:5", "positive"),
    ("TASKSTREAM_LIMIT_SUBMIT", "10/s:0", "positive"),
    ("TASKSTREAM_LIMIT_SUBMIT", "inf/s:5", "positive"),
    ("TASKSTREAM_LIMIT_SUBMIT", "nan/s:5", "positive"),
]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TASKSTREAM_DATA_DIR", str(tmp_path / "data"))


@pytest.mark.parametrize(("name", "value", "right"), WRONG)
def test_a_wrong_value_is_refused_with_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, right: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(BadSettings) as refusal:
        load()

    [fault] = refusal.value.faults
    assert fault.startswith(f"{name}: ")
    assert right in fault


def test_every_wrong_one_is_named_at_once_and_the_server_does_not_start(tmp_path: Path) -> None:
    wrong = {name: value for name, value, _ in WRONG} | {"TASKSTREAM_PUBLIC_URI": "any"}

    with pytest.raises(RuntimeError) as refusal:
        Server(tmp_path / "data", **wrong)

    said = str(refusal.value)
    assert "These settings are wrong:" in said
    assert all(f"\n  {name}: " in said for name in wrong)
    assert "Traceback" not in said
    assert not (tmp_path / "data").exists()


def test_the_defaults_are_those_of_a_careful_operator() -> None:
    settings = load()

    assert (settings.host, settings.port, settings.on_loopback) == ("127.0.0.1", 5000, True)
    assert settings.admin_registration == "bootstrap"
    assert (settings.allowed_origins, settings.trusted_proxies) == ((), 0)
    assert settings.limits["SUBMIT"] == Rate(10, 30)
    assert None not in settings.limits.values()


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables():
        if name != "TASKSTREAM_DATA_DIR":
            monkeypatch.setenv(name, "")

    assert load().port == 5000


def test_names_that_belong_to_others_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    before = load()
    others = {"HOST": "0.0.0.0", "PORT": "1", "COMMIT": "x", "ASYNC_MODE": "x", "LOG_FORMAT": "x"}
    for name, value in others.items():
        monkeypatch.setenv(name, value)

    assert load() == before


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("# mine\nTASKSTREAM_PORT=5001\nTASKSTREAM_LIMIT_SUBMIT='1/s:2'\nUNKNOWN=1\n")
    monkeypatch.setenv("TASKSTREAM_PORT", "5002")

    settings = load(file)

    assert (settings.port, settings.limits["SUBMIT"]) == (5002, Rate(1, 2))
    assert settings.limits["DECIDE"] == Rate(20, 60)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("10/s:30", Rate(10, 30)),
        ("300/min:300", Rate(5, 300)),
        ("36/h:1", Rate(0.01, 1)),
        ("off", None),
    ],
)
def test_a_rate_is_read(text: str, rate: Rate | None) -> None:
    assert parse_rate(text) == rate


def test_origins_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASKSTREAM_ALLOWED_ORIGINS", " https://a.example/ ,http://b:3000,")

    assert load().allowed_origins == ("https://a.example", "http://b:3000")


OPEN_TO_ALL = [
    ({}, True),
    ({"TASKSTREAM_HOST": "localhost"}, True),
    ({"TASKSTREAM_HOST": "::1"}, True),
    ({"TASKSTREAM_HOST": "127.8.8.8"}, True),
    # Whoever reaches it could become an admin.
    ({"TASKSTREAM_HOST": "0.0.0.0"}, False),
    ({"TASKSTREAM_HOST": "::"}, False),
    ({"TASKSTREAM_HOST": "192.0.2.1"}, False),
    ({"TASKSTREAM_HOST": "tasks.example"}, False),
    # Told twice.
    ({"TASKSTREAM_HOST": "0.0.0.0", "TASKSTREAM_ALLOW_OPEN_ADMIN": "true"}, True),
]


@pytest.mark.parametrize(("environment", "may"), OPEN_TO_ALL)
def test_open_registration_is_for_this_computer_alone(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, may: bool
) -> None:
    monkeypatch.setenv("TASKSTREAM_ADMIN_REGISTRATION", "open")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    if may:
        assert load().admin_registration == "open"
        return
    with pytest.raises(BadSettings, match="TASKSTREAM_ALLOW_OPEN_ADMIN=true"):
        load()


@pytest.mark.parametrize(
    ("environment", "right"),
    [
        ({"TASKSTREAM_FAULTS": "at-lunch:0.1"}, "before-commit, after-commit, mid-tally"),
        ({"TASKSTREAM_FAULTS": "after-ack"}, "use <point>:<chance>"),
        ({"TASKSTREAM_FAULTS": "after-ack:0"}, "above 0 and at most 1"),
        ({"TASKSTREAM_FAULTS": "after-ack:2"}, "above 0 and at most 1"),
        # Nobody else's server shall be told to end itself.
        ({"TASKSTREAM_HOST": "0.0.0.0"}, "listen on 127.0.0.1"),
    ],
)
def test_only_a_server_that_nobody_else_reaches_may_be_told_to_end_itself(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], right: str
) -> None:
    monkeypatch.setenv("TASKSTREAM_TEST_MODE", "true")
    monkeypatch.setenv("TASKSTREAM_FAULTS", " after-ack:0.25, mid-broadcast:1")
    assert load().fault_chances == {"after-ack": 0.25, "mid-broadcast": 1}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(BadSettings, match=right):
        load()


def test_secrets_are_made_once_and_for_this_account_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    before = os.umask(0)
    try:
        first, second = load(), load()
    finally:
        os.umask(before)

    assert len({first.secret_key, first.jwt_secret_key}) == 2
    assert (first.secret_key, first.jwt_secret_key) == (second.secret_key, second.jwt_secret_key)
    assert min(len(first.secret_key), len(first.jwt_secret_key)) >= 48
    assert {file.name for file in folder.iterdir()} == {"secret_key", "jwt_secret_key"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_secret_that_is_given_is_not_written_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JWT_SECRET_KEY", GOOD_SECRET)

    assert load().jwt_secret_key == GOOD_SECRET
    assert not (tmp_path / "data" / "jwt_secret_key").exists()


def test_a_file_without_its_secret_is_refused(tmp_path: Path) -> None:
    load()
    (tmp_path / "data" / "jwt_secret_key").write_text("")

    with pytest.raises(BadSettings, match="jwt_secret_key: holds no secret"):
        load()


def test_two_data_folders_have_names_of_their_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = set()
    for folder in ("a", "b"):
        monkeypatch.setenv("TASKSTREAM_DATA_DIR", str(tmp_path / folder))
        names.add(load().instance_id)

    assert len(names) == 2
    assert all(re.fullmatch("[0-9a-f]{8}", name) for name in names)


def test_a_taken_port_is_said_in_words(server: Server, tmp_path: Path) -> None:
    port = server.url.rpartition(":")[2]

    with pytest.raises(RuntimeError) as refusal:
        Server(tmp_path / "data", TASKSTREAM_PORT=port)

    assert f"Cannot listen on 127.0.0.1:{port}: Address already in use." in str(refusal.value)
    assert "TASKSTREAM_PORT=5001" in str(refusal.value)
    assert "Traceback" not in str(refusal.value)
    assert Caller(server).get("/health").status_code == 200


def test_an_address_of_another_machine_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError) as refusal:
        Server(tmp_path / "data", TASKSTREAM_HOST="192.0.2.1", TASKSTREAM_PORT="1")

    assert "Cannot listen on 192.0.2.1:1: " in str(refusal.value)
    assert "Traceback" not in str(refusal.value)


def test_a_database_that_another_process_has_is_said_in_words(
    server: Server, tmp_path: Path
) -> None:
    url = f"sqlite:///{server.data_dir}/taskstream.db"

    with pytest.raises(RuntimeError) as refusal:
        Server(tmp_path / "data", TASKSTREAM_DATABASE_URL=url)

    said = str(refusal.value)
    assert "The database cannot be opened: " in said
    assert f"in use by another process (id {server.process.pid})" in said
    assert "another TASKSTREAM_DATABASE_URL" in said
    assert "Traceback" not in said
    assert Caller(server).get("/health").status_code == 200


def test_a_second_copy_is_told_to_take_a_data_folder_of_its_own(server: Server) -> None:
    with pytest.raises(RuntimeError) as refusal:
        Server(server.data_dir, TASKSTREAM_DATABASE_URL="")

    assert "in use by another process" in str(refusal.value)
    assert "TASKSTREAM_DATA_DIR=../var/second make run" in str(refusal.value)


def test_the_admin_code_is_printed_until_there_is_an_admin(start_server: StartServer) -> None:
    server = start_server()
    first = server.admin_code
    assert any(f"/setup#code={first}" in line for line in server.lines)
    worker = register(server)

    server.stop()
    server.lines.clear()
    server.start()

    # Another one at each start: the first may stand in a log.
    assert server.admin_code != first
    admin = first_admin(server)
    server.stop()
    server.lines.clear()
    server.start()
    assert good(admin.get("/me"))["role"] == "ADMIN"
    assert good(worker.get("/me"))["role"] == "WORKER"
    assert not [line for line in server.lines if "admin code" in line or "#code=" in line]


def test_a_restart_keeps_everybody_signed_in(start_server: StartServer) -> None:
    server = start_server()
    worker = register(server)

    server.kill()
    server.start()

    assert good(worker.get("/me"))["id"] == worker.id
    assert good(worker.post("/refresh"))["user"]["id"] == worker.id


def test_another_secret_signs_everybody_out(start_server: StartServer) -> None:
    server = start_server()
    worker = register(server)
    server.stop()
    (server.data_dir / "jwt_secret_key").unlink()

    server.start()

    assert problem(worker.get("/me")) == (401, "token_invalid")


def test_it_listens_on_loopback_alone_unless_told(server: Server) -> None:
    port = int(server.url.rpartition(":")[2])

    # The whole of 127/8 is this computer; listening on all addresses would answer here too.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.9.9.9", port), timeout=2)


def test_that_nobody_else_is_let_in_is_said_but_behind_a_proxy(start_server: StartServer) -> None:
    words = "TASKSTREAM_HOST=0.0.0.0"
    alone, behind = start_server(), start_server(TASKSTREAM_TRUSTED_PROXIES="1")

    alone.log_when(words)
    assert behind.stop() == 0
    assert not any(words in line for line in behind.whole_log())


def test_what_is_made_at_start_is_left_out_of_later_and_fewer_collections(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept: list[int] = []
    thresholds: list[int] = []

    def serve(_app: object, _mode: object, listener: socket.socket, _ready: object) -> None:
        listener.close()
        kept.append(gc.get_freeze_count())
        thresholds.append(gc.get_threshold()[0])

    monkeypatch.setattr(cli, "serve", serve)
    for name in ("stop_at_signals", "start_background"):
        monkeypatch.setattr(Application, name, lambda _: None)
    settings = load(data_dir=tmp_path, port=0, async_mode="threading")
    before, usual = gc.get_freeze_count(), gc.get_threshold()
    try:
        cli.run(settings)
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)

    # An application is tens of thousands of objects.
    assert kept[0] > before + 10_000
    # And few of these: what a batch makes holds no cycles.
    assert thresholds[0] > 10 * usual[0]
