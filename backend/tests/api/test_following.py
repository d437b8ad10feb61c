"""Following a scan over plain HTTP: each answer comes as soon as there is something to say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import Any

import pytest
import requests

from taskstream.presenters.wire import Followed
from tests.actors import Caller, User, first_admin, good, problem, register
from tests.api.sessions import forged
from tests.conftest import MODES, StartServer

ROUNDS = 10
# Whoever waits longer than this has not been woken: the calls wait for 25 s, the caller for 10.
AT_ONCE_SECONDS = 5


def follow(
    user: Caller, scan: dict[str, Any], at: dict[str, Any] | None = None, **more: Any
) -> requests.Response:
    """Ask for what came after that answer."""
    position = {} if at is None else {"epoch": at["epoch"], "since": at["seq"]}
    return user.get(f"/scans/{scan['id']}/events", params={**position, **more})


def start(user: Caller, scan: dict[str, Any]) -> dict[str, Any]:
    """Return the snapshot that one begins with."""
    snapshot = good(follow(user, scan))
    assert snapshot["snapshot"]
    return snapshot


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(12) as threads:
        yield threads


def waiting(
    pool: ThreadPoolExecutor, user: Caller, scan: dict[str, Any]
) -> Future[requests.Response]:
    """Return a call that waits: it has been sent, and others sent after it were answered."""
    at = start(user, scan)
    call = pool.submit(follow, user, scan, at)
    for _ in range(3):
        assert good(follow(user, scan, at, wait=0))["tasks"] == []
    assert not call.done()
    return call


def test_p40_it_begins_with_what_joining_gives(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    worker.submit(scan)
    good(admin.decide(other_worker.submit(scan), "return"))

    for user, role, count in ((admin, "moderator", 2), (worker, "worker", 1)):
        answer = start(user, scan)
        Followed.model_validate(answer)
        joined = user.join(scan).joined
        # Claims are for pages: a bot that looks at a task decides it. Stacks have a call of their own.
        joined.pop("claims", None)
        joined.pop("stacks", None)
        del joined["ok"], joined["head"]["now"], answer["head"]["now"]
        assert answer == joined
        assert (answer["role"], len(answer["tasks"])) == (role, count)


@pytest.mark.parametrize("mode", MODES)
def test_p40_who_follows_sees_each_change_as_it_comes(
    start_server: StartServer, pool: ThreadPoolExecutor, mode: str
) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode)
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    ends = {user.id: start(user, scan) for user in (admin, worker)}

    for number in range(ROUNDS):
        calls = {
            user.id: pool.submit(follow, user, scan, ends[user.id]) for user in (admin, worker)
        }
        began = time.monotonic()
        task = worker.submit(scan, f"Seal {number} is cut")
        ends = {id_: good(call.result()) for id_, call in calls.items()}

        assert time.monotonic() - began < AT_ONCE_SECONDS
        del task["duplicate"]
        for user in (admin, worker):
            # What came while the last answer was read may come again, and first: merging makes it harmless.
            if ends[user.id]["tasks"][-1]["number"] == task["number"] - 1:
                ends[user.id] = good(follow(user, scan, ends[user.id]))
            answer = ends[user.id]
            assert (answer["snapshot"], answer["tasks"][-1]) == (False, task)


def test_p40_a_worker_waits_for_his_own_tasks_alone(
    pool: ThreadPoolExecutor,
    admin: User,
    worker: User,
    other_worker: User,
    scan: dict[str, Any],
) -> None:
    task = worker.submit(scan)
    call = waiting(pool, worker, scan)
    other = other_worker.submit(scan)
    good(admin.decide(other, "refuse"))
    assert not call.done()

    decided = good(admin.decide(task, "validate"))

    assert good(call.result())["tasks"] == [decided]


def test_p40_nothing_is_an_answer_too(admin: User, scan: dict[str, Any]) -> None:
    at = start(admin, scan)
    began = time.monotonic()

    answer = good(follow(admin, scan, at, wait=0.3))

    assert (answer["tasks"], answer["seq"], answer["snapshot"]) == ([], at["seq"], False)
    assert 0.3 <= time.monotonic() - began < AT_ONCE_SECONDS


def test_p40_what_came_between_two_calls_comes_at_once_and_once(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    at = start(admin, scan)
    first, second = worker.submit(scan), worker.submit(scan)
    decided = good(admin.decide(first, "refuse"))

    answer = good(follow(admin, scan, at))

    assert [task["id"] for task in answer["tasks"]] == [second["id"], first["id"]]
    assert answer["tasks"][1] == decided
    assert good(follow(admin, scan, answer, wait=0))["tasks"] == []


def test_p40_a_change_of_the_scan_ends_the_waiting(
    pool: ThreadPoolExecutor, admin: User, worker: User, scan: dict[str, Any]
) -> None:
    worker.submit(scan)
    calls = [waiting(pool, user, scan) for user in (admin, worker)]

    admin.change(scan, status="paused")

    for call in calls:
        answer = good(call.result())
        assert (answer["tasks"], answer["scan"]["status"]) == ([], "paused")


def test_p40_another_epoch_gives_a_snapshot(admin: User, scan: dict[str, Any]) -> None:
    at = start(admin, scan)

    assert good(follow(admin, scan, {**at, "epoch": "another"}))["snapshot"]


def test_p40_following_makes_nobody_a_member(
    pool: ThreadPoolExecutor, admin: User, worker: User, stranger: User, scan: dict[str, Any]
) -> None:
    worker.submit(scan)
    member, outsider = waiting(pool, worker, scan), waiting(pool, stranger, scan)

    admin.change(scan, status="closed")

    assert good(member.result())["scan"]["status"] == "closed"
    assert problem(outsider.result()) == (404, "not_found")


def test_p41_who_moderates_no_longer_is_shown_only_his_own(
    pool: ThreadPoolExecutor, admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    path = f"/scans/{scan['id']}/moderators/{named.id}"
    assert admin.put(path).status_code == 204
    worker.submit(scan)
    call = waiting(pool, named, scan)

    assert admin.delete(path).status_code == 204

    answer = good(call.result())
    assert (answer["role"], answer["tasks"]) == ("worker", [])
    assert "counts" not in answer["scan"]


def test_p41_a_session_that_ends_ends_the_waiting(
    pool: ThreadPoolExecutor, admin: User, scan: dict[str, Any]
) -> None:
    leaver = register(admin.server)
    call = waiting(pool, leaver, scan)

    assert leaver.post("/logout").status_code == 204

    assert problem(call.result()) == (401, "token_invalid")


def test_p41_a_token_that_runs_out_ends_the_waiting(admin: User, scan: dict[str, Any]) -> None:
    at = start(admin, scan)
    ends = int(time.time()) + 2
    short = Caller(admin.server, forged(admin.server, admin.token or "", exp=ends))

    answer = follow(short, scan, at)

    assert problem(answer) == (401, "token_expired")
    assert time.time() < ends + AT_ONCE_SECONDS


def test_p41_one_user_waits_only_so_often_at_a_time(
    start_server: StartServer, pool: ThreadPoolExecutor
) -> None:
    server = start_server(TASKSTREAM_LIMIT_SOCKETS_PER_USER="2")
    admin, other = first_admin(server), register(server)
    scan = admin.open_scan()
    at = start(admin, scan)
    answers = as_completed([pool.submit(follow, admin, scan, at) for _ in range(4)])

    for _ in range(2):
        assert problem(next(answers).result()) == (429, "too_many_sockets")
    admin.change(scan, instructions="Look twice")
    for _ in range(2):
        assert good(next(answers).result())["scan"]["instructions"] == "Look twice"

    assert good(follow(admin, scan, at, wait=0))["tasks"] == []
    assert start(other, scan)["role"] == "worker"


@pytest.mark.parametrize(
    "query", ["wait=26", "wait=-1", "wait=nan", "since=-1", "since=x", "snapshot=2", "after=1"]
)
def test_what_is_asked_wrongly_is_told(admin: User, scan: dict[str, Any], query: str) -> None:
    answer = admin.get(f"/scans/{scan['id']}/events?{query}")

    assert problem(answer) == (422, "invalid")
