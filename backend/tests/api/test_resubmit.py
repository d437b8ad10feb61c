"""Correcting a returned task over REST: who may, in which state of the scan, and how often."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actors import User, good, problem
from tests.stage import EVERYBODY, Stage, set_up

# state of the scan -> a status for each of EVERYBODY
#  owner admin named author worker stranger nobody
MAY = [
    # Who moderates sees the task and is told no; who neither moderates nor wrote it, nothing.
    ("open", "403 403 403 200 404 404 401"),
    ("paused", "403 403 403 409 404 404 401"),
    ("closed", "403 403 403 409 404 404 401"),
]
CODES = {401: "token_missing", 403: "forbidden", 404: "not_found", 409: "scan_not_open"}


def returned(people: dict[str, User], state: str = "open") -> tuple[Stage, dict[str, Any]]:
    """Return a stage on which the author's task was sent back."""
    stage = set_up(people, state)
    note = "Which gate?"
    return stage, good(stage.user("owner").decide(stage.task, "return", reason=note))


@pytest.mark.parametrize(("state", "statuses"), MAY)
def test_who_may(people: dict[str, User], state: str, statuses: str) -> None:
    for who, status in zip(EVERYBODY, map(int, statuses.split()), strict=True):
        stage, task = returned(people, state)
        before = stage.record()

        body = {"version": task["version"], "text": "Seal at gate 4 is cut"}
        response = stage.cast[who].post(f"/tasks/{task['id']}/resubmit", body)

        assert response.status_code == status, (who, response.text)
        if status != 200:
            assert problem(response) == (status, CODES[status]), who
        assert (stage.record() != before) is (status == 200), who


def test_an_author_who_has_become_a_moderator_corrects_no_more(people: dict[str, User]) -> None:
    stage, task = returned(people)
    author = stage.user("author")
    path = f"/scans/{stage.scan['id']}/moderators/{author.id}"
    assert stage.cast["owner"].put(path).status_code == 204

    assert problem(author.resubmit(task, "Gate 4")) == (403, "forbidden")


def test_p27_a_correction_is_answered_again_after_its_author_has_become_a_moderator(
    people: dict[str, User],
) -> None:
    stage, task = returned(people)
    author, owner = stage.user("author"), stage.user("owner")
    corrected = good(author.resubmit(task, "Gate 4"))
    path = f"/scans/{stage.scan['id']}/moderators/{author.id}"
    assert owner.put(path).status_code == 204

    assert good(author.resubmit(task, "Gate 4")) == corrected
    assert problem(author.resubmit(task, "Gate 5")) == (403, "forbidden")
    assert problem(owner.resubmit(task, "Gate 4")) == (403, "forbidden")
    assert len(author.see(task)["history"]) == 3


def test_the_same_task_comes_back_with_all_that_happened_to_it(people: dict[str, User]) -> None:
    stage, task = returned(people)
    author = stage.user("author")

    corrected = good(author.resubmit(task, "  Seal at gate 4\n<b>is</b> cut "))

    assert corrected["text"] == "  Seal at gate 4\n<b>is</b> cut "
    assert (corrected["id"], corrected["number"]) == (task["id"], task["number"])
    assert (corrected["status"], corrected["version"], corrected["round"]) == ("pending", 3, 2)
    assert corrected["seq"] > task["seq"]
    assert corrected["waiting_since"] == author.see(task)["history"][-1]["at"]
    assert corrected.keys().isdisjoint({"decided_at", "decided_by", "reason"})
    told = [
        (entry["action"], entry["by"]["id"], entry.get("text"), entry.get("reason"))
        for entry in author.see(task)["history"]
    ]
    judge = stage.user("owner").id
    assert told == [
        ("submit", author.id, "Seal 88-214 is cut", None),
        ("return", judge, None, "Which gate?"),
        ("resubmit", author.id, corrected["text"], None),
    ]


def test_p27_the_same_correction_again_is_answered_again(people: dict[str, User]) -> None:
    stage, task = returned(people)
    author, owner = stage.user("author"), stage.user("owner")
    corrected = good(author.resubmit(task, "Gate 4"))
    assert good(author.resubmit(task, "Gate 4")) == corrected
    validated = good(owner.decide(corrected, "validate"))
    owner.change(stage.scan, status="closed")

    assert good(author.resubmit(task, "Gate 4")) == validated
    assert problem(author.resubmit(task, "Gate 5")) == (409, "scan_not_open")
    assert len(author.see(task)["history"]) == 4


def test_p27_another_text_for_a_version_that_was_corrected_is_a_conflict(
    people: dict[str, User],
) -> None:
    stage, task = returned(people)
    author = stage.user("author")
    corrected = good(author.resubmit(task, "Gate 4"))

    refused = author.resubmit(task, "Gate 5")

    assert problem(refused) == (409, "conflict")
    assert refused.json()["task"] == corrected


@pytest.mark.parametrize("action", ["validate", "refuse", "reopen"])
def test_p26_only_a_returned_task_is_corrected(people: dict[str, User], action: str) -> None:
    stage, task = returned(people)
    owner = stage.user("owner")
    task = good(owner.decide(task, "reopen"))
    if action != "reopen":
        task = good(owner.decide(task, action))

    refused = stage.user("author").resubmit(task, "Gate 4")

    assert problem(refused) == (409, "wrong_state")
    assert refused.json()["task"] == task


@pytest.mark.parametrize("text", ["", " \n", "a\rb", "x" * 4_001])
def test_a_correction_keeps_the_rules_of_texts(people: dict[str, User], text: str) -> None:
    stage, task = returned(people)

    assert problem(stage.user("author").resubmit(task, text)) == (422, "invalid")
    assert stage.user("author").see(task)["status"] == "returned"


def test_a_key_still_gives_the_task_whose_text_was_corrected(people: dict[str, User]) -> None:
    scan = people["admin"].open_scan()
    author, key = people["worker"], "1" * 32
    task = author.submit(scan, "Seal is cut", key)
    returned_task = good(people["admin"].decide(task, "return"))
    corrected = good(author.resubmit(returned_task, "Gate 4"))

    assert author.submit(scan, "Seal is cut", key) == {**corrected, "duplicate": True}
    assert problem(author.send(scan, "Gate 4", key)) == (409, "key_reused")
