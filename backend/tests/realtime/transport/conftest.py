"""The relay that public suites and other people's clients talk to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.realtime.transport.wire import RELAY_PING_SECONDS
from tests.running import Server


@pytest.fixture(scope="module", params=["fast", "stock"])
def relay(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The relay on each transport, which pings as often as a test can wait."""
    running = Server(
        tmp_path_factory.mktemp("data"),
        module="tests.realtime.transport.relay_server",
        TASKSTREAM_TRANSPORT=request.param,
        RELAY_PING=str(RELAY_PING_SECONDS),
    )
    yield running
    running.stop()
