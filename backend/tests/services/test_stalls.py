"""How long the loop stood still is measured, kept for a while, and told to operators."""

from __future__ import annotations

from pathlib import Path

import pytest

from taskstream.services import stalls as stalls_module
from taskstream.services.stalls import LOOK_SECONDS, MEMORY_SECONDS, Stalls
from tests.actors import Caller, first_admin, good, new_key, register
from tests.conftest import StartServer
from tests.raw import RawSocket
from tests.story.slow import EACH_SECONDS, SLOW
from tests.ticking import Ticking

SUGGESTIONS = 20


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    ticking = Ticking()
    monkeypatch.setattr(stalls_module, "time", ticking)
    return ticking


def test_the_worst_is_kept_for_a_minute_or_two(time: Ticking) -> None:
    stalls = Stalls()
    for seconds in (0.002, 0.25, 0.001):
        stalls.note(seconds)

    assert stalls.longest_ms() == 250
    time.seconds += MEMORY_SECONDS
    stalls.note(0.125)
    assert stalls.longest_ms() == 250
    time.seconds += MEMORY_SECONDS
    assert stalls.longest_ms() == 125
    time.seconds += 2 * MEMORY_SECONDS
    assert stalls.longest_ms() == 0


def test_a_slow_disk_in_the_loop_is_seen_in_the_health_report(start_server: StartServer) -> None:
    server = start_server(module="tests.story.slow_server", TASKSTREAM_COMMIT="loop")
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    phone = RawSocket(server, worker.token)
    assert phone.call("join_scan", {"scan_id": scan["id"]})["ok"]
    Path(server.data_dir, SLOW).touch()

    forms = [
        {"scan_id": scan["id"], "client_id": new_key(), "text": "x"} for _ in range(SUGGESTIONS)
    ]
    phone.call_many("new_task_suggestion", forms)
    load = good(Caller(server).get("/health"))["load"]

    phone.close()
    # At least one commit of several, but for the look that was under way.
    assert load["longest_stall_ms"] >= 1_000 * (EACH_SECONDS * 4 - LOOK_SECONDS)
    assert load["backlog"] == 0
