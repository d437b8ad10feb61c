"""The way into a scan for who has only its code."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream import ids
from taskstream.domain.scans import Scan
from taskstream.errors import NotFound
from taskstream.repositories.codes import CodeRepository
from taskstream.repositories.scans import ScanRepository


@dataclass(frozen=True, slots=True)
class Joining:
    """Finds scans by their codes."""

    scans: ScanRepository
    codes: CodeRepository

    def by_code(self, typed: str) -> Scan:
        """Return the scan that holds the code, as somebody typed it.

        Raises NotFound, in the same words whether nobody ever had it, its scan is closed, or it
        can be no code at all.
        """
        code = ids.read_scan_code(typed)
        scan_id = None if code is None else self.codes.scan_id_of(code)
        scan = None if scan_id is None else self.scans.find(scan_id)
        if scan is None or scan.code != code:
            raise NotFound("No scan that is open has this code.")
        return scan
