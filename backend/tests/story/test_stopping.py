"""Stopping a server that has its hands full."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.actors import User, first_admin, good, new_key, register
from tests.conftest import MODES, StartServer
from tests.raw import Closed, RawSocket

SOCKETS = 8


class Chatter(threading.Thread):
    """A worker who suggests without a pause until the server is gone."""

    def __init__(self, worker: User, scan: dict[str, Any]) -> None:
        super().__init__(daemon=True)
        self._scan_id = scan["id"]
        self._socket = RawSocket(worker.server, worker.token)
        assert self._socket.call("join_scan", {"scan_id": self._scan_id})["ok"]
        self.acknowledged: list[str] = []
        self.refusals: list[tuple[str, bool]] = []
        self.going = threading.Event()

    def run(self) -> None:
        try:
            while True:
                form = {"scan_id": self._scan_id, "client_id": new_key(), "text": "Seal is cut"}
                answer = self._socket.call("new_task_suggestion", form)
                if not answer["ok"]:
                    # In its last moment it may still say so, and that nothing was stored.
                    self.refusals.append((answer["error"]["code"], answer["error"]["retry"]))
                    return
                self.acknowledged.append(answer["task"]["id"])
                self.going.set()
        except Closed:
            pass
        finally:
            self._socket.close()


@pytest.mark.parametrize("mode", MODES)
def test_a_busy_server_stops_when_told_and_keeps_what_it_acknowledged(
    start_server: StartServer, mode: str
) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode)
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    chatters = [Chatter(worker, scan) for _ in range(SOCKETS)]
    for chatter in chatters:
        chatter.start()
    for chatter in chatters:
        assert chatter.going.wait(10)

    assert server.stop() == 0

    for chatter in chatters:
        chatter.join(10)
        assert set(chatter.refusals) <= {("unavailable", True)}
    assert not any("Traceback" in line for line in server.lines), server.lines
    server.start()
    kept: set[str] = set()
    after = ""
    while True:
        page = good(admin.get(f"/scans/{scan['id']}/tasks?limit=500{after}"))
        kept |= {task["id"] for task in page["items"]}
        if "next" not in page:
            break
        after = f"&after={page['next']}"
    assert kept >= {id_ for chatter in chatters for id_ in chatter.acknowledged}
