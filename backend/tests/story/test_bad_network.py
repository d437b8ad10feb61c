"""Connections that are cut at any byte, crawl, or fall silent without being closed."""

from __future__ import annotations

import threading
from contextlib import suppress

from tests.actors import first_admin
from tests.chaos.crew import Crew
from tests.chaos.lines import Line, Lost
from tests.chaos.network import weather
from tests.chaos.proxy import Fate, Proxy
from tests.conftest import MODES, StartServer

CUTS, SILENCES = 200, 10
NOTICED_SECONDS = 25


def test_no_cut_and_no_silence_loses_doubles_or_separates_anything(crew: Crew) -> None:
    run = weather(crew, cuts=CUTS, silences=SILENCES)

    assert run.books.faults() == {}
    # Nobody was kept from working by all that.
    assert min(run.books.submitted, run.books.decided) >= SILENCES
    assert run.cuts >= CUTS
    assert len(run.silences) == SILENCES
    assert max(run.noticed_after().values()) <= NOTICED_SECONDS


def listen(line: Line) -> None:
    """Only listen, until the line is dead."""
    with suppress(Lost):
        while True:
            line.arrival(1)
    line.close()


def test_p56_a_silence_is_noticed_by_both_ends_on_every_event_loop(
    start_server: StartServer,
) -> None:
    proxies, listeners = [], []
    for mode in MODES:
        server = start_server(TASKSTREAM_ASYNC_MODE=mode)
        admin = first_admin(server)
        proxies.append(Proxy(server.url, Fate))
        line = Line(proxies[-1].url, admin.token or "")
        assert line.call("join_scan", {"scan_id": admin.open_scan()["id"]})["ok"]
        listeners.append(threading.Thread(target=listen, args=(line,), daemon=True))
        listeners[-1].start()

    for proxy in proxies:
        proxy.fall_silent()

    for mode, proxy in zip(MODES, proxies, strict=True):
        assert proxy.wait_until_noticed(1, NOTICED_SECONDS), (mode, proxy.silences)
        proxy.stop()
    for listener in listeners:
        listener.join()
