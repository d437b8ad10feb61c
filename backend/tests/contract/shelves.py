"""A schema that belongs to no feature: books that stand on shelves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from taskstream.storage import (
    CollectionSchema,
    Document,
    Index,
    Insert,
    Numbering,
    Outcome,
    Replace,
    Schema,
    Store,
    Tally,
    Write,
    Written,
)

BOOKS: Final = CollectionSchema(
    "books",
    {
        "shelf": "text",
        "rank": "integer",
        "state": "text",
        "version": "integer",
        "author": "text",
        "title": "text",
    },
    (
        Index("shelf_rank", ("shelf", "rank")),
        Index("author_title", ("author", "title"), unique=True),
    ),
    steady=("shelf", "author", "title"),
)
COUNTERS: Final = CollectionSchema("counters", {})
META: Final = CollectionSchema("meta", {})
SHELVES: Final = Schema((BOOKS, COUNTERS, META))


def a_book(id: str, **fields: Any) -> Document:
    """Return a book whose unique key is its own."""
    return {"_id": id, "author": "anon", "title": id, "version": 1, **fields}


def fill(store: Store, *books: Document) -> None:
    """Store the books."""
    assert store.collection("books").insert_many(books) == ["inserted"] * len(books)


def ids(documents: list[Document]) -> list[str]:
    """Return their ids, in order."""
    return [document["_id"] for document in documents]


def arrival(id: str, shelf: str = "s", **fields: Any) -> Insert:
    """Return the insert of a book that is numbered on its shelf."""
    return Insert(
        "books",
        a_book(id, shelf=shelf, **fields),
        numbering=Numbering(shelf, {"rank": "seq", "number": "number"}),
    )


def revision(id: str, *, expect: int, shelf: str = "s", **fields: Any) -> Replace:
    """Return the replacement of a book at that version, numbered anew."""
    return Replace(
        "books",
        a_book(id, shelf=shelf, **{"version": expect + 1, **fields}),
        expect={"version": expect},
        numbering=Numbering(shelf, {"rank": "seq"}),
    )


def write(store: Store, writes: Sequence[Write]) -> list[Outcome]:
    """Carry out the writes, counting on each shelf what came and what was revised."""

    def counted(outcomes: Sequence[Outcome]) -> list[Tally]:
        tallies = []
        for one, outcome in zip(writes, outcomes, strict=True):
            if isinstance(outcome, Written) and "shelf" in outcome.document:
                came = isinstance(one, Insert)
                tallies.append(
                    Tally(outcome.document["shelf"], {"books" if came else "revisions": 1})
                )
                tallies += [Tally("all", {"books": 1})] if came else []
        return tallies

    return store.write(writes, counted)
