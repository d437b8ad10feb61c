"""How roll-ups are laid out: the documents of a scan's minutes, hours, days and weeks, and their fields.

They are in the collection ``counters``. A document is one stretch of time of one scan: what of it
has never happened has no field. Names (of people, of reasons) beyond the first few go into further
pages of the same stretch, so that no change has to write a long document. Of what is folded the first
page has no names at all: most looks at an hour or a day ask how much it was, and not who.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from functools import partial
from typing import Any, Final, TypeAlias

from taskstream.clock import Millis
from taskstream.domain.figures import Figures, RollUp
from taskstream.domain.happenings import VERDICTS, WAIT_BOUNDS, Happening, wait_step
from taskstream.domain.tasks import TaskAction
from taskstream.storage import Document, Tally

# Within a minute it is also kept what happened every five seconds.
SLICE_SECONDS: Final = 5
SLICE_MS: Final = 1_000 * SLICE_SECONDS
SLICES: Final = 60 // SLICE_SECONDS
# Of a minute, which is written with every change; of what is folded, which is written seldom.
NAMES_PER_PAGE: Final = 32
FOLDED_NAMES_PER_PAGE: Final = 256
# The first page of what is folded that has names.
NAMES_FROM: Final = 1

# The first letter of a field; alone it is the total. The second one: whose it is.
LETTERS: Final = {
    TaskAction.SUBMIT: "s",
    TaskAction.RESUBMIT: "c",
    TaskAction.VALIDATE: "v",
    TaskAction.REFUSE: "r",
    TaskAction.RETURN: "b",
    TaskAction.REOPEN: "o",
}
ACTIONS: Final = {letter: action for action, letter in LETTERS.items()}
WORKERS, MODERATORS, REASONS = "w", "m", "x"
WAIT_SUM: Final = "ms"
# Before a number: the step of a wait, the slice in which something arrived or was decided.
WAIT_STEP, ARRIVED, DECIDED = "w", "a", "d"
ARRIVED_FIELDS: Final = tuple(f"{ARRIVED}{slice_}" for slice_ in range(SLICES))
DECIDED_FIELDS: Final = tuple(f"{DECIDED}{slice_}" for slice_ in range(SLICES))
SLICE_FIELDS: Final = frozenset({*ARRIVED_FIELDS, *DECIDED_FIELDS})
# All fields but those of slices and names.
WAIT_STEPS: Final = {f"{WAIT_STEP}{step}": step for step in range(len(WAIT_BOUNDS) + 1)}
TOTAL_FIELDS: Final = frozenset({*ACTIONS, WAIT_SUM, *WAIT_STEPS})

# Fields and what is added to them.
Bag: TypeAlias = dict[str, int]
# By the document's id; what is not there yet begins when it is added to.
Bags: TypeAlias = defaultdict[str, defaultdict[str, int]]


class Period(Enum):
    """A stretch of time: the letter in its document's id, and how many milliseconds it lasts."""

    MINUTE = ("m", 60_000)
    HOUR = ("h", 3_600_000)
    DAY = ("d", 86_400_000)
    # Seven days from a Thursday on, as the first one of the clock was.
    WEEK = ("w", 604_800_000)

    def __init__(self, letter: str, length: int) -> None:
        self.letter = letter
        self.length = length

    def begin(self, at: Millis) -> Millis:
        """Return when the one began that a moment is in."""
        return Millis(at - at % self.length)


class Stretch:
    """One stretch of one scan, and on which of its pages each name is counted.

    That is the first one with room when the name comes up. After a restart it may be another one:
    whoever reads adds them up.
    """

    def __init__(self, id: str, period: Period) -> None:
        self._id = id
        self._is_folded = period is not Period.MINUTE
        self._names_per_page = FOLDED_NAMES_PER_PAGE if self._is_folded else NAMES_PER_PAGE
        self._names_from = NAMES_FROM if self._is_folded else 0
        self._pages: dict[str, str] = {}

    def arrived(self, bags: Bags, slice_: int, author_id: str, count: int) -> None:
        """Add suggestions that one author has sent within a slice."""
        totals = bags[self._id]
        totals["s"] += count
        if not self._is_folded:
            totals[ARRIVED_FIELDS[slice_ % SLICES]] += count
        bags[self._page(author_id)][f"s{WORKERS}:{author_id}"] += count

    def add(self, bags: Bags, happening: Happening) -> None:
        """Add one change of a task."""
        _, author_id, action, at, by_id, reason, waited_ms = happening
        slice_ = at // SLICE_MS % SLICES
        if action is TaskAction.SUBMIT:
            self.arrived(bags, slice_, author_id, 1)
            return
        letter, totals = LETTERS[action], bags[self._id]
        totals[letter] += 1
        bags[self._page(author_id)][f"{letter}{WORKERS}:{author_id}"] += 1
        if action is TaskAction.RESUBMIT:
            if not self._is_folded:
                totals[ARRIVED_FIELDS[slice_]] += 1
            return
        bags[self._page(by_id)][f"{letter}{MODERATORS}:{by_id}"] += 1
        if action in VERDICTS:
            if not self._is_folded:
                totals[DECIDED_FIELDS[slice_]] += 1
            totals[WAIT_SUM] += waited_ms
            totals[f"{WAIT_STEP}{wait_step(waited_ms)}"] += 1
        if action is TaskAction.REFUSE and reason is not None:
            name = _as_field(reason)
            bags[self._page(name)][f"{letter}{REASONS}:{name}"] += 1

    def take_in(self, bags: Bags, document: Document) -> None:
        """Add all that a shorter stretch has, but for its slices."""
        for name, count in document.items():
            if name != "_id" and name not in SLICE_FIELDS:
                whose = name.partition(":")[2]
                bags[self._page(whose) if whose else self._id][name] += count

    def _page(self, name: str) -> str:
        """Return the id of the page that a name is counted on."""
        page = self._pages.get(name)
        if page is None:
            number = self._names_from + len(self._pages) // self._names_per_page
            page = self._pages[name] = f"{self._id}.{number}" if number else self._id
        return page


def empty_bags() -> Bags:
    """Return bags to which nothing has been added."""
    return defaultdict(partial(defaultdict, int))


def tallies(bags: Bags) -> list[Tally]:
    """Return the sums as what is added to the documents."""
    return [Tally(id_, bag) for id_, bag in bags.items()]


def rollup_id(scan_id: str, period: Period, at: Millis) -> str:
    """Return the id of the first page of the stretch that the moment is in.

    In order of time. The sign is in no scan's id, and above all that is in one.
    """
    return f"{scan_id}~{period.letter}{period.begin(at) // 1_000:010d}"


def begin_of(id: str) -> Millis:
    """Return when the stretch began that a document is of."""
    at = id.index("~") + 2
    return Millis(1_000 * int(id[at : at + 10]))


def _as_field(reason: str) -> str:
    """Return a reason as part of a field's name, which takes no full stop."""
    return reason.replace("%", "%25").replace(".", "%2E")


def as_reason(name: str) -> str:
    """Return the reason that part of a field's name stands for."""
    return name.replace("%2E", ".").replace("%25", "%")


class Survey:
    """Several stretches: of each the totals, and of all of them together the names too.

    Of a crowd there are a thousand names in each minute: they are read once, when all are added up.
    """

    def __init__(self) -> None:
        self.totals: dict[Millis, RollUp] = {}
        self._sums: Bag = {}

    def add(self, document: Document) -> None:
        """Add a page of one of them."""
        begin = begin_of(document["_id"])
        rollup = self.totals.setdefault(begin, RollUp(begin))
        sums = self._sums
        for name, count in document.items():
            if name != "_id":
                sums[name] = sums.get(name, 0) + count
                if ":" not in name:
                    _read_total(rollup, name, count)

    def joined(self, other: Survey) -> Survey:
        """Return both together, of which none has a stretch of the other."""
        both = Survey()
        both.totals = self.totals | other.totals
        both._sums = self._sums.copy()
        for name, count in other._sums.items():
            both._sums[name] = both._sums.get(name, 0) + count
        return both

    def figures(self) -> Figures:
        """Return the figures of all of them."""
        return read_into(RollUp(Millis(0)), self._sums).figures


def read_into(rollup: RollUp, fields: Mapping[str, Any]) -> RollUp:
    """Add what a document has to the roll-up that it is a page of, and return that."""
    for name, count in fields.items():
        head, is_named, whose = name.partition(":")
        if is_named:
            _read_named(rollup.figures, head, whose, count)
        elif name != "_id":
            _read_total(rollup, name, count)
    return rollup


def _read_total(rollup: RollUp, name: str, count: int) -> None:
    if name in ACTIONS:
        rollup.figures.actions[ACTIONS[name]] += count
    elif name == WAIT_SUM:
        rollup.figures.wait_ms += count
    elif name[0] == WAIT_STEP:
        rollup.figures.waits[int(name[1:])] += count
    else:
        slices = rollup.arrived if name[0] == ARRIVED else rollup.decided
        slices[int(name[1:])] += count


def _read_named(figures: Figures, head: str, whose: str, count: int) -> None:
    action = ACTIONS[head[0]]
    if head[1] == WORKERS:
        figures.workers[whose][action] += count
    elif head[1] == MODERATORS:
        figures.moderators[whose][action] += count
    else:
        figures.reasons[as_reason(whose)] += count
