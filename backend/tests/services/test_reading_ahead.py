"""Behind the first look back, the days of a year are read by the same calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from taskstream import clock
from taskstream.app import Application, create_app
from taskstream.clock import Millis
from taskstream.domain.calendars import DAY_MS, HOUR_MS, Span
from taskstream.repositories.calendars import CalendarRepository
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.stretches import Period, rollup_id
from taskstream.services.reports import LOOK_SECONDS
from taskstream.storage import StoreUnavailable
from tests.api.sessions import Browser, application


@pytest.fixture
def running() -> Iterator[Application]:
    with application("open") as made:
        yield made


class Admin:
    """Looks back, by the calendar of Berlin."""

    def __init__(self, running: Application) -> None:
        self._browser = Browser(running)
        session = self._browser.register("Ada", role="ADMIN")
        self._desk = {"Authorization": f"Bearer {session['access_token']}"}
        scan = self._browser.post("/scans", {"name": "Gate"}, **self._desk).json
        # Something happened in it a year ago, and now.
        counters, now = running.services.store.collection("counters"), clock.now()
        counters.upsert({"_id": scan["id"], "changes": 2})
        for at in (Millis(now - 366 * DAY_MS), now):
            for period in (Period.HOUR, Period.DAY, Period.WEEK):
                counters.upsert({"_id": rollup_id(scan["id"], period, at), "s": 1})

    def look(self, days: int, zone: str = "Europe/Berlin") -> None:
        """Look at so many days, of which today is the last."""
        today = datetime.now(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
        since, until = today - timedelta(days=days - 1), today + timedelta(days=1)
        bounds = f"from={since:%Y-%m-%dT%H:%M:%S%z}&to={until:%Y-%m-%dT%H:%M:%S%z}"
        answer = self._browser.get(
            f"/analytics/report?zone={zone}&{bounds.replace('+', '%2B')}", **self._desk
        )
        assert answer.status_code == 200, answer.text


def days_read(monkeypatch: pytest.MonkeyPatch) -> list[Millis]:
    """Return a list that grows by the begin of each whole day that is read."""
    found: list[Millis] = []
    real = RollUpRepository.sums

    def sums(rollups: RollUpRepository, scan_id: str, spans: Any, **asked: Any) -> Any:
        found.extend(span.since for span in spans if span.until - span.since == DAY_MS)
        return real(rollups, scan_id, spans, **asked)

    monkeypatch.setattr(RollUpRepository, "sums", sums)
    return found


def go_on(running: Application) -> None:
    """Let what runs beside the calls look around once."""
    sleeps: list[float] = []
    concurrency: Any = SimpleNamespace(sleep=sleeps.append)
    running.services.reports.run(concurrency, lambda: sleeps.count(LOOK_SECONDS) == 2)


def test_longer_periods_are_read_before_somebody_asks(
    running: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = Admin(running)
    read = days_read(monkeypatch)
    go_on(running)
    assert read == []
    admin.look(7)
    assert 0 < len(set(read)) < 20

    go_on(running)
    assert len(set(read)) > 350
    read.clear()
    admin.look(30)
    admin.look(90)

    assert read == []


def test_after_a_restart_the_days_are_read_before_the_first_look(
    running: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = Admin(running)
    admin.look(7)
    go_on(running)
    settings, store = running.services.settings, running.services.store
    # Another machine has written what this one does not know.
    calendars = CalendarRepository(store)
    assert calendars.zones() == ["Europe/Berlin"]
    calendars.note(["Mars/Olympus_Mons", *calendars.zones()])

    after = create_app(settings, store)
    read = days_read(monkeypatch)
    go_on(after)

    assert len(set(read)) > 350


def test_what_the_page_offers_is_read_before_the_first_look(
    running: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = Admin(running)
    CalendarRepository(running.services.store).note(["Europe/Berlin"])
    go_on(running)
    read: list[Span] = []
    real = RollUpRepository.sums

    def sums(rollups: RollUpRepository, scan_id: str, spans: Any, **asked: Any) -> Any:
        read.extend(spans)
        return real(rollups, scan_id, spans, **asked)

    monkeypatch.setattr(RollUpRepository, "sums", sums)
    for days in (1, 7, 30, 90):
        admin.look(days)

    # Of today what is hardly over, and the minute of yesterday that today is compared with up to now.
    now = clock.now()
    assert all(
        span.until > now - HOUR_MS or abs(now - DAY_MS - span.until) < HOUR_MS for span in read
    )


def test_on_the_next_day_what_is_new_is_read(
    running: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = Admin(running)
    admin.look(7)
    go_on(running)
    read = days_read(monkeypatch)
    go_on(running)
    assert read == []

    tomorrow = clock.now() + DAY_MS
    monkeypatch.setattr(clock, "now", lambda: Millis(tomorrow))
    go_on(running)

    assert 0 < len(set(read)) < 5


def test_only_the_calendars_that_were_used_last_are_read_ahead(running: Application) -> None:
    admin = Admin(running)
    zones = ["Asia/Kolkata", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Asia/Dhaka"]
    for zone in zones:
        admin.look(1, zone)
    admin.look(1, "Asia/Kolkata")

    go_on(running)

    calendars = CalendarRepository(running.services.store)
    assert calendars.zones() == [*zones[2:], "Asia/Kolkata"]


def test_a_database_that_does_not_answer_stops_nothing(
    running: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = Admin(running)
    admin.look(7)

    def failing(*_: Any, **__: Any) -> Any:
        raise StoreUnavailable("no")

    with monkeypatch.context() as patched:
        patched.setattr(RollUpRepository, "sums", failing)
        go_on(running)

    admin.look(90)
