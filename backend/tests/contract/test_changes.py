"""One record changed at a time, by callers who cannot see each other."""

from __future__ import annotations

from functools import partial

import pytest

from taskstream.storage import BadDocument, BadQuery, Document, Duplicate, Patch, Replace, Store
from tests.contract.databases import Database, all_at_once
from tests.contract.shelves import a_book, arrival, fill, ids, write

FERRET_UPDATES = "FerretDB answers a taken unique key in an update with an internal error"


def test_st6_replace_writes_only_over_what_it_expects(store: Store) -> None:
    books = store.collection("books")
    fill(store, a_book("b1", state="new", notes=["old"]))
    changed = a_book("b1", state="read", version=2)

    assert not books.replace("b1", changed, {"version": 2})
    assert not books.replace("b1", changed, {"version": 1, "state": "read"})
    assert not books.replace("b1", changed, {"version": 1, "shelf": "s"})
    assert not books.replace("b2", a_book("b2"), {})
    assert books.replace("b1", changed, {"version": 1, "state": "new", "shelf": None})
    assert list(store.scan_all("books")) == [changed]


def test_st5_whoever_has_read_a_document_reads_what_became_of_it(store: Store) -> None:
    books, counters = store.collection("books"), store.collection("counters")

    def seen() -> tuple[Document | None, Document | None]:
        return books.get("b1"), books.get_many(["b1"]).get("b1")

    def is_now(document: Document | None) -> bool:
        return seen() == (document, document)

    assert is_now(None)
    fill(store, a_book("b1"))
    assert is_now(a_book("b1"))
    assert books.replace("b1", a_book("b1", version=2), {"version": 1})
    assert is_now(a_book("b1", version=2))
    books.update("b1", Patch(inc={"version": 1}))
    assert is_now(a_book("b1", version=3))
    books.claim({"author": "anon"}, [("version", 1)], Patch(set={"state": "read"}))
    assert is_now(a_book("b1", version=3, state="read"))
    books.upsert(a_book("b1", version=4))
    assert is_now(a_book("b1", version=4))
    store.write([Replace("books", a_book("b1", version=5), {"version": 4})])
    assert is_now(a_book("b1", version=5))
    found = books.get("b1")
    assert found is not None
    found["version"] = 9
    assert is_now(a_book("b1", version=5))
    assert books.delete("b1")
    assert is_now(None)

    for number in (1, 2):
        write(store, [arrival(f"c{number}")])
        counter = counters.get("all")
        assert counter is not None
        assert counter["books"] == number


def test_st6_replace_takes_plain_equality_and_keeps_the_id(store: Store) -> None:
    books = store.collection("books")
    fill(store, a_book("b1"))

    with pytest.raises(BadQuery):
        books.replace("b1", a_book("b1"), {"version": {"$gte": 1}})
    with pytest.raises(BadQuery):
        books.replace("b1", a_book("b1"), {"notes": 1})
    with pytest.raises(BadDocument):
        books.replace("b1", a_book("b2"), {})


@pytest.mark.defect("ferretdb", FERRET_UPDATES)
def test_st6_replace_refuses_a_key_of_another(store: Store) -> None:
    fill(store, a_book("b1"), a_book("b2"))

    with pytest.raises(Duplicate) as refused:
        store.collection("books").replace("b2", a_book("b2", title="b1"), {"version": 1})

    assert refused.value.index == "author_title"
    assert store.collection("books").get("b2") == a_book("b2")


def test_st7_of_many_replaces_of_one_version_one_wins(database: Database) -> None:
    store = database.open()
    books = store.collection("books")
    fill(store, a_book("b1"))
    attempts = [a_book("b1", version=2, state=f"by {n}") for n in range(10)]

    won = all_at_once(
        database.concurrency,
        [partial(books.replace, "b1", attempt, {"version": 1}) for attempt in attempts],
    )

    assert sorted(won) == [False] * 9 + [True]
    assert books.get("b1") == attempts[won.index(True)]


def test_st8_update_changes_single_fields_and_returns_the_document(store: Store) -> None:
    books = store.collection("books")
    fill(store, a_book("b1", state="new", notes="x", pages=3))
    patch = Patch(
        set={"state": "read", "by": {"id": 1}}, unset=["notes"], inc={"pages": -5, "n": 1}
    )

    changed = books.update("b1", patch, {"version": {"$lt": 2}})

    assert changed == a_book("b1", state="read", by={"id": 1}, pages=-2, n=1)
    assert books.get("b1") == changed
    assert ids(books.find({"state": "read"}).items) == ["b1"]


def test_st8_update_leaves_alone_what_does_not_match(store: Store) -> None:
    books = store.collection("books")
    fill(store, a_book("b1"))

    assert books.update("b1", Patch(inc={"version": 1}), {"version": 2}) is None
    assert books.update("b1", Patch(inc={"version": 1}), {"_id": "b2"}) is None
    assert books.update("b2", Patch(inc={"version": 1})) is None
    assert books.update("\ud800", Patch(inc={"version": 1})) is None
    assert list(store.scan_all("books")) == [a_book("b1")]


BAD_PATCHES = {
    "nothing": Patch(),
    "the id": Patch(set={"_id": "b2"}),
    "twice": Patch(set={"n": 1}, inc={"n": 1}),
    "a path": Patch(set={"a.b": 1}),
    "an operator": Patch(inc={"$a": 1}),
    "a wrong type": Patch(set={"rank": "1"}),
    "not JSON": Patch(set={"n": b""}),
    "text raised": Patch(inc={"shelf": 1}),
    "raised by a fraction": Patch(inc={"n": 1.5}),  # type: ignore[dict-item]  # what is tested
    "a unique field gone": Patch(unset=["title"]),
    "a unique field emptied": Patch(set={"title": None}),
}


@pytest.mark.parametrize("patch", BAD_PATCHES.values(), ids=BAD_PATCHES.keys())
def test_st8_a_patch_that_cannot_be_applied_is_refused(store: Store, patch: Patch) -> None:
    books = store.collection("books")
    fill(store, a_book("b1"))

    with pytest.raises(BadDocument):
        books.update("b1", patch)
    with pytest.raises(BadDocument):
        books.claim({}, [], patch)

    assert books.get("b1") == a_book("b1")


@pytest.mark.defect("mongomock", "mongomock lets a TypeError of its own through")
def test_st8_only_numbers_are_raised(store: Store) -> None:
    fill(store, a_book("b1", notes="text"))

    with pytest.raises(BadDocument):
        store.collection("books").update("b1", Patch(inc={"notes": 1}))


@pytest.mark.defect("ferretdb", FERRET_UPDATES)
def test_st8_update_refuses_a_key_of_another(store: Store) -> None:
    fill(store, a_book("b1"), a_book("b2"))

    with pytest.raises(Duplicate) as refused:
        store.collection("books").update("b2", Patch(set={"title": "b1"}))

    assert refused.value.index == "author_title"
    assert store.collection("books").get("b2") == a_book("b2")


def test_st8_no_update_is_lost(database: Database) -> None:
    store = database.open()
    books = store.collection("books")
    fill(store, a_book("b1", n=0))

    all_at_once(database.concurrency, [partial(books.update, "b1", Patch(inc={"n": 1}))] * 20)

    assert books.get("b1") == a_book("b1", n=20)


def test_st9_claim_takes_the_first_in_order(store: Store) -> None:
    books = store.collection("books")
    fill(store, *(a_book(f"b{n}", rank=n, state="free") for n in (3, 1, 2)), a_book("b0"))
    patch = Patch(set={"state": "mine"})

    assert books.claim({"state": "free"}, [("rank", 1)], patch) == a_book(
        "b1", rank=1, state="mine"
    )
    assert books.claim({"state": "free"}, [("rank", -1)], patch) == a_book(
        "b3", rank=3, state="mine"
    )
    assert books.claim({"state": "gone"}, [("rank", 1)], patch) is None
    assert ids(books.find({"state": "mine"}).items) == ["b1", "b3"]


def test_st9_two_claims_never_get_the_same(database: Database) -> None:
    store = database.open()
    books = store.collection("books")
    fill(store, *(a_book(f"b{n}", rank=n, state="free") for n in range(6)))
    claim = partial(books.claim, {"state": "free"}, [("rank", 1)], Patch(set={"state": "mine"}))

    claimed = all_at_once(database.concurrency, [claim] * 8)

    got = [document["_id"] for document in claimed if document is not None]
    assert sorted(got) == [f"b{n}" for n in range(6)]


def test_st10_upsert_stores_over_an_older_one(store: Store) -> None:
    books = store.collection("books")

    books.upsert(a_book("b1", notes="old"))
    books.upsert(a_book("b1", state="new"))

    assert list(store.scan_all("books")) == [a_book("b1", state="new")]


def test_st10_upsert_never_removes_another(store: Store) -> None:
    fill(store, a_book("b1"))

    with pytest.raises(Duplicate) as refused:
        store.collection("books").upsert(a_book("b2", title="b1"))

    assert refused.value.index == "author_title"
    assert list(store.scan_all("books")) == [a_book("b1")]


def test_st11_delete_says_whether_there_was_one(store: Store) -> None:
    books = store.collection("books")
    fill(store, a_book("b1"), a_book("b2"))

    assert not books.delete("b1", {"version": {"$ne": 1}})
    assert books.delete("b1", {"version": 1})
    assert not books.delete("b1")
    assert not books.delete("\ud800")
    assert ids(list(store.scan_all("books"))) == ["b2"]
    fill(store, a_book("b1"))


def test_st11_delete_where_stops_at_its_limit(store: Store) -> None:
    books = store.collection("books")
    fill(store, *(a_book(f"b{n}", rank=n) for n in range(5)))

    assert books.delete_where({"rank": {"$gte": 1}}, 3) == 3
    assert books.delete_where({"rank": {"$gte": 1}}, 3) == 1
    assert books.delete_where({"rank": {"$gte": 1}}, 3) == 0
    assert ids(list(store.scan_all("books"))) == ["b0"]
    assert books.delete_where({}, 500) == 1
    with pytest.raises(BadQuery):
        books.delete_where({}, 501)
