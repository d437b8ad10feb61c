"""What several stories share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.chaos.crew import Crew, hire, hire_on_mongodb
from tests.contract.databases import MONGODB_URI, NOT_RUN, WiredMongoDatabase


@pytest.fixture(scope="session")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Crew:
    """Three admins and twenty workers on a data folder; each test starts its own server there."""
    return hire(tmp_path_factory.mktemp("crew"))


@pytest.fixture(scope="session")
def crew_on_mongodb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    """The same on a MongoDB server, over the wire."""
    _need_mongodb()
    with hire_on_mongodb(tmp_path_factory.mktemp("crew")) as crew:
        yield crew


@pytest.fixture
def mongo_url() -> Iterator[str]:
    """The URL of a database on that server that is not there yet, and is gone afterwards."""
    _need_mongodb()
    database = WiredMongoDatabase()
    yield database.url
    database.discard()


def _need_mongodb() -> None:
    if not MONGODB_URI:
        if os.environ.get("CI"):
            pytest.fail(NOT_RUN)
        pytest.skip(NOT_RUN)
