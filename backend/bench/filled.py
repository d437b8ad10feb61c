"""``python -m bench.filled FOLDER COUNT``: a data folder in which so many tasks are stored.

They come in as they do when the product runs, in scans of 5,000, of which every other task is
decided; nobody listens.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path
from typing import Any

from taskstream.app import build_services
from taskstream.changes import Change
from taskstream.concurrency import concurrency_for
from taskstream.domain.actors import Actor
from taskstream.domain.tasks import Suggestion, TaskAction
from taskstream.domain.users import Role
from taskstream.domain.verdicts import Verdict
from taskstream.ids import new_id
from taskstream.rates import LIMITS
from taskstream.schemas.scans import NewScan
from taskstream.services.backlog import Backlog
from taskstream.services.container import Services
from taskstream.services.intake import Receipt, Submission
from taskstream.services.verdicts import Decision
from taskstream.settings import load
from taskstream.storage import SCHEMA, open_store

PER_SCAN, AT_ONCE = 5_000, 500
TEXT = "Verify badge read {} at gate 4. Reported value differs from the register by one digit."


class Nobody:
    """A publisher without an audience."""

    def publish(self, *changes: Change) -> None:
        """Tell nobody."""


def services_in(folder: Path) -> Services:
    """Return the product's services over the store in a data folder."""
    limits: dict[str, Any] = {f"limit_{name.lower()}": "off" for name in LIMITS}
    database = f"sqlite:///{folder}/taskstream.db"
    settings = load(data_dir=folder, database_url=database, **limits)
    concurrency = concurrency_for("threading")
    store = open_store(settings.store_url, SCHEMA, concurrency, commit="loop")
    store.ensure_schema()
    store.migrate()
    return build_services(settings, store, concurrency, Nobody(), Backlog(AT_ONCE, lambda: 0))


def fill(services: Services, count: int) -> None:
    """Store so many tasks."""
    admin, *workers = (
        Actor(new_id(), f"Worker {number}", Role.WORKER if number else Role.ADMIN, new_id())
        for number in range(21)
    )
    scan_id = ""
    for first in range(0, count, AT_ONCE):
        if first % PER_SCAN == 0:
            scan_id = services.scans.open(admin, NewScan(name=f"Scan {first // PER_SCAN}")).id
        outcomes = services.intake.submit_many(
            [
                Submission(
                    workers[number % len(workers)],
                    scan_id,
                    [Suggestion(uuid.uuid4().hex, TEXT.format(number))],
                )
                for number in range(first, min(first + AT_ONCE, count))
            ]
        )
        verdict = Verdict(TaskAction.VALIDATE, version=1)
        services.verdicts.decide_many(
            [
                Decision(admin, outcome.task.id, verdict)
                for outcome in outcomes[::2]
                if isinstance(outcome, Receipt)
            ]
        )


if __name__ == "__main__":
    services = services_in(Path(sys.argv[1]))
    fill(services, int(sys.argv[2]))
    services.store.close()
