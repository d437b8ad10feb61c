"""Each rule is switched off once, and then the same books are wrong in the way foretold."""

from __future__ import annotations

from tests.chaos import controls
from tests.chaos.crew import Crew


def test_without_keys_without_resuming_and_without_heads(crew: Crew) -> None:
    books = controls.careless_clients(crew)

    # Stored and not acknowledged, it is sent as something new.
    assert books.duplicates != []
    # One has missed what came while he was away, one has not noticed what was lost on the way.
    deaf, careless, _careful = crew.admins
    assert books.out_of_step.keys() == {deaf.name, careless.name}
    assert books.faults().keys() == {"duplicates", "out of step"}


def test_without_sending_again(crew: Crew) -> None:
    assert controls.hopeless_clients(crew).faults().keys() == {"never stored"}


def test_a_server_that_acknowledges_before_the_commit_loses(crew: Crew) -> None:
    assert controls.hasty_server(crew).lost != []


def test_a_server_without_compare_and_set_lets_two_decide(crew: Crew) -> None:
    assert controls.unguarded_server(crew).double_verdicts != []
