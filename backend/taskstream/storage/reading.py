"""Reading that needs no more of a database than pages, so both adapters share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taskstream.storage.port import PAGE_LIMIT, Collection, Document, Filter, Page, Sort
from taskstream.storage.queries import Order, cursor_after


def page_of(
    found: Sequence[Document], limit: int, order: Order, fields: Sequence[str] | None
) -> Page:
    """Return the page that ``found`` begins with: at most ``limit``, and one more if there is a next.

    Of ``fields`` and the id alone, when there are any; each document must have those of ``order``.
    """
    items = list(found[:limit])
    following = cursor_after(order, items[-1]) if len(found) > limit else None
    if fields is not None:
        kept = {"_id", *fields}
        items = [{key: item[key] for key in item if key in kept} for item in items]
    return Page(items, following)


def every(
    collection: Collection, filter: Filter, sort: Sort, fields: Sequence[str] | None = None
) -> Iterator[Document]:
    """Yield all matches in order, a page at a time; changes meanwhile may or may not show."""
    after: str | None = None
    while True:
        page = collection.find(filter, sort=sort, after=after, limit=PAGE_LIMIT, fields=fields)
        yield from page.items
        after = page.next
        if after is None:
            return


def search(
    collection: Collection, words: Sequence[str], filter: Filter, limit: int
) -> list[Document]:
    """Return matches whose ``text`` holds every word, newest id first.

    Compared here and not by the database: each of them folds case in its own way.
    """
    wanted = [word.casefold() for word in words]
    found: list[Document] = []
    for document in every(collection, filter, [("_id", -1)]):
        text = document.get("text")
        if isinstance(text, str) and all(word in text.casefold() for word in wanted):
            found.append(document)
            if len(found) == limit:
                break
    return found
