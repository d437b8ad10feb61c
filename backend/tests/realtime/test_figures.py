"""P65: moderators who watch how a scan goes are sent its figures, and nobody else is."""

from __future__ import annotations

from typing import Any

import pytest

from taskstream.presenters.wire import Figures
from tests.actors import Live, User


def watch(socket: Live, scan: dict[str, Any], *, on: bool = True) -> dict[str, Any]:
    """Begin to watch, or end it; return the answer."""
    answer: dict[str, Any] = socket.call("watch_figures", {"scan_id": scan["id"], "on": on})
    return answer


def heard(socket: Live, submitted: int) -> dict[str, Any]:
    """Return the figures once so many have come; fails when they never are told."""
    while True:
        event: dict[str, Any] = socket.next_event("figures")
        told = Figures.model_validate(event, strict=True).model_dump(exclude_none=True)
        assert told == event
        if event["figures"]["submitted"] == submitted:
            return event


def figures_so_far(socket: Live) -> int:
    """Return how many messages came; what was sent before this is asked is among them."""
    socket.call("echo", {})
    return sum(name == "figures" for name, _ in socket.events_so_far())


def test_p65_who_watches_is_answered_with_them_and_told_as_they_change(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    worker.submit(scan, "Door 7")
    desk = admin.join(scan)

    answer = watch(desk, scan)
    assert answer["figures"]["submitted"] == 1
    worker.submit(scan, "Door 8")

    assert heard(desk, 2)["scan_id"] == scan["id"]


def test_p65_many_changes_are_few_messages(admin: User, worker: User, scan: dict[str, Any]) -> None:
    desk = admin.join(scan)
    watch(desk, scan)
    phone = worker.join(scan)
    for _ in range(20):
        assert phone.suggest(scan)["ok"]

    heard(desk, 20)

    assert figures_so_far(desk) <= 3


@pytest.mark.parametrize("how", ["ends it", "leaves", "is unnamed"])
def test_p65_who_does_not_watch_any_more_is_sent_none(
    admin: User, named: User, worker: User, scan: dict[str, Any], how: str
) -> None:
    assert admin.put(f"/scans/{scan['id']}/moderators/{named.id}").status_code == 204
    desk, other = admin.join(scan), named.join(scan)
    watch(desk, scan)
    watch(other, scan)
    if how == "ends it":
        assert watch(other, scan, on=False) == {"ok": True}
    elif how == "leaves":
        assert other.call("leave_scan", {"scan_id": scan["id"]})["ok"]
    else:
        assert admin.delete(f"/scans/{scan['id']}/moderators/{named.id}").status_code == 204
        other.next_event("notice")
    figures_so_far(other)

    worker.submit(scan, "Door 7")

    heard(desk, 1)
    assert figures_so_far(other) == 0


def test_p65_a_worker_is_refused_and_sent_none(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    desk, phone = admin.join(scan), worker.join(scan)
    watch(desk, scan)

    assert watch(phone, scan)["error"]["code"] == "forbidden"
    assert watch(worker.live(), scan)["error"]["code"] == "not_joined"
    assert phone.suggest(scan)["ok"]

    heard(desk, 1)
    assert figures_so_far(phone) == 0
