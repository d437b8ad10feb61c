"""Repositories in every kind of database that the storage contract is held against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from taskstream.storage import SCHEMA, Store
from tests.contract.conftest import named_database
from tests.contract.databases import MONGO_NAMES, SQLITE_NAMES


@pytest.fixture(params=[*SQLITE_NAMES, *MONGO_NAMES])
def product(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database of the product, of each kind in turn."""
    for database in named_database(request, tmp_path):
        yield database.open(SCHEMA)
