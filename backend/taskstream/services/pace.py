"""How fast a scan's suggestions are decided at the moment: what its workers are told to expect."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from typing import Final

from taskstream import clock
from taskstream.clock import Millis
from taskstream.domain.happenings import quantiles
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.stretches import Period
from taskstream.storage import StoreError

# Long enough for a median, short enough to be of now.
MINUTES: Final = 10
# Within so long it changes little, and a crowd that looks costs one reading.
KNOWN_MS: Final = 5_000
SCANS_KEPT: Final = 1_000


class Pace:
    """Reads it off the figures, and knows it for some seconds."""

    def __init__(self, rollups: RollUpRepository) -> None:
        self._rollups = rollups
        # Until when it is known, and what it is. The scan that was read last is the last.
        self._known: OrderedDict[str, tuple[int, int | None]] = OrderedDict()

    def median_wait_ms(self, scan_id: str) -> int | None:
        """Return how long half of what was decided in the last ten minutes had waited at most.

        To a tenth (``docs/analytics.md``); None while nothing was decided.
        """
        now = clock.now()
        until, wait = self._known.pop(scan_id, (0, None))
        if until <= now:
            # While the database does not answer, what was known last is as good as any.
            with suppress(StoreError):
                wait = self._read(scan_id, now)
            until = now + KNOWN_MS
        self._known[scan_id] = until, wait
        if len(self._known) > SCANS_KEPT:
            self._known.popitem(last=False)
        return wait

    def _read(self, scan_id: str, now: Millis) -> int | None:
        minute = Period.MINUTE.begin(now)
        since = Millis(minute - (MINUTES - 1) * Period.MINUTE.length)
        until = Millis(minute + Period.MINUTE.length)
        figures = self._rollups.survey(scan_id, Period.MINUTE, since, until).figures()
        return next(iter(quantiles(figures.waits, 50)), None)
