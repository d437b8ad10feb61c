"""The short codes that lead to scans. The code is the id, so no two scans can hold one."""

from __future__ import annotations

from taskstream import ids
from taskstream.storage import Duplicate, Store


class CodeRepository:
    """Which code is whose. A code here alone leads nowhere: its scan must hold it too."""

    def __init__(self, store: Store) -> None:
        self._codes = store.collection("codes")

    def reserve(self, scan_id: str) -> str:
        """Return a code that nobody has, and that nobody gets before it is released."""
        while True:
            code = ids.new_scan_code()
            try:
                self._codes.insert({"_id": code, "scan_id": scan_id})
            except Duplicate:
                continue
            return code

    def release(self, code: str, scan_id: str) -> None:
        """Let others have it, if it is this scan's."""
        self._codes.delete(code, {"scan_id": scan_id})

    def scan_id_of(self, code: str) -> str | None:
        """Return the scan that it was reserved for, or None."""
        document = self._codes.get(code)
        return None if document is None else str(document["scan_id"])
