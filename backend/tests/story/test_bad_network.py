"""Connections that are cut at any byte, crawl, or fall silent without being closed."""

from __future__ import annotations

from tests.chaos.crew import Crew
from tests.chaos.network import weather

CUTS, SILENCES = 200, 10
NOTICED_SECONDS = 25


def test_no_cut_and_no_silence_loses_doubles_or_separates_anything(crew: Crew) -> None:
    run = weather(crew, cuts=CUTS, silences=SILENCES)

    assert run.books.faults() == {}
    assert run.cuts >= CUTS
    assert len(run.silences) == SILENCES
    assert max(run.noticed_after().values()) <= NOTICED_SECONDS
