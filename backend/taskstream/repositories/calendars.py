"""By whose calendars somebody has looked back: what the next process reads before it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from taskstream.storage import Store

# Of those that look back at one server: each is a year of days to be read.
CALENDARS_KEPT: Final = 4
ID: Final = "calendars"


class CalendarRepository:
    """The zones by which somebody has looked back, the latest last."""

    def __init__(self, store: Store) -> None:
        self._meta = store.collection("meta")

    def zones(self) -> list[str]:
        """Return their IANA names."""
        return list((self._meta.get(ID) or {}).get("zones", ()))

    def note(self, zones: Sequence[str]) -> None:
        """Keep the last ones of these."""
        self._meta.upsert({"_id": ID, "zones": list(zones[-CALENDARS_KEPT:])})
