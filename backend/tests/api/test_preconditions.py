"""What programs rely on over REST: the version in a header, and verdicts that can be sent again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.actors import Live, User, good, new_key, problem

Change = Callable[[User, dict[str, Any], dict[str, Any], dict[str, str]], requests.Response]


def rename(
    admin: User, record: dict[str, Any], body: dict[str, Any], headers: dict[str, str]
) -> requests.Response:
    return admin.patch(f"/scans/{record['id']}", {"name": "Dock", **body}, headers=headers)


def validate(
    admin: User, record: dict[str, Any], body: dict[str, Any], headers: dict[str, str]
) -> requests.Response:
    form = {"action": "validate", **body}
    return admin.post(f"/tasks/{record['id']}/verdict", form, headers=headers)


def correct(
    author: User, record: dict[str, Any], body: dict[str, Any], headers: dict[str, str]
) -> requests.Response:
    form = {"text": "Gate 4", **body}
    return author.post(f"/tasks/{record['id']}/resubmit", form, headers=headers)


@pytest.fixture(params=[rename, validate, correct], ids=lambda change: change.__name__)
def case(
    request: pytest.FixtureRequest, admin: User, worker: User, scan: dict[str, Any]
) -> tuple[Change, User, dict[str, Any]]:
    """One kind of change, who makes it, and the record as he sees it."""
    if request.param is rename:
        return rename, admin, scan
    task = worker.submit(scan)
    if request.param is validate:
        return validate, admin, task
    return correct, worker, good(admin.decide(task, "return"))


def now(user: User, record: dict[str, Any]) -> requests.Response:
    kind = "tasks" if "scan_id" in record else "scans"
    return user.get(f"/{kind}/{record['id']}")


def current(answer: requests.Response) -> dict[str, Any]:
    """Return the record that a conflict carries."""
    body = answer.json()
    record: dict[str, Any] = body.get("task") or body["scan"]
    return record


def test_p31_the_tag_is_the_version_and_names_it_in_a_change(
    case: tuple[Change, User, dict[str, Any]],
) -> None:
    change, user, record = case
    tag = now(user, record).headers["ETag"]
    assert tag == f'"{record["version"]}"'

    answer = change(user, record, {}, {"If-Match": tag})

    assert good(answer)["version"] == record["version"] + 1
    assert (
        answer.headers["ETag"] == f'"{record["version"] + 1}"' == now(user, record).headers["ETag"]
    )


def test_p31_another_version_is_412_in_the_header_and_409_in_the_body(
    case: tuple[Change, User, dict[str, Any]],
) -> None:
    change, user, record = case
    other = record["version"] + 1

    in_header = change(user, record, {}, {"If-Match": f'"{other}"'})
    in_body = change(user, record, {"version": other}, {})

    assert problem(in_header) == (412, "precondition_failed")
    assert problem(in_body) == (409, "conflict")
    for answer in (in_header, in_body):
        assert current(answer)["version"] == record["version"]
    assert good(now(user, record))["version"] == record["version"]


def test_p31_both_may_name_it_if_they_agree(case: tuple[Change, User, dict[str, Any]]) -> None:
    change, user, record = case
    version = record["version"]

    differing = change(user, record, {"version": version}, {"If-Match": f'"{version + 1}"'})
    assert problem(differing) == (422, "invalid")

    agreeing = change(user, record, {"version": version}, {"If-Match": f'"{version}"'})
    assert good(agreeing)["version"] == version + 1


WRONG_TAGS = ["", "*", "1", 'W/"1"', '"1", "2"', '"one"', '"0"', '"-1"', '"' + "9" * 40 + '"']


@pytest.mark.parametrize("tag", [None, *WRONG_TAGS])
def test_p31_a_change_without_a_version_is_no_change(
    case: tuple[Change, User, dict[str, Any]], tag: str | None
) -> None:
    change, user, record = case

    answer = change(user, record, {}, {} if tag is None else {"If-Match": tag})

    assert problem(answer) == (422, "invalid")
    assert answer.json()["errors"][0]["field"] == ("version" if tag is None else "If-Match")
    assert good(now(user, record))["version"] == record["version"]


def test_p31_what_does_not_apply_is_the_wrong_state_with_the_header_too(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    decided = good(admin.decide(worker.submit(scan), "refuse"))

    answer = validate(admin, decided, {}, {"If-Match": '"2"'})

    assert problem(answer) == (409, "wrong_state")


def decide(
    admin: User, task: dict[str, Any], key: str, action: str = "refuse", **more: Any
) -> requests.Response:
    body = {"action": action, "version": task["version"], **more}
    return admin.post(f"/tasks/{task['id']}/verdict", body, headers={"Idempotency-Key": key})


def events_of(desk: Live, admin: User, scan: dict[str, Any]) -> list[str]:
    admin.change(scan, instructions="Look twice")
    return [name for name, _ in desk.events_until("scan_updated")]


def test_p32_a_verdict_that_is_sent_again_is_answered_again(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task, key = worker.submit(scan), new_key()
    desk = admin.join(scan)
    first = good(decide(admin, task, key, reason="Not ours"))

    assert good(decide(admin, task, key, reason="Not ours")) == first
    reopened = good(admin.decide(first, "reopen"))
    again = decide(admin, task, key, reason="Not ours")

    assert good(again) == reopened
    assert again.headers["ETag"] == '"3"'
    assert events_of(desk, admin, scan) == ["task_updated", "task_updated", "scan_updated"]
    history = worker.see(task)["history"]
    assert [entry["action"] for entry in history] == ["submit", "refuse", "reopen"]
    assert key not in str(history)


def test_p32_ten_retries_at_once_are_one_verdict(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task, key = worker.submit(scan), new_key()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: decide(admin, task, key), range(10)))

    assert {good(answer)["version"] for answer in answers} == {2}
    assert len(worker.see(task)["history"]) == 2


def test_p32_a_key_that_comes_with_another_verdict_is_refused(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task, key = worker.submit(scan), new_key()
    first = good(decide(admin, task, key, reason="Not ours"))

    for answer in (
        decide(admin, task, key, "validate", reason="Not ours"),
        decide(admin, task, key, reason="Drill"),
        decide(admin, task, key),
        decide(admin, first, key, reason="Not ours"),
    ):
        assert problem(answer) == (409, "key_reused")
        assert answer.json()["task"] == first


def test_p32_a_key_goes_with_the_version_that_was_seen(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task, key = worker.submit(scan), new_key()
    again = good(admin.decide(good(admin.decide(task, "refuse")), "reopen"))
    assert again["version"] == 3
    first = good(decide(admin, again, key))

    for version in (1, 2, 4, 5):
        answer = decide(admin, {**again, "version": version}, key)
        assert problem(answer) == (409, "key_reused"), version
    assert good(decide(admin, again, key)) == first


def test_p32_the_list_that_a_reason_is_of_is_not_compared(admin: User, worker: User) -> None:
    scan = admin.open_scan(refusal_reasons=["Not ours"])
    task, key = worker.submit(scan), new_key()
    first = good(decide(admin, task, key, reason="Not ours", reasons_version=1))

    assert first["reasons_version"] == 1
    assert good(decide(admin, task, key, reason="Not ours")) == first


def test_p32_a_key_belongs_to_one_moderator_and_one_task(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task, other_task, key = worker.submit(scan), worker.submit(scan), new_key()
    good(decide(admin, task, key))

    assert problem(decide(other_admin, task, key)) == (409, "conflict")
    assert good(decide(admin, other_task, key))["status"] == "refused"


def test_p32_a_verdict_without_a_key_stays_a_conflict(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    task = worker.submit(scan)
    good(admin.decide(task, "refuse"))

    assert problem(admin.decide(task, "refuse")) == (409, "conflict")
    assert problem(decide(admin, task, new_key())) == (409, "conflict")


@pytest.mark.parametrize("key", ["", "x", "A" * 32, "0" * 31, "0" * 33])
def test_p32_a_key_has_32_hex_digits(
    admin: User, worker: User, scan: dict[str, Any], key: str
) -> None:
    task = worker.submit(scan)

    assert problem(decide(admin, task, key)) == (422, "invalid")
    assert worker.see(task)["version"] == 1
