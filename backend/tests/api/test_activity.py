"""The log of activity: every deed leaves its line, for admins alone, and for so long."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from taskstream import clock
from taskstream.schemas.scans import ScanPatch
from tests.actors import PASSWORD, Caller, User, enter, good, problem
from tests.api.sessions import Browser, Clock, application
from tests.running import Server

DAY = 24 * 3600


def log_of(admin: User, **filter_: str) -> list[dict[str, Any]]:
    """Return the lines that match, oldest first."""
    items: list[dict[str, Any]] = good(admin.get("/activity", params=filter_))["items"]
    return items[::-1]


def deeds(lines: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(line["deed"], line.get("about")) for line in lines]


def test_the_life_of_a_scan_is_written_down(admin: User, people: dict[str, User]) -> None:
    scan = admin.open_scan("Gate 4")
    named = people["named"]
    paused = admin.change(scan, status="paused", pause_message="Back at two")
    opened = admin.change(paused, status="open")
    renamed = admin.change(opened, name="Gate 5", target_seconds=60)
    admin.put(f"/scans/{scan['id']}/moderators/{named.id}")
    admin.put(f"/scans/{scan['id']}/moderators/{named.id}")
    admin.delete(f"/scans/{scan['id']}/moderators/{named.id}")
    renamed = good(admin.get(f"/scans/{scan['id']}"))
    closed = admin.change(renamed, status="closed")
    admin.change(closed, status="open")

    lines = log_of(admin, scan=scan["id"])

    assert deeds(lines) == [
        ("opened", None),
        ("paused", "Back at two"),
        ("resumed", None),
        ("edited", "name, target_seconds"),
        ("moderator_named", named.name),
        ("moderator_ended", named.name),
        ("closed", None),
        ("reopened", None),
    ]
    assert {line["by"]["id"] for line in lines} == {admin.id}
    assert [line["scan"]["name"] for line in lines[:1] + lines[-1:]] == ["Gate 4", "Gate 5"]


# Another value than a new scan has, for each field that can be changed.
OTHERWISE = {
    "name": "Gate 9",
    "instructions": "Look twice",
    "target_seconds": 61,
    "refusal_reasons": ["Seen already"],
    "grace_seconds": 3,
    "guests": True,
    "stacking": False,
}


@pytest.mark.parametrize(
    "field", sorted(ScanPatch.model_fields.keys() - {"version", "status", "pause_message"})
)
def test_whatever_is_changed_of_a_scan_is_named(admin: User, field: str) -> None:
    scan = admin.open_scan("Gate 4")

    admin.change(scan, **{field: OTHERWISE[field]})

    assert deeds(log_of(admin, scan=scan["id"]))[1:] == [("edited", field)]


def test_coming_and_going_is_written_down(server: Server, admin: User) -> None:
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"}
    caller = Caller(server)
    form = {"username": "Comes and goes", "password": PASSWORD}
    user = good(caller.post("/register", form, headers=agent), 201)["user"]
    token = good(caller.post("/login", form, headers=agent))["access_token"]
    somebody = Caller(server, token)
    change = {"present_password": PASSWORD, "new_password": "another horse battery"}
    somebody.token = good(somebody.post("/me/password", change))["access_token"]
    assert somebody.delete("/me/sessions").status_code == 204
    assert somebody.post("/logout").status_code == 204

    lines = log_of(admin, by=user["id"])

    assert deeds(lines) == [
        ("registered", "WORKER"),
        ("signed_in", "Firefox, Linux"),
        ("password_changed", None),
        ("others_signed_out", None),
        ("signed_out", "Firefox, Linux"),
    ]
    assert {line["kind"] for line in lines} == {"access"}


def test_a_wrong_password_signs_nobody_in(server: Server, admin: User, worker: User) -> None:
    before = log_of(admin, by=worker.id)
    wrong = {"username": worker.name, "password": "not the right one"}
    assert Caller(server).post("/login", wrong).status_code == 401

    assert log_of(admin, by=worker.id) == before


def test_guests_are_marked_and_their_removal_says_who(server: Server, admin: User) -> None:
    scan = admin.open_scan("Gate with guests", guests=True)
    guest = enter(server, scan, "Lo Tide")
    assert admin.delete(f"/scans/{scan['id']}/guests/{guest.id}").status_code == 204
    assert admin.delete(f"/scans/{scan['id']}/guests/{guest.id}").status_code == 204

    came, removed = log_of(admin, scan=scan["id"])[1:]

    assert (came["deed"], came["by"]) == (
        "entered",
        {"id": guest.id, "name": "Lo Tide", "guest": True},
    )
    assert (removed["deed"], removed["about"]) == ("guest_removed", "Lo Tide")
    assert removed["by"]["id"] == admin.id


def test_who_saves_a_file_is_in_it(admin: User) -> None:
    scan = admin.open_scan("=1+1")
    assert admin.get(f"/scans/{scan['id']}/tasks.csv").status_code == 200

    saved = admin.get("/activity.csv", params={"by": admin.id, "kind": "export"})

    rows = list(csv.DictReader(io.StringIO(saved.content.decode("utf-8-sig"))))
    assert saved.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert [(row["done"], row["about"], row["scan"]) for row in rows[:2]] == [
        ("exported", "activity", ""),
        ("exported", "tasks", "'=1+1"),
    ]


def test_the_log_is_read_in_pages(admin: User) -> None:
    scan = admin.open_scan("Paged")
    for name in ("One", "Two", "Three"):
        scan = admin.change(scan, name=name)
    whole = log_of(admin, scan=scan["id"])

    first = good(admin.get("/activity", params={"scan": scan["id"], "limit": 3}))
    after = {"scan": scan["id"], "limit": 3, "after": first["next"]}
    rest = good(admin.get("/activity", params=after))

    assert [*first["items"], *rest["items"]] == whole[::-1]
    assert "next" not in rest


@pytest.mark.parametrize(
    "parameters", [{"kind": "gossip"}, {"after": "nonsense"}, {"from": "yesterday"}, {"who": "x"}]
)
def test_what_cannot_be_asked_is_said(admin: User, parameters: dict[str, str]) -> None:
    assert problem(admin.get("/activity", params=parameters)) == (422, "invalid")


@pytest.mark.parametrize("path", ["/activity", "/activity.csv"])
def test_admins_alone_read_it(server: Server, people: dict[str, User], path: str) -> None:
    scan = people["admin"].open_scan("Mine")
    people["admin"].put(f"/scans/{scan['id']}/moderators/{people['named'].id}")

    for who in ("named", "worker", "stranger"):
        assert problem(people[who].get(path)) == (403, "forbidden")
    assert Caller(server).get(path).status_code == 401
    assert people["other_admin"].get(path).status_code == 200


def test_a_time_bounds_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    time = Clock()
    monkeypatch.setattr(clock, "now", time.now)
    with application("open") as running:
        ada = Browser(running)
        ada.register("Ada", role="ADMIN")
        time.forward(seconds=60)
        desk = sign_in(ada)
        time.forward(seconds=60)
        ada.post("/scans", {"name": "Gate"}, **desk)

        def asked(bounds: str) -> list[str]:
            return [line["deed"] for line in ada.get(f"/activity?{bounds}", **desk).json["items"]]

        [_, second, _] = ada.get("/activity", **desk).json["items"]
        assert asked(f"from={second['at']}") == ["opened", "signed_in"]
        assert asked(f"to={second['at']}") == ["registered"]


def test_a_line_is_kept_for_so_many_days(monkeypatch: pytest.MonkeyPatch) -> None:
    time = Clock()
    monkeypatch.setattr(clock, "now", time.now)
    with application("open", activity_days=30) as running:
        ada = Browser(running)
        ada.register("Ada", role="ADMIN")
        time.forward(seconds=29 * DAY)
        desk = sign_in(ada)
        ada.post("/scans", {"name": "Later"}, **desk)
        assert [line["deed"] for line in ada.get("/activity", **desk).json["items"]] == [
            "opened",
            "signed_in",
            "registered",
        ]

        time.forward(seconds=2 * DAY)
        desk = sign_in(ada)

        log = ada.get("/activity", **desk).json
        assert [line["deed"] for line in log["items"]] == ["signed_in", "opened", "signed_in"]
        assert log["kept_days"] == 30
        # Not only out of sight.
        assert running.services.store.collection("activities").count({}, 100) == 3


def sign_in(browser: Browser) -> dict[str, str]:
    """Return the header of a new session of Ada's."""
    session = browser.post("/login", {"username": "Ada", "password": PASSWORD}).json
    return {"Authorization": f"Bearer {session['access_token']}"}
