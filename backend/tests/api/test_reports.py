"""How scans went over a period, for who moderates them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from taskstream.presenters.rest_reports import AnalyticsReport
from tests.actors import Caller, User, enter, good, new_key, problem
from tests.running import Server

NOUGHTS = {"validated": 0, "refused": 0, "returned": 0}


def days(count: int, **more: str) -> dict[str, str]:
    """Return a query of so many days, of which today is the last."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    since = tomorrow - timedelta(days=count)
    return {"from": f"{since}T00:00:00Z", "to": f"{tomorrow}T00:00:00Z", **more}


def report(admin: User, **query: str) -> dict[str, Any]:
    """Return one, as its model has it."""
    answer = good(admin.get("/analytics/report", params=query))
    told = AnalyticsReport.model_validate(answer, strict=True)
    assert told.model_dump(mode="json", by_alias=True, exclude_none=True) == answer
    return answer


def table(admin: User, name: str, **query: str) -> list[dict[str, str]]:
    """Return the rows of a spreadsheet."""
    saved = admin.get(f"/analytics/{name}.csv", params=query)
    assert saved.status_code == 200, saved.text
    assert saved.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(saved.content.decode("utf-8-sig"))))


def person(user: User) -> dict[str, str]:
    return {"id": user.id, "name": user.name}


def something_happens(admin: User, worker: User, other: User) -> dict[str, Any]:
    """Return a scan in which five were sent, two by the other one, and four were decided."""
    scan = admin.open_scan("=Gate 4", refusal_reasons=["=Not ours"])
    first, second, third = (worker.submit(scan, f"Seal {n} is cut") for n in range(3))
    fourth, _ = (other.submit(scan, f"Door {n}") for n in range(2))
    good(admin.decide(first, "validate"))
    given = {"reason": "=Not ours", "reasons_version": scan["reasons_version"]}
    good(admin.decide(second, "refuse", **given))
    refused = good(admin.decide(third, "refuse", reason="In my own words"))
    good(admin.decide(refused, "reopen"))
    returned = good(admin.decide(fourth, "return", reason="Which door?"))
    good(other.resubmit(returned, "Door 7"))
    return scan


def test_a_scan_in_which_nothing_happened_has_noughts(admin: User, scan: dict[str, Any]) -> None:
    told = report(admin, **days(1, scan=scan["id"]))

    assert told["totals"] == {
        "submitted": 0,
        "resubmitted": 0,
        "reopened": 0,
        "workers": 0,
        "verdicts": NOUGHTS,
    }
    assert told["before"]["totals"] == told["totals"]
    assert (told["step"], len(told["steps"])) == ("hour", 24)
    assert [told[name] for name in ("reasons", "workers", "moderators", "scans")] == [[]] * 4
    assert [wait["count"] for wait in told["waits"]] == [0] * 13
    assert told["scans_count"] == 0


def test_what_has_just_happened_is_in_it(admin: User, worker: User, other_worker: User) -> None:
    scan = something_happens(admin, worker, other_worker)

    told = report(admin, **days(30, scan=scan["id"]))

    totals = told["totals"]
    assert (totals["submitted"], totals["resubmitted"], totals["reopened"]) == (5, 1, 1)
    assert totals["verdicts"] == {"validated": 1, "refused": 2, "returned": 1}
    assert totals["workers"] == 2
    assert 0 < totals["median_wait_ms"] <= totals["p95_wait_ms"]
    assert totals["mean_wait_ms"] >= 0
    assert told["reasons"] == [{"reason": "=Not ours", "count": 1}]
    assert told["workers"] == [
        {
            "by": person(worker),
            "submitted": 3,
            "verdicts": {"validated": 1, "refused": 2, "returned": 0},
        },
        {"by": person(other_worker), "submitted": 2, "verdicts": {**NOUGHTS, "returned": 1}},
    ]
    assert told["moderators"] == [
        {"by": person(admin), "verdicts": totals["verdicts"], "reopened": 1}
    ]
    of_scan = {"id": scan["id"], "title": "=Gate 4", "status": "open", "totals": totals}
    assert (told["scans"], told["scans_count"]) == ([of_scan], 1)
    assert sum(wait["count"] for wait in told["waits"]) == 4
    assert (told["step"], len(told["steps"])) == ("day", 30)
    assert told["steps"][-1]["submitted"] == 5
    assert all(step["submitted"] == 0 for step in told["steps"][:-1])


def test_all_scans_of_an_admin_are_in_it(
    admin: User, other_admin: User, worker: User, other_worker: User
) -> None:
    something_happens(admin, worker, other_worker)
    name = f"Gate {new_key()}"
    worker.submit(other_admin.open_scan(name))

    told = report(admin, **days(7))

    # In the file are all of them, however many the tests before have left on this server.
    rows = table(admin, "scans", **days(7))
    counts = [int(row["suggestions"]) for row in rows]
    assert [row["suggestions"] for row in rows if row["scan"] == name] == ["1"]
    assert {"1", "5"} <= {row["suggestions"] for row in rows}
    assert counts == sorted(counts, reverse=True)
    assert [scan["totals"]["submitted"] for scan in told["scans"]] == counts[:200]
    assert told["totals"]["submitted"] == sum(counts)
    assert told["scans_count"] == len(counts)


def test_the_last_hours_are_shown_by_the_minute(admin: User, worker: User) -> None:
    scan = admin.open_scan()
    worker.submit(scan)
    now = datetime.now(UTC)
    query = {"from": (now - timedelta(hours=3)).isoformat(), "to": now.isoformat()}

    told = report(admin, **query, scan=scan["id"])

    assert told["step"] == "minute"
    # Both ends may be within a minute.
    assert len(told["steps"]) in (180, 181)
    assert sum(step["submitted"] for step in told["steps"]) == 1
    assert "median_wait_ms" not in told["steps"][0]


def clocks_put_forward() -> date:
    """Return when they last were in Berlin, some days ago at least."""
    return last_sunday_of(3)


def clocks_put_back() -> date:
    """Return when they last were in Berlin, some days ago at least."""
    return last_sunday_of(10)


def last_sunday_of(month: int) -> date:
    """Return that of a month of 31 days, some days ago at least."""
    today = datetime.now(UTC).date()
    ends = (date(today.year - age, month, 31) for age in (0, 1))
    sundays = (end - timedelta(days=(end.weekday() + 1) % 7) for end in ends)
    return next(sunday for sunday in sundays if sunday < today - timedelta(days=4))


def test_days_are_those_of_the_zone(admin: User, scan: dict[str, Any]) -> None:
    sunday = clocks_put_forward()
    two_before, before, after = (sunday + timedelta(days=days) for days in (-2, -1, 2))
    query = {"to": f"{after}T00:00:00+02:00", "zone": "Europe/Berlin", "scan": scan["id"]}

    by_hour = report(admin, **query, **{"from": f"{before}T00:00:00+01:00"})
    by_day = report(admin, **query, **{"from": f"{two_before}T00:00:00+01:00"})

    assert (by_hour["step"], len(by_hour["steps"])) == ("hour", 3 * 24 - 1)
    assert by_hour["from"] == f"{two_before}T23:00:00.000Z"
    assert by_hour["before"]["from"] == f"{sunday - timedelta(days=5)}T23:00:00.000Z"
    assert by_day["step"] == "day"
    assert [step["since"][11:13] for step in by_day["steps"]] == ["23", "23", "23", "22"]


def test_the_hour_that_comes_twice_says_which_of_the_two_it_is(
    admin: User, scan: dict[str, Any]
) -> None:
    sunday = clocks_put_back()
    bounds = {
        "from": f"{sunday}T00:00:00+02:00",
        "to": f"{sunday + timedelta(days=1)}T00:00:00+01:00",
    }

    steps = table(admin, "steps", **bounds, zone="Europe/Berlin", scan=scan["id"])

    assert [row["from"] for row in steps[1:5]] == [
        f"{sunday} 01:00",
        f"{sunday} 02:00+02:00",
        f"{sunday} 02:00+01:00",
        f"{sunday} 03:00",
    ]


def test_what_is_over_a_year_old_has_the_days_of_utc(admin: User, scan: dict[str, Any]) -> None:
    bounds = {"from": "2024-05-01T00:00:00+02:00", "to": "2024-05-03T00:00:00+02:00"}

    told = report(admin, **bounds, zone="Europe/Berlin", scan=scan["id"])

    assert [step["since"] for step in told["steps"]] == [
        "2024-05-01T00:00:00.000Z",
        "2024-05-02T00:00:00.000Z",
    ]


def test_tables_are_saved_whole_and_formulas_defused(
    admin: User, worker: User, other_worker: User
) -> None:
    scan = something_happens(admin, worker, other_worker)
    query = days(7, scan=scan["id"], zone="Europe/Berlin")

    assert table(admin, "reasons", **query) == [
        {"reason": "'=Not ours", "refused": "1"},
        {"reason": "another reason, or none", "refused": "1"},
    ]
    workers = table(admin, "workers", **query)
    assert [(row["worker"], row["sent"], row["refused"]) for row in workers] == [
        (worker.name, "3", "2"),
        (other_worker.name, "2", "0"),
    ]
    [moderator] = table(admin, "moderators", **query)
    assert (moderator["moderator"], moderator["taken back"]) == (admin.name, "1")
    [of_scan] = table(admin, "scans", **query)
    assert (of_scan["scan"], of_scan["suggestions"], of_scan["workers"]) == ("'=Gate 4", "5", "2")
    assert sum(int(row["verdicts"]) for row in table(admin, "waits", **query)) == 4
    steps = table(admin, "steps", **query)
    assert sum(int(row["sent back"]) for row in steps) == 1
    assert steps[1]["from"].endswith(" 00:00")


def test_a_file_is_called_by_its_scan_table_and_days(admin: User, scan: dict[str, Any]) -> None:
    berlin = {"zone": "Europe/Berlin", "scan": scan["id"]}
    query = {"from": "2026-03-01T00:00:00+01:00", "to": "2026-04-01T00:00:00+02:00", **berlin}

    saved = admin.get("/analytics/waits.csv", params=query)

    name = "How%20the%20waits%20spread%202026-03-01%20to%202026-03-31.csv"
    title = quote(scan["name"], safe="")
    assert f"{title}%20{name}" in saved.headers["Content-Disposition"]


def test_who_saves_a_table_is_in_the_log(admin: User, scan: dict[str, Any]) -> None:
    table(admin, "workers", **days(7, scan=scan["id"]))
    table(admin, "steps", **days(7))

    log = good(admin.get("/activity", params={"by": admin.id, "kind": "export"}))["items"]

    assert [(line["about"], line.get("scan", {}).get("id")) for line in log[:2]] == [
        ("analytics: steps", None),
        ("analytics: workers", scan["id"]),
    ]


def test_a_guest_who_was_removed_is_counted_without_a_name(server: Server, admin: User) -> None:
    scan = admin.open_scan(guests=True)
    guest = enter(server, scan)
    guest.submit(scan, "Door 7")
    query = days(7, scan=scan["id"])
    assert report(admin, **query)["workers"][0]["by"]["guest"] is True

    assert admin.delete(f"/scans/{scan['id']}/guests/{guest.id}").status_code == 204

    assert report(admin, **query)["workers"] == [{"submitted": 1, "verdicts": NOUGHTS}]
    [row] = table(admin, "workers", **query)
    assert (row["worker"], row["sent"]) == ("", "1")


@pytest.mark.parametrize("path", ["/analytics/report", "/analytics/steps.csv"])
def test_admins_alone_look_back(server: Server, people: dict[str, User], path: str) -> None:
    scan = people["admin"].open_scan("Mine")
    people["admin"].put(f"/scans/{scan['id']}/moderators/{people['named'].id}")
    query = days(7, scan=scan["id"])

    for who in ("named", "worker", "stranger"):
        assert problem(people[who].get(path, params=query)) == (403, "forbidden")
    assert Caller(server).get(path, params=query).status_code == 401
    assert people["other_admin"].get(path, params=query).status_code == 200
    unknown = days(7, scan="0" * 26)
    assert problem(people["admin"].get(path, params=unknown)) == (404, "not_found")


def test_there_is_no_other_table(admin: User) -> None:
    assert problem(admin.get("/analytics/gossip.csv", params=days(7))) == (404, "not_found")


JAN, FEB = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"from": JAN}, "to"),
        ({"from": FEB, "to": FEB}, "to"),
        ({"from": FEB, "to": JAN}, "to"),
        ({"from": JAN, "to": "2027-02-07T00:00:00Z"}, "to"),
        # Without an offset it would be anybody's.
        ({"from": "2026-01-01T00:00:00", "to": FEB}, "from"),
        ({"from": "1970-01-01T00:00:00Z", "to": FEB}, "from"),
        ({"from": JAN, "to": "9999-12-31T23:59:59Z"}, "to"),
        ({"from": JAN, "to": FEB, "zone": "Mars/Olympus"}, "zone"),
        ({"from": JAN, "to": FEB, "zone": "../../etc/passwd"}, "zone"),
        ({"from": JAN, "to": FEB, "zone": "Europe"}, "zone"),
        ({"from": JAN, "to": FEB, "zone": ""}, "zone"),
        ({"from": JAN, "to": FEB, "who": "me"}, "who"),
    ],
)
def test_what_cannot_be_asked_is_said(admin: User, wrong: dict[str, str], field: str) -> None:
    answer = admin.get("/analytics/report", params=wrong)

    assert problem(answer) == (422, "invalid")
    assert {fault["field"] for fault in answer.json()["errors"]} == {field}
