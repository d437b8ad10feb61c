"""The figures of a stretch of time: what happened in it, to whose tasks, and by whom. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from taskstream.clock import Millis
from taskstream.domain.happenings import VERDICTS
from taskstream.domain.tasks import TaskAction

Actions: TypeAlias = Counter[TaskAction]


@dataclass(slots=True)
class Figures:
    """Sums over what happened. What is not there is nought.

    ``wait_ms`` is the sum of all waits, ``waits`` how many were of which step; ``workers`` what
    happened to their tasks, ``moderators`` what they did, ``reasons`` how often each of the scan's
    was given.
    """

    actions: Actions = field(default_factory=Counter)
    wait_ms: int = 0
    waits: Counter[int] = field(default_factory=Counter)
    workers: defaultdict[str, Actions] = field(default_factory=lambda: defaultdict(Counter))
    moderators: defaultdict[str, Actions] = field(default_factory=lambda: defaultdict(Counter))
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def arrived(self) -> int:
        """Return how many were sent, or sent again corrected."""
        return self.actions[TaskAction.SUBMIT] + self.actions[TaskAction.RESUBMIT]

    @property
    def decided(self) -> int:
        """Return how many verdicts were given."""
        return sum(self.actions[action] for action in VERDICTS)

    @property
    def more_waiting(self) -> int:
        """Return by how much the number of those that wait has risen; negative when it fell."""
        return self.arrived + self.actions[TaskAction.REOPEN] - self.decided

    def add(self, other: Figures) -> None:
        """Add another stretch's."""
        self.actions.update(other.actions)
        self.wait_ms += other.wait_ms
        self.waits.update(other.waits)
        self.reasons.update(other.reasons)
        for mine, others in ((self.workers, other.workers), (self.moderators, other.moderators)):
            for id_, actions in others.items():
                mine[id_].update(actions)


@dataclass(slots=True)
class RollUp:
    """One stretch of time. ``arrived`` and ``decided``: of a minute, by its slices of five seconds."""

    begin: Millis
    figures: Figures = field(default_factory=Figures)
    arrived: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    decided: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
