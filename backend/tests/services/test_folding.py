"""Old roll-ups of every scan are folded, and a database that does not answer is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from taskstream.clock import Millis
from taskstream.domain.scans import Person
from taskstream.domain.tasks import Suggestion, submitted
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.scans import ScanRepository
from taskstream.repositories.stretches import Period
from taskstream.repositories.tasks import TaskRepository
from taskstream.services.folding import Folding
from taskstream.storage import Store, StoreUnavailable

ANN = Person("a", "Ann")
HOUR = Period.HOUR.length


def folding(store: Store) -> Folding:
    """Return what folds two scans, each with an old minute."""
    for scan_id in ("s", "t"):
        store.collection("scans").insert({"_id": scan_id})
        task = submitted(Suggestion("1", "x"), f"{scan_id}.1", scan_id, ANN, Millis(HOUR))
        TaskRepository(store).add_many([task])
    return Folding(ScanRepository(store), RollUpRepository(store))


def rollups(store: Store) -> list[str]:
    """Return the ids of the roll-ups that there are."""
    return [found["_id"] for found in store.scan_all("counters") if "~" in found["_id"]]


def test_the_old_minutes_of_every_scan_become_hours_days_and_weeks(store: Store) -> None:
    rests: list[None] = []

    folding(store).fold(Millis(60 * HOUR), lambda: rests.append(None))

    assert rollups(store) == [
        f"{scan_id}~{stretch}"
        for scan_id in ("s", "t")
        for stretch in (
            "d0000000000",
            "d0000000000.1",
            "h0000003600",
            "h0000003600.1",
            "w0000000000",
            "w0000000000.1",
        )
    ]
    assert len(rests) == 2


def test_what_fails_once_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = folding(store)
    looks: Iterator[Any] = iter([StoreUnavailable("no"), None])
    remove = store.remove

    def failing(*asked: Any) -> int:
        error = next(looks, None)
        if error is not None:
            raise error
        return remove(*asked)

    monkeypatch.setattr(store, "remove", failing)
    sleeps: list[float] = []
    concurrency: Any = SimpleNamespace(sleep=sleeps.append)

    made.run(concurrency, lambda: sum(1 for seconds in sleeps if seconds) == 3)

    assert [id_ for id_ in rollups(store) if "." not in id_] == [
        "s~d0000000000",
        "s~w0000000000",
        "t~d0000000000",
        "t~w0000000000",
    ]
