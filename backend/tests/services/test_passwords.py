"""Password hashing: slow on purpose, two at a time, with a short queue."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

import pytest

from taskstream.concurrency import ThreadingConcurrency
from taskstream.errors import Busy
from taskstream.services.passwords import AT_ONCE, QUEUE, Passwords, password_fault

WAIT_SECONDS = 10


class HeldThreads(ThreadingConcurrency):
    """Native threads whose work waits until the test lets it go on."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.running = self.most = 0
        self._lock = threading.Lock()

    def in_native_thread(self, *_work: Any) -> Any:
        """Count who is inside, and wait; the work itself is of no interest."""
        with self._lock:
            self.running += 1
            self.most = max(self.most, self.running)
        assert self.go_on.wait(WAIT_SECONDS)
        with self._lock:
            self.running -= 1
        return True


@pytest.fixture
def held() -> Iterator[HeldThreads]:
    """Work that does not end before the test does."""
    threads = HeldThreads()
    yield threads
    threads.go_on.set()


def test_a_full_queue_is_refused_and_takes_again_when_it_has_moved(held: HeldThreads) -> None:
    passwords = Passwords(held)
    with ThreadPoolExecutor(AT_ONCE + QUEUE + 1) as pool:
        calls = [pool.submit(passwords.verify, "x", None) for _ in range(AT_ONCE + QUEUE + 1)]
        refused = next(as_completed(calls, timeout=WAIT_SECONDS))
        assert isinstance(refused.exception(), Busy)

        held.go_on.set()

    assert held.most == AT_ONCE
    assert sum(call.exception() is None for call in calls) == AT_ONCE + QUEUE
    assert passwords.verify("x", None)


def test_a_password_is_recognised_and_no_other() -> None:
    passwords = Passwords(ThreadingConcurrency())
    stored = passwords.hash("correct horse battery")

    assert stored.startswith("pbkdf2:sha256:600000$")
    assert passwords.verify("correct horse battery", stored)
    assert not passwords.verify("correct horse batterY", stored)
    assert passwords.hash("correct horse battery") != stored


def test_an_unknown_user_costs_as_much_as_a_wrong_password() -> None:
    passwords = Passwords(ThreadingConcurrency())
    stored = passwords.hash("correct horse battery")

    wrong = seconds(lambda: passwords.verify("wrong", stored))
    unknown = seconds(lambda: passwords.verify("wrong", None))

    # Generous, since the machine is shared; without the work it would be a thousandth.
    assert 0.3 < unknown / wrong < 3


def seconds(work: Callable[[], bool]) -> float:
    """Return the CPU time of the fastest of three runs; the answer must be no."""
    found = []
    for _ in range(3):
        start = time.thread_time()
        assert not work()
        found.append(time.thread_time() - start)
    return min(found)


COMMON = "choose one that is less common"
THE_NAME = "is the same as the user name; choose another"


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("password1", COMMON),
        ("PASSWORD1", COMMON),
        ("qwertyuiop", COMMON),
        ("iloveyou", COMMON),
        ("Mo Okafor", THE_NAME),
        # Whoever tries the name tries its other spellings.
        ("mo  OKAFOR ", THE_NAME),
        ("correct horse battery", None),
        # Long enough to be more than the name.
        ("Mo Okafor counts seals", None),
    ],
)
def test_what_is_easily_guessed(password: str, fault: str | None) -> None:
    assert password_fault(password, "Mo Okafor") == fault
