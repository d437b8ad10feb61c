"""A claim: somebody is looking at a task. It is a courtesy, and never keeps anybody from anything."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream.clock import Millis
from taskstream.domain.scans import Person

CLAIM_MS = 15_000


@dataclass(frozen=True, slots=True)
class Claim:
    """Who looks at the task, and until when that is believed unless he renews it."""

    scan_id: str
    task_id: str
    by: Person
    until: Millis
