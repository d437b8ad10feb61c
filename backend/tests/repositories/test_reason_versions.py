"""Reasons in versions, in both databases: former lists, and what was stored before there were versions."""

from __future__ import annotations

from taskstream.clock import Millis
from taskstream.domain.reasons import FormerReasons
from taskstream.repositories.reasons import ReasonsRepository
from taskstream.repositories.scans import ScanRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import Document, Store
from taskstream.storage.migrations import version_reasons

ADA = {"id": "ada", "name": "Ada"}


def an_old_scan(id_: str, **more: object) -> Document:
    """Return a scan as it was stored before its reasons had versions."""
    return {
        "_id": id_, "name": id_, "instructions": "", "status": "open", "target_seconds": 180,
        "owner_id": "ada", "owner_name": "Ada", "moderators": [], "created_at": 1, "version": 3, **more,
    }  # fmt: skip


def an_old_task(
    id_: str, status: str, *history: tuple[str, str | None], **more: object
) -> Document:
    """Return a task as it was stored then; ``history``: action and reason of each change."""
    entries = [
        {"version": number, "action": action, "at": 1, "by_id": "ada", "by_name": "Ada"}
        | ({} if reason is None else {"reason": reason})
        for number, (action, reason) in enumerate((("submit", None), *history), start=1)
    ]
    return {
        "_id": id_, "scan_id": id_.partition(".")[0], "client_id": id_, "author_id": "bob",
        "author_name": "Bob", "text": "x", "status": status, "version": len(entries),
        "number": 1, "seq": 1, "created_at": 1,
        "history": entries, **more,
    }  # fmt: skip


def test_a_former_list_is_kept_by_its_number(product: Store) -> None:
    lists = ReasonsRepository(product)
    first = FormerReasons(1, ("Seen already", "🙂"), until=Millis(5))

    lists.keep("s", first)
    lists.keep("s", FormerReasons(2, (), until=Millis(7)))

    assert lists.find("s", 1) == first
    assert lists.find("s", 2) == FormerReasons(2, (), until=Millis(7))
    assert lists.find("s", 3) is None
    assert lists.find("t", 1) is None
    # Who lost the race to change it had stored it as well, at another moment.
    lists.keep("s", FormerReasons(1, first.reasons, until=Millis(6)))
    assert lists.find("s", 1) == FormerReasons(1, first.reasons, until=Millis(6))


def test_what_was_offered_before_there_were_versions_is_the_first(product: Store) -> None:
    held = {"action": "refuse", "at": 1, "by": ADA, "until": 9, "reason": "Seen"}
    product.collection("scans").insert_many(
        [an_old_scan("s", refusal_reasons=["Seen"]), an_old_scan("bare")]
    )
    refused, decided = ("refuse", "Seen"), {"decided_at": 1, "decided_by": ADA}
    product.collection("tasks").insert_many(
        [
            an_old_task("s.listed", "refused", refused, reason="Seen", **decided),
            an_old_task("s.typed", "refused", ("refuse", "Blurred"), reason="Blurred", **decided),
            an_old_task("s.again", "pending", refused, ("reopen", None)),
            # The same words, but sent back with them: nothing of a list.
            an_old_task("s.returned", "returned", ("return", "Seen"), reason="Seen", **decided),
            an_old_task("s.held", "pending", held=held),
            an_old_task("bare.listed", "refused", refused, reason="Seen", **decided),
        ]
    )
    before = {task["_id"]: task for task in product.scan_all("tasks")}

    version_reasons(product)
    once = list(product.scan_all("tasks"))
    # After a crash it begins again.
    version_reasons(product)

    assert list(product.scan_all("tasks")) == once
    tasks = {
        task.id.partition(".")[2] + task.scan_id: task
        for task in TaskRepository(product).by_ids(list(before))
    }
    versions = {
        name: (task.reasons_version, [entry.reasons_version for entry in task.history])
        for name, task in tasks.items()
    }
    assert versions == {
        "listeds": (1, [None, 1]),
        "typeds": (None, [None, None]),
        "agains": (None, [None, 1, None]),
        "returneds": (None, [None, None]),
        "helds": (None, [None]),
        "listedbare": (None, [None, None]),
    }
    kept = tasks["helds"].held
    assert kept is not None
    assert (kept.reason, kept.reasons_version) == ("Seen", 1)
    assert {scan.reasons_version for scan in ScanRepository(product).by_ids(["s", "bare"])} == {1}
    # What authors were told, and what clients compare, is as it was.
    changed = {"history", "held", "reasons_version"}
    for task in once:
        for name in before[task["_id"]].keys() - changed:
            assert task[name] == before[task["_id"]][name]


def test_it_is_among_the_steps_that_every_start_takes(product: Store) -> None:
    product.collection("scans").insert(an_old_scan("s"))

    assert product.migrate()[-1] >= 3

    scan = product.collection("scans").get("s")
    assert scan is not None
    assert scan["reasons_version"] == 1
