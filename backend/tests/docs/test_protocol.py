"""docs/protocol.md names every call and event; the pages' types are made from the models."""

from __future__ import annotations

import re

from taskstream.presenters.typescript import protocol_file
from taskstream.presenters.wire import EVENTS
from taskstream.realtime.handlers import CLIENT_EVENTS
from tests.docs.pages import rows, section, text

PAGE = "docs/protocol.md"


def fields(cell: str) -> dict[str, bool]:
    """Read ``{scan_id, epoch?}`` as each field with whether it is required."""
    names = re.search(r"\{(.*?)\}", cell)
    assert names, cell
    found = [name.strip() for name in names[1].split(",") if name.strip()]
    return {name.rstrip("?"): not name.endswith("?") for name in found}


def test_calls() -> None:
    listed = {row[0].strip("`"): fields(row[1]) for row in rows(section(text(PAGE), "## Calls"))}

    assert listed == {
        name: {field: info.is_required() for field, info in schema.model_fields.items()}
        for name, schema in CLIENT_EVENTS.items()
    }


def test_events() -> None:
    listed = {row[0].strip("`"): fields(row[1]) for row in rows(section(text(PAGE), "## Events"))}

    assert listed == {
        event.name: {field: info.is_required() for field, info in event.model_fields.items()}
        for event in EVENTS
    }


def test_rules_are_numbered_without_gaps() -> None:
    numbers = [int(number) for number in re.findall(r"^- \*\*P(\d+)\*\*", text(PAGE), re.MULTILINE)]

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_types_of_the_pages_are_not_stale() -> None:
    assert text("frontend/src/live/protocol.gen.ts") == protocol_file(), "run: make generate"
