"""The clients that others have written, against our transport and the libraries' own.

socket.io-client's cases are in ``client_cases.cjs``; python-socketio's client has none that need a
server, and what its documentation promises stands here.
"""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import socketio
from socketio import exceptions

from tests.actors import ANSWER_SECONDS
from tests.running import BACKEND, Server

CASES, MORE_CASES = (
    Path(__file__).with_name(name) for name in ("client_cases.cjs", "client_socket_cases.cjs")
)
NAMES = re.findall(
    r"^  (?:'([^']+)'|\"([^\"]+)\"): async",
    CASES.read_text() + MORE_CASES.read_text(),
    re.MULTILINE,
)
LIBRARIES = BACKEND.parent / "frontend" / "node_modules"
# All of the cases together.
SECONDS = 120


@pytest.fixture(scope="module")
def faults(relay: Server) -> dict[str, str | None]:
    """What was wrong with each case of socket.io-client."""
    done = subprocess.run(
        ["node", str(CASES), relay.url, str(relay.process.pid)],
        capture_output=True,
        check=True,
        text=True,
        timeout=SECONDS,
        env={**os.environ, "NODE_PATH": str(LIBRARIES)},
    )
    found: dict[str, str | None] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", [one or other for one, other in NAMES])
def test_socket_io_client(faults: dict[str, str | None], name: str) -> None:
    assert faults[name] is None


Open = Callable[..., socketio.Client]


@pytest.fixture
def opened(relay: Server) -> Iterator[Open]:
    """Connect clients of python-socketio: ``opened(namespaces=…, auth=…)``; options of the client first."""
    clients: list[socketio.Client] = []

    def connect(options: dict[str, Any] | None = None, **how: Any) -> socketio.Client:
        client = socketio.Client(**{"reconnection": False, **(options or {})})
        clients.append(client)
        client.connect(relay.url, transports=["websocket"], wait_timeout=ANSWER_SECONDS, **how)
        return client

    yield connect
    for client in clients:
        client.disconnect()


def heard(client: socketio.Client, *names: str, namespace: str = "/") -> queue.Queue[Any]:
    """Return where the arguments of these events arrive, as they come."""
    came: queue.Queue[Any] = queue.Queue()
    for name in names:
        client.on(name, lambda *data: came.put(data), namespace=namespace)
    return came


def test_connect_gives_an_id_to_each_namespace(opened: Open) -> None:
    client = opened(namespaces=["/", "/foo"])

    assert client.transport() == "websocket"
    assert client.call("getId") == client.get_sid("/")
    assert client.call("getId", namespace="/foo") == client.get_sid("/foo") != client.get_sid("/")


@pytest.mark.parametrize("auth", [{"token": "x"}, lambda: {"token": "x"}])
def test_connect_sends_the_authentication(relay: Server, auth: Any) -> None:
    with socketio.SimpleClient(reconnection=False) as client:
        client.connect(relay.url, transports=["websocket"], namespace="/abc", auth=auth)

        name, told = client.receive(timeout=ANSWER_SECONDS)

        assert (name, told["auth"]) == ("handshake", {"token": "x"})
        assert client.call("echo", "x") == "x"


@pytest.mark.parametrize(
    ("namespace", "words"),
    [("/no", "Auth failed (custom namespace)"), ("/random", "Invalid namespace")],
)
def test_connect_is_refused(relay: Server, namespace: str, words: str) -> None:
    client = socketio.Client(reconnection=False)
    told = heard(client, "connect_error", namespace=namespace)

    with pytest.raises(exceptions.ConnectionError):
        client.connect(relay.url, transports=["websocket"], namespaces=[namespace])

    assert told.get(timeout=ANSWER_SECONDS) == ({"message": words},)


def test_call_waits_for_the_acknowledgement_and_no_longer(opened: Open) -> None:
    client = opened()

    assert client.call("message-with-ack", ("a", "b")) == ("a", "b")
    with pytest.raises(exceptions.TimeoutError):
        client.call("unknown", timeout=0.05)
    assert client.call("echo", 1) == 1


def test_emit_calls_back_with_every_answer(opened: Open) -> None:
    client = opened()
    came: queue.Queue[Any] = queue.Queue()

    for number in range(100):
        client.emit("echo", number, callback=came.put)

    # In no order: the client handles each message in a thread of its own.
    assert {came.get(timeout=ANSWER_SECONDS) for _ in range(100)} == set(range(100))


def test_a_handler_answers_the_server(opened: Open) -> None:
    client = opened()
    done = heard(client, "got it")
    client.on("ack", lambda: (5, {"test": True}))

    client.emit("ack")

    assert done.get(timeout=ANSWER_SECONDS) == ()


def test_binary_data_ends_the_socket(opened: Open) -> None:
    client = opened()
    gone = heard(client, "disconnect")

    client.emit("echo", b"x")

    gone.get(timeout=ANSWER_SECONDS)
    assert not client.connected


def test_disconnect_from_a_namespace_leaves_the_others(opened: Open) -> None:
    client = opened(namespaces=["/", "/foo"])
    gone = heard(client, "disconnect", namespace="/foo")

    client.emit("bye", namespace="/foo")

    assert gone.get(timeout=ANSWER_SECONDS) == (client.reason.SERVER_DISCONNECT,)
    assert client.call("echo", 1) == 1
    with pytest.raises(exceptions.BadNamespaceError):
        client.emit("echo", 1, namespace="/foo")


def test_disconnect_is_told_to_whoever_asked_for_it(opened: Open) -> None:
    client = opened()
    gone = heard(client, "disconnect")

    client.disconnect()

    assert gone.get(timeout=ANSWER_SECONDS) == (client.reason.CLIENT_DISCONNECT,)


def test_a_lost_connection_is_told_and_opened_again(opened: Open) -> None:
    client = opened({"reconnection": True, "reconnection_delay": 0.05, "randomization_factor": 0})
    gone, back = heard(client, "disconnect"), heard(client, "connect")
    sid = client.get_sid("/")

    client.eio.ws.shutdown()

    assert gone.get(timeout=ANSWER_SECONDS) == (client.reason.TRANSPORT_ERROR,)
    assert back.get(timeout=ANSWER_SECONDS) == ()
    assert client.call("getId") == client.get_sid("/") != sid
