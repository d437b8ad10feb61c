"""Coming in while things change: nothing falls between what is read and what is told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.actors import (
    ANSWER_SECONDS,
    PASSWORD,
    Caller,
    User,
    enter,
    first_admin,
    good,
    problem,
    register,
)
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


def test_a_guest_who_is_removed_while_he_sends_loses_nothing_that_was_acknowledged(
    start_server: StartServer,
) -> None:
    server = start_server()
    admin = first_admin(server)
    scan = admin.open_scan(guests=True)
    guest, stays = enter(server, scan), enter(server, scan)
    has_begun = threading.Event()

    def send_until_refused() -> list[str]:
        acknowledged: list[str] = []
        while True:
            answer = guest.send(scan, "once more")
            if answer.status_code != 201:
                assert problem(answer) == (401, "token_invalid")
                return acknowledged
            acknowledged.append(answer.json()["id"])
            has_begun.set()

    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send_until_refused)
        assert has_begun.wait(ANSWER_SECONDS)
        assert admin.delete(f"/scans/{scan['id']}/guests/{guest.id}").status_code == 204
        acknowledged = sending.result()

    assert sorted(acknowledged) == sorted(task["id"] for task in admin.all_tasks(scan))
    assert {task["author"]["id"] for task in admin.all_tasks(scan)} == {guest.id}
    stays.submit(scan)


def test_a_guest_who_is_removed_while_he_registers_is_one_or_the_other(
    start_server: StartServer,
) -> None:
    server = start_server()
    admin = first_admin(server)
    scan = admin.open_scan(guests=True)
    start = threading.Barrier(2)

    def register_as(guest: User) -> requests.Response:
        start.wait()
        body = {"username": f"{guest.name} of {guest.id}", "password": PASSWORD}
        return guest.post("/register", body)

    for _ in range(5):
        guest = enter(server, scan, "Grace")
        with ThreadPoolExecutor(1) as pool:
            registering = pool.submit(register_as, guest)
            start.wait()
            assert admin.delete(f"/scans/{scan['id']}/guests/{guest.id}").status_code == 204
            answer = registering.result()
        if answer.status_code == 201:
            account = Caller(server, answer.json()["access_token"])
            assert good(account.get("/me"))["id"] == guest.id
        else:
            assert problem(answer) == (401, "token_invalid")
            assert problem(guest.post("/refresh")) == (401, "token_invalid")
        assert good(admin.get(f"/scans/{scan['id']}/guests"))["items"] == []
