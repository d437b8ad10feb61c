"""Documents that were read one by one lately: what every event asks for is not read again."""

from __future__ import annotations

from typing import Final, TypeAlias

# What SQLite gives for a document: its JSON. Each reader decodes it for himself, and may write on it.
Row: TypeAlias = tuple[str]

# Of one collection; rather fewer are in use at a time.
ROWS_KEPT: Final = 500


class KnownRows:
    """The rows of one table by id, for as long as nothing has been written to it.

    The file is this process's alone, so nobody else can change it. ``generation`` is told before
    a row is read and given back with it: what was read while somebody wrote is of no use.
    """

    def __init__(self) -> None:
        self._rows: dict[str, tuple[int, Row]] = {}
        self.generation = 0

    def find(self, id: str) -> Row | None:
        """Return the row, if it is known."""
        generation, row = self._rows.get(id, (-1, None))
        return row if generation == self.generation else None

    def keep(self, id: str, row: Row, generation: int) -> None:
        """Note what the row was in that generation."""
        if len(self._rows) >= ROWS_KEPT:
            self._rows.clear()
        self._rows[id] = (generation, row)

    def forget(self) -> None:
        """Know nothing any more: the table was written to."""
        self.generation += 1
        self._rows.clear()
