"""How fast one may go: the same through both doors, and each for himself."""

from __future__ import annotations

from typing import Any

import pytest

from taskstream.errors import RateLimited
from taskstream.rates import Rate
from taskstream.services import limits as limits_module
from taskstream.services.limits import Limits
from tests.actors import good, new_key, problem
from tests.realtime.conftest import Strict

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


class Ticking:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def monotonic(self) -> float:
        return self.seconds


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
