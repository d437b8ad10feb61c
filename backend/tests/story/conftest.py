"""What several stories share."""

from __future__ import annotations

import pytest

from tests.chaos.crew import Crew, hire


@pytest.fixture(scope="session")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Crew:
    """Three admins and twenty workers on a data folder; each test starts its own server there."""
    return hire(tmp_path_factory.mktemp("crew"))
