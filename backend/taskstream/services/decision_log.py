"""Verdicts in the log of activity: a line for each hour in which a moderator decided in a scan.

They are read off the figures, which have each verdict in them once, so that a line costs the way of
a verdict nothing. Each verdict alone is in the history of its task.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Final

from taskstream import clock
from taskstream.changes import Change, TasksChanged
from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.domain.activity import Activity, Decided, Deed, ScanName
from taskstream.domain.figures import Figures
from taskstream.domain.scans import Scan
from taskstream.domain.tasks import Task, TaskAction
from taskstream.repositories.activities import ActivityRepository
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.scans import ScanRepository
from taskstream.repositories.stretches import Period
from taskstream.repositories.users import UserRepository
from taskstream.storage import StoreError

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 5.0
# A verdict that was held back is of the time at which it was given.
HELD_MS: Final = 60_000
# As far back as there are minutes.
LOOK_BACK_MS: Final = 48 * Period.HOUR.length


class DecisionLog:
    """Keeps those lines. A publisher: it is told of every change.

    What it had not written when a process ended, the next one finds in the figures.
    """

    def __init__(
        self,
        lines: ActivityRepository,
        scans: ScanRepository,
        rollups: RollUpRepository,
        users: UserRepository,
    ) -> None:
        self._lines = lines
        self._scans = scans
        self._rollups = rollups
        self._users = users
        # Scans in which something may have been decided, and since when.
        self._behind: dict[str, Millis] = {}
        self._lock = threading.Lock()

    def publish(self, *changes: Change) -> None:
        """Note in which scans to look. Nothing is read here."""
        since: dict[str, Millis] = {}
        for change in changes:
            if type(change) is TasksChanged:
                at = min(_changed_at(task) for task in change.tasks)
                since[change.scan_id] = min(at, since.get(change.scan_id, at))
        self._look_again(since)

    def run(self, concurrency: Concurrency, is_over: Callable[[], bool]) -> None:
        """Write lines until the process stops; first, those that the last one left."""
        has_caught_up = False
        while not is_over():
            try:
                if not has_caught_up:
                    self.catch_up()
                    has_caught_up = True
                self.write(lambda: concurrency.sleep(0))
            except StoreError as error:
                log.warning("verdicts are logged later, the database does not answer: %s", error)
            except Exception:  # without this loop no verdict would be logged any more
                log.exception("verdicts could not be logged")
            concurrency.sleep(LOOK_SECONDS)

    def catch_up(self) -> None:
        """Have every scan looked at again since it was known to be right."""
        until = self._lines.decided_until()
        since = Millis(clock.now() - LOOK_BACK_MS if until is None else until - HELD_MS)
        self._look_again(dict.fromkeys(self._scans.ids(), since))

    def write(self, rest: Callable[[], None] = lambda: None) -> None:
        """Write the lines of every scan in which something was decided, with a rest behind each."""
        now = clock.now()
        with self._lock:
            behind, self._behind = self._behind, {}
        if not behind:
            return
        try:
            while behind:
                scan_id, since = next(iter(behind.items()))
                self._write_scan(scan_id, since, now)
                del behind[scan_id]
                rest()
        finally:
            # What could not be written is looked at again.
            self._look_again(behind)
        self._lines.set_decided_until(now)

    def _look_again(self, since: Mapping[str, Millis]) -> None:
        if since:
            with self._lock:
                for scan_id, at in since.items():
                    self._behind[scan_id] = min(at, self._behind.get(scan_id, at))

    def _write_scan(self, scan_id: str, since: Millis, now: Millis) -> None:
        scan = self._scans.find(scan_id)
        if scan is None:
            return
        length = Period.HOUR.length
        for hour in range(Period.HOUR.begin(since), now + 1, length):
            self._write_hour(scan, Millis(hour), Millis(hour + length), now)

    def _write_hour(self, scan: Scan, begin: Millis, end: Millis, now: Millis) -> None:
        figures, first, last = Figures(), dict[str, Millis](), dict[str, Millis]()
        for minute, rollup in self._rollups.read(scan.id, Period.MINUTE, begin, end).items():
            figures.add(rollup.figures)
            for moderator in rollup.figures.moderators:
                first[moderator] = min(minute, first.get(moderator, minute))
                last[moderator] = max(minute, last.get(moderator, minute))
        people = self._users.people(list(last))
        for id_, person in people.items():
            actions = figures.moderators[id_]
            decided = Decided(
                actions[TaskAction.VALIDATE],
                actions[TaskAction.REFUSE],
                actions[TaskAction.RETURN],
                actions[TaskAction.REOPEN],
            )
            self._lines.put(
                Activity(
                    f"{scan.id}.{id_}.{begin}",
                    # Not before anything that led to it.
                    Millis(min(now, last[id_] + Period.MINUTE.length - 1)),
                    Deed.DECIDED,
                    person,
                    ScanName(scan.id, scan.name),
                    decided=decided,
                    since=first[id_],
                )
            )


def _changed_at(task: Task) -> Millis:
    return task.history[-1].at if task.history else clock.now()
