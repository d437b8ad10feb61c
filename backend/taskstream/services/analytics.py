"""How a scan goes at the moment, by the figures that are kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from taskstream import clock
from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.domain.audiences import Audience
from taskstream.domain.figures import Figures
from taskstream.domain.live_figures import MINUTE_MS, LiveFigures, busiest, rates, waiting, window
from taskstream.domain.scans import Person
from taskstream.domain.tasks import TaskAction, TaskStatus
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.stretches import Period, Survey
from taskstream.repositories.tasks import TaskRepository
from taskstream.repositories.users import UserRepository

WORKERS_NAMED: Final = 10
SCANS_KEPT: Final = 100
READ_AT_ONCE: Final = 3 * MINUTE_MS
# A verdict that was held back counts in the minute in which it was given: that may be the one before.
OPEN_MINUTES: Final = 2


@dataclass(frozen=True, slots=True)
class _Past:
    """The minutes of a window that are over, read once a minute."""

    minute: Millis
    survey: Survey


class Analytics:
    """Says how scans go. Nothing is walked: an hour is sixty documents, and most are read once."""

    def __init__(
        self,
        rollups: RollUpRepository,
        tasks: TaskRepository,
        users: UserRepository,
        concurrency: Concurrency,
    ) -> None:
        self._rollups = rollups
        self._tasks = tasks
        self._users = users
        self._concurrency = concurrency
        self._past: OrderedDict[str, _Past] = OrderedDict()

    def changes(self, scan_id: str) -> int:
        """Return how often the scan's tasks have changed: as long as that stays, so does the rest."""
        return self._tasks.counters([Audience(scan_id)])[Audience(scan_id)].changes

    def live(self, scan_id: str) -> LiveFigures:
        """Return how the scan goes now."""
        now = clock.now()
        past = self._past_of(scan_id, Period.MINUTE.begin(now))
        waiting_now = self._tasks.counters_of_many([scan_id])[scan_id][TaskStatus.PENDING]
        fresh = self._rollups.survey(
            scan_id, Period.MINUTE, _still_open(past.minute), Millis(past.minute + MINUTE_MS)
        )
        survey = past.survey.joined(fresh)
        minutes, figures = survey.totals, survey.figures()
        since, arrived, decided = rates(minutes, now)
        return LiveFigures(
            now=now,
            rates_since=since,
            arrived=arrived,
            decided=decided,
            waiting_since=window(now),
            waiting=waiting(minutes, now, waiting_now),
            figures=figures,
            oldest_since=self._tasks.waiting_longest(scan_id),
            people=self._people(figures),
        )

    def _past_of(self, scan_id: str, minute: Millis) -> _Past:
        known = self._past.get(scan_id)
        if known is None or known.minute != minute:
            known = self._past[scan_id] = self._read_past(scan_id, minute)
            while len(self._past) > SCANS_KEPT:
                self._past.popitem(last=False)
        return known

    def _read_past(self, scan_id: str, minute: Millis) -> _Past:
        survey = Survey()
        end = _still_open(minute)
        for begin in range(window(minute), end, READ_AT_ONCE):
            until = Millis(min(begin + READ_AT_ONCE, end))
            part = self._rollups.survey(scan_id, Period.MINUTE, Millis(begin), until)
            survey = survey.joined(part)
            # In the minutes of a crowd there is much to add up: others have their turn.
            self._concurrency.sleep(0)
        return _Past(minute, survey)

    def _people(self, figures: Figures) -> dict[str, Person]:
        ids = [*figures.moderators, *(id_ for id_, _ in busiest_workers(figures))]
        return self._users.people(ids)


def busiest_workers(figures: Figures) -> list[tuple[str, int]]:
    """Return who has sent most, with how much that was: at most ten."""
    sent = ((id_, actions[TaskAction.SUBMIT]) for id_, actions in figures.workers.items())
    return busiest(sent, WORKERS_NAMED)


def _still_open(minute: Millis) -> Millis:
    return Millis(minute - (OPEN_MINUTES - 1) * MINUTE_MS)
