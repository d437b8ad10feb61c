"""What a client may get wrong, one case each.

A call that is merely wrong is answered with a code and the socket lives on. What breaks the
protocol closes that socket and no other. Either way nothing is stored, and the log holds one
line at most.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from socket import create_connection
from typing import Any

import pytest
import requests

from tests.actors import ANSWER_SECONDS, User, good
from tests.conftest import MODES, people_on
from tests.logged import logged
from tests.raw import CONNECT, EVENT, MESSAGE, RawSocket
from tests.running import Server

KEY = "0123456789abcdef" * 2


@pytest.fixture(scope="module", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The product on each event loop: a different websocket library reads the frames on each."""
    running = Server(tmp_path_factory.mktemp("data"), TASKSTREAM_ASYNC_MODE=request.param)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def people(server: Server) -> dict[str, User]:
    """Those of this server."""
    return people_on(server)


@dataclass
class Tab:
    """A worker's socket in an empty scan, and who looks at what comes of it."""

    admin: User
    scan: dict[str, Any]
    socket: RawSocket

    def stored(self) -> list[Any]:
        """Return the scan's tasks."""
        items: list[Any] = good(self.admin.get(f"/scans/{self.scan['id']}/tasks"))["items"]
        return items


@pytest.fixture
def tab(admin: User, worker: User, scan: dict[str, Any]) -> Iterator[Tab]:
    """One that has joined, beside another of the same user to which nothing may happen."""
    sockets = [RawSocket(worker.server, worker.token) for _ in range(2)]
    for socket in sockets:
        assert socket.call("join_scan", {"scan_id": scan["id"]})["ok"]
    yield Tab(admin, scan, sockets[0])
    assert sockets[1].call("echo", {})["ok"]
    for socket in sockets:
        socket.close()


def suggestion(**changes: Any) -> dict[str, Any]:
    """Return a good suggestion but for the changes; None takes a field out."""
    form = {"scan_id": "<scan>", "client_id": KEY, "text": "Seal is cut", **changes}
    return {name: value for name, value in form.items() if value is not None}


def verdict(**changes: Any) -> dict[str, Any]:
    return {"task_id": "<scan>.x", "action": "validate", "version": 1, **changes}


# event, arguments -> code, and the field that is named
WRONG: list[tuple[str, list[Any], str, str | None]] = [
    # One object goes with each event: none, two, or something else are too few and too many.
    ("join_scan", [], "bad_request", None),
    ("join_scan", [{}, {}], "bad_request", None),
    ("new_task_suggestion", [suggestion(), "x"], "bad_request", None),
    ("join_scan", [None], "invalid", "(body)"),
    ("join_scan", [[]], "invalid", "(body)"),
    ("join_scan", ["<scan>"], "invalid", "(body)"),
    ("echo", [0], "invalid", "(body)"),
    # Types are not guessed.
    ("join_scan", [{"scan_id": 5}], "invalid", "scan_id"),
    ("join_scan", [{"scan_id": None}], "invalid", "scan_id"),
    ("join_scan", [{"scan_id": ["<scan>"]}], "invalid", "scan_id"),
    ("join_scan", [{"scan_id": "<scan>", "since": "1"}], "invalid", "since"),
    ("join_scan", [{"scan_id": "<scan>", "since": 1.5}], "invalid", "since"),
    ("join_scan", [{"scan_id": "<scan>", "since": True}], "invalid", "since"),
    ("join_scan", [{"scan_id": "<scan>", "snapshot": 1}], "invalid", "snapshot"),
    ("task_action", [verdict(version="1")], "invalid", "version"),
    ("new_task_suggestion", [suggestion(text=5)], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text=["x"])], "invalid", "text"),
    # Out of range.
    ("join_scan", [{"scan_id": "<scan>", "since": -1}], "invalid", "since"),
    ("join_scan", [{"scan_id": "<scan>", "since": 2**53 + 1}], "invalid", "since"),
    ("join_scan", [{"scan_id": ""}], "invalid", "scan_id"),
    ("join_scan", [{"scan_id": "x" * 81}], "invalid", "scan_id"),
    ("task_action", [verdict(version=0)], "invalid", "version"),
    ("task_action", [verdict(action="delete")], "invalid", "action"),
    # Submitting is no verdict, though the history lists it.
    ("task_action", [verdict(action="submit")], "invalid", "action"),
    ("task_action", [verdict(reason="x" * 501)], "invalid", "reason"),
    ("task_action", [verdict(reason="x\x00")], "invalid", "reason"),
    # Left out, and too much.
    ("join_scan", [{}], "invalid", "scan_id"),
    ("new_task_suggestion", [suggestion(text=None)], "invalid", "text"),
    ("new_task_suggestion", [suggestion(client_id=None)], "invalid", "client_id"),
    ("new_task_suggestion", [suggestion(status="validated")], "invalid", "status"),
    ("new_task_suggestion", [suggestion(author={"id": "x"})], "invalid", "author"),
    ("echo", [{"x": 1}], "invalid", "x"),
    # Keys are 32 hex digits in lower case, whole.
    ("new_task_suggestion", [suggestion(client_id=KEY[:-1])], "invalid", "client_id"),
    ("new_task_suggestion", [suggestion(client_id=KEY.upper())], "invalid", "client_id"),
    ("new_task_suggestion", [suggestion(client_id=KEY[:-1] + "g")], "invalid", "client_id"),
    ("new_task_suggestion", [suggestion(client_id=KEY + "\n")], "invalid", "client_id"),
    # Text that cannot be kept as typed.
    ("new_task_suggestion", [suggestion(text="")], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text=" \t\n\u00a0\u3000")], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text="x" * 4_001)], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text="😀" * 4_001)], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text="a\x00b")], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text="a\rb")], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text="a\x1b[31m")], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text="a\ud800b")], "invalid", "text"),
    ("new_task_suggestion", [suggestion(text="\udc00\ud800")], "invalid", "text"),
    # Half a pair elsewhere is told like any other wrong value.
    ("join_scan", [{"scan_id": "\ud800"}], "invalid", "scan_id"),
    ("join_scan", [{"\ud800": "x"}], "invalid", "(body)"),
    # Tokens.
    ("auth_refresh", [{"token": ""}], "invalid", "token"),
    ("auth_refresh", [{"token": "x" * 4_097}], "invalid", "token"),
    ("auth_refresh", [{"token": "x"}], "token_invalid", None),
    ("auth_refresh", [{"token": "é.é.é"}], "token_invalid", None),
    # Not in this scan, not in any.
    ("new_task_suggestion", [suggestion(scan_id="1" * 26)], "not_joined", None),
    ("task_action", [verdict(task_id="x")], "not_joined", None),
    ("task_action", [verdict()], "not_found", None),
    # Names that only the server may use, and names that nobody knows.
    ("new_task", [{}], "unknown_event", None),
    ("task_updated", [{"task": {}}], "unknown_event", None),
    ("__class__", [{}], "unknown_event", None),
    ("", [{}], "unknown_event", None),
    ("x" * 10_000, [{}], "unknown_event", None),
]


@pytest.mark.parametrize(("event", "arguments", "code", "field"), WRONG)
def test_a_wrong_call_is_answered_and_the_socket_lives(
    tab: Tab, event: str, arguments: list[Any], code: str, field: str | None
) -> None:
    arguments = json.loads(json.dumps(arguments).replace("<scan>", tab.scan["id"]))

    with logged(tab.admin.server) as lines:
        answer = tab.socket.call(event, *arguments)
        assert tab.socket.call("echo", {})["ok"]

    error = answer["error"]
    assert (answer["ok"], error["code"], error["retry"]) == (False, code, False)
    assert [fault["field"] for fault in error.get("errors", ())] == [field] * (field is not None)
    assert error["message"]
    assert lines == []
    assert tab.stored() == []


# What no client sends that speaks the protocol.
BROKEN: list[str | bytes] = [
    # Events of the library's own: a client could call the server's handlers with them.
    f'{EVENT}0["connect",{{}}]',
    f'{EVENT}0["disconnect"]',
    f'{EVENT}["connect_error",{{}}]',
    f'{EVENT}["*",{{}}]',
    # Not JSON, or no event.
    f"{EVENT}0[",
    f"{EVENT}0[NaN]",
    f'{EVENT}0{{"a":1}}',
    f'{EVENT}0"join_scan"',
    f"{EVENT}0[]",
    f"{EVENT}0[1]",
    f"{EVENT}0[null,{{}}]",
    EVENT,
    # Nested so deep that reading it would take the server's stack.
    EVENT + "[" * 30_000,
    EVENT + '{"a":' * 10_000,
    # Numbers of a hundred digits are no numbers of acknowledgements.
    f'{EVENT}{"9" * 101}["echo",{{}}]',
    # Packets that only a server sends, that nobody sends, and binary ones.
    f"{MESSAGE}4",
    f'{MESSAGE}51-["echo",{{"_placeholder":true,"num":0}}]',
    f"{MESSAGE}61-0[]",
    f"{MESSAGE}9",
    b"\x00\x01",
    b'2["echo",{}]',
    "bAAEC",
    "bA",
    # No packet of Engine.IO at all.
    "",
    b"",
    "x",
    "9",
    # A frame of more than 64 KiB.
    f'{EVENT}0["echo",{{"x":"{"x" * 65_536}"}}]',
]


@pytest.mark.parametrize("packet", BROKEN, ids=lambda packet: repr(packet[:30]))
def test_what_breaks_the_protocol_ends_that_socket_and_no_other(
    tab: Tab, packet: str | bytes
) -> None:
    with logged(tab.admin.server) as lines:
        if isinstance(packet, bytes):
            tab.socket.send_binary(packet)
        else:
            tab.socket.send(packet)
        tab.socket.wait_until_closed()

    assert len(lines) <= 1, lines
    assert all("socket closed: it broke the protocol" in line for line in lines)
    assert tab.stored() == []


MASK = b"\x00\x00\x00\x00"
# What no websocket sends (RFC 6455, section 5), as it goes over the wire.
FRAMES = {
    "not masked": b"\x81\x012",
    "a reserved bit": b"\xf1\x81" + MASK + b"2",
    "a reserved kind": b"\x83\x81" + MASK + b"2",
    "a ping in parts": b"\x09\x80" + MASK,
    "a ping of 126 bytes": b"\x89\xfe\x00\x7e" + MASK + b"x" * 126,
    "no UTF-8": b"\x81\x82" + MASK + b"4\xff",
    "the rest of nothing": b"\x80\x81" + MASK + b"2",
    # Not every library looks at the length before there is too much.
    "longer than there is memory": b"\x81\xff\x7f" + b"\xff" * 7 + MASK + b"x" * 70_000,
    "another language": b"GET / HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_what_is_no_frame_ends_that_socket_and_no_other(tab: Tab, frame: bytes) -> None:
    with logged(tab.admin.server) as lines:
        tab.socket.send_bytes(frame)
        tab.socket.wait_until_closed()

    assert len(lines) <= 1, lines


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"Sec-WebSocket-Version": None},
        {"Sec-WebSocket-Version": "8"},
        {"Sec-WebSocket-Version": None, "Sec-WebSocket-Key1": "1 2", "Sec-WebSocket-Key2": "3 4"},
        {"Sec-WebSocket-Key": None},
        {"Sec-WebSocket-Key": "c2hvcnQ="},
        {"Sec-WebSocket-Key": "é"},
        {"Connection": "keep-alive"},
    ],
    ids=str,
)
def test_what_opens_no_websocket_is_told_so(server: Server, wrong: dict[str, str | None]) -> None:
    headers = {name: value for name, value in {**UPGRADE, **wrong}.items() if value is not None}

    with logged(server) as lines:
        answer = requests.get(
            f"{server.url}/socket.io/?EIO=4&transport=websocket",
            headers={name: value.encode() for name, value in headers.items()},
            timeout=ANSWER_SECONDS,
        )

    assert (answer.status_code, answer.headers["Sec-WebSocket-Version"]) == (400, "13")
    assert lines == []


@pytest.mark.parametrize(
    "words",
    [b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"hello\r\n\r\n"],
    ids=repr,
)
def test_what_is_no_http_is_one_line_in_the_log(server: Server, words: bytes) -> None:
    with logged(server) as lines:
        port = int(server.url.rpartition(":")[2])
        with create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS) as caller:
            caller.sendall(words)
            while caller.recv(4096):
                pass

    assert len(lines) == 1, lines
    assert "call refused: it is no HTTP" in lines[0]


def test_an_event_without_an_answer_is_handled_all_the_same(tab: Tab) -> None:
    form = suggestion(scan_id=tab.scan["id"])

    tab.socket.send(EVENT + json.dumps(["new_task_suggestion", form]))
    # Behind it: nothing tells of what asks for no answer (P68).
    assert tab.socket.call("leave_scan", {"scan_id": tab.scan["id"]})["ok"]

    assert len(tab.stored()) == 1


def test_an_event_before_entering_is_not_handled(worker: User) -> None:
    socket = RawSocket(worker.server)

    with logged(worker.server) as lines:
        socket.send(f'{EVENT}7["echo",{{}}]')
        # Still good for entering, and what was sent before is not caught up on.
        assert socket.enter({"token": worker.token}).startswith(CONNECT)
        number = socket.emit("echo", {})
        assert next(socket.arrivals())[0] == number

    socket.close()
    assert len(lines) <= 1, lines


def test_another_namespace_is_refused(worker: User) -> None:
    socket = RawSocket(worker.server)

    socket.send(f'{CONNECT}/admin,{{"token":"{worker.token}"}}')

    assert socket.next_packet().startswith("44/admin,")
    socket.close()
