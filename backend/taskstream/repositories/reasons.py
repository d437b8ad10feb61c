"""The lists of reasons that scans have offered, and offer no longer."""

from __future__ import annotations

from taskstream.clock import Millis
from taskstream.domain.reasons import FormerReasons
from taskstream.storage import Store


class ReasonsRepository:
    """Former versions by scan and number. The present one is with its scan."""

    def __init__(self, store: Store) -> None:
        self._lists = store.collection("reasons")

    def keep(self, scan_id: str, former: FormerReasons) -> None:
        """Store a version, over what was stored of it before."""
        self._lists.upsert(
            {
                "_id": _id(scan_id, former.version),
                "scan_id": scan_id,
                "version": former.version,
                "reasons": list(former.reasons),
                "until": former.until,
            }
        )

    def find(self, scan_id: str, version: int) -> FormerReasons | None:
        """Return a version, or None."""
        document = self._lists.get(_id(scan_id, version))
        if document is None:
            return None
        return FormerReasons(
            document["version"], tuple(document["reasons"]), Millis(document["until"])
        )


def _id(scan_id: str, version: int) -> str:
    return f"{scan_id}.{version}"
