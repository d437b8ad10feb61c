"""How scans went over days and months, by the figures that are kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from typing import Final, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from taskstream import clock
from taskstream.access import Access
from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.domain.actors import Actor
from taskstream.domain.calendars import (
    DAY_MS,
    Span,
    Step,
    blocks_of,
    is_zone,
    latest_days,
    period_before,
    step_for,
    steps_of,
)
from taskstream.domain.permissions import Action, Case, permits
from taskstream.domain.reports import Report, Totals
from taskstream.domain.scans import Scan
from taskstream.domain.tasks import TaskAction
from taskstream.repositories.calendars import CALENDARS_KEPT, CalendarRepository
from taskstream.repositories.lookback import Lookback, Seen, added_up
from taskstream.repositories.rollups import RollUpRepository, grain
from taskstream.repositories.sums import Sums
from taskstream.repositories.users import UserRepository
from taskstream.schemas.reports import ReportQuery
from taskstream.storage import StoreError

T = TypeVar("T")

log = logging.getLogger(__name__)

NAMED: Final = 50
SCANS_NAMED: Final = 200
SCANS_AT_ONCE: Final = 500
ITEMS_AT_ONCE: Final = 50
LOOK_SECONDS: Final = 1.0
DAYS_AHEAD: Final = 367
# The periods that the page offers.
OFFERED_DAYS: Final = (1, 7, 30, 90)
DAYS_AT_ONCE: Final = 10
RESTS: Final = 4


class _Looked(NamedTuple):
    """A period as it was cut, and what happened in it; so the one before."""

    span: Span
    step: Step
    steps: list[Span]
    seen: Seen
    before: Span
    seen_before: Seen


class Reports:
    """Looks back. Tasks are never walked: what is read are minutes, hours, days and weeks, and most once."""

    def __init__(
        self,
        access: Access,
        rollups: RollUpRepository,
        users: UserRepository,
        calendars: CalendarRepository,
        concurrency: Concurrency,
    ) -> None:
        self._access = access
        self._calendars = calendars
        self._concurrency = concurrency
        self._lookback = Lookback(rollups, lambda: concurrency.sleep(0))
        self._users = users
        # By whose calendars somebody has looked back, and the day of it for which all is read by that.
        self._zones: dict[str, Span | None] = {}

    def run(self, concurrency: Concurrency, is_over: Callable[[], bool]) -> None:
        """Read a year by each calendar that somebody uses, and again each day, until the process stops.

        So the longer periods that he asks for next are answered at once, and after a restart the first.
        """
        is_new = True
        while True:
            concurrency.sleep(LOOK_SECONDS)
            if is_over():
                return
            try:
                if is_new:
                    # Another machine may have written them, which knew of more.
                    known = [zone for zone in self._calendars.zones() if is_zone(zone)]
                    self._zones = {**dict.fromkeys(known), **self._zones}
                    is_new = False
                self._read_unread(concurrency, is_over)
            except StoreError as error:
                log.warning("days were not read ahead, for the database does not answer: %s", error)

    def _read_unread(self, concurrency: Concurrency, is_over: Callable[[], bool]) -> None:
        now, latest = clock.now(), list(self._zones.items())[-CALENDARS_KEPT:]
        todays = {name: latest_days(1, now, ZoneInfo(name)) for name, _ in latest}
        unread = [name for name, day in latest if day != todays[name]]
        if unread:
            self._calendars.note([name for name, _ in latest])
        for name in unread:
            self._zones[name] = todays[name]
            zone = ZoneInfo(name)
            self._read_ahead(zone, concurrency, is_over)
            self._look_ahead(zone, concurrency, is_over)

    def _read_ahead(
        self, zone: ZoneInfo, concurrency: Concurrency, is_over: Callable[[], bool]
    ) -> None:
        now = clock.now()
        kept = grain(now)
        year = kept.fit(Span(Millis(now - DAYS_AHEAD * DAY_MS), kept.minutes_since))
        # At both ends a part of a day; the latest ones are asked for most.
        days = steps_of(year, Step.DAY, zone, kept)[-2:0:-1]
        of_days = (days[at : at + DAYS_AT_ONCE][::-1] for at in range(0, len(days), DAYS_AT_ONCE))
        # Who it was, by any calendar; parts of a block are read when somebody asks for them.
        of_names = (blocks_of(year)[1:-1], True)
        for spans, named in (of_names, *((each, False) for each in of_days)):
            for scan_id in self._access.scans.ids():
                begun = time.monotonic()
                if is_over() or not self._lookback.read_ahead(scan_id, spans, now, named=named):
                    return
                # Whoever is served meanwhile has most of the time.
                concurrency.sleep(RESTS * (time.monotonic() - begun))

    def _look_ahead(
        self, zone: ZoneInfo, concurrency: Concurrency, is_over: Callable[[], bool]
    ) -> None:
        """Look at what the page offers, before somebody does who moderates all scans."""
        for count in OFFERED_DAYS:
            begun = time.monotonic()
            if is_over():
                return
            now = clock.now()
            ids = tuple(scan.id for scan in self._scans())
            self._look(ids, latest_days(count, now, zone), zone, now)
            concurrency.sleep(RESTS * (time.monotonic() - begun))

    def report(self, actor: Actor, query: ReportQuery, *, whole: bool = False) -> Report:
        """Return how those scans went that the actor moderates; ``whole``: without leaving out names.

        Raises NotFound for a scan that is not one of them.
        """
        now = clock.now()
        # The one that was used last is the last.
        self._zones[query.zone] = self._zones.pop(query.zone, None)
        one = query.scan and self._access.scan(actor, query.scan, Action.MODERATE)
        scans = [one] if one else list(self._moderated_by(actor))
        ids = tuple(scan.id for scan in scans)
        looked = self._look(ids, query.span, query.time_zone, now)
        seen, steps = looked.seen, looked.steps
        total = added_up(seen.by_scan.values())
        most = None if whole else NAMED
        workers, moderators = total.workers(most), total.moderators(most)
        ranked = _ranked((scan, seen.by_scan[scan.id]) for scan in scans if scan.id in seen.by_scan)
        return Report(
            scan=one or None,
            span=looked.span,
            zone=query.zone,
            step=looked.step,
            totals=_totals(total),
            before=looked.before,
            totals_before=_totals(added_up(looked.seen_before.by_scan.values())),
            steps=[
                (each.since, sums.totals)
                for each, sums in self._gently(zip(steps, seen.by_span, strict=True))
            ],
            reasons=total.reasons(most),
            workers=workers,
            moderators=moderators,
            scans=ranked if whole else ranked[:SCANS_NAMED],
            scans_count=len(ranked),
            people=self._users.people([id_ for id_, _ in (*workers, *moderators)]),
        )

    def _look(self, scan_ids: tuple[str, ...], asked: Span, zone: tzinfo, now: Millis) -> _Looked:
        kept = grain(now)
        span = kept.fit(asked)
        before = kept.fit(period_before(span, zone, now))
        step = step_for(asked, kept)
        steps = steps_of(span, step, zone, kept)
        longer = Step.DAY if step is Step.DAY else Step.HOUR
        return _Looked(
            span=span,
            step=step,
            steps=steps,
            seen=self._lookback.look(scan_ids, steps, now),
            before=before,
            seen_before=self._lookback.look(scan_ids, steps_of(before, longer, zone, kept), now),
        )

    def _gently(self, items: Iterable[T]) -> Iterator[T]:
        """Yield them, and let others have their turn now and then."""
        for number, item in enumerate(items, 1):
            yield item
            if number % ITEMS_AT_ONCE == 0:
                self._concurrency.sleep(0)

    def _moderated_by(self, actor: Actor) -> Iterator[Scan]:
        return (scan for scan in self._scans() if permits(Action.MODERATE, Case(actor, scan)))

    def _scans(self) -> Iterator[Scan]:
        after: str | None = None
        while True:
            page = self._access.scans.newest(after=after, limit=SCANS_AT_ONCE)
            yield from page.items
            after = page.next
            if after is None:
                return


def _totals(sums: Sums) -> Totals:
    return Totals(sums.totals, sums.senders)


def _ranked(scans: Iterable[tuple[Scan, Sums]]) -> list[tuple[Scan, Totals]]:
    """Return those in which something happened, where most was sent first."""
    found = [(scan, _totals(sums)) for scan, sums in scans if sums]
    return sorted(found, key=lambda each: -each[1].figures.actions[TaskAction.SUBMIT])
