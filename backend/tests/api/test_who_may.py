"""Every call about scans and tasks, by everybody, in every state of the scan.

Who is refused has sent the very call that others succeed with, and has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests

from tests.actors import Caller, User, good, new_key, problem
from tests.stage import EVERYBODY, Stage, set_up

Call = Callable[[Stage, Caller], requests.Response]


def see_scan(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}")


def edit_scan(stage: Stage, caller: Caller) -> requests.Response:
    body = {"version": stage.scan["version"], "name": "Dock sweep"}
    return caller.patch(f"/scans/{stage.scan['id']}", body)


def name_moderator(stage: Stage, caller: Caller) -> requests.Response:
    return caller.put(f"/scans/{stage.scan['id']}/moderators/{stage.user('worker').id}")


def name_moderator_called(stage: Stage, caller: Caller) -> requests.Response:
    name = stage.user("worker").name
    return caller.post(f"/scans/{stage.scan['id']}/moderators", {"username": name})


def unname_moderator(stage: Stage, caller: Caller) -> requests.Response:
    return caller.delete(f"/scans/{stage.scan['id']}/moderators/{stage.user('named').id}")


def list_tasks(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/tasks")


def save_tasks(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/tasks.csv")


def sum_up(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/summary")


def save_summary(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/summary.json")


def save_part_of_summary(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/summary/workers.csv")


def see_figures(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/analytics")


def share(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/share")


def see_stacks(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/stacks")


def follow(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/scans/{stage.scan['id']}/events")


def submit(stage: Stage, caller: Caller) -> requests.Response:
    headers = {"Idempotency-Key": new_key()}
    return caller.post(f"/scans/{stage.scan['id']}/tasks", {"text": "x"}, headers=headers)


def see_task(stage: Stage, caller: Caller) -> requests.Response:
    return caller.get(f"/tasks/{stage.task['id']}")


def decide(stage: Stage, caller: Caller) -> requests.Response:
    body = {"action": "validate", "version": stage.task["version"]}
    return caller.post(f"/tasks/{stage.task['id']}/verdict", body)


CHANGING = {edit_scan, name_moderator, name_moderator_called, unname_moderator, submit, decide}

# call, state of the scan -> a status for each of EVERYBODY
#  owner admin named author worker stranger nobody
MAY: list[tuple[Call, str, str]] = [
    # Asking with the id of an open scan proves that one has the link.
    (see_scan, "open", "200 200 200 200 200 200 401"),
    (see_scan, "paused", "200 200 200 200 200 200 401"),
    # Closing revokes the link; who had joined still sees what became of it.
    (see_scan, "closed", "200 200 200 200 200 404 401"),
    (edit_scan, "open", "200 200 200 403 403 403 401"),
    (edit_scan, "paused", "200 200 200 403 403 403 401"),
    (edit_scan, "closed", "200 200 200 403 403 404 401"),
    # Whom the owner named does not name others.
    (name_moderator, "open", "204 204 403 403 403 403 401"),
    (name_moderator, "closed", "204 204 403 403 403 404 401"),
    (name_moderator_called, "open", "201 201 403 403 403 403 401"),
    (name_moderator_called, "closed", "201 201 403 403 403 404 401"),
    (unname_moderator, "open", "204 204 403 403 403 403 401"),
    (unname_moderator, "closed", "204 204 403 403 403 404 401"),
    # A list is never refused to who sees the scan; what is in it is another test's matter.
    (list_tasks, "open", "200 200 200 200 200 200 401"),
    (list_tasks, "closed", "200 200 200 200 200 404 401"),
    # What everybody wrote is for moderators alone.
    (save_tasks, "open", "200 200 200 403 403 403 401"),
    (save_tasks, "closed", "200 200 200 403 403 404 401"),
    (sum_up, "open", "200 200 200 403 403 403 401"),
    (sum_up, "closed", "200 200 200 403 403 404 401"),
    (save_summary, "open", "200 200 200 403 403 403 401"),
    (save_summary, "closed", "200 200 200 403 403 404 401"),
    (save_part_of_summary, "open", "200 200 200 403 403 403 401"),
    (save_part_of_summary, "closed", "200 200 200 403 403 404 401"),
    (see_figures, "open", "200 200 200 403 403 403 401"),
    (see_figures, "closed", "200 200 200 403 403 404 401"),
    # Where in the network the server stands is nobody else's business.
    (share, "open", "200 200 200 403 403 403 401"),
    (share, "closed", "200 200 200 403 403 404 401"),
    (see_stacks, "open", "200 200 200 403 403 403 401"),
    (see_stacks, "closed", "200 200 200 403 403 404 401"),
    (follow, "open", "200 200 200 200 200 200 401"),
    (follow, "closed", "200 200 200 200 200 404 401"),
    # Who moderates a scan does not submit into it.
    (submit, "open", "403 403 403 201 201 201 401"),
    (submit, "paused", "403 403 403 409 409 409 401"),
    (submit, "closed", "403 403 403 409 409 404 401"),
    # The link never opens what others wrote.
    (see_task, "open", "200 200 200 200 404 404 401"),
    (see_task, "closed", "200 200 200 200 404 404 401"),
    # The author knows of his task, so he is told no; others are told nothing.
    (decide, "open", "200 200 200 403 404 404 401"),
    # What waits when a scan ends may still be decided.
    (decide, "paused", "200 200 200 403 404 404 401"),
    (decide, "closed", "200 200 200 403 404 404 401"),
]

CODES = {401: "token_missing", 403: "forbidden", 404: "not_found", 409: "scan_not_open"}


@pytest.mark.parametrize(("call", "state", "statuses"), MAY)
def test_who_may(people: dict[str, User], call: Call, state: str, statuses: str) -> None:
    for who, status in zip(EVERYBODY, map(int, statuses.split()), strict=True):
        stage = set_up(people, state)
        before = stage.record()

        response = call(stage, stage.cast[who])

        assert response.status_code == status, (who, response.text)
        if status in CODES:
            assert problem(response) == (status, CODES[status]), who
        changed = stage.record() != before
        assert changed is (call in CHANGING and response.ok), who


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 201), ("admin", 201), ("named", 403), ("author", 403), ("nobody", 401)],
)
def test_only_admins_open_scans(people: dict[str, User], who: str, status: int) -> None:
    stage = set_up(people)

    response = stage.cast[who].post("/scans", {"name": "Gate sweep"})

    assert response.status_code == status
    if status != 201:
        assert problem(response) == (status, CODES[status])


def test_a_worker_calls_none_of_the_admins_things(worker: User) -> None:
    assert problem(worker.post("/scans", {"name": "x"})) == (403, "forbidden")
    assert problem(worker.post("/invites", {"role": "ADMIN"})) == (403, "forbidden")


def test_what_is_hidden_reads_like_what_is_not_there(people: dict[str, User]) -> None:
    stage = set_up(people, "closed")
    stranger = stage.cast["stranger"]

    for hidden, missing in [
        (f"/scans/{stage.scan['id']}", f"/scans/{'0' * 26}"),
        (f"/scans/{stage.scan['id']}/tasks", f"/scans/{'0' * 26}/tasks"),
        (f"/tasks/{stage.task['id']}", f"/tasks/{'0' * 26}.{'0' * 26}"),
    ]:
        answers = [good(stranger.get(path), 404) for path in (hidden, missing)]
        for answer in answers:
            del answer["request_id"]
        assert answers[0] == answers[1]


# Nobody is told more of an id that means nothing than of one that is not his.
UNKNOWN = ["1" * 26, "x", "a.b", "%00", "%ff", "..%2f..", "'", "x" * 3_000]


@pytest.mark.parametrize("id_", UNKNOWN)
def test_an_unknown_id_is_not_found(admin: User, scan: dict[str, str], id_: str) -> None:
    for response in (
        admin.get(f"/scans/{id_}"),
        admin.patch(f"/scans/{id_}", {"version": 1}),
        admin.get(f"/scans/{id_}/tasks"),
        admin.post(f"/scans/{id_}/tasks", {"text": "x"}),
        admin.get(f"/tasks/{id_}"),
        admin.post(f"/tasks/{id_}/verdict", {"action": "validate", "version": 1}),
        admin.put(f"/scans/{scan['id']}/moderators/{id_}"),
    ):
        assert problem(response) == (404, "not_found")


def test_unnaming_somebody_who_was_never_named_is_fine(
    admin: User, worker: User, scan: dict[str, str]
) -> None:
    assert admin.delete(f"/scans/{scan['id']}/moderators/{worker.id}").status_code == 204
    assert admin.delete(f"/scans/{scan['id']}/moderators/{'1' * 26}").status_code == 204
