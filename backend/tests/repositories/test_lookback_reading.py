"""What is read of the roll-ups to look back, and what is kept of it in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from taskstream.clock import Millis
from taskstream.domain.calendars import (
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    Span,
    blocks_of,
)
from taskstream.domain.tasks import TaskAction
from taskstream.repositories import lookback as module
from tests.repositories.desk import START, Desk, agree, last, note_sums


def test_what_is_over_is_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(20):
        desk.send()
        desk.later(6 * HOUR_MS)
    # The hour before is over by now.
    desk.later(5 * MINUTE_MS)
    desk.send()
    read = note_sums(desk, monkeypatch)
    assert desk.sent(last(7, desk)) == 21
    # Of the days before the first one nothing.
    assert min(spans[0].since for _, spans, named in read if not named) == START
    read.clear()

    assert desk.sent(last(7, desk)) == 21

    assert [spans[0].since for _, spans, _ in read] == [desk.now - 5 * MINUTE_MS]


def test_of_what_takes_much_room_the_last_two_looks_are_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.send()
    desk.later(100 * DAY_MS)
    monkeypatch.setattr(module, "FIELDS_KEPT", 0)
    monkeypatch.setattr(module, "PAST_FIELDS_KEPT", 0)
    read = note_sums(desk, monkeypatch)
    ends = [Span(START, Millis(START + days * DAY_MS)) for days in (30, 50, 90)]
    for asked in ends:
        assert desk.sent(asked) == 1
    read.clear()

    assert [desk.sent(asked) for asked in (*ends[1:], ends[1])] == [1, 1, 1]
    assert read == []
    assert desk.sent(ends[0]) == 1
    assert read


def _noting(
    real: Callable[..., Any], ids_of: Callable[[Any], list[str]], read: list[str]
) -> Callable[..., Any]:
    """Return the same method of a collection, with the ids of what it finds added to a list."""

    def noting(*asked: Any, **named: Any) -> Any:
        found = real(*asked, **named)
        read.extend(ids_of(found))
        return found

    return noting


def test_who_it_was_is_read_by_weeks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(60):
        desk.send()
        desk.later(DAY_MS)
    desk.fold()
    read: list[str] = []
    pages = desk.store.collection("counters")
    for name, found in (
        ("find", lambda page: [document["_id"] for document in page.items]),
        ("get_many", list),
    ):
        monkeypatch.setattr(type(pages), name, _noting(getattr(type(pages), name), found, read))

    agree(desk, last(50, desk), "Europe/Berlin")

    # Of the days at both ends, and of those that are hardly over.
    named_days = {id_ for id_ in read if "~d" in id_ and "." in id_}
    assert 0 < len(named_days) < 20
    assert len([id_ for id_ in read if "~w" in id_ and "." in id_]) >= 5


def test_weeks_are_counted_in_the_block_that_they_are_in(desk: Desk) -> None:
    for _ in range(70):
        desk.send()
        desk.later(DAY_MS)
    desk.later(5 * DAY_MS)
    desk.fold()
    blocks = blocks_of(Span(START, Millis(START + 70 * DAY_MS)))

    named = desk.rollups.sums("s", blocks)

    days = [(block.until - block.since) // DAY_MS for block in blocks]
    assert [sums.totals.actions[TaskAction.SUBMIT] for sums in named] == days


def test_a_scan_in_which_nothing_happened_then_is_not_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.send("s")
    desk.later(10 * DAY_MS)
    desk.send("t")
    long_ago = Span(START, Millis(START + 5 * DAY_MS))
    read = note_sums(desk, monkeypatch)

    assert (desk.sent(long_ago), desk.sent(last(3, desk))) == (1, 1)
    asked = [scan_id for scan_id, _, _ in read]
    assert set(asked) == {"s", "t"}
    assert asked.index("t") == asked.count("s")
    desk.send("u")
    assert desk.sent(last(3, desk)) == 2
