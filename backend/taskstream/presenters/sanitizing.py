"""The one place where HTML is made safe: what is not on these lists is shown as text or left out."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import partial
from typing import Final, TypeAlias

from bleach import Cleaner
from bleach.linkifier import LinkifyFilter

# ``frontend/src/components/ui/RichText.tsx`` draws these and no others.
TAGS: Final = frozenset({
    "a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "pre", "strong", "ul",
})  # fmt: skip
ATTRIBUTES: Final = {"a": ["href"], "ol": ["start"]}
PROTOCOLS: Final = frozenset({"http", "https", "mailto"})
# Without a scheme a link would lead into this product, under a name that somebody else chose.
_ABSOLUTE: Final = re.compile(r"https?://|mailto:", re.IGNORECASE)
# What becomes a link by itself. Bleach's own pattern also finds addresses without a scheme ("app.py" would
# be one in Paraguay), and takes four times as long for as many brackets as a text may hold.
_ADDRESS: Final = re.compile(r"(?<![\w@])https?://[^\s<>\"'()\[\]{}|\\^`]+", re.IGNORECASE)

_LinkAttributes: TypeAlias = MutableMapping[tuple[str | None, str], str]


def sanitize_html(html: str) -> str:
    """Return the HTML with nothing in it but text and a few harmless elements.

    Tags that are not allowed become text. Links are absolute, open elsewhere, and tell nobody
    where they were found; addresses that stand in the text as such become links.
    """
    cleaner = Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        protocols=PROTOCOLS,
        filters=[
            partial(
                LinkifyFilter,
                callbacks=[_link],  # type: ignore[list-item]  # the stubs forget that None is an answer
                skip_tags={"code", "pre"},
                url_re=_ADDRESS,
            )
        ],
    )
    cleaned: str = cleaner.clean(html)
    return cleaned


def _link(attributes: _LinkAttributes, new: bool = False) -> _LinkAttributes | None:  # noqa: ARG001, FBT001, FBT002 - bleach calls it so
    """Return a link's attributes, or None where it is to be mere text."""
    if not _ABSOLUTE.match(attributes.get((None, "href"), "")):
        return None
    attributes[(None, "rel")] = "noopener noreferrer nofollow"
    attributes[(None, "target")] = "_blank"
    return attributes
