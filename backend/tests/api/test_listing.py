"""The list of a scan's tasks over REST, and as a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.actors import User, enter, good
from tests.running import Server


@pytest.fixture
def mixed(admin: User, worker: User, other_worker: User, scan: dict[str, Any]) -> dict[str, Any]:
    """A scan with one validated, one refused, one returned and one pending task."""
    tasks = [
        worker.submit(scan, "Seal 88-214 is cut"),
        other_worker.submit(scan, "Café door is open"),
        worker.submit(scan, "seal is missing"),
        other_worker.submit(scan, "Cone at gate 4"),
    ]
    good(admin.decide(tasks[2], "validate"))
    good(admin.decide(tasks[1], "refuse", reason="Seen already"))
    good(admin.decide(tasks[0], "return", reason="Which gate?"))
    return scan


# What is asked for, and the numbers of the tasks that answer.
ASKED = [
    ("", [4, 3, 2, 1]),
    ("sort=-number", [4, 3, 2, 1]),
    ("sort=number", [1, 2, 3, 4]),
    ("sort=changed", [4, 3, 2, 1]),
    ("sort=-changed", [1, 2, 3, 4]),
    ("sort=number&status=pending", [4]),
    ("sort=number&status=returned,refused", [1, 2]),
    ("sort=number&text=SEAL", [1, 3]),
    ("sort=number&text=open+cafe", [2]),
    ("sort=number&reason=seen", [2]),
    ("sort=number&text=seal&status=validated", [3]),
    ("sort=number&to=2020-01-01T00:00:00Z", []),
    ("sort=number&from=2020-01-01T00:00:00%2B02:00", [1, 2, 3, 4]),
    ("sort=number&after=2", [3, 4]),
    ("sort=-number&after=2", [1]),
]


@pytest.mark.parametrize(("query", "numbers"), ASKED)
def test_a_moderator_finds_what_he_asks_for(
    admin: User, mixed: dict[str, Any], query: str, numbers: list[int]
) -> None:
    page = good(admin.get(f"/scans/{mixed['id']}/tasks?{query}"))

    assert [task["number"] for task in page["items"]] == numbers
    assert "next" not in page


def test_by_author(admin: User, worker: User, mixed: dict[str, Any]) -> None:
    page = good(admin.get(f"/scans/{mixed['id']}/tasks", params={"author": worker.name.upper()}))

    assert {task["author"]["id"] for task in page["items"]} == {worker.id}
    assert len(page["items"]) == 2


def test_a_worker_finds_among_his_own(
    worker: User, other_worker: User, mixed: dict[str, Any]
) -> None:
    path = f"/scans/{mixed['id']}/tasks?sort=-number"

    assert [task["number"] for task in good(worker.get(path))["items"]] == [3, 1]
    assert good(other_worker.get(f"{path}&text=seal"))["items"] == []


def test_a_page_is_followed_by_the_next(admin: User, mixed: dict[str, Any]) -> None:
    path = f"/scans/{mixed['id']}/tasks?sort=-number&limit=3"
    first = good(admin.get(path))

    second = good(admin.get(f"{path}&after={first['next']}"))

    assert [task["number"] for task in first["items"]] == [4, 3, 2]
    assert [task["number"] for task in second["items"]] == [1]
    assert "next" not in second


def saved(person: User, scan: dict[str, Any], query: str = "") -> tuple[list[list[str]], Any]:
    """Return the rows of the spreadsheet, and the response."""
    response = person.get(f"/scans/{scan['id']}/tasks.csv?sort=number{query}")
    assert response.status_code == 200, response.text
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True)), response


def test_a_spreadsheet_has_what_is_shown(
    admin: User, worker: User, other_worker: User, mixed: dict[str, Any]
) -> None:
    rows, response = saved(admin, mixed, "&status=refused,validated")

    assert rows[0] == [
        "number", "status", "text", "author", "received", "decided", "decided by", "reason",
        "guest", "round",
    ]  # fmt: skip
    assert [row[:4] for row in rows[1:]] == [
        ["2", "refused", "Café door is open", other_worker.name],
        ["3", "validated", "seal is missing", worker.name],
    ]
    assert rows[1][6:] == [admin.name, "Seen already", "", "1"]
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.content.endswith(b"\r\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_spreadsheet_says_what_the_pages_say(server: Server, admin: User, worker: User) -> None:
    scan = admin.open_scan(guests=True)
    returned = enter(server, scan).submit(scan, "a")
    corrected = good(admin.decide(worker.submit(scan, "b"), "return", reason="Which gate?"))
    good(worker.resubmit(corrected, "b at gate 4"))
    good(admin.decide(returned, "return", reason="Which gate?"))

    def told() -> list[list[str]]:
        rows, _ = saved(admin, scan)
        return [[row[1], *row[8:]] for row in rows[1:]]

    assert told() == [["sent back", "guest", "1"], ["waiting", "", "2"]]
    admin.change(good(admin.get(f"/scans/{scan['id']}")), status="closed")
    assert told() == [["sent back", "guest", "1"], ["undecided", "", "2"]]


# https://owasp.org/www-community/attacks/CSV_Injection
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", '=HYPERLINK("http://x"),"', "\uff1d1"]


def test_no_cell_is_a_formula_and_every_text_is_whole(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    harmless = ['say "hi", twice\nand again', "1=1", "'quoted", "a\tb", "🙂 שלום"]
    for text in (*FORMULAS, *harmless):
        worker.submit(scan, text)
    good(
        admin.decide(
            good(admin.get(f"/scans/{scan['id']}/tasks"))["items"][0], "refuse", reason="=2"
        )
    )

    rows, _ = saved(admin, scan)

    assert [row[2] for row in rows[1:]] == [*(f"'{text}" for text in FORMULAS), *harmless]
    assert rows[1][7] == "'=2"


# The scan's name, and how the file is called by old and by new browsers.
NAMES = [
    ("Gate sweep", "Gate-sweep", "Gate%20sweep"),
    ('a"; filename=evil.exe', "a-filename-evil.exe", "a-%3B%20filename%3Devil.exe"),
    ("../../etc/passwd", "etc-passwd", "..-..-etc-passwd"),
    ("Überprüfung №1", "Uberprufung-No1", "%C3%9Cberpr%C3%BCfung%20%E2%84%961"),
    ("闸门", "tasks", "%E9%97%B8%E9%97%A8"),
]


@pytest.mark.parametrize(("name", "old", "new"), NAMES)
def test_the_file_has_a_safe_name(admin: User, name: str, old: str, new: str) -> None:
    _, response = saved(admin, admin.open_scan(name))

    assert response.headers["Content-Disposition"] == (
        f"attachment; filename=\"{old}.csv\"; filename*=UTF-8''{new}.csv"
    )


def test_a_spreadsheet_leaves_while_it_is_made(admin: User, mixed: dict[str, Any]) -> None:
    response = admin.get(f"/scans/{mixed['id']}/tasks.csv", stream=True)

    # Nobody knows its length before its end.
    assert response.headers["Transfer-Encoding"] == "chunked"
    assert "Content-Length" not in response.headers
    response.close()
