"""``python -m bench.reports``: how long it takes to look back, with a million tasks and a year of minutes.

Forty scans, and something in every minute of the year: of what is older than 48 hours there are
hours, days and weeks, as the product has made of them by then. In the first shape four scans go on
at a time, in the second all of them all the year. Measured is the call, from request to JSON, in the
process itself: cold in an application that has just started and read nothing ahead, first in one that
has (what is read ahead begins a second after the start), warm in one that was asked before, while
suggestions come in between two calls. Each period has the one before beside it. At the end stands
what reading ahead takes. Processor time of this thread, so that others on the machine are left out of it.
"""

from __future__ import annotations

import gc
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from taskstream import clock
from taskstream.app import Application, create_app
from taskstream.clock import Millis
from taskstream.concurrency import concurrency_for
from taskstream.domain.actors import Actor
from taskstream.domain.happenings import Happening
from taskstream.domain.tasks import Suggestion, TaskAction
from taskstream.domain.users import Role
from taskstream.ids import new_id
from taskstream.rates import LIMITS
from taskstream.repositories.rollups import kept_as
from taskstream.repositories.stretches import Period, Stretch, empty_bags, rollup_id
from taskstream.schemas.scans import NewScan
from taskstream.services.intake import Submission
from taskstream.services.reports import LOOK_SECONDS
from taskstream.settings import load
from taskstream.storage import SCHEMA, open_store

TASKS, SCANS, WORKERS, MODERATORS = 1_000_000, 40, 20, 3
DAY = Period.DAY.length
YEAR = 365 * DAY
COLD, WARM, AT_ONCE = 5, 20, 500
ZONE = "Europe/Berlin"
SHAPES = {"four scans at a time": 4, "all scans all the year": SCANS}
PERIODS = {"today": 1, "7 days": 7, "30 days": 30, "90 days": 90, "a year": 365}
ADMIN = Actor(new_id(), "Admin", Role.ADMIN, new_id())
PASSWORD = "correct horse battery"
VERDICTS = (
    (TaskAction.VALIDATE, None),
    (TaskAction.VALIDATE, None),
    (TaskAction.RETURN, None),
    *((TaskAction.REFUSE, reason) for reason in ("Seen already", "Not ours", "Too far", None)),
)


@dataclass
class Asked:
    """An admin who is signed in at an application."""

    app: Application
    client: Any
    token: str

    def report(self, days: int) -> float:
        """Return how many milliseconds a period takes that ends with today."""
        today = datetime.now(ZoneInfo(ZONE)).replace(hour=0, minute=0, second=0, microsecond=0)
        bounds = (today - timedelta(days=days - 1), today + timedelta(days=1))
        begun = time.thread_time()
        answer = self.client.get(
            "/api/v1/analytics/report",
            query_string={
                "zone": ZONE,
                **dict(zip(("from", "to"), map(_iso, bounds), strict=True)),
            },
            headers={"Authorization": f"Bearer {self.token}"},
        )
        taken = (time.thread_time() - begun) * 1e3
        assert answer.status_code == 200, answer.text
        return taken

    def read_ahead(self) -> float:
        """Do what is done beside the calls; return how many milliseconds it took."""
        looks: list[float] = []
        concurrency: Any = SimpleNamespace(sleep=looks.append)
        begun = time.thread_time()
        self.app.services.reports.run(concurrency, lambda: looks.count(LOOK_SECONDS) == 2)
        return (time.thread_time() - begun) * 1e3


def _iso(moment: datetime) -> str:
    return moment.isoformat()


@contextmanager
def started(folder: Path) -> Iterator[Asked]:
    """Start an application over a data folder."""
    limits: dict[str, Any] = {f"limit_{name.lower()}": "off" for name in LIMITS}
    database = f"sqlite:///{folder}/taskstream.db"
    settings = load(
        data_dir=folder,
        database_url=database,
        admin_registration="open",
        async_mode="threading",
        **limits,
    )
    store = open_store(settings.store_url, SCHEMA, concurrency_for("threading"), commit="loop")
    app = create_app(settings, store)
    client = app.flask.test_client()
    form = {"username": f"Admin {uuid.uuid4().hex[:8]}", "password": PASSWORD, "role": "ADMIN"}
    session: Any = client.post("/api/v1/register", json=form).json
    # As the product does once it has started.
    gc.collect()
    gc.freeze()
    yield Asked(app, client, session["access_token"])
    app.close()


def fill(app: Application, at_a_time: int) -> None:
    """Store what the figures of a year are by now."""
    now = clock.now()
    begun = Millis(now - YEAR)
    ids = [app.services.scans.open(ADMIN, NewScan(name=f"Scan {n}")).id for n in range(SCANS)]
    per_scan = YEAR * at_a_time // SCANS
    for number, scan_id in enumerate(ids):
        people = [f"{number:02}{new_id()[2:]}" for _ in range(WORKERS)]
        desk = [new_id() for _ in range(MODERATORS)]
        since = begun + per_scan * (number // at_a_time)
        bags = empty_bags()
        stretches: dict[str, Stretch] = {}
        for _ in range(TASKS // SCANS):
            author, sent = random.choice(people), since + random.randrange(per_scan)
            wait = min(int(random.lognormvariate(10.5, 1.5)), now - sent - 1)
            action, reason = random.choice(VERDICTS)
            by, decided = random.choice(desk), Millis(sent + wait)
            for happening in (
                Happening(scan_id, author, TaskAction.SUBMIT, Millis(sent), author, None, 0),
                Happening(scan_id, author, action, decided, by, reason, wait),
            ):
                for period in kept_as(happening.at, now):
                    id_ = rollup_id(scan_id, period, happening.at)
                    if id_ not in stretches:
                        stretches[id_] = Stretch(id_, period)
                    stretches[id_].add(bags, happening)
        documents = [{"_id": id_, **bag} for id_, bag in bags.items()]
        counters = app.services.store.collection("counters")
        for start in range(0, len(documents), AT_ONCE):
            counters.insert_many(documents[start : start + AT_ONCE])


def suggest(app: Application, count: int) -> None:
    """Let a few suggestions come in, each into a scan of its own."""
    scans = app.services.access.scans.newest(after=None, limit=count).items
    worker = Actor(new_id(), "Worker", Role.WORKER, new_id())
    app.services.intake.submit_many(
        [Submission(worker, scan.id, [Suggestion(uuid.uuid4().hex, "Gate 4")]) for scan in scans]
    )


def main() -> None:
    """Measure, and print a table for each shape."""
    random.seed(7)
    for shape, at_a_time in SHAPES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with started(folder) as asked:
                fill(asked.app, at_a_time)
                # From here on it is known by which calendar somebody looks.
                asked.report(1)
                asked.read_ahead()
                print(f"\n| {shape}, ms | cold p50 | max | first p50 | max | warm p50 | p95 |")
                print("| --- | --- | --- | --- | --- | --- | --- |", flush=True)
            ahead = []
            for period, days in PERIODS.items():
                cold = []
                for _ in range(COLD):
                    with started(folder) as asked:
                        cold.append(asked.report(days))
                first = []
                for _ in range(COLD):
                    with started(folder) as asked:
                        ahead.append(asked.read_ahead())
                        first.append(asked.report(days))
                warm = []
                with started(folder) as asked:
                    asked.report(days)
                    for _ in range(WARM):
                        suggest(asked.app, at_a_time)
                        warm.append(asked.report(days))
                found = (
                    statistics.median(cold),
                    max(cold),
                    statistics.median(first),
                    max(first),
                    statistics.median(warm),
                    statistics.quantiles(warm, n=20)[18],
                )
                cells = " | ".join(f"{each:.0f}" for each in found)
                print(f"| {period} | {cells} |", flush=True)
            print(f"\nReading ahead: {statistics.median(ahead):.0f} ms.", flush=True)


if __name__ == "__main__":
    main()
