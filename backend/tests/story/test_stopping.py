"""P42, P43: stopping a server that has its hands full. Nobody is to notice more than a pause."""

from __future__ import annotations

import json
import re
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.actors import Caller, User, first_admin, good, new_key, register
from tests.conftest import MODES, StartServer
from tests.raw import Closed, RawSocket
from tests.running import STOP_SECONDS, Server

COMPLAINT = re.compile(r"\[(warning|error|critical)|Traceback|does not answer")
WORKERS = 4
SOCKETS_EACH = 5
# It says when it begins a call.
TELLING = "tests.story.telling_server"


class Chatter(threading.Thread):
    """A worker who suggests without a pause until the server is gone."""

    def __init__(self, worker: User, scan: dict[str, Any]) -> None:
        super().__init__(daemon=True)
        self._scan_id = scan["id"]
        self._socket = RawSocket(worker.server, worker.token)
        assert self._socket.call("join_scan", {"scan_id": self._scan_id})["ok"]
        self.acknowledged: list[str] = []
        self.refusals: list[tuple[str, bool]] = []
        self.pauses: list[int] = []
        self.going = threading.Event()

    def run(self) -> None:
        try:
            while not self.refusals:
                self._suggest()
            self._answer_to(None)
        except Closed:
            pass
        finally:
            self._socket.close()

    def _suggest(self) -> None:
        form = {"scan_id": self._scan_id, "client_id": new_key(), "text": "Seal is cut"}
        answer = self._answer_to(self._socket.emit("new_task_suggestion", form))
        if answer["ok"]:
            self.acknowledged.append(answer["task"]["id"])
            self.going.set()
        else:
            # In its last moment it says so, and that nothing was stored.
            self.refusals.append((answer["error"]["code"], answer["error"]["retry"]))

    def _answer_to(self, number: int | None) -> Any:
        for kind, data in self._socket.arrivals():
            if kind == "restart":
                self.pauses.append(data["after_ms"])
            elif kind == number:
                return data
        raise AssertionError("the server went without closing the socket")


class SlowSubmission:
    """A call over REST that is under way for as long as its body is not complete."""

    def __init__(self, worker: User, scan: dict[str, Any]) -> None:
        address = urlsplit(worker.server.url)
        assert address.hostname
        assert address.port
        self._socket = socket.create_connection((address.hostname, address.port), timeout=10)
        self._body = json.dumps({"text": "Sent slowly"}).encode()
        path = f"/api/v1/scans/{scan['id']}/tasks"
        head = (
            f"POST {path} HTTP/1.1",
            f"Host: {address.netloc}",
            f"Authorization: Bearer {worker.token}",
            f"Idempotency-Key: {new_key()}",
            "Content-Type: application/json",
            f"Content-Length: {len(self._body)}",
            "Connection: close",
        )
        self._socket.sendall("\r\n".join((*head, "", "")).encode())
        worker.server.log_when(f"begun: POST {path}")

    def finish(self) -> dict[str, Any]:
        """Send the body and return the task."""
        self._socket.sendall(self._body)
        with self._socket.makefile("rb") as answer:
            head, body = answer.read().split(b"\r\n\r\n")
        assert b" 201 " in head.splitlines()[0], head
        task: dict[str, Any] = json.loads(body)
        return task

    def close(self) -> None:
        """Go, finished or not."""
        self._socket.close()


def wait_until_not_ready(server: Server) -> dict[str, Any]:
    """Return what a probe is told that finds the server not ready."""
    deadline = time.monotonic() + STOP_SECONDS
    while (answer := Caller(server).get("/health/ready")).status_code == 200:
        assert time.monotonic() < deadline
    return good(answer, 503)


@pytest.mark.parametrize("mode", MODES)
def test_a_busy_server_stops_when_told_and_keeps_what_it_acknowledged(
    start_server: StartServer, mode: str
) -> None:
    server = start_server(module=TELLING, TASKSTREAM_ASYNC_MODE=mode)
    admin, workers = first_admin(server), [register(server) for _ in range(WORKERS)]
    scan = admin.open_scan()
    chatters = [Chatter(worker, scan) for worker in workers for _ in range(SOCKETS_EACH)]
    slow = SlowSubmission(workers[0], scan)
    for chatter in chatters:
        chatter.start()
    for chatter in chatters:
        assert chatter.going.wait(10)

    server.process.send_signal(signal.SIGTERM)
    began = time.monotonic()

    assert wait_until_not_ready(server)["checks"]["serving"]["detail"] == "stopping"
    assert Caller(server).get("/health/live").status_code == 200
    refused = workers[1].send(scan, "Too late")
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    finished = slow.finish()
    slow.close()
    assert server.process.wait(timeout=STOP_SECONDS) == 0
    assert time.monotonic() - began < STOP_SECONDS

    for chatter in chatters:
        chatter.join(10)
        assert set(chatter.refusals) <= {("unavailable", True)}
        assert len(chatter.pauses) == 1
        assert 0 <= chatter.pauses[0] < 2_000
    # Drawn for each: so many equal ones would be no chance.
    assert len({chatter.pauses[0] for chatter in chatters}) > 1
    assert not any("Traceback" in line for line in server.lines), server.lines
    server.start()
    acknowledged = {id_ for chatter in chatters for id_ in chatter.acknowledged}
    # Nobody signs in again: the tokens and the cookie are as good as before.
    assert {task["id"] for task in admin.all_tasks(scan)} >= acknowledged | {finished["id"]}
    assert good(workers[0].post("/refresh"))["user"]["id"] == workers[0].id


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_runs_beside_the_calls_ends_without_a_word(
    start_server: StartServer, mode: str, number: signal.Signals
) -> None:
    server = start_server(module="tests.story.slow_end_server", TASKSTREAM_ASYNC_MODE=mode)
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan(grace_seconds=30)
    admin.decide(worker.submit(scan), "validate")

    server.process.send_signal(number)

    assert server.process.wait(timeout=STOP_SECONDS) == 0
    assert not [line for line in server.whole_log() if COMPLAINT.search(line)]


@pytest.mark.parametrize("mode", MODES)
def test_who_never_finishes_does_not_hold_up_the_end(start_server: StartServer, mode: str) -> None:
    server = start_server(module=TELLING, TASKSTREAM_ASYNC_MODE=mode)
    admin, worker = first_admin(server), register(server)
    slow = SlowSubmission(worker, admin.open_scan())

    assert server.stop() == 0

    slow.close()


@pytest.mark.parametrize("mode", MODES)
def test_the_second_signal_ends_it_at_once(start_server: StartServer, mode: str) -> None:
    server = start_server(module=TELLING, TASKSTREAM_ASYNC_MODE=mode)
    admin, worker = first_admin(server), register(server)
    slow = SlowSubmission(worker, admin.open_scan())
    server.process.send_signal(signal.SIGTERM)
    wait_until_not_ready(server)
    began = time.monotonic()

    server.process.send_signal(signal.SIGTERM)

    assert server.process.wait(timeout=STOP_SECONDS) == 0
    assert time.monotonic() - began < 4
    slow.close()


@pytest.mark.parametrize("mode", MODES)
def test_who_waits_for_news_is_answered_at_once(start_server: StartServer, mode: str) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode)
    admin = first_admin(server)
    path = f"/scans/{admin.open_scan()['id']}/events"
    at = good(admin.get(path))
    since = {"epoch": at["epoch"], "since": at["seq"]}
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(admin.get, path, params=since)
        for _ in range(3):
            good(admin.get(path, params={**since, "wait": 0}))
        began = time.monotonic()

        assert server.stop() == 0

        assert time.monotonic() - began < 4
        assert good(call.result())["tasks"] == []
