"""What is counted of a change, and how well steps of waits say how long people waited."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstream.domain.happenings import WAIT_BOUNDS, quantiles, typical_wait, wait_step

FIRST, LAST = WAIT_BOUNDS[0], WAIT_BOUNDS[-1]
# Half a step, and what rounding to whole milliseconds adds at the shortest ones.
ERROR = 0.096


@given(st.integers(FIRST, LAST - 1))
def test_a_step_says_how_long_a_wait_was_to_a_tenth(wait: int) -> None:
    assert abs(typical_wait(wait_step(wait)) / wait - 1) <= ERROR


@given(st.lists(st.integers(FIRST, LAST - 1), min_size=1), st.sampled_from([50, 95]))
def test_a_quantile_is_that_of_the_waits_themselves_to_a_tenth(
    waits: list[int], per_cent: int
) -> None:
    exact = sorted(waits)[math.ceil(len(waits) * per_cent / 100) - 1]
    steps = [wait_step(wait) for wait in waits]

    [found] = quantiles({step: steps.count(step) for step in steps}, per_cent)

    assert abs(found / exact - 1) <= ERROR


def test_of_no_waits_there_is_no_quantile() -> None:
    assert quantiles({}, 50, 95) == quantiles({0: 0}, 50) == []


@pytest.mark.parametrize(("wait", "said"), [(0, FIRST), (FIRST - 1, FIRST), (LAST, LAST)])
def test_what_lies_beyond_the_bounds_is_said_to_be_at_them(wait: int, said: int) -> None:
    assert typical_wait(wait_step(wait)) == said
