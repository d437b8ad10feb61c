"""Markdown as it is shown: a few constructs, no HTML, no pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from taskstream.presenters.sanitizing import sanitize_html

# Left out: HTML and pictures, since they harm; indented code, underlined headings and references,
# since they take plain text by surprise.
RULES: Final = (
    "heading", "list", "blockquote", "fence", "hr",
    "newline", "escape", "entity", "backticks", "emphasis", "link", "autolink",
)  # fmt: skip
# A text takes up to some milliseconds, a list of scans shows a hundred, and each of them again and again.
KEPT: Final = 2_048


@lru_cache(maxsize=KEPT)
def render_markdown(source: str) -> str:
    """Return safe HTML. A line break is one, as people expect who know no Markdown."""
    markdown = _markdown()
    tokens = markdown.parse(source)
    _two_levels(tokens)
    return sanitize_html(markdown.renderer.render(tokens, markdown.options, {}).strip())


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "breaks": True}).enable(list(RULES))


def _two_levels(tokens: Sequence[Token]) -> None:
    """Make the highest headings h2 and all others h3, so that they follow on those of the page."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((token.tag for token in headings), default="h1")
    for token in headings:
        token.tag = "h2" if token.tag == highest else "h3"
