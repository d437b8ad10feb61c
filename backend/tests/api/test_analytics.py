"""How a scan goes: its last hour, for its moderators."""

from __future__ import annotations

from typing import Any

from taskstream.presenters.wire_figures import ScanFigures
from tests.actors import User, enter, good
from tests.running import Server


def figures(admin: User, scan: dict[str, Any]) -> dict[str, Any]:
    """Return them, as their model has them."""
    answer = good(admin.get(f"/scans/{scan['id']}/analytics"))
    assert ScanFigures.model_validate(answer, strict=True).model_dump(exclude_none=True) == answer
    return answer


def person(user: User) -> dict[str, str]:
    return {"id": user.id, "name": user.name}


def test_of_a_scan_in_which_nothing_happened_there_are_noughts(
    admin: User, scan: dict[str, Any]
) -> None:
    told = figures(admin, scan)

    assert told["verdicts"] == {"validated": 0, "refused": 0, "returned": 0}
    assert (told["rates"]["arrived"], told["waiting"]["waiting"]) == ([0] * 60, [0] * 60)
    assert (told["workers"], told["moderators"], told["reasons"]) == ([], [], [])
    assert "median_wait_ms" not in told
    assert "oldest_since" not in told


def test_what_happens_is_in_them_at_once(admin: User, worker: User, other_worker: User) -> None:
    scan = admin.open_scan(refusal_reasons=["Seen already", "Not ours"])
    first, second, third = (worker.submit(scan, f"Seal {n} is cut") for n in range(3))
    fourth = other_worker.submit(scan, "Door 7")
    good(admin.decide(first, "validate"))
    reason = {"reason": "Not ours", "reasons_version": scan["reasons_version"]}
    good(admin.decide(second, "refuse", **reason))
    good(admin.decide(third, "refuse", reason="In my own words"))

    told = figures(admin, scan)

    assert (told["submitted"], told["waiting"]["waiting"][-1]) == (4, 1)
    assert told["verdicts"] == {"validated": 1, "refused": 2, "returned": 0}
    assert told["reasons"] == [{"reason": "Not ours", "count": 1}]
    assert told["workers"] == [
        {"by": person(worker), "submitted": 3},
        {"by": person(other_worker), "submitted": 1},
    ]
    assert told["moderators"] == [{"by": person(admin), "verdicts": told["verdicts"]}]
    assert told["oldest_since"] == fourth["created_at"]
    assert 0 < told["median_wait_ms"] <= told["p95_wait_ms"]


def test_a_held_verdict_waits_no_more_though_it_does_not_count_yet(
    admin: User, worker: User
) -> None:
    scan = admin.open_scan(grace_seconds=30)
    held, waiting = worker.submit(scan, "Door 7"), worker.submit(scan, "Door 8")
    good(admin.decide(held, "validate"))

    told = figures(admin, scan)

    assert told["oldest_since"] == waiting["created_at"]
    assert told["verdicts"]["validated"] == 0


def test_a_guest_who_was_removed_is_counted_without_a_name(server: Server, admin: User) -> None:
    scan = admin.open_scan(guests=True)
    guest = enter(server, scan)
    guest.submit(scan, "Door 7")
    assert figures(admin, scan)["workers"][0]["by"]["guest"] is True

    assert admin.delete(f"/scans/{scan['id']}/guests/{guest.id}").status_code == 204

    assert figures(admin, scan)["workers"] == [{"submitted": 1}]
