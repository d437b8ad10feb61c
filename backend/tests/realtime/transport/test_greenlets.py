"""Greenlets that are used again."""

from __future__ import annotations

import gc
import weakref
from functools import partial

import eventlet
import pytest
from greenlet import getcurrent

from taskstream.greenlets import IDLE_MAX, Greenlets


def a_turn() -> None:
    for _ in range(3):
        eventlet.sleep(0)


def test_a_greenlet_that_is_done_takes_the_next_call() -> None:
    greenlets = Greenlets()
    seen: list[object] = []

    for _ in range(3):
        greenlets.spawn(lambda: seen.append(getcurrent()))
        a_turn()

    assert len(seen) == 3
    assert len(set(seen)) == 1


def test_calls_that_wait_have_one_each() -> None:
    greenlets = Greenlets()
    seen: list[object] = []

    def wait(_: int) -> None:
        seen.append(getcurrent())
        eventlet.sleep(0)

    for number in range(2 * IDLE_MAX):
        greenlets.spawn(partial(wait, number))
    a_turn()

    assert len(set(seen)) == 2 * IDLE_MAX
    assert len(greenlets._idle) == IDLE_MAX


def test_what_a_call_was_about_is_let_go() -> None:
    class Large:
        """What a call may be about."""

    greenlets, large = Greenlets(), Large()
    gone = weakref.ref(large)

    greenlets.spawn(partial(id, large))
    del large
    a_turn()
    gc.collect()

    assert gone() is None


def test_a_call_that_raises_harms_no_other(capfd: pytest.CaptureFixture[str]) -> None:
    greenlets = Greenlets()
    done: list[int] = []

    def fail() -> None:
        raise ZeroDivisionError

    for call in (partial(done.append, 1), fail, partial(done.append, 2)):
        greenlets.spawn(call)
        a_turn()

    assert done == [1, 2]
    assert "ZeroDivisionError" in capfd.readouterr().err
