"""Opening, listing and changing scans over REST; who may is another table's matter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from taskstream.ids import ALPHABET
from tests.actors import Caller, User, good, problem


def test_a_new_scan_is_open_and_its_openers(admin: User) -> None:
    scan = admin.open_scan("  Gate sweep ", instructions=" Look at seals. \n", target_seconds=60)

    assert scan["name"] == "Gate sweep"
    assert scan["instructions"] == " Look at seals. \n"
    assert (scan["status"], scan["version"], scan["target_seconds"]) == ("open", 1, 60)
    assert scan["owner"] == {"id": admin.id, "name": admin.name}
    assert scan["links"] == {
        "worker": f"/worker/scan/{scan['id']}",
        "console": f"/admin/scans/{scan['id']}",
    }
    assert scan["can"] == ["see", "moderate", "edit", "name_moderators"]
    assert scan["counts"] == {"pending": 0, "validated": 0, "refused": 0, "returned": 0}
    assert good(admin.get(f"/scans/{scan['id']}")) == scan


def test_left_out_is_the_default(admin: User) -> None:
    scan = admin.open_scan("Gate")

    assert (scan["instructions"], scan["target_seconds"]) == ("", 180)


def test_an_id_cannot_be_guessed(admin: User) -> None:
    ids = {admin.open_scan()["id"] for _ in range(20)}

    assert len(ids) == 20
    assert {len(id_) for id_ in ids} == {26}
    assert {letter for id_ in ids for letter in id_} <= set(ALPHABET)


def test_what_a_worker_is_shown_of_a_scan(
    admin: User, named: User, worker: User, scan: dict[str, Any]
) -> None:
    admin.put(f"/scans/{scan['id']}/moderators/{named.id}")

    shown = good(worker.get(f"/scans/{scan['id']}"))

    assert shown["links"] == {"worker": f"/worker/scan/{scan['id']}"}
    assert shown["can"] == ["see", "submit"]
    assert not {"counts", "moderators"} & shown.keys()
    full = good(named.get(f"/scans/{scan['id']}"))
    assert full["moderators"] == [{"id": named.id, "name": named.name}]
    assert full["can"] == ["see", "moderate", "edit"]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Dock sweep"},
        {"instructions": "Look twice"},
        {"instructions": ""},
        {"target_seconds": 86_400},
        {"status": "paused"},
        {"status": "closed"},
        {"name": "Dock", "instructions": "x", "target_seconds": 5, "status": "paused"},
        # Null is the same as leaving out.
        {"name": None},
    ],
)
def test_a_change_changes_what_it_names_and_outlives_a_restart(
    admin: User, scan: dict[str, Any], changes: dict[str, Any]
) -> None:
    changed = good(admin.patch(f"/scans/{scan['id']}", {"version": 1, **changes}))

    named = {name: value for name, value in changes.items() if value is not None}
    expected = {**scan, **named, "version": 2}
    if named.get("instructions"):
        expected["instructions_html"] = f"<p>{named['instructions']}</p>"
    if changed["status"] == "closed":
        # A closed scan is led to by no code, and says since when it is closed.
        del expected["code"]
        expected["closed_at"] = changed["closed_at"]
    assert changed == expected
    assert good(admin.get(f"/scans/{scan['id']}")) == changed


def test_a_closed_scan_is_opened_again(admin: User, worker: User, scan: dict[str, Any]) -> None:
    admin.change(scan, status="closed")
    assert problem(worker.send(scan, "x")) == (404, "not_found")

    admin.change(scan, status="open")

    assert worker.send(scan, "x").status_code == 201


@pytest.mark.parametrize("version", [1, 3, 2**53])
def test_a_change_of_another_version_is_a_conflict_with_the_scan_as_it_is(
    admin: User, other_admin: User, scan: dict[str, Any], version: int
) -> None:
    now = other_admin.change(scan, name="Dock sweep")

    response = admin.patch(f"/scans/{scan['id']}", {"version": version, "status": "closed"})

    assert problem(response) == (409, "conflict")
    shown = response.json()["scan"]
    assert (shown["name"], shown["status"], shown["version"]) == ("Dock sweep", "open", 2)
    assert good(admin.get(f"/scans/{scan['id']}")) == now


def test_of_ten_changes_at_once_one_is_made(admin: User, scan: dict[str, Any]) -> None:
    def change(number: int) -> int:
        body = {"version": 1, "name": f"Sweep {number}"}
        return admin.patch(f"/scans/{scan['id']}", body).status_code

    with ThreadPoolExecutor(10) as pool:
        statuses = list(pool.map(change, range(10)))

    assert sorted(statuses) == [200] + [409] * 9
    now = good(admin.get(f"/scans/{scan['id']}"))
    assert (now["name"], now["version"]) == (f"Sweep {statuses.index(200)}", 2)


def test_an_admin_lists_every_scan_and_pages_through_them_newest_first(
    admin: User, other_admin: User
) -> None:
    opened = [person.open_scan() for person in (admin, other_admin) * 2]

    first = good(admin.get("/scans?limit=3"))
    second = good(admin.get(f"/scans?limit=3&after={first['next']}"))

    ids = [scan["id"] for scan in first["items"] + second["items"]]
    assert ids[:4] == [scan["id"] for scan in reversed(opened)]
    assert len(set(ids)) == 6
    assert first["items"][0] == opened[-1]


def test_others_list_what_they_moderate_and_what_they_joined(
    admin: User, worker: User, stranger: User, named: User, scan: dict[str, Any]
) -> None:
    joined, submitted, unseen = scan, admin.open_scan("Submitted"), admin.open_scan("Unseen")
    worker.join(joined)
    worker.submit(submitted)
    admin.put(f"/scans/{unseen['id']}/moderators/{named.id}")

    listed = [each["id"] for each in good(worker.get("/scans"))["items"]]

    # The one joined last comes first.
    assert listed[:2] == [submitted["id"], joined["id"]]
    assert unseen["id"] not in listed
    assert good(named.get("/scans"))["items"][0]["counts"]["pending"] == 0
    assert all("counts" not in each for each in good(worker.get("/scans?limit=2"))["items"])
    # Looking at a scan is not joining it.
    before = good(stranger.get("/scans"))
    good(stranger.get(f"/scans/{unseen['id']}"))
    assert good(stranger.get("/scans")) == before


def test_who_moderates_no_more_is_the_worker_that_he_was(
    admin: User, named: User, stranger: User, scan: dict[str, Any]
) -> None:
    task = named.submit(scan)
    # Naming him again does not make more of it.
    for person in (named, named, stranger):
        assert admin.put(f"/scans/{scan['id']}/moderators/{person.id}").status_code == 204
    for person in (named, stranger):
        assert admin.delete(f"/scans/{scan['id']}/moderators/{person.id}").status_code == 204
    admin.change(scan, status="closed")

    assert scan["id"] in [each["id"] for each in good(named.get("/scans"))["items"]]
    assert good(named.get(f"/scans/{scan['id']}"))["can"] == ["see"]
    [own] = good(named.get(f"/scans/{scan['id']}/tasks"))["items"]
    assert own["id"] == task["id"]
    # Who never was one is nothing again.
    assert scan["id"] not in [each["id"] for each in good(stranger.get("/scans"))["items"]]
    assert problem(stranger.get(f"/scans/{scan['id']}")) == (404, "not_found")


def test_a_worker_lists_his_own_tasks_only(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    mine, his = worker.submit(scan), other_worker.submit(scan)

    def listed(person: User, query: str = "") -> list[str]:
        page = good(person.get(f"/scans/{scan['id']}/tasks{query}"))
        return [task["id"] for task in page["items"]]

    assert listed(worker) == [mine["id"]]
    assert listed(admin) == [mine["id"], his["id"]]
    good(admin.decide(his, "validate"))
    assert listed(worker, "?status=validated") == []
    assert listed(other_worker, "?status=validated") == [his["id"]]
    assert listed(admin, "?status=pending") == [mine["id"]]


def test_a_list_is_paged_in_the_order_of_the_last_change(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tasks = [worker.submit(scan) for _ in range(5)]
    good(admin.decide(tasks[0], "validate"))

    for person in (admin, worker):
        seen, after = [], ""
        for _ in range(3):
            page = good(person.get(f"/scans/{scan['id']}/tasks?limit=2{after}"))
            seen += [task["number"] for task in page["items"]]
            after = f"&after={page.get('next')}"
        assert seen == [2, 3, 4, 5, 1]
        assert "next" not in page
        assert all("history" not in task for task in page["items"])


def test_a_page_of_another_persons_list_shows_no_more_than_ones_own(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    for _ in range(3):
        other_worker.submit(scan)
    cursor = good(admin.get(f"/scans/{scan['id']}/tasks?limit=1"))["next"]

    response = worker.get(f"/scans/{scan['id']}/tasks?after={cursor}")

    assert response.status_code == 422 or response.json()["items"] == []


@pytest.mark.parametrize("path", ["/scans", "/scans/{}", "/scans/{}/tasks", "/limits", "/health"])
def test_every_path_answers_at_the_root_too(admin: User, scan: dict[str, Any], path: str) -> None:
    path = path.format(scan["id"])

    versioned = admin.get(path)
    at_the_root = requests.get(
        f"{admin.server.url}{path}",
        headers={"Authorization": f"Bearer {admin.token}", "Connection": "close"},
        timeout=10,
    )

    assert at_the_root.json() == versioned.json()
    assert at_the_root.status_code == versioned.status_code == 200


def test_limits_are_shown_to_anybody(server: Any) -> None:
    shown = good(Caller(server).get("/limits"))

    assert shown["sockets_per_user"] == 10
    assert shown["backlog"] == 2_000
    assert set(shown["limits"].values()) == {None}
