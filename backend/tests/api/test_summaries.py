"""What a scan came to, for its moderators."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

from taskstream.presenters.rest_summaries import ScanSummary
from tests.actors import User, good, problem

NOTHING = {"pending": 0, "validated": 0, "refused": 0, "returned": 0}
NO_VERDICTS = {"validated": 0, "refused": 0, "returned": 0}


def summary(admin: User, scan: dict[str, Any]) -> dict[str, Any]:
    """Return it, as its model has it."""
    answer = good(admin.get(f"/scans/{scan['id']}/summary"))
    assert ScanSummary.model_validate(answer, strict=True).model_dump(exclude_none=True) == answer
    return answer


def rows(admin: User, scan: dict[str, Any], part: str) -> list[dict[str, str]]:
    """Return a part of it, as a spreadsheet has it."""
    saved = admin.get(f"/scans/{scan['id']}/summary/{part}.csv")
    assert saved.status_code == 200, saved.text
    assert saved.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(saved.content.decode("utf-8-sig"))))


def now(**counts: int) -> dict[str, int]:
    return {**NOTHING, **counts}


def given(**counts: int) -> dict[str, int]:
    return {**NO_VERDICTS, **counts}


def person(user: User) -> dict[str, str]:
    return {"id": user.id, "name": user.name}


def test_of_a_scan_in_which_nothing_happened_there_are_noughts(
    admin: User, scan: dict[str, Any]
) -> None:
    told = summary(admin, scan)

    assert told.pop("scan") == {
        "id": scan["id"], "name": scan["name"], "status": "open", "owner": person(admin),
        "target_seconds": scan["target_seconds"], "created_at": scan["created_at"],
    }  # fmt: skip
    assert told == {
        "counts": NOTHING, "workers": 0, "reasons": [], "deciders": [], "validated_most": [],
        "ever": {"verdicts": NO_VERDICTS, "reopened": 0, "resubmitted": 0},
        "alike": {"compared": 0, "stacks": 0, "tasks": 0, "largest": []},
    }  # fmt: skip
    for part in ("timeline", "reasons", "moderators", "workers", "alike"):
        assert rows(admin, scan, part) == []


def test_it_has_what_the_tasks_came_to(
    admin: User, other_admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    tasks = [(worker, other_worker)[n % 2].submit(scan, f"Seal {n}") for n in range(6)]
    good(admin.decide(tasks[0], "validate"))
    good(admin.decide(tasks[1], "refuse", reason="Too blurred"))
    good(admin.decide(tasks[2], "refuse", reason="Seen already"))
    good(other_admin.decide(tasks[3], "refuse", reason="Seen already"))
    closed = admin.change(scan, status="closed")

    told = summary(admin, scan)

    assert (told["scan"]["status"], told["scan"]["closed_at"]) == ("closed", closed["closed_at"])
    assert (told["counts"], told["workers"]) == (now(pending=2, validated=1, refused=3), 2)
    assert told["reasons"] == [
        {"reason": "Seen already", "count": 2, "versions": []},
        {"reason": "Too blurred", "count": 1, "versions": []},
    ]
    assert [(each["by"], each["counts"]) for each in told["deciders"]] == [
        (person(admin), now(validated=1, refused=2)),
        (person(other_admin), now(refused=1)),
    ]
    assert told["first_at"] == tasks[0]["created_at"]
    assert told["last_at"] == tasks[-1]["created_at"]
    assert 1 <= told["busiest"]["verdicts"] <= 4
    line = told["timeline"]
    assert line["since"] <= told["first_at"]
    sums = Counter[str]()
    for step in line["steps"]:
        sums.update(step)
    assert sums == {"arrived": 6, "validated": 1, "refused": 3, "returned": 0}


def test_what_was_sent_back_and_came_again_is_not_forgotten(
    admin: User, other_admin: User, worker: User, scan: dict[str, Any]
) -> None:
    returned = good(admin.decide(worker.submit(scan, "Door is open"), "return", reason="Which?"))
    again = good(worker.resubmit(returned, "Door 7 is open"))
    good(other_admin.decide(again, "validate"))
    undone = good(admin.decide(worker.submit(scan, "Cone is missing"), "refuse"))
    good(admin.decide(undone, "reopen"))

    told = summary(admin, scan)

    assert told["counts"] == now(pending=1, validated=1)
    ever = told["ever"]
    assert ever["verdicts"] == given(validated=1, refused=1, returned=1)
    assert (ever["reopened"], ever["resubmitted"]) == (1, 1)
    assert 0 < ever["median_wait_ms"] <= ever["p95_wait_ms"] < 60_000
    assert 0 <= ever["mean_wait_ms"] < 60_000
    assert told["deciders"] == [
        {
            "by": person(admin), "verdicts": given(refused=1, returned=1), "reopened": 1,
            "counts": NOTHING,
        },
        {
            "by": person(other_admin), "verdicts": given(validated=1), "reopened": 0,
            "counts": now(validated=1),
        },
    ]  # fmt: skip
    assert rows(admin, scan, "moderators")[0] == {
        "moderator": admin.name, "gave validated": "0", "gave refused": "1",
        "gave sent back": "1", "reopened": "1", "stand now": "0",
    }  # fmt: skip


def test_verdicts_on_many_count_one_by_one_and_so_does_undoing_them(
    admin: User, worker: User, scan: dict[str, Any]
) -> None:
    tasks = [worker.submit(scan, f"Seal {n}") for n in range(3)]
    desk = admin.join(scan)
    decided = [desk.decide(task, "refuse")["task"] for task in tasks]
    for task in decided:
        assert desk.decide(task, "reopen")["ok"]

    told = summary(admin, scan)

    assert told["counts"] == now(pending=3)
    assert (told["ever"]["verdicts"], told["ever"]["reopened"]) == (given(refused=3), 3)
    assert "busiest" not in told


def test_a_held_verdict_stands_though_it_was_not_told_yet(admin: User, worker: User) -> None:
    scan = admin.open_scan(grace_seconds=30)
    good(admin.decide(worker.submit(scan), "refuse", reason="Seen"))

    told = summary(admin, scan)

    assert told["counts"] == now(refused=1)
    assert told["ever"]["verdicts"] == NO_VERDICTS
    assert told["deciders"] == [
        {"by": person(admin), "verdicts": NO_VERDICTS, "reopened": 0, "counts": now(refused=1)}
    ]


def test_what_many_have_said_stands_with_what_became_of_it(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    first = worker.submit(scan, "Gate 4 is not open")
    again = other_worker.submit(scan, "gate 4 is not open!")
    third = worker.submit(scan, "Gate 4: not open")
    soap = [worker.submit(scan, f"No soap in the toilets of hall B{'.' * n}") for n in range(2)]
    worker.submit(scan, "Lost child at platform 1")
    good(admin.decide(first, "refuse"))
    good(admin.decide(again, "refuse"))
    good(admin.decide(third, "return"))
    for task in soap:
        good(admin.decide(task, "validate"))
    admin.change(scan, status="closed")

    alike = summary(admin, scan)["alike"]

    gate = {
        "task_id": first["id"], "number": 1, "text": "Gate 4 is not open",
        "count": 3, "counts": now(refused=2, returned=1),
    }  # fmt: skip
    hall = {
        "task_id": soap[0]["id"], "number": 4, "text": "No soap in the toilets of hall B",
        "count": 2, "counts": now(validated=2),
    }  # fmt: skip
    assert alike == {
        "compared": 6, "stacks": 2, "tasks": 5, "largest": [gate, hall], "validated_most": hall,
    }  # fmt: skip
    assert [row["tasks"] for row in rows(admin, scan, "alike")] == ["3", "2"]


def test_where_likes_are_not_wanted_none_are_looked_for(admin: User, worker: User) -> None:
    scan = admin.open_scan()
    worker.submit(scan)
    assert "alike" in summary(admin, scan)

    admin.change(scan, stacking=False)

    assert "alike" not in summary(admin, scan)
    assert rows(admin, scan, "alike") == []


def test_the_most_validated_come_first_and_of_equals_who_needed_fewer(
    admin: User, worker: User, other_worker: User, scan: dict[str, Any]
) -> None:
    for n in range(3):
        good(admin.decide(worker.submit(scan, f"Seal {n}"), "refuse" if n else "validate"))
    good(admin.decide(other_worker.submit(scan, "=1+1"), "validate"))

    assert summary(admin, scan)["validated_most"] == [
        {"by": person(other_worker), "submitted": 1, "counts": now(validated=1)},
        {"by": person(worker), "submitted": 3, "counts": now(validated=1, refused=2)},
    ]
    assert [row["submitted"] for row in rows(admin, scan, "workers")] == ["1", "3"]


def test_it_is_saved_as_a_file_and_the_log_says_so(admin: User, worker: User) -> None:
    scan = admin.open_scan("Gate sweep / evening")
    good(admin.decide(worker.submit(scan), "refuse", reason="=HYPERLINK(1)"))

    saved = admin.get(f"/scans/{scan['id']}/summary.json")

    assert good(saved) == summary(admin, scan)
    assert 'filename="Gate-sweep-evening-summary.json"' in saved.headers["Content-Disposition"]
    assert rows(admin, scan, "reasons") == [
        {"reason": "'=HYPERLINK(1)", "tasks": "1", "typed": "1"}
    ]
    log = good(admin.get(f"/activity?scan={scan['id']}"))["items"]
    exported = [each["about"] for each in log if each["deed"] == "exported"]
    assert exported == ["summary: reasons", "summary"]
    assert problem(admin.get(f"/scans/{scan['id']}/summary/gossip.csv")) == (404, "not_found")
