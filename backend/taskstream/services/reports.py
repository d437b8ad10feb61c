"""How scans went over days and months, by the figures that are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from taskstream import clock
from taskstream.access import Access
from taskstream.concurrency import Concurrency
from taskstream.domain.actors import Actor
from taskstream.domain.calendars import Span, period_before, step_for, steps_of
from taskstream.domain.permissions import Action, Case, permits
from taskstream.domain.reports import Report, Totals
from taskstream.domain.scans import Scan
from taskstream.domain.tasks import TaskAction
from taskstream.repositories.rollups import RollUpRepository, grain
from taskstream.repositories.sums import Sums
from taskstream.repositories.users import UserRepository
from taskstream.schemas.reports import ReportQuery

NAMED: Final = 50
SCANS_NAMED: Final = 200
SCANS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Reports:
    """Looks back. Tasks are never walked: what is read are minutes, hours and days."""

    access: Access
    rollups: RollUpRepository
    users: UserRepository
    concurrency: Concurrency

    def report(self, actor: Actor, query: ReportQuery, *, whole: bool = False) -> Report:
        """Return how those scans went that the actor moderates; ``whole``: without leaving out names.

        Raises NotFound for a scan that is not one of them.
        """
        now = clock.now()
        kept = grain(now)
        span = kept.fit(query.span)
        before = kept.fit(period_before(span, query.time_zone, now))
        step = step_for(query.span, kept)
        steps = steps_of(span, step, query.time_zone, kept)
        one = query.scan and self.access.scan(actor, query.scan, Action.MODERATE)
        scans = [one] if one else list(self._moderated_by(actor))
        of_steps, by_scan = self._look(scans, steps)
        [of_before], _ = self._look(scans, [before])
        total = Sums()
        for sums in by_scan.values():
            total.add(sums)
        most = None if whole else NAMED
        workers, moderators = total.workers(most), total.moderators(most)
        ranked = sorted(
            ((scan, _totals(by_scan[scan.id])) for scan in scans if by_scan[scan.id]),
            key=lambda each: -each[1].figures.actions[TaskAction.SUBMIT],
        )
        return Report(
            scan=one or None,
            span=span,
            zone=query.zone,
            step=step,
            totals=_totals(total),
            before=before,
            totals_before=_totals(of_before),
            steps=[(each.since, sums.totals) for each, sums in zip(steps, of_steps, strict=True)],
            reasons=total.reasons(most),
            workers=workers,
            moderators=moderators,
            scans=ranked if whole else ranked[:SCANS_NAMED],
            scans_count=len(ranked),
            people=self.users.people([id_ for id_, _ in (*workers, *moderators)]),
        )

    def _look(
        self, scans: Sequence[Scan], spans: Sequence[Span]
    ) -> tuple[list[Sums], dict[str, Sums]]:
        """Return what happened in each span, and what in each scan."""
        by_span, by_scan = [Sums() for _ in spans], {scan.id: Sums() for scan in scans}
        for scan in scans:
            for sums, found in zip(by_span, self.rollups.sums(scan.id, spans), strict=True):
                sums.add(found)
                by_scan[scan.id].add(found)
            # Others have their turn between two scans.
            self.concurrency.sleep(0)
        return by_span, by_scan

    def _moderated_by(self, actor: Actor) -> Iterator[Scan]:
        after: str | None = None
        while True:
            page = self.access.scans.newest(after=after, limit=SCANS_AT_ONCE)
            yield from (scan for scan in page.items if permits(Action.MODERATE, Case(actor, scan)))
            after = page.next
            if after is None:
                return


def _totals(sums: Sums) -> Totals:
    return Totals(sums.totals, sums.senders)
