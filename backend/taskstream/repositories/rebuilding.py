"""A scan's roll-ups, made anew from the histories of its tasks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from taskstream.clock import Millis
from taskstream.domain.happenings import Happening
from taskstream.repositories.rollups import kept_as
from taskstream.repositories.stretches import Stretch, empty_bags, rollup_id
from taskstream.storage import Collection, Document


class Rebuilt:
    """What a scan's roll-ups should be once all that is old by ``now`` has been folded."""

    def __init__(self, scan_id: str, now: Millis) -> None:
        self._scan_id = scan_id
        self._now = now
        self._stretches: dict[str, Stretch] = {}
        self._bags = empty_bags()

    def add(self, happened: Iterable[Happening]) -> None:
        """Add what happened to one task."""
        for happening in happened:
            for period in kept_as(happening.at, self._now):
                id_ = rollup_id(self._scan_id, period, happening.at)
                stretch = self._stretches.get(id_)
                if stretch is None:
                    stretch = self._stretches[id_] = Stretch(id_, period)
                stretch.add(self._bags, happening)

    def mend(self, counters: Collection, stored: Iterable[Document]) -> int:
        """Put right what is stored otherwise, and return how many stretches of time were."""
        pages: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        for document in stored:
            pages[_stretch_of(document["_id"])][document["_id"]] = document
        wanted: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        for id_, bag in self._bags.items():
            wanted[_stretch_of(id_)][id_] = {"_id": id_, **bag}
        wrong = [
            id_
            for id_ in {**pages, **wanted}
            if _sum(pages[id_]) != _sum(wanted[id_])
            or _has_names(pages[id_].get(id_)) > _has_names(wanted[id_].get(id_))
        ]
        for id_ in wrong:
            for page in pages[id_].keys() - wanted[id_].keys():
                counters.delete(page)
            for document in wanted[id_].values():
                counters.upsert(document)
        return len(wrong)


def _stretch_of(id: str) -> str:
    """Return the id of a page's first one."""
    return id.partition(".")[0]


def _has_names(first: Mapping[str, Any] | None) -> bool:
    """Say whether the first page has names, as those of hours and days had once."""
    return first is not None and any(":" in name for name in first)


def _sum(pages: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """Return the fields of all pages together: which name is on which page says nothing."""
    sums: Counter[str] = Counter()
    for page in pages.values():
        sums.update({name: count for name, count in page.items() if name != "_id"})
    return {name: count for name, count in sums.items() if count}
