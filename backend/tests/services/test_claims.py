"""P46, P47: a claim that nobody renews ends by itself, to the millisecond."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from taskstream import clock
from taskstream.changes import Change, ClaimChanged
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.users import Role
from taskstream.services.claims import Claims

ADA, BOB = (Actor(name, name, Role.ADMIN, "session") for name in ("ada", "bob"))
START = Millis(1_000_000)


class Desk:
    """Claims over one task, at a time of our own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: list[Change] = []
        access = SimpleNamespace(task=lambda *_: (SimpleNamespace(id="s"), None))
        publisher = SimpleNamespace(publish=self.told.append)
        self.claims = Claims(access, publisher)  # type: ignore[arg-type]  # stand-ins
        self._patch = monkeypatch
        self.wait(0)

    def wait(self, milliseconds: int) -> None:
        """Let it be so long after the start."""
        self._patch.setattr(clock, "now", lambda: Millis(START + milliseconds))

    def holder(self) -> str | None:
        """Return who looks at the task now."""
        claims = self.claims.in_scan("s")
        return claims[0].by.id if claims else None


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)


def test_p46_it_ends_after_fifteen_seconds(desk: Desk) -> None:
    desk.claims.claim(ADA, "s.1")

    desk.wait(14_999)
    assert desk.holder() == "ada"
    desk.wait(15_000)
    assert desk.holder() is None


def test_p46_renewing_it_begins_the_time_anew(desk: Desk) -> None:
    desk.claims.claim(ADA, "s.1")
    desk.wait(10_000)
    desk.claims.claim(ADA, "s.1")

    desk.wait(24_999)
    assert desk.holder() == "ada"
    desk.wait(25_000)
    assert desk.holder() is None


def test_p46_another_can_take_it_only_when_it_has_ended(desk: Desk) -> None:
    desk.claims.claim(ADA, "s.1")
    desk.wait(14_999)
    desk.claims.claim(BOB, "s.1")
    assert desk.holder() == "ada"
    desk.wait(15_000)

    desk.claims.claim(BOB, "s.1")

    assert desk.holder() == "bob"


def test_p47_nobody_is_told_of_an_end_that_he_knows(desk: Desk) -> None:
    desk.claims.claim(ADA, "s.1")
    desk.wait(15_000)
    told = len(desk.told)

    desk.claims.release(ADA, "s.1")

    assert len(desk.told) == told
    assert all(isinstance(change, ClaimChanged) and change.claim for change in desk.told)
