"""Groups and sums, worked out here from the few fields that they need.

An aggregation would send less, but the servers that we hold the adapter to do not agree on
sums of groups and know no arithmetic for the buckets.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeAlias

from pymongo.collection import Collection as Driver

from taskstream.storage.port import Document
from taskstream.storage.queries import Grouping

Key: TypeAlias = tuple[Any, ...]


def group_documents(
    driver: Driver[Document], filter: Document, grouping: Grouping
) -> list[Document]:
    """Return each group's keys, count and sums, in order of the keys."""
    counts: Counter[Key] = Counter()
    sums: dict[Key, list[int]] = {}
    fields = dict.fromkeys((*grouping.keys, *grouping.sums), 1)
    for document in driver.find(filter, fields):
        key = _key(document, grouping)
        counts[key] += 1
        added = sums.setdefault(key, [0] * len(grouping.sums))
        for place, field in enumerate(grouping.sums):
            added[place] += document.get(field) or 0
    return [
        {
            **dict(zip(grouping.keys, key, strict=True)),
            "count": counts[key],
            **dict(zip(grouping.sums, sums[key], strict=True)),
        }
        for key in sorted(counts, key=_place)
    ]


def _key(document: Document, grouping: Grouping) -> Key:
    values = [document.get(field) for field in grouping.keys]
    if grouping.bucket and values[-1] is not None:
        values[-1] -= values[-1] % grouping.bucket[1]
    return tuple(values)


def _place(key: Key) -> tuple[tuple[bool, Any], ...]:
    # Nothing comes first, as where a database sorts.
    return tuple((value is not None, 0 if value is None else value) for value in key)
