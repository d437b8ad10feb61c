"""The cases of the public test suites of Engine.IO 4 and Socket.IO 5, as talks over one websocket.

Their names are kept (``docs/engine.io-protocol/v4-test-suite`` and ``docs/socket.io-protocol/v5-test-suite``
of socketio/socket.io, beside socket.io-client 4.8.3). This server differs on purpose where a name goes on
with a colon: it has no long polling, and takes nothing binary. That a connection without a handshake is
closed is a test of the product's own (P1).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import requests
import websocket

from tests.actors import ANSWER_SECONDS
from tests.raw import Closed, RawSocket
from tests.realtime.transport.wire import RELAY_PING_SECONDS
from tests.running import Server

TIMES = 3
# A talk: what the client says, what the server says to that (its beginning), and its good-bye.
SAYS, HEARS, ENDS = "> ", "< ", "ends"
ENTERS = ("> 40", '< 40{"sid":"', '< 42["auth",{}]')

TALKS: dict[str, tuple[str | bytes, ...]] = {
    # Engine.IO 4.
    "sends and receives a binary packet: it ends the socket": (b"\1\2\3\4", ENDS),
    "closes the session upon invalid packet format": ("> abc", ENDS),
    "forcefully closes the session": ("> 1", ENDS),
    # Socket.IO 5: connect.
    "should allow connection to the main namespace": ENTERS,
    "should allow connection to the main namespace with a payload": (
        '> 40{"token":"123"}',
        '< 40{"sid":"',
        '< 42["auth",{"token":"123"}]',
    ),
    "should allow connection to a custom namespace": (
        "> 40/custom,",
        '< 40/custom,{"sid":"',
        '< 42/custom,["auth",{}]',
    ),
    "should allow connection to a custom namespace with a payload": (
        '> 40/custom,{"token":"abc"}',
        '< 40/custom,{"sid":"',
        '< 42/custom,["auth",{"token":"abc"}]',
    ),
    "should disallow connection to an unknown namespace": (
        "> 40/random",
        '< 44/random,{"message":"Invalid namespace"}',
    ),
    "should disallow connection with an invalid handshake": ("> 4abc", ENDS),
    "no case of theirs: who connects twice is told no, and stays": (
        *ENTERS,
        "> 40",
        '< 44{"message":"Unable to connect"}',
        '> 42["message"]',
        '< 42["message-back"]',
    ),
    # Disconnect.
    "should disconnect from the main namespace": (*ENTERS, "> 41", "< 2"),
    "should connect then disconnect from a custom namespace": (
        *ENTERS,
        "> 40/custom",
        '< 40/custom,{"sid":"',
        '< 42/custom,["auth",{}]',
        "> 41/custom",
        '> 42["message","message to main namespace"]',
        '< 42["message-back","message to main namespace"]',
    ),
    # Message.
    "should send a plain-text packet": (
        *ENTERS,
        '> 42["message",1,"2",{"3":[true]}]',
        '< 42["message-back",1,"2",{"3":[true]}]',
    ),
    "should send a plain-text packet with an ack": (
        *ENTERS,
        '> 42456["message-with-ack",1,"2",{"3":[false]}]',
        '< 43456[1,"2",{"3":[false]}]',
    ),
    "should send a packet with binary attachments: it ends the socket": (
        *ENTERS,
        '> 451-["message",{"_placeholder":true,"num":0}]',
        ENDS,
    ),
    "should send a packet with binary attachments and an ack: it ends the socket": (
        *ENTERS,
        '> 451-789["message-with-ack",{"_placeholder":true,"num":0}]',
        ENDS,
    ),
    "should close the connection upon invalid format (unknown packet type)": (
        *ENTERS,
        "> 4abc",
        ENDS,
    ),
    "should close the connection upon invalid format (invalid payload format)": (
        *ENTERS,
        "> 42{}",
        ENDS,
    ),
    "should close the connection upon invalid format (invalid ack id)": (
        *ENTERS,
        '> 42abc["message-with-ack",1,"2",{"3":[false]}]',
        ENDS,
    ),
}


@pytest.fixture
def socket(relay: Server) -> Iterator[RawSocket]:
    """A websocket that is open, and in no namespace yet."""
    opened = RawSocket(relay)
    yield opened
    opened.close()


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
def test_a_talk(socket: RawSocket, talk: tuple[str | bytes, ...]) -> None:
    for line in talk:
        if isinstance(line, bytes):
            socket.send_binary(line)
        elif line.startswith(SAYS):
            socket.send(line.removeprefix(SAYS))
        elif line.startswith(HEARS):
            expected = line.removeprefix(HEARS)
            heard = socket.next_text()
            while heard == "2" != expected:
                heard = socket.next_text()
            assert heard.startswith(expected)
        else:
            socket.wait_until_closed()


def test_successfully_opens_a_session(socket: RawSocket) -> None:
    assert len(socket.opened.pop("sid")) >= 20
    assert socket.opened == {
        "upgrades": [],
        "pingInterval": RELAY_PING_SECONDS * 1000,
        "pingTimeout": RELAY_PING_SECONDS * 1000,
        "maxPayload": 64 * 1024,
    }


def test_sends_ping_pong_packets(socket: RawSocket) -> None:
    for _ in range(TIMES):
        assert socket.next_text() == "2"
        socket.send("3")


def test_closes_the_session_upon_ping_timeout(socket: RawSocket) -> None:
    assert socket.next_text() == "2"
    with pytest.raises(Closed):
        socket.next_packet()


@pytest.mark.parametrize(
    "query",
    [
        "transport=websocket",
        "EIO=abc&transport=websocket",
        "EIO=3&transport=websocket",
        "EIO=4",
        "EIO=4&transport=abc",
        "EIO=4&transport=polling",
    ],
)
def test_fails_with_an_invalid_query_parameter(relay: Server, query: str) -> None:
    """Nor is there any long polling: its cases end here."""
    url = f"{relay.url}/socket.io/?{query}"

    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        websocket.create_connection(url.replace("http", "ws", 1), timeout=ANSWER_SECONDS)
    answers = [requests.request(how, url, timeout=ANSWER_SECONDS) for how in ("GET", "POST")]

    assert refused.value.status_code == 400
    assert {answer.status_code for answer in answers} == {400}


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_ignores_what_comes_with_the_id_of_an_open_socket(
    relay: Server, socket: RawSocket, transport: str
) -> None:
    """Should ignore HTTP requests, and a WebSocket connection, with same sid after upgrade."""
    url = f"{relay.url}/socket.io/?EIO=4&transport={transport}&sid={socket.opened['sid']}"

    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        websocket.create_connection(url.replace("http", "ws", 1), timeout=ANSWER_SECONDS)
    answers = [
        requests.get(url, timeout=ANSWER_SECONDS),
        requests.post(url, data=b'42["hi"]', timeout=ANSWER_SECONDS),
    ]

    assert refused.value.status_code == 400
    assert {answer.status_code for answer in answers} == {400}
    socket.send("40")
    assert socket.next_packet().startswith("40{")


# What python-socketio's documentation promises to the handler of "disconnect", by what the client says last.
REASONS = {
    "41/valid,": "client disconnect",
    "1": "client disconnect",
    '42/valid,["bye"]': "server disconnect",
    "": "transport close",
}


@pytest.mark.parametrize("last", REASONS)
def test_why_a_socket_ended_is_told(relay: Server, socket: RawSocket, last: str) -> None:
    leaving, sid = entered(relay, socket)

    if last:
        leaving.send(last)
    else:
        leaving.close()

    assert told(socket) == ["left", sid, REASONS[last]]
    leaving.close()


def test_a_socket_that_answers_no_ping_ended_for_that(
    request: pytest.FixtureRequest, relay: Server, socket: RawSocket
) -> None:
    if "stock" in request.node.name:
        pytest.skip("there, reading from it times out at the same moment")
    leaving, sid = entered(relay, socket)

    assert told(socket) == ["left", sid, "ping timeout"]
    leaving.close()


def entered(relay: Server, watching: RawSocket) -> tuple[RawSocket, str]:
    """Let two in where each hears who leaves; return the other one and its id."""
    leaving = RawSocket(relay)
    for each in (watching, leaving):
        each.send("40/valid,")
    watching.next_packet()
    return leaving, json.loads(leaving.next_packet().removeprefix("40/valid,"))["sid"]


def told(socket: RawSocket) -> list[object]:
    """Return the next event."""
    event: list[object] = json.loads(socket.next_packet().removeprefix("42/valid,"))
    return event
