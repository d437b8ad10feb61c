"""What tests of services stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from taskstream.concurrency import concurrency_for
from taskstream.storage import SCHEMA, Store, open_store


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty database in memory."""
    store = open_store("memory:", SCHEMA, concurrency_for("threading"))
    store.ensure_schema()
    yield store
    store.close()
