"""Killed again and again, at the worst moments: nothing lost, nothing doubled, all in step."""

from __future__ import annotations

import re

from tests.chaos.crew import Crew
from tests.chaos.storm import EVERYWHERE, OUTSIDE, UNTALLIED, Storm

ROUNDS = 3


def test_no_kill_loses_doubles_or_separates_anything(crew: Crew) -> None:
    storm = Storm(crew)
    with storm.running():
        storm.kill_at(EVERYWHERE * ROUNDS)
        storm.settle()
    books = storm.close_books()

    assert books.faults() == {}
    # Nobody was kept from working by all that.
    assert min(books.submitted, books.decided) >= 20 * ROUNDS
    assert books.conflicts > 0
    assert books.back_p95() <= 6
    assert not any("Traceback" in line for line in storm.server.lines)


def test_no_kill_forgets_a_held_verdict_or_tells_one_that_was_taken_back(crew: Crew) -> None:
    storm = Storm(crew, grace=1)
    with storm.running():
        storm.kill_at(EVERYWHERE)
        storm.settle()
    books = storm.close_books()

    assert books.faults() == {}
    assert books.held > 0
    assert books.taken_back > 0


def test_on_mongodb_no_kill_between_a_task_and_its_figures_leaves_them_wrong(
    crew_on_mongodb: Crew,
) -> None:
    storm = Storm(crew_on_mongodb)
    with storm.running():
        storm.kill_at((*UNTALLIED, OUTSIDE))
        storm.settle()
    books = storm.close_books()

    assert books.faults() == {}
    # Some were, until the next start.
    log = "\n".join(storm.server.lines)
    assert sum(map(int, re.findall(r"(\d+) counters were wrong", log))) > 0
    assert "Traceback" not in log
