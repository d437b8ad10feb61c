"""How fast one may go: the same through both doors, and each for himself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from taskstream.domain.actors import Actor
from taskstream.domain.users import Role
from taskstream.errors import Busy, RateLimited
from taskstream.rates import Rate
from taskstream.schemas.scans import NewScan
from taskstream.services import limits as limits_module
from taskstream.services.backlog import MANY, Backlog, too_much
from taskstream.services.limits import Limits
from tests.actors import PASSWORD, first_admin, good, new_key, problem, register
from tests.api.sessions import application
from tests.realtime.conftest import Strict
from tests.running import Server
from tests.ticking import Ticking

ALLOWED = 3
AN_HOUR = 3_600


def assert_told_to_wait(error: dict[str, Any]) -> None:
    assert error["code"] == "rate_limited"
    assert error["retry"] is True
    assert AN_HOUR - 60 < error["retry_after"] <= AN_HOUR


def test_suggestions_are_limited_for_each_worker_in_each_scan(strict: Strict) -> None:
    scan, other_scan = strict.admin.open_scan(), strict.admin.open_scan()
    phone = strict.worker.join(scan)
    for _ in range(ALLOWED - 1):
        assert phone.suggest(scan)["ok"]
    strict.worker.submit(scan)

    refused, response = phone.suggest(scan), strict.worker.send(scan, "x")

    phone.close()
    assert_told_to_wait(refused["error"])
    assert problem(response) == (429, "rate_limited")
    assert int(response.headers["Retry-After"]) >= response.json()["retry_after"] > AN_HOUR - 60
    assert len(good(strict.admin.get(f"/scans/{scan['id']}/tasks"))["items"]) == ALLOWED
    # Neither others there nor he elsewhere pay for it.
    strict.other.submit(scan)
    strict.worker.submit(other_scan)


def test_a_refused_suggestion_may_be_sent_again_with_its_key(strict: Strict) -> None:
    scan, key = strict.admin.open_scan(), new_key()
    for _ in range(ALLOWED):
        strict.other.submit(scan)
    assert strict.other.send(scan, "x", key).status_code == 429

    # From elsewhere the same key is as unused as before.
    assert strict.worker.submit(scan, "x", key)["duplicate"] is False


def test_verdicts_are_limited_for_each_moderator(strict: Strict) -> None:
    scan = strict.admin.open_scan()
    desk, task = strict.admin.join(scan), strict.worker.submit(scan)
    for action in ("validate", "reopen"):
        task = desk.decide(task, action)["task"]
    task = good(strict.admin.decide(task, "refuse"))

    refused, response = desk.decide(task, "reopen"), strict.admin.decide(task, "reopen")

    desk.close()
    assert_told_to_wait(refused["error"])
    assert problem(response) == (429, "rate_limited")
    assert strict.worker.see(task)["status"] == "refused"


@pytest.fixture(scope="module")
def few_calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Three joins and three small calls, and no more while a test runs."""
    limits = {"TASKSTREAM_LIMIT_JOIN": "1/h:3", "TASKSTREAM_LIMIT_CALL": "1/h:3"}
    server = Server(tmp_path_factory.mktemp("few_calls"), **limits)
    yield server
    server.stop()


def test_p67_joins_are_limited_for_each_user_in_all_his_tabs(few_calls: Server) -> None:
    scan = first_admin(few_calls).open_scan()
    worker, other = register(few_calls), register(few_calls)
    tabs = [worker.join(scan) for _ in range(ALLOWED)]

    answers = [tab.call("join_scan", {"scan_id": scan["id"]}) for tab in tabs]

    for answer in answers:
        assert_told_to_wait(answer["error"])
    # What he has joined he is in still, and nobody else pays for it.
    assert tabs[0].suggest(scan)["ok"]
    other.join(scan)
    assert tabs[0].call("leave_scan", {"scan_id": scan["id"]})["ok"]
    for user in (worker, other):
        user.hang_up()


def test_p67_claims_and_echoes_are_limited_together(few_calls: Server) -> None:
    owner, worker = register(few_calls), register(few_calls)
    phone = worker.live()
    calls = [("echo", {}), ("claim_task", {"task_id": "x.y"}), ("release_task", {"task_id": "x.y"})]
    codes = [phone.call(*call).get("error", {}).get("code") for call in calls]
    assert codes == [None, "not_joined", "not_joined"]

    refused = [phone.call(*call) for call in calls]
    refused.append(phone.call("watch_figures", {"scan_id": "x", "on": True}))

    for answer in refused:
        assert_told_to_wait(answer["error"])
    assert phone.call("auth_refresh", {"token": worker.token})["ok"]
    assert owner.live().call("echo", {})["ok"]
    for user in (worker, owner):
        user.hang_up()


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    ticking = Ticking()
    monkeypatch.setattr(limits_module, "time", ticking)
    return ticking


def taken(limits: Limits, key: str = "k", name: str = "N") -> int:
    """Return how many can be taken now."""
    for number in range(1_000):
        try:
            limits.take(name, key)
        except RateLimited:
            return number
    raise AssertionError("no limit")


def test_a_bucket_gives_its_burst_and_fills_at_its_rate(time: Ticking) -> None:
    limits = Limits({"N": Rate(per_second=2, burst=5)})

    assert taken(limits) == 5
    time.seconds += 1
    assert taken(limits) == 2
    time.seconds += 0.49
    assert taken(limits) == 0
    time.seconds += 0.01
    assert taken(limits) == 1
    # However long one waits, there is no more in it than its burst.
    time.seconds += 10_000
    assert taken(limits) == 5


def test_waiting_as_long_as_was_said_is_enough(time: Ticking) -> None:
    limits = Limits({"N": Rate(per_second=0.1, burst=1)})
    limits.take("N", "k")
    time.seconds += 3
    with pytest.raises(RateLimited) as refusal:
        limits.take("N", "k")

    assert refusal.value.retry_after == pytest.approx(7)
    time.seconds += refusal.value.retry_after + 1e-6
    limits.take("N", "k")


@pytest.mark.usefixtures("time")
def test_each_key_and_each_limit_has_a_bucket_of_its_own() -> None:
    limits = Limits({"N": Rate(1, 2), "M": Rate(1, 3), "OFF": None})

    assert (taken(limits, "a"), taken(limits, "b")) == (2, 2)
    assert taken(limits, "a", "M") == 3
    for _ in range(1_000):
        limits.take("OFF", "a")


@pytest.mark.usefixtures("time")
def test_memory_is_bounded_and_the_oldest_is_forgotten_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits_module, "BUCKETS_KEPT", 3)
    limits = Limits({"N": Rate(0.001, 1)})
    for key in "abc":
        limits.take("N", key)
    assert taken(limits, "a") == 0

    limits.take("N", "d")

    # "b" was used longest ago; "a" had just been asked for.
    assert [taken(limits, key) for key in "acd"] == [0, 0, 0]
    assert taken(limits, "b") == 1


def taken_in(backlog: Backlog, before: int = 0) -> int:
    """Return how many are taken in now; ``before``: how many of each sender wait already."""
    count = 0
    while backlog.take_in(before=before):
        count += 1
    return count


def test_what_is_taken_in_is_bounded_and_the_first_ones_are_taken() -> None:
    untold = 0
    backlog = Backlog(10, lambda: untold)

    assert taken_in(backlog) == 10
    backlog.answered(7)
    assert (taken_in(backlog), backlog.count()) == (7, 10)
    backlog.answered(10)
    # What nobody has been told of yet counts too, and then not any more.
    untold = 10
    assert not backlog.take_in()
    untold = 9
    assert backlog.take_in()


def test_whoever_has_many_waiting_leaves_half_of_it_to_the_others() -> None:
    backlog = Backlog(10, lambda: 0)

    assert taken_in(backlog, before=MANY) == 5
    assert taken_in(backlog, before=MANY - 1) == 5
    backlog.answered(6)
    assert taken_in(backlog, before=MANY) == 1


@pytest.mark.parametrize("count", [1, 5, 12, 40])
@pytest.mark.parametrize("before", [0, MANY - 3, MANY, MANY + 9])
@pytest.mark.parametrize("full", [0, 4, 9, 10, 19, 20])
def test_many_are_taken_in_as_if_they_came_one_by_one(count: int, before: int, full: int) -> None:
    together, singly = Backlog(20, lambda: 0), Backlog(20, lambda: 0)
    assert all(together.take_in() and singly.take_in() for _ in range(full))

    one_by_one = 0
    while one_by_one < count and singly.take_in(before=before + one_by_one):
        one_by_one += 1

    assert together.take_in(count, before) == one_by_one
    assert together.count() == singly.count()


def test_one_at_a_time_makes_room_whatever_becomes_of_it() -> None:
    backlog = Backlog(1, lambda: 0)
    with backlog.one(), pytest.raises(Busy) as refusal, backlog.one():
        pytest.fail("was taken in")
    with pytest.raises(KeyError), backlog.one():
        raise KeyError
    assert backlog.take_in()

    assert 0 < refusal.value.retry_after < 5
    assert len({too_much().retry_after for _ in range(20)}) > 1


def test_over_rest_too_it_is_busy_and_then_not_any_more() -> None:
    with application() as made:
        client = made.flask.test_client()
        account = {"username": "Bob", "password": PASSWORD}
        token = client.post("/register", json=account).get_json()["access_token"]
        owner = Actor("ada", "Ada", Role.ADMIN, "1")
        scan_id = made.services.scans.open(owner, NewScan(name="Gate sweep")).id
        full = taken_in(made.services.backlog)

        def send() -> Any:
            headers = {"Authorization": f"Bearer {token}"}
            return client.post(f"/scans/{scan_id}/tasks", json={"text": "x"}, headers=headers)

        refused = send()
        made.services.backlog.answered(full)

        assert (refused.status_code, refused.get_json()["code"]) == (503, "busy")
        assert int(refused.headers["Retry-After"]) >= refused.get_json()["retry_after"]
        assert send().status_code == 201
        assert send().status_code == 201
