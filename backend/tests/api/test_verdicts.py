"""Verdicts over REST; who may give them is another table's matter."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actors import User, good, problem


def test_a_verdict_answers_the_task_as_it_is_now(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)

    decided = good(admin.decide(task, "return", reason="Which gate?"))

    assert (decided["status"], decided["version"]) == ("returned", 2)
    assert decided["decided_by"] == {"id": admin.id, "name": admin.name}
    assert decided["reason"] == "Which gate?"
    shown = worker.see(task)
    assert [entry["action"] for entry in shown.pop("history")] == ["submit", "return"]
    assert shown == decided


def test_the_loser_is_told_who_decided_what(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    decided = good(other_admin.decide(task, "refuse", reason="Not ours"))

    response = admin.decide(task, "validate")

    assert problem(response) == (409, "conflict")
    assert response.json()["task"] == decided
    assert decided["decided_by"]["name"] == other_admin.name


@pytest.mark.parametrize("action", ["validate", "refuse", "return"])
def test_what_is_decided_is_not_decided_again(
    admin: User, worker: User, scan: dict[str, Any], action: str
) -> None:
    decided = good(admin.decide(worker.submit(scan), "validate"))

    response = admin.decide(decided, action)

    assert problem(response) == (409, "wrong_state")
    assert response.json()["task"] == decided


def test_what_waits_is_not_reopened(admin: User, worker: User, scan: dict[str, Any]) -> None:
    assert problem(admin.decide(worker.submit(scan), "reopen")) == (409, "wrong_state")


def test_a_verdict_outlives_a_restart(admin: User, worker: User, scan: dict[str, Any]) -> None:
    task = worker.submit(scan)
    decided = good(admin.decide(task, "refuse", reason="Not ours"))
    seen = worker.see(task)

    admin.server.restart()

    assert worker.see(task) == seen
    assert problem(admin.decide(task, "validate")) == (409, "conflict")
    assert good(admin.get(f"/scans/{scan['id']}/tasks"))["items"] == [decided]
