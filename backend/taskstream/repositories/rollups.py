"""Roll-ups: what happened to a scan's tasks, minute by minute, added up as it happens.

They are kept like the counters, so each change is in them once. Old minutes are folded into hours,
and into days and weeks beside them: each is the sum of its hours as long as there are any.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final, Literal

from taskstream import clock
from taskstream.clock import Millis
from taskstream.domain.calendars import LATE_MS, Grain, Span
from taskstream.domain.figures import RollUp
from taskstream.domain.happenings import latest
from taskstream.domain.tasks import Task
from taskstream.repositories.counting import Arrivals
from taskstream.repositories.day_cuts import Part, cuts_of
from taskstream.repositories.stretches import (
    FOLDED_NAMES_PER_PAGE,
    NAMES_FROM,
    SLICE_MS,
    SLICES,
    Bag,
    Period,
    Stretch,
    Survey,
    begin_of,
    empty_bags,
    read_into,
    rollup_id,
    tallies,
)
from taskstream.repositories.sums import Sums, gather, take_out, totals_of
from taskstream.storage import Collection, Document, Outcome, Store, Tally, TallyAll, Written, every

COUNTERS: Final = "counters"
MINUTES_KNOWN: Final = 1_000
# What goes together, all that lies in one of these, and what it is added to: hours are in their days
# and weeks already.
FOLDED: Final = (
    (Period.MINUTE, Period.HOUR, (Period.HOUR, Period.DAY, Period.WEEK)),
    (Period.HOUR, Period.DAY, ()),
)
# Whatever is in an hour or a week is in its days.
EXACT: Final = (Period.MINUTE, Period.DAY)
LONGER: Final = {period: longer for period, longer, _ in FOLDED}
# How long each is kept.
KEPT_MS: Final = {Period.MINUTE: 48 * Period.HOUR.length, Period.HOUR: 400 * Period.DAY.length}
MOVED_AT_ONCE: Final = 100
FIRST: Final = 1
LAST: Final[Literal[-1]] = -1
# About three milliseconds of adding up.
READ_AT_ONCE: Final = 250
SLICES_AN_HOUR: Final = Period.HOUR.length // SLICE_MS


class RollUpRepository:
    """Adds to roll-ups as tasks change, and reads them."""

    def __init__(self, store: Store, rest: Callable[[], None] = lambda: None) -> None:
        """``rest``: lets others have their turn."""
        self._store = store
        self._rest = rest
        self._counters = store.collection(COUNTERS)
        self._minutes = _Minutes()
        self._moves: Counter[str] = Counter()

    def of_new(self, came: Arrivals) -> list[Tally]:
        """Return what new tasks add."""
        bags = empty_bags()
        for (scan_id, author_id, at), documents in came.items():
            slice_ = at // SLICE_MS
            minute = self._minutes.find(scan_id, slice_)
            minute.arrived(bags, slice_, author_id, len(documents))
        return tallies(bags)

    def of_changes(self, pairs: Sequence[tuple[Task, Task]]) -> TallyAll:
        """Return what changes of tasks add, as far as they are taken."""
        happened = [latest(before, after) for before, after in pairs]

        def tally(outcomes: Sequence[Outcome]) -> list[Tally]:
            bags = empty_bags()
            for happening, outcome in zip(happened, outcomes, strict=True):
                if happening is not None and type(outcome) is Written:
                    minute = self._minutes.find(happening.scan_id, happening.at // SLICE_MS)
                    minute.add(bags, happening)
            return tallies(bags)

        return tally

    def read(
        self, scan_id: str, period: Period, since: Millis, until: Millis
    ) -> dict[Millis, RollUp]:
        """Return those that begin at ``since`` or later and before ``until``, by their begin."""
        found: dict[Millis, RollUp] = {}
        for document in self._documents(scan_id, period, since, until):
            begin = begin_of(document["_id"])
            read_into(found.setdefault(begin, RollUp(begin)), document)
        return found

    def survey(self, scan_id: str, period: Period, since: Millis, until: Millis) -> Survey:
        """Return the same, with names in the sum of all of them alone: cheap for many."""
        survey = Survey()
        for document in self._documents(scan_id, period, since, until):
            survey.add(document)
        return survey

    def sums(self, scan_id: str, spans: Sequence[Span], *, named: bool = True) -> list[Sums]:
        """Return what happened in each of these, which follow each other without a gap.

        Minutes count where they begin. What is folded is read by weeks, by days where a span has no
        whole week, and by hours where it begins or ends within a day. Of short spans it costs much
        less not to ask who it was (``named``). Others have their turn meanwhile.
        """
        while True:
            moves = self._moves[scan_id]
            bags = self._gathered(scan_id, spans) if named else self._totals(scan_id, spans)
            # What was moved meanwhile may have been met twice, or not at all.
            if self._moves[scan_id] == moves and moves % 2 == 0:
                return list(map(Sums if named else Sums.unnamed, bags))
            self._rest()

    def _gathered(self, scan_id: str, spans: Sequence[Span]) -> list[Bag]:
        bags: list[Bag] = [{} for _ in spans]
        for place, document in self._minutes_of(scan_id, spans):
            gather(bags, place, document)
        cut, days = cuts_of(tuple(spans)), set()
        for weeks in cut.week_runs:
            found = self._documents(scan_id, Period.WEEK, weeks.since, weeks.until)
            for document in self._restfully(found):
                gather(bags, cut.of_week(begin_of(document["_id"])), document)
        for part in cut.days:
            found = self._documents(scan_id, Period.DAY, part.since, part.until)
            for document in self._restfully(found):
                day = begin_of(document["_id"])
                days.add(day)
                _put(bags, cut.of_day(day), document)
        hours = cut.hours_of(days)
        for document in self._restfully(self._hours(scan_id, list(hours))):
            _put(bags, hours[begin_of(document["_id"])], document)
        return bags

    def _totals(self, scan_id: str, spans: Sequence[Span]) -> list[Bag]:
        bags: list[Bag] = [{} for _ in spans]
        for place, document in self._minutes_of(scan_id, spans):
            gather(bags, place, totals_of(document))
        pages = cuts_of(tuple(spans)).first_pages
        ids = [scan_id + end for end in pages]
        for start in range(0, len(ids), READ_AT_ONCE):
            found = self._counters.get_many(ids[start : start + READ_AT_ONCE])
            for id_, document in found.items():
                _put(bags, pages[id_[len(scan_id) :]], document)
            self._rest()
        return bags

    def _minutes_of(self, scan_id: str, spans: Sequence[Span]) -> Iterator[tuple[int, Document]]:
        """Yield the minutes of spans, each with the number of its span."""
        ends = [span.until for span in spans]
        place, following = 0, ""
        minutes = self._documents(scan_id, Period.MINUTE, spans[0].since, ends[-1])
        for document in self._restfully(minutes):
            # They come in order, most of them in the same span as the one before.
            if document["_id"] >= following:
                place = bisect_right(ends, begin_of(document["_id"]))
                following = rollup_id(scan_id, Period.MINUTE, ends[place])
            yield place, document

    def _restfully(self, documents: Iterable[Document]) -> Iterator[Document]:
        for number, document in enumerate(documents, 1):
            yield document
            if number % READ_AT_ONCE == 0:
                self._rest()

    def _hours(self, scan_id: str, begins: Sequence[Millis]) -> Iterator[Document]:
        """Yield all pages of these hours."""
        ids = [rollup_id(scan_id, Period.HOUR, begin) for begin in begins]
        page = 0
        while ids:
            full = []
            for start in range(0, len(ids), READ_AT_ONCE):
                found = self._counters.get_many(ids[start : start + READ_AT_ONCE])
                for id_, document in found.items():
                    # Behind the first one with names there is another only where that was full.
                    if page < NAMES_FROM or len(document) > FOLDED_NAMES_PER_PAGE:
                        full.append(f"{id_.partition('.')[0]}.{page + 1}")
                    yield document
            ids, page = full, page + 1

    def changes(self, scan_ids: Sequence[str]) -> dict[str, int]:
        """Return how often the tasks of these scans have changed, of those in which any has."""
        found = self._counters.get_many(scan_ids)
        return {scan_id: counter.get("changes", 0) for scan_id, counter in found.items()}

    def bounds(self, scan_id: str) -> tuple[Millis, Millis] | None:
        """Return when the first and the last stretch begin in which something happened."""
        begins = [
            begin_of(document["_id"])
            for period in EXACT
            for way in (FIRST, LAST)
            for document in self._counters.find(
                {
                    "_id": {
                        "$gte": f"{scan_id}~{period.letter}",
                        "$lt": f"{scan_id}~{period.letter}~",
                    }
                },
                sort=[("_id", way)],
                limit=1,
            ).items
        ]
        return (min(begins), max(begins)) if begins else None

    def watch(self, before: Millis) -> None:
        """Let ``added_late`` tell, from now on, what is added to a time before that."""
        self._minutes.watched = max(self._minutes.watched, before // SLICE_MS)

    def added_late(self) -> set[tuple[str, Millis]]:
        """Return in which hours of which scans something was added late, since this was asked last.

        It may have been before a commit: whoever reads now may not find it yet.
        """
        late, self._minutes.late = self._minutes.late, set()
        return {(scan_id, Millis(hour * Period.HOUR.length)) for scan_id, hour in late}

    def fold(self, scan_id: str, now: Millis) -> int:
        """Move a scan's old minutes into hours, days and weeks, and drop its old hours; return how many.

        What is added to an old minute later makes it anew, until this is called again.
        """
        moved = 0
        stretches = _Stretches()
        for period, longer, added_to in FOLDED:
            old = self._documents(scan_id, period, Millis(0), kept_since(period, now))
            ids_by_begin: defaultdict[Millis, list[str]] = defaultdict(list)
            for document in old:
                ids_by_begin[longer.begin(begin_of(document["_id"]))].append(document["_id"])
            for begin, ids in ids_by_begin.items():
                into = [stretches[rollup_id(scan_id, each, begin), each] for each in added_to]
                for start in range(0, len(ids), MOVED_AT_ONCE):
                    at_once = ids[start : start + MOVED_AT_ONCE]
                    with self._moving(scan_id):
                        moved += self._store.remove(COUNTERS, at_once, partial(_move, into))
        return moved

    @contextmanager
    def _moving(self, scan_id: str) -> Iterator[None]:
        """Count a move, from odd to even, for those who read meanwhile."""
        self._moves[scan_id] += 1
        try:
            yield
        finally:
            self._moves[scan_id] += 1

    def of_scan(self, scan_id: str) -> Iterator[Document]:
        """Yield all documents of a scan's roll-ups."""
        return _every(self._counters, f"{scan_id}~", f"{scan_id}~~")

    def _documents(
        self, scan_id: str, period: Period, since: Millis, until: Millis
    ) -> Iterator[Document]:
        first, end = rollup_id(scan_id, period, since), rollup_id(scan_id, period, until)
        return _every(self._counters, first, end)


class _Minutes:
    """The minutes in which something has happened lately."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Stretch] = {}
        # What is added before this slice comes late: it is noted by its scan and hour.
        self.watched = _late(clock.now() // SLICE_MS)
        self.late: set[tuple[str, int]] = set()

    def find(self, scan_id: str, slice_: int) -> Stretch:
        """Return the minute of a scan that a slice is in, to add something to it."""
        if slice_ < self.watched:
            self.late.add((scan_id, slice_ // SLICES_AN_HOUR))
        key = (scan_id, slice_ // SLICES)
        minute = self._known.get(key)
        if minute is None:
            if len(self._known) >= MINUTES_KNOWN:
                self._known.clear()
            self.watched = max(self.watched, _late(slice_))
            id_ = rollup_id(scan_id, Period.MINUTE, Millis(slice_ * SLICE_MS))
            minute = self._known[key] = Stretch(id_, Period.MINUTE)
        return minute


def _late(slice_: int) -> int:
    return slice_ - LATE_MS // SLICE_MS


def _every(counters: Collection, first: str, end: str) -> Iterator[Document]:
    return every(counters, {"_id": {"$gte": first, "$lt": end}}, [("_id", 1)])


class _Stretches(dict[tuple[str, Period], Stretch]):
    """Those that something is moved into, each of which knows where its names are."""

    def __missing__(self, key: tuple[str, Period]) -> Stretch:
        made = self[key] = Stretch(*key)
        return made


def _put(bags: list[Bag], part: Part, document: Document) -> None:
    into, out_of = part
    if out_of is not None:
        take_out(bags[out_of], document)
    if into is not None:
        gather(bags, into, document)


def _move(into: Sequence[Stretch], documents: Sequence[Document]) -> list[Tally]:
    bags = empty_bags()
    for document in documents:
        for stretch in into:
            stretch.take_in(bags, document)
    return tallies(bags)


def kept_since(period: Period, now: Millis) -> Millis:
    """Return when the first stretch begins that is not folded yet."""
    return LONGER[period].begin(Millis(max(0, now - KEPT_MS[period])))


def kept_as(at: Millis, now: Millis) -> tuple[Period, ...]:
    """Return in stretches of which lengths a moment is counted once all that is old has been folded."""
    if at >= kept_since(Period.MINUTE, now):
        return (Period.MINUTE,)
    if at >= kept_since(Period.HOUR, now):
        return (Period.HOUR, Period.DAY, Period.WEEK)
    return (Period.DAY, Period.WEEK)


def grain(now: Millis) -> Grain:
    """Return how finely is known what happened when."""
    return Grain(kept_since(Period.MINUTE, now), kept_since(Period.HOUR, now))
