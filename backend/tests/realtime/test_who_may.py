"""Every event about scans and tasks, by everybody, in every state of the scan.

Who is refused has sent the very event that others succeed with, and has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actors import Live, User
from tests.stage import EVERYBODY, Stage, set_up

Call = Callable[[Stage, Live], Any]


def join(stage: Stage, socket: Live) -> Any:
    return socket.call("join_scan", {"scan_id": stage.scan["id"]})


def suggest(stage: Stage, socket: Live) -> Any:
    join(stage, socket)
    return socket.suggest(stage.scan)


def decide(stage: Stage, socket: Live) -> Any:
    join(stage, socket)
    return socket.decide(stage.task, "validate")


# event, state of the scan -> the answer's code for each of EVERYBODY who has a token
#  owner admin named author worker stranger
MAY: list[tuple[Call, str, str]] = [
    (join, "open", "moderator moderator moderator worker worker worker"),
    (join, "paused", "moderator moderator moderator worker worker worker"),
    # Closing revokes the link; who had joined still sees what became of it.
    (join, "closed", "moderator moderator moderator worker worker not_found"),
    # Who moderates a scan does not submit into it.
    (suggest, "open", "forbidden forbidden forbidden ok ok ok"),
    (suggest, "paused", "forbidden forbidden forbidden scan_not_open scan_not_open scan_not_open"),
    (suggest, "closed", "forbidden forbidden forbidden scan_not_open scan_not_open not_joined"),
    # The author knows of his task, so he is told no; others are told nothing.
    (decide, "open", "ok ok ok forbidden not_found not_found"),
    (decide, "paused", "ok ok ok forbidden not_found not_found"),
    (decide, "closed", "ok ok ok forbidden not_found not_joined"),
]


def told(answer: Any) -> str:
    if not answer["ok"]:
        assert answer["error"]["retry"] is False
        return str(answer["error"]["code"])
    return str(answer.get("role", "ok"))


@pytest.mark.usefixtures("_hung_up")
@pytest.mark.parametrize(("call", "state", "answers"), MAY)
def test_who_may(people: dict[str, User], call: Call, state: str, answers: str) -> None:
    with_a_token = EVERYBODY[:-1]
    for who, expected in zip(with_a_token, answers.split(), strict=True):
        stage = set_up(people, state)
        before = stage.record()
        socket = stage.user(who).live()

        answer = call(stage, socket)

        assert told(answer) == expected, who
        assert (stage.record() != before) is (expected == "ok"), who
        assert socket.call("echo", {})["ok"], who
        socket.close()


@pytest.mark.parametrize("event", ["new_task_suggestion", "task_action"])
@pytest.mark.parametrize("who", ["owner", "author", "stranger"])
@pytest.mark.usefixtures("_hung_up")
def test_nobody_acts_before_he_has_joined(people: dict[str, User], who: str, event: str) -> None:
    stage = set_up(people)
    before = stage.record()
    socket = stage.user(who).live()

    answer = (
        socket.suggest(stage.scan)
        if event == "new_task_suggestion"
        else socket.decide(stage.task, "validate")
    )

    assert told(answer) == "not_joined"
    assert stage.record() == before


def test_who_has_left_acts_no_more(people: dict[str, User], worker: User) -> None:
    stage = set_up(people)
    socket = worker.join(stage.scan)
    assert socket.suggest(stage.scan)["ok"]

    assert socket.call("leave_scan", {"scan_id": stage.scan["id"]}) == {"ok": True}

    assert told(socket.suggest(stage.scan)) == "not_joined"


def test_leaving_a_scan_that_one_is_not_in_is_fine(worker: User) -> None:
    assert worker.live().call("leave_scan", {"scan_id": "1" * 26}) == {"ok": True}


@pytest.mark.parametrize("scan_id", ["1" * 26, "x", "a.b", "\x00", "'", "😀"])
def test_an_unknown_scan_is_not_found(admin: User, scan_id: str) -> None:
    socket = admin.live()

    assert told(socket.call("join_scan", {"scan_id": scan_id})) == "not_found"


def test_an_unknown_task_is_not_found(admin: User, scan: dict[str, Any]) -> None:
    socket = admin.join(scan)

    for unknown in (f"{scan['id']}.{'1' * 26}", f"{scan['id']}.", f"{scan['id']}.\x00"):
        assert told(socket.decide({"id": unknown, "version": 1}, "validate")) == "not_found"
