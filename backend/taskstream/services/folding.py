"""Old figures made coarser: minutes that nobody looks at one by one become hours, days and weeks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from taskstream import clock
from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.scans import ScanRepository
from taskstream.storage import StoreError

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 600.0


@dataclass(frozen=True, slots=True)
class Folding:
    """Folds the roll-ups of every scan. It may be late, or begin anew: what is folded is gone."""

    scans: ScanRepository
    rollups: RollUpRepository

    def run(self, concurrency: Concurrency, is_over: Callable[[], bool]) -> None:
        """Fold what has become old, until the process stops."""
        while True:
            concurrency.sleep(LOOK_SECONDS)
            if is_over():
                return
            try:
                # Others have their turn between two scans.
                self.fold(clock.now(), lambda: concurrency.sleep(0))
            except StoreError as error:
                log.warning("figures were not folded, for the database does not answer: %s", error)

    def fold(self, now: Millis, rest: Callable[[], None] = lambda: None) -> None:
        """Fold what is old by then, with a rest behind each scan."""
        for scan_id in self.scans.ids():
            self.rollups.fold(scan_id, now)
            rest()
