"""The steps from one shape of the data to the next: numbered, forward only, each run once."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from taskstream import ids
from taskstream.domain.users import likeness
from taskstream.storage.migrating import UNSETTLED
from taskstream.storage.port import Document, Duplicate, Migration, Patch, Store

# What puts a task before the moderators again.
BEGIN_AGAIN: Final = frozenset({"resubmit", "reopen"})


def count_for_audiences(store: Store) -> None:
    """Give each audience's counter its open tasks and ``last``, the highest ``seq`` among all."""
    counted: defaultdict[str, dict[str, int]] = defaultdict(lambda: {"last": 0, "open": 0})
    for task in store.scan_all("tasks"):
        for id_ in (task["scan_id"], f"{task['scan_id']}.{task['author_id']}"):
            counts = counted[id_]
            counts["last"] = max(task["seq"], counts["last"])
            counts["open"] += task["status"] in {"pending", "returned"}
    counters = store.collection("counters")
    for id_, counts in counted.items():
        counters.update(id_, Patch(set=counts))


def give_codes(store: Store) -> None:
    """Give each scan that is not closed a code of its own. What has one keeps it."""
    scans, codes = store.collection("scans"), store.collection("codes")
    for scan in store.scan_all("scans"):
        if scan["status"] == "closed" or scan.get("code") is not None:
            continue
        code = None
        while code is None:
            code = ids.new_scan_code()
            try:
                codes.insert({"_id": code, "scan_id": scan["_id"]})
            except Duplicate:
                code = None
        scans.update(scan["_id"], Patch(set={"code": code}))


def version_reasons(store: Store) -> None:
    """Note which refusals gave one of their scan's reasons: what is offered now is the first version.

    What their authors were told stays as it is. Words that the list does not have are the moderator's own.
    """
    offered: dict[str, frozenset[str]] = {}
    scans, tasks = store.collection("scans"), store.collection("tasks")
    for scan in store.scan_all("scans"):
        scans.update(scan["_id"], Patch(set={"reasons_version": 1}))
        offered[scan["_id"]] = frozenset(scan.get("refusal_reasons", ()))
    for task in store.scan_all("tasks"):
        if patch := _versions_in(task, offered.get(task["scan_id"], frozenset())):
            tasks.update(task["_id"], Patch(set=patch))


def _versions_in(task: Document, offered: frozenset[str]) -> Document:
    patch: Document = {}
    if task["status"] == "refused" and task.get("reason") in offered:
        patch["reasons_version"] = 1
    held = task.get("held")
    if held is not None and held["action"] == "refuse" and held.get("reason") in offered:
        patch["held"] = {**held, "reasons_version": 1}
    refusals = [
        entry["action"] == "refuse" and entry.get("reason") in offered
        for entry in task.get("history", ())
    ]
    if any(refusals):
        patch["history"] = [
            {**entry, "reasons_version": 1} if refused else entry
            for entry, refused in zip(task.get("history", ()), refusals, strict=True)
        ]
    return patch


def note_likeness(store: Store) -> None:
    """Give each user what names that read like his have in common."""
    users = store.collection("users")
    for user in store.scan_all("users", ["username"]):
        # Of a guest who was removed no name is left.
        if "username" in user:
            users.update(user["_id"], Patch(set={"likeness": likeness(user["username"])}))


def have_counted(store: Store) -> None:
    """Let the next start count roll-ups anew, of tasks that are older than these or than their layout."""
    if next(store.scan_all("tasks", ["_id"]), None) is not None:
        store.collection("meta").upsert({"_id": UNSETTLED})


def count_rounds(store: Store) -> None:
    """Give each task that was corrected its round. Of a history that was cut, what is left counts."""
    tasks = store.collection("tasks")
    for task in store.scan_all("tasks", ["history"]):
        corrections = sum(entry["action"] == "resubmit" for entry in task.get("history", ()))
        if corrections:
            tasks.update(task["_id"], Patch(set={"round": 1 + corrections}))


def note_waits(store: Store) -> None:
    """Note on each task that was corrected or reopened when it began to wait again."""
    tasks = store.collection("tasks")
    for task in store.scan_all("tasks", ["history"]):
        began = [entry["at"] for entry in task.get("history", ()) if entry["action"] in BEGIN_AGAIN]
        if began:
            tasks.update(task["_id"], Patch(set={"waiting_since": began[-1]}))


MIGRATIONS: Final = (
    Migration(1, "count for audiences", count_for_audiences),
    Migration(2, "codes of scans", give_codes),
    Migration(3, "versions of refusal reasons", version_reasons),
    Migration(4, "likeness of names", note_likeness),
    Migration(5, "roll-ups", have_counted),
    Migration(6, "rounds of tasks", count_rounds),
    Migration(7, "waits of tasks", note_waits),
    # Once more: since then letters of other scripts that look alike are alike.
    Migration(8, "likeness of letters", note_likeness),
    Migration(9, "days beside hours", have_counted),
    Migration(10, "weeks beside days, and names beside totals", have_counted),
)
