"""How a scan goes at the moment: from its last minutes, as the console shows it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from taskstream.clock import Millis
from taskstream.domain.figures import Figures, RollUp
from taskstream.domain.scans import Person

MINUTE_MS: Final = 60_000
SLICE_MS: Final = 5_000
SLICES: Final = MINUTE_MS // SLICE_MS
# Arrivals and decisions are shown for so long, slice by slice; all else for the last hour.
RATES_MINUTES: Final = 5
WINDOW_MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """The last hour of a scan.

    ``arrived`` and ``decided`` are of the slices of five seconds that are over, the first one began
    at ``rates_since``. ``waiting`` is how many tasks were waiting at the end of each minute, and
    last how many do now; the first minute began at ``waiting_since``. ``oldest_since``: since when
    the one has been waiting that has waited longest. ``people``: whose names are known.
    """

    now: Millis
    rates_since: Millis
    arrived: Sequence[int]
    decided: Sequence[int]
    waiting_since: Millis
    waiting: Sequence[int]
    figures: Figures
    oldest_since: Millis | None
    people: Mapping[str, Person]


def window(now: Millis) -> Millis:
    """Return when the hour of minutes began that ends with the present one."""
    return Millis(now - now % MINUTE_MS - (WINDOW_MINUTES - 1) * MINUTE_MS)


def rates(minutes: Mapping[Millis, RollUp], now: Millis) -> tuple[Millis, list[int], list[int]]:
    """Return since when, and how many arrived and were decided in each slice that is over."""
    end = now - now % SLICE_MS
    since = Millis(end - RATES_MINUTES * MINUTE_MS)
    arrived, decided = [], []
    for begin in range(since, end, SLICE_MS):
        minute = minutes.get(Millis(begin - begin % MINUTE_MS))
        slice_ = begin // SLICE_MS % SLICES
        arrived.append(minute.arrived.get(slice_, 0) if minute else 0)
        decided.append(minute.decided.get(slice_, 0) if minute else 0)
    return since, arrived, decided


def waiting(minutes: Mapping[Millis, RollUp], now: Millis, count: int) -> list[int]:
    """Return how many were waiting at the end of each minute of the window, ``count`` being now."""
    since = window(now)
    found = [count]
    for begin in range(since + (WINDOW_MINUTES - 1) * MINUTE_MS, since, -MINUTE_MS):
        minute = minutes.get(Millis(begin))
        # What was counted in between may not be in the count yet.
        found.append(max(0, found[-1] - (minute.figures.more_waiting if minute else 0)))
    return found[::-1]


def busiest(counts: Iterable[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """Return the highest counts, those that are nought left out."""
    ranked = sorted(counts, key=lambda each: (-each[1], each[0]))
    return [each for each in ranked[:most] if each[1]]
