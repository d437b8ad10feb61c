"""Reading that needs no more of a database than pages, so both adapters share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taskstream.storage.port import PAGE_LIMIT, Collection, Document, Filter, Sort


def every(collection: Collection, filter: Filter, sort: Sort) -> Iterator[Document]:
    """Yield all matches in order, a page at a time; changes meanwhile may or may not show."""
    after: str | None = None
    while True:
        page = collection.find(filter, sort=sort, after=after, limit=PAGE_LIMIT)
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
