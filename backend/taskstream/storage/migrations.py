"""The steps from one shape of the data to the next: numbered, forward only, each run once."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from taskstream import ids
from taskstream.storage.port import Duplicate, Migration, Patch, Store


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


MIGRATIONS: Final = (
    Migration(1, "count for audiences", count_for_audiences),
    Migration(2, "codes of scans", give_codes),
)
