"""The project's written pages, as the tests read them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def text(path: str) -> str:
    """Return the text of one page."""
    return (ROOT / path).read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its kind or higher."""
    level = heading.partition(" ")[0]
    _, found, rest = page.partition(f"\n{heading}\n")
    assert found, f"no heading {heading!r}"
    return re.split(rf"^#{{1,{len(level)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(table: str) -> list[list[str]]:
    """Return the cells of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def routes() -> list[str]:
    """Return a path for each page that the router of the pages knows."""
    router = text("frontend/src/app/routes.tsx")
    paths = re.findall(r'path="(/[^"]*)"', router)
    assert paths
    # What may be left out is there in one path and not in another.
    both = [path.replace("?", "") for path in paths] + [
        re.sub(r"/:\w+\?", "", path) for path in paths
    ]
    return sorted({re.sub(r":\w+", "7k2", path) for path in both})
