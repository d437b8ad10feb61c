"""Snapshot and events rebuild what the store says, for every event there is, over a bad line.

The story is told anew with another seed each time. What was told once is kept in
``transcripts/``, where the pages' tests replay it; here it is held to the messages of today
(``python -m tests.story.recording`` records it again).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from taskstream.presenters import wire
from tests.story.recording import TRANSCRIPTS, Story, record

# Figures replace those before them: there is nothing to rebuild.
EVENTS = {event.name: event for event in wire.EVENTS if event is not wire.Figures}


@pytest.fixture
def seed() -> int:
    """A new one each time."""
    return int.from_bytes(os.urandom(3), "big")


def messages(steps: list[dict[str, Any]]) -> set[str]:
    """Return the names of the events in a transcript, each held to its model."""
    for step in steps:
        if "event" in step:
            EVENTS[step["event"]].model_validate(step["data"])
        else:
            wire.Joined.model_validate(step["answer"])
    return {step["event"] for step in steps if "event" in step}


def test_over_a_bad_line_everybody_ends_where_the_store_is(tmp_path: Path, seed: int) -> None:
    def check(story: Story) -> None:
        for name, replica in story.replicas.items():
            assert story.equals(replica, story.fresh(name)), f"seed {seed}"
            assert messages(story.clients[name].steps)

    record(tmp_path, seed, check)


def test_the_transcripts_that_are_kept_hold_every_event_as_it_is_today() -> None:
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in TRANSCRIPTS.glob("*.json")]

    assert set.union(*(messages(transcript["steps"]) for transcript in kept)) == set(EVENTS)
