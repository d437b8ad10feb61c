"""How long it takes at the moment: of the last ten minutes, whatever was before."""

from __future__ import annotations

import pytest

from taskstream import clock
from tests.api.sessions import Clock, application
from tests.services.desk import Desk

MINUTE = 60


def test_the_wait_is_that_of_the_last_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    time = Clock()
    monkeypatch.setattr(clock, "now", time.now)
    with application("open") as running:
        desk, pace = Desk(running), running.services.pace
        scan_id = desk.scan["id"]
        assert pace.median_wait_ms(scan_id) is None
        time.forward(seconds=6)
        slow = desk.send()
        time.forward(seconds=MINUTE)
        quick = [desk.send() for _ in range(2)]
        time.forward(seconds=10)
        for task in (slow, *quick):
            desk.again(task, "validate")

        wait = pace.median_wait_ms(scan_id)

        assert wait == pytest.approx(10_000, rel=0.1)
        # Known for some seconds, and then read anew.
        desk.decide("validate")
        desk.decide("validate")
        assert pace.median_wait_ms(scan_id) == wait
        time.forward(seconds=6)
        assert pace.median_wait_ms(scan_id) == pytest.approx(10_000, rel=0.1)
        for _ in range(3):
            desk.decide("validate")
        time.forward(seconds=6)
        assert pace.median_wait_ms(scan_id) == 100

        time.forward(seconds=11 * MINUTE)
        assert pace.median_wait_ms(scan_id) is None
