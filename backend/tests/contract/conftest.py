"""``database`` and ``store``: every contract test runs once for each kind of database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from taskstream.storage import Store
from tests.contract.databases import (
    MONGO_NAMES,
    MONGODB_URI,
    NOT_RUN,
    SQLITE_NAMES,
    WIRE,
    Database,
    database_named,
)


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark for what a stand-in is known to do wrong."""
    config.addinivalue_line(
        "markers", "defect(server, reason): that server is known to fail this test"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, where it is read, that a leg of the contract is missing."""
    if not MONGODB_URI:
        terminalreporter.write_line(f"WARNING: {NOT_RUN}", red=True, bold=True)


def named_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Yield an empty database of the kind that the fixture's parameter names."""
    name: str = request.param
    if name == WIRE and not MONGODB_URI:
        if os.environ.get("CI"):
            pytest.fail(NOT_RUN)
        pytest.skip(NOT_RUN)
    made = database_named(name, tmp_path)
    for marker in request.node.iter_markers("defect"):
        if marker.args[0] == made.server:
            request.applymarker(pytest.mark.xfail(strict=True, reason=marker.args[1]))
    yield made
    made.discard()


@pytest.fixture(params=[*SQLITE_NAMES, *MONGO_NAMES])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind in turn."""
    yield from named_database(request, tmp_path)


@pytest.fixture
def store(database: Database) -> Store:
    """An open store on an empty database of each kind in turn."""
    return database.open()
