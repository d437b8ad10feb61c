"""What happened in many scans over a long time: of what is over, each part is read once.

What is added to such a time later, as when a clock was set back, or a verdict was held while nothing
ran, has it read again.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from taskstream.clock import Millis
from taskstream.domain.calendars import HOUR_MS, Span, blocks_of, is_over, pieces_of
from taskstream.repositories.extents import Extents
from taskstream.repositories.rollups import RollUpRepository, grain
from taskstream.repositories.sums import Sums

# A field takes about 80 bytes.
FIELDS_KEPT: Final = 1_000_000
# Of pasts: each is of some scans and one period. The two that were asked for last are kept in any case,
# a period and the one before it.
PAST_FIELDS_KEPT: Final = 250_000
PASTS_AT_LEAST: Final = 2
# What was added late may not be stored yet when it is told of; no commit takes as long as this.
QUIET_SECONDS: Final = 60.0

NOTHING: Final = Sums()
ScanIds: TypeAlias = tuple[str, ...]


class _Key(NamedTuple):
    """Of what sums are kept; ``named``: whether it is known who it was."""

    scan_id: str
    span: Span
    named: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What happened in each span, without names, and in each scan in which anything may have.

    Not to be changed.
    """

    by_span: list[Sums]
    by_scan: dict[str, Sums]

    def __len__(self) -> int:
        """Return how many fields there are."""
        return sum(map(len, self.by_span)) + sum(map(len, self.by_scan.values()))


class Lookback:
    """Reads roll-ups, and keeps in memory what is over: by scan and span, and pasts as a whole."""

    def __init__(self, rollups: RollUpRepository, rest: Callable[[], None]) -> None:
        """``rest``: lets others have their turn."""
        self._rollups = rollups
        self._rest = rest
        self._extents = Extents(rollups)
        self._kept: OrderedDict[_Key, Sums] = OrderedDict()
        self._fields = 0
        self._pasts: OrderedDict[tuple[ScanIds, tuple[Span, ...]], Seen] = OrderedDict()
        self._past_fields = 0
        # In which hours of which scans something was added late, and until when that counts as late.
        self._stirred: dict[tuple[str, Millis], float] = {}

    def look(self, scan_ids: Sequence[str], spans: Sequence[Span], now: Millis) -> Seen:
        """Return what happened in spans that follow each other without a gap."""
        self._refresh()
        minutes_since = grain(now).minutes_since
        over = tuple(span for span in spans if span.until <= minutes_since)
        past = self._past(self._within(scan_ids, over, now), over, now)
        rest = spans[len(over) :]
        cut = [
            (place, piece)
            for place, span in enumerate(rest)
            for piece in pieces_of(span, minutes_since, now)
        ]
        fresh = self._read(self._within(scan_ids, rest, now), cut, len(rest), now)
        by_scan = dict(past.by_scan)
        for scan_id, sums in fresh.by_scan.items():
            by_scan[scan_id] = added_up((by_scan.get(scan_id, NOTHING), sums))
        return Seen([*past.by_span, *fresh.by_span], by_scan)

    def _within(self, scan_ids: Sequence[str], spans: Sequence[Span], now: Millis) -> ScanIds:
        """Return those in which something may have happened then: in most scans nothing did."""
        if not spans:
            return ()
        return self._extents.within(scan_ids, Span(spans[0].since, spans[-1].until), now)

    def read_ahead(
        self, scan_id: str, spans: Sequence[Span], now: Millis, *, named: bool = False
    ) -> bool:
        """Read what is over before somebody asks; return whether there is room for more of it."""
        self._refresh()
        if self._within([scan_id], spans, now):
            self._sums(scan_id, spans[self._alive(scan_id, spans)], now, named=named)
        return self._fields < FIELDS_KEPT * 3 // 4

    def _alive(self, scan_id: str, spans: Sequence[Span]) -> slice:
        """Return where those are, of spans without a gap, in which something may have happened."""
        extent = self._extents.of(scan_id)
        first = bisect_right(spans, extent.since, key=lambda span: span.until)
        end = bisect_left(spans, extent.until, key=lambda span: span.since)
        return slice(first, end)

    def _past(self, scan_ids: ScanIds, spans: tuple[Span, ...], now: Millis) -> Seen:
        if not spans:
            return Seen([], {})
        key = (scan_ids, spans)
        known = self._pasts.get(key)
        if known is not None:
            self._pasts.move_to_end(key)
            return known
        # Of a scan no more is read than there is, and of all of it is to be told what comes late.
        self._rollups.watch(spans[-1].until)
        known = self._read_past(scan_ids, spans, now)
        # Others may have had their turn, and read the same.
        if key not in self._pasts and not self._is_stirred(
            None, Span(spans[0].since, spans[-1].until)
        ):
            self._pasts[key] = known
            self._past_fields += len(known)
            while self._past_fields > PAST_FIELDS_KEPT and len(self._pasts) > PASTS_AT_LEAST:
                self._past_fields -= len(self._pasts.popitem(last=False)[1])
        return known

    def _read_past(self, scan_ids: ScanIds, spans: Sequence[Span], now: Millis) -> Seen:
        """Return what happened in each span, and in each scan; who it was is read once for all spans."""
        seen = Seen([Sums() for _ in spans], {})
        blocks = blocks_of(Span(spans[0].since, spans[-1].until))
        for scan_id in scan_ids:
            alive = self._alive(scan_id, spans)
            found = self._sums(scan_id, spans[alive], now, named=False)
            for of_span, sums in zip(seen.by_span[alive], found, strict=True):
                of_span.add_totals(sums)
            in_blocks = self._sums(scan_id, blocks[self._alive(scan_id, blocks)], now)
            seen.by_scan[scan_id] = added_up(in_blocks)
            # Others have their turn between two scans.
            self._rest()
        return seen

    def _read(
        self, scan_ids: ScanIds, cut: Sequence[tuple[int, Span]], count: int, now: Millis
    ) -> Seen:
        """Return what happened in so many spans; ``cut``: their pieces, with the place of each."""
        seen = Seen([Sums() for _ in range(count)], {})
        for scan_id in scan_ids:
            of_scan = seen.by_scan[scan_id] = Sums()
            extent = self._extents.of(scan_id)
            first = bisect_right(cut, extent.since, key=lambda each: each[1].until)
            end = bisect_left(cut, extent.until, key=lambda each: each[1].since)
            pieces = [piece for _, piece in cut[first:end]]
            found = self._sums(scan_id, pieces, now)
            for (place, _), sums in zip(cut[first:end], found, strict=True):
                if sums:
                    seen.by_span[place].add_totals(sums)
                    of_scan.add(sums)
            # Others have their turn between two scans.
            self._rest()
        return seen

    def _sums(
        self, scan_id: str, spans: Sequence[Span], now: Millis, *, named: bool = True
    ) -> list[Sums]:
        keys = [_Key(scan_id, span, named) for span in spans]
        found = list(map(self._find, keys))
        for is_missing, group in groupby(range(len(keys)), lambda place: found[place] is None):
            if is_missing:
                places = list(group)
                fetched = self._fetch([keys[place] for place in places], now)
                for place, sums in zip(places, fetched, strict=True):
                    found[place] = sums
        return [sums for sums in found if sums is not None]

    def _find(self, key: _Key) -> Sums | None:
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
        return known

    def _fetch(self, keys: Sequence[_Key], now: Millis) -> list[Sums]:
        """Read what follows each other without a gap, of one scan."""
        scan_id, _, named = keys[0]
        over = [key for key in keys if is_over(key.span.until, now)]
        if over:
            self._rollups.watch(over[-1].span.until)
        found = self._rollups.sums(scan_id, [key.span for key in keys], named=named)
        # What was added while they were read may be in them, or not.
        self._refresh()
        for key, sums in zip(over, found, strict=False):
            if key not in self._kept and not self._is_stirred(scan_id, key.span):
                self._kept[key] = sums
                self._fields += len(sums)
        while self._fields > FIELDS_KEPT:
            self._fields -= len(self._kept.popitem(last=False)[1])
        return found

    def _refresh(self) -> None:
        """Forget what something was added to."""
        late, now = self._rollups.added_late(), time.monotonic()
        self._stirred = {hour: until for hour, until in self._stirred.items() if until > now}
        if not late:
            return
        self._extents.widen(late)
        self._stirred.update(dict.fromkeys(late, now + QUIET_SECONDS))
        for key in [key for key in self._kept if self._is_stirred(key.scan_id, key.span)]:
            self._fields -= len(self._kept.pop(key))
        for scan_ids, spans in list(self._pasts):
            if self._is_stirred(None, Span(spans[0].since, spans[-1].until)):
                self._past_fields -= len(self._pasts.pop((scan_ids, spans)))

    def _is_stirred(self, scan_id: str | None, span: Span) -> bool:
        """Say whether something was added late to that time, in the scan or in any."""
        return any(
            scan_id in (None, id_) and span.since < hour + HOUR_MS and hour < span.until
            for id_, hour in self._stirred
        )


def added_up(several: Iterable[Sums]) -> Sums:
    """Return the sum of them."""
    total = Sums()
    for sums in several:
        total.add(sums)
    return total
