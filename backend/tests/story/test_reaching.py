"""Under which addresses others reach the server: said at start, and to who shares a scan."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import requests

from taskstream import addresses
from taskstream.settings import BadSettings, Settings, load, variables
from tests.actors import first_admin, good
from tests.conftest import StartServer
from tests.running import Server

LAN = "203.0.113.7"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def _on_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def own_addresses(host: str) -> list[str]:
        return [LAN, "2001:db8::7"] if host == "::" else [LAN]

    monkeypatch.setattr(addresses, "own_addresses", own_addresses)


# settings -> what leads others here
KNOWN = [
    # Nobody else reaches a server on loopback.
    ({}, []),
    ({"host": "localhost"}, []),
    ({"host": "0.0.0.0"}, [f"http://{LAN}:5001"]),
    ({"host": "::"}, [f"http://{LAN}:5001", "http://[2001:db8::7]:5001"]),
    ({"host": "192.168.7.7"}, ["http://192.168.7.7:5001"]),
    # It is the proxy that others reach, and nobody knows where that is.
    ({"host": "0.0.0.0", "trusted_proxies": 1}, []),
    # Told is better than found.
    ({"host": "0.0.0.0", "public_url": "https://tasks.example/"}, ["https://tasks.example"]),
    ({"public_url": "https://tasks.example", "trusted_proxies": 1}, ["https://tasks.example"]),
]


@pytest.mark.usefixtures("_on_a_network")
@pytest.mark.parametrize(("values", "origins"), KNOWN)
def test_what_leads_others_here(values: dict[str, Any], origins: list[str]) -> None:
    assert addresses.origins_for_others(Settings(**values), 5001) == origins


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_an_own_address_is_one_that_others_can_open(host: str) -> None:
    for address in addresses.own_addresses(host):
        assert not re.match(r"127\.|0\.0\.0\.0|169\.254\.|::1?$|fe80", address)


@pytest.mark.parametrize("wrong", ["tasks.example", "https://tasks.example/here", "ftp://x"])
def test_a_public_address_is_an_origin(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wrong: str
) -> None:
    monkeypatch.setenv("TASKSTREAM_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TASKSTREAM_PUBLIC_URL", wrong)

    with pytest.raises(BadSettings, match=r"TASKSTREAM_PUBLIC_URL: .*https://host"):
        load()


def shared(server: Server) -> dict[str, Any]:
    """Return what somebody is told who shares a scan."""
    admin = first_admin(server)
    return good(admin.get(f"/scans/{admin.open_scan()['id']}/share"))


def test_a_server_on_every_address_says_which_one_to_open(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_HOST="0.0.0.0")
    said = "\n".join(server.log_when("one-time admin code"))

    origins = shared(server)["network"]

    assert "0.0.0.0" not in said
    assert "TaskStream runs on http://localhost:" in said
    assert "this computer only" not in said
    assert origins == re.findall("Others reach it at (.*)", said)
    for origin in origins:
        assert good(requests.get(f"{origin}/health/live", timeout=5))["status"] == "ok"


def test_an_invitation_says_where_others_reach_the_server(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_HOST="0.0.0.0")
    said = "\n".join(server.log_when("one-time admin code"))

    invited = good(first_admin(server).post("/invites", {"role": "ADMIN"}), 201)

    assert invited["share"] == {"network": re.findall("Others reach it at (.*)", said)}


def test_a_server_on_loopback_has_nothing_to_share(start_server: StartServer) -> None:
    server = start_server()
    said = "\n".join(server.log_when("this computer only"))

    assert shared(server) == {"network": []}
    assert "Others reach it" not in said


def test_what_the_operator_says_is_shared(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_PUBLIC_URL="https://tasks.example/")

    assert shared(server) == {"public_url": "https://tasks.example", "network": []}
    assert "Others reach it at https://tasks.example" in server.lines
