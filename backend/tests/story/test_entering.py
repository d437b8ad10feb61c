"""Coming in while things change: nothing falls between what is read and what is told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.actors import first_admin, good, register
from tests.conftest import StartServer
from tests.raw import RawSocket

ROUNDS = 25


# Where one thread runs everything the gap is narrow; with many it is hit every few times.
@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_a_change_while_somebody_joins_for_the_first_time_is_not_lost(
    start_server: StartServer, mode: str
) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode)
    admin, worker = first_admin(server), register(server)
    start = threading.Barrier(2)

    def join(socket: RawSocket, scan: dict[str, Any]) -> Any:
        start.wait()
        number = socket.emit("join_scan", {"scan_id": scan["id"]})
        seen = []
        for kind, data in socket.arrivals():
            seen.append(data.get("scan"))
            if kind == number:
                break
        return seen

    def pause(scan: dict[str, Any]) -> None:
        start.wait()
        good(admin.patch(f"/scans/{scan['id']}", {"version": 1, "status": "paused"}))

    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            scan, socket = admin.open_scan(), RawSocket(server, worker.token)
            joined, paused = pool.submit(join, socket, scan), pool.submit(pause, scan)
            paused.result()
            views = joined.result()
            admin.change(scan, instructions="the end")
            for name, data in socket.arrivals():
                assert name == "scan_updated"
                views.append(data["scan"])
                if data["scan"]["instructions"] == "the end":
                    break
            socket.close()
            assert 2 in [view["version"] for view in views], views
