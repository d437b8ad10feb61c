"""Sessions as they are kept, on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from taskstream.clock import Millis
from taskstream.domain.devices import UNKNOWN, Device
from taskstream.domain.sessions import Session
from taskstream.repositories.sessions import SessionRepository
from taskstream.storage import PAGE_LIMIT, SCHEMA, Patch, Store
from tests.contract.databases import database_named


@pytest.fixture(params=["sqlite-threading", "mongo-mock"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database of each kind."""
    database = database_named(request.param, tmp_path)
    yield database.open(SCHEMA)
    database.discard()


def a_session(id_: str, user_id: str, device: Device = UNKNOWN) -> Session:
    return Session(id_, user_id, 1, "current", None, Millis(1), Millis(2), 1, device)


def test_somebodys_sessions_are_found_whatever_their_number(kept: Store) -> None:
    sessions = SessionRepository(kept)
    his = [f"s{place:04}" for place in range(PAGE_LIMIT + 3)]
    for id_ in his:
        sessions.add(a_session(id_, "ada"))
    sessions.add(a_session("other", "grace"))

    assert [session.id for session in sessions.of("ada")] == his


def test_a_device_is_kept_with_its_session(kept: Store) -> None:
    sessions = SessionRepository(kept)
    sessions.add(a_session("s", "ada", Device("Firefox", "Linux")))

    found = sessions.find("s")

    assert found is not None
    assert found.device == Device("Firefox", "Linux")


def test_a_session_from_before_devices_were_kept_has_an_unknown_one(kept: Store) -> None:
    sessions = SessionRepository(kept)
    sessions.add(a_session("s", "ada", Device("Firefox", "Linux")))
    kept.collection("sessions").update("s", Patch(unset=("browser", "system")))

    assert [session.device for session in sessions.of("ada")] == [UNKNOWN]
