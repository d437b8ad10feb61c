"""Repositories in every kind of database that the storage contract is held against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from taskstream import clock
from taskstream.repositories import lookback
from taskstream.storage import SCHEMA, Store
from tests.contract.conftest import named_database
from tests.contract.databases import MONGO_NAMES, SQLITE_NAMES
from tests.repositories.desk import START, Desk
from tests.ticking import Ticking


@pytest.fixture(params=[*SQLITE_NAMES, *MONGO_NAMES])
def product(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database of the product, of each kind in turn."""
    for database in named_database(request, tmp_path):
        yield database.open(SCHEMA)


@pytest.fixture
def desk(product: Store, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(clock, "now", lambda: START)
    made = Desk(product)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    """The clock by which it is known how long ago something was added late."""
    made = Ticking()
    monkeypatch.setattr(lookback, "time", made)
    return made
