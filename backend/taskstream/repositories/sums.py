"""Figures of many stretches added up as they are stored: cheap to add, and read at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from sys import intern
from types import MappingProxyType

from taskstream.domain.figures import Actions, Figures
from taskstream.domain.happenings import VERDICTS
from taskstream.domain.tasks import TaskAction
from taskstream.repositories.stretches import (
    ACTIONS,
    LETTERS,
    MODERATORS,
    REASONS,
    TOTAL_FIELDS,
    WAIT_STEPS,
    WAIT_SUM,
    WORKERS,
    Bag,
    as_reason,
)
from taskstream.storage import Document

SENT = f"{LETTERS[TaskAction.SUBMIT]}{WORKERS}:"
REFUSED_FOR = f"{LETTERS[TaskAction.REFUSE]}{REASONS}:"


class Sums:
    """What happened in some stretches. What somebody has done is kept apart from the totals."""

    __slots__ = ("_names", "_totals")

    def __init__(self, bag: Mapping[str, int] = MappingProxyType({})) -> None:
        """``bag``: the fields of their documents, added up."""
        self._totals: Bag = {}
        self._names: Bag = {}
        for name, count in bag.items():
            if name in TOTAL_FIELDS:
                self._totals[name] = count
            elif ":" in name:
                # The same few names are in all of them, and kept once.
                self._names[intern(name)] = count

    @classmethod
    def unnamed(cls, totals: Bag) -> Sums:
        """Return the sums that have these totals, and no names."""
        made = cls()
        made._totals = totals
        return made

    def __len__(self) -> int:
        """Return how many fields there are: none where nothing has happened."""
        return len(self._totals) + len(self._names)

    def add(self, other: Sums) -> None:
        """Add others."""
        self.add_totals(other)
        _add(self._names, other._names)

    def add_totals(self, other: Sums) -> None:
        """Add others, without who it was."""
        _add(self._totals, other._totals)

    @property
    def totals(self) -> Figures:
        """The figures, without names."""
        totals = self._totals
        return Figures(
            actions=Actions({ACTIONS[name]: totals[name] for name in ACTIONS if name in totals}),
            wait_ms=totals.get(WAIT_SUM, 0),
            waits=Counter(
                {WAIT_STEPS[name]: count for name, count in totals.items() if name in WAIT_STEPS}
            ),
        )

    @property
    def senders(self) -> int:
        """How many different ones have sent a suggestion."""
        return sum(name.startswith(SENT) for name in self._names)

    def workers(self, most: int | None) -> list[tuple[str, Actions]]:
        """Return to whose tasks something happened, and what; who has sent most comes first."""
        return self._ranked(WORKERS, (TaskAction.SUBMIT,), most)

    def moderators(self, most: int | None) -> list[tuple[str, Actions]]:
        """Return who has decided or reopened, and what; who has decided most comes first."""
        return self._ranked(MODERATORS, tuple(VERDICTS), most)

    def reasons(self, most: int | None) -> list[tuple[str, int]]:
        """Return how often each reason was given, the most frequent first."""
        counts = {
            as_reason(name.removeprefix(REFUSED_FOR)): count
            for name, count in self._names.items()
            if name.startswith(REFUSED_FOR)
        }
        return _highest(counts, most)

    def _ranked(
        self, kind: str, by: Iterable[TaskAction], most: int | None
    ) -> list[tuple[str, Actions]]:
        letters = {LETTERS[action] for action in by}
        counts: dict[str, int] = {}
        for name, count in self._names.items():
            if name[1] == kind:
                id_ = name[3:]
                counts[id_] = counts.get(id_, 0) + (count if name[0] in letters else 0)
        return [(id_, self._actions(kind, id_)) for id_, _ in _highest(counts, most)]

    def _actions(self, kind: str, id: str) -> Actions:
        found = {
            action: self._names.get(f"{letter}{kind}:{id}", 0) for letter, action in ACTIONS.items()
        }
        return Actions({action: count for action, count in found.items() if count})


def gather(bags: list[Bag], place: int, document: Document) -> None:
    """Add a page of a stretch, which is nobody's any more, to the fields of others."""
    document.pop("_id", None)
    if bags[place]:
        _add(bags[place], document)
    else:
        bags[place] = document


def totals_of(document: Document) -> Document:
    """Return a page of a minute without slices and names."""
    return {name: document[name] for name in document if name in TOTAL_FIELDS or name == "_id"}


def take_out(bag: Bag, document: Document) -> None:
    """Take a page of a stretch out of the fields of others, of which it is a part."""
    document.pop("_id", None)
    get = bag.get
    for name, count in document.items():
        left = get(name, 0) - count
        if left:
            bag[name] = left
        else:
            # A wait of nothing is kept as nothing, and may be gone already.
            bag.pop(name, None)


def _add(bag: Bag, other: Bag) -> None:
    if not bag:
        bag.update(other)
        return
    get = bag.get
    for name, count in other.items():
        bag[name] = get(name, 0) + count


def _highest(counts: Mapping[str, int], most: int | None) -> list[tuple[str, int]]:
    def place(each: tuple[str, int]) -> tuple[int, str]:
        return -each[1], each[0]

    if most is None:
        return sorted(counts.items(), key=place)
    return nsmallest(most, counts.items(), key=place)
