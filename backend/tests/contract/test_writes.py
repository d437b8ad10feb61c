"""``Store.write``: many writes, each with an outcome of its own, numbers and tallies with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from taskstream.storage import (
    BadDocument,
    BadQuery,
    Document,
    Failed,
    Insert,
    InsertMany,
    Numbering,
    Outcome,
    Replace,
    Stale,
    Store,
    Taken,
    Tally,
    Write,
    Written,
)
from tests.contract.databases import Database, all_at_once
from tests.contract.shelves import a_book, arrival, fill, ids, revision, write
from tests.contract.test_changes import FERRET_UPDATES


def test_st22_each_write_has_its_own_outcome(store: Store) -> None:
    fill(store, a_book("b1"), a_book("b2"))

    outcomes = store.write(
        [
            Insert("books", a_book("b3")),
            Insert("books", a_book("b1", title="other")),
            Insert("books", a_book("b4", title="b2")),
            Insert("books", a_book("b5", rank="wrong")),
            Replace("books", a_book("b1", version=2), {"version": 1}),
            Replace("books", a_book("b2", version=2), {"version": 7}),
            Replace("books", a_book("gone"), {}),
            Replace("books", a_book("b2"), {"notes": "undeclared"}),
            Insert("books", a_book("b6")),
        ]
    )

    failures = [outcome.error for outcome in outcomes if isinstance(outcome, Failed)]
    assert [type(error) for error in failures] == [BadDocument, BadQuery]
    assert [outcome for outcome in outcomes if not isinstance(outcome, Failed)] == [
        Written(a_book("b3")),
        Taken("_id"),
        Taken("author_title"),
        Written(a_book("b1", version=2)),
        Stale(),
        Stale(),
        Written(a_book("b6")),
    ]
    assert list(store.scan_all("books")) == [
        a_book("b1", version=2), a_book("b2"), a_book("b3"), a_book("b6")
    ]  # fmt: skip


def test_st22_each_document_of_one_write_has_its_own_outcome(store: Store) -> None:
    fill(store, a_book("b1"))
    new = [a_book("b2"), a_book("b1", title="other"), a_book("b3", author=7), a_book("b4")]

    outcomes = store.write(
        [
            InsertMany("books", new, Numbering("s", {"number": "number"})),
            Replace("books", a_book("b1", version=2), {"version": 1}),
        ]
    )

    assert [type(outcome) for outcome in outcomes] == [Written, Taken, Failed, Written, Written]
    first, last, _ = [one.document for one in outcomes if isinstance(one, Written)]
    assert (first["_id"], first["number"], last["_id"]) == ("b2", 1, "b4")
    assert last["number"] > 1
    assert new[0] == a_book("b2")
    assert ids(list(store.scan_all("books"))) == ["b1", "b2", "b4"]


def test_st22_a_replace_may_change_what_is_steady(store: Store) -> None:
    books = store.collection("books")
    fill(store, a_book("b1", shelf="s", rank=1), a_book("b2", rank=2))

    outcomes = store.write(
        [
            Replace("books", a_book("b1", shelf="t", rank=1, version=2), {"version": 1}),
            Replace("books", a_book("b1", shelf="t", rank=3, version=3), {"version": 2}),
            Replace("books", a_book("b2", shelf="t", rank=2, version=2), {"version": 1}),
            Replace("books", a_book("b2", shelf="u", rank=4, version=3), {"version": 1}),
        ]
    )

    assert [type(outcome) for outcome in outcomes] == [Written, Written, Written, Stale]
    assert ids(books.find({"shelf": "s"}).items) == []
    assert ids(books.find({"shelf": "t"}, sort=[("rank", 1)]).items) == ["b2", "b1"]
    assert books.get("b1") == a_book("b1", shelf="t", rank=3, version=3)


@pytest.mark.defect("ferretdb", FERRET_UPDATES)
def test_st22_a_replace_into_a_taken_key_says_so(store: Store) -> None:
    fill(store, a_book("b1"), a_book("b2"))

    outcomes = store.write([Replace("books", a_book("b2", title="b1"), {"version": 1})])

    assert outcomes == [Taken("author_title")]


def test_st22_no_writes_are_no_trouble_but_an_unknown_collection_is(store: Store) -> None:
    assert store.write([]) == []
    with pytest.raises(BadQuery):
        store.write([Insert("magazines", a_book("b1"))])


def test_st22_the_callers_documents_stay_as_they_are(store: Store) -> None:
    one = arrival("b1")

    (outcome,) = write(store, [one])

    assert one.document == a_book("b1", shelf="s")
    assert outcome == Written(a_book("b1", shelf="s", rank=1, number=1))


def test_st23_numbers_rise_from_one_and_are_stored_with_the_write(store: Store) -> None:
    first = write(store, [arrival("b1"), arrival("b2"), arrival("c1", shelf="t")])
    second = write(store, [arrival("b3"), revision("b1", expect=1), revision("b2", expect=1)])

    numbers = [
        (outcome.document["_id"], outcome.document["rank"], outcome.document.get("number"))
        for outcome in first + second
        if isinstance(outcome, Written)
    ]
    assert numbers[:4] == [("b1", 1, 1), ("b2", 2, 2), ("c1", 1, 1), ("b3", 3, 3)]
    assert sorted(numbers[4:]) == [("b1", 4, None), ("b2", 5, None)]
    for outcome in second:
        assert isinstance(outcome, Written)
        assert store.collection("books").get(outcome.document["_id"]) == outcome.document
    counter = store.collection("counters").get("s")
    assert counter is not None
    assert (counter["seq"], counter["number"]) == (5, 3)


def test_st23_a_number_is_never_given_twice(store: Store) -> None:
    write(store, [arrival("b1"), arrival("b1"), arrival("b2", title="b1"), revision("x", expect=1)])

    (outcome,) = write(store, [arrival("b3")])

    assert isinstance(outcome, Written)
    counter = store.collection("counters").get("s")
    assert counter is not None
    assert outcome.document["rank"] == counter["seq"] > 1
    assert ids(store.collection("books").find({"rank": 1}).items) == ["b1"]


def test_st24_tallies_count_only_what_took_place(store: Store) -> None:
    write(store, [arrival("b1"), arrival("b1"), arrival("b2"), arrival("c1", shelf="t")])
    write(store, [revision("b1", expect=1), revision("b2", expect=9), revision("gone", expect=1)])

    counters = store.collection("counters").get_many(["s", "t", "all"])

    assert {id_: counter.get("books") for id_, counter in counters.items()} == {
        "s": 2, "t": 1, "all": 3
    }  # fmt: skip
    assert counters["s"]["revisions"] == 1


def test_st24_tallies_go_down_and_need_no_numbering(store: Store) -> None:
    (outcome,) = store.write(
        [Insert("books", a_book("b1"))],
        lambda _: [Tally("c", {"a": 2}), Tally("c", {"a": -5, "b": 1})],
    )

    assert outcome == Written(a_book("b1"))
    assert store.collection("counters").get("c") == {"_id": "c", "a": -3, "b": 1}


def test_st24_sums_are_exact_beyond_what_32_bits_hold(store: Store) -> None:
    much = Tally("c", {"much": 2_000_000_000, "little": -2_000_000_000})

    for number in range(3):
        store.write([Insert("books", a_book(f"b{number}"))], lambda _: [much])

    assert store.collection("counters").get("c") == {
        "_id": "c", "much": 6_000_000_000, "little": -6_000_000_000
    }  # fmt: skip


def ranked(outcomes: Sequence[Outcome]) -> list[Tally]:
    """Count what came, and how high it stands on its shelf at the most."""
    return [
        Tally("top", {"books": 1}, {"rank": outcome.document["rank"]})
        for outcome in outcomes
        if isinstance(outcome, Written)
    ]


def test_st24_a_tally_reaches_for_numbers_and_never_falls_back(store: Store) -> None:
    def come(*ids: str) -> None:
        store.write([arrival(id_, shelf=id_[0]) for id_ in ids], ranked)

    come("a1", "a2", "a3")
    come("b1", "a3")

    assert store.collection("counters").get("top") == {"_id": "top", "books": 4, "rank": 3}

    come("b2", "a4", "b3")

    top = store.collection("counters").get("top")
    assert top is not None
    # MongoDB has used a number up for the refused write.
    assert (top["books"], top["rank"]) in {(7, 4), (7, 5)}


def test_st25_many_writers_at_once_keep_every_count(database: Database) -> None:
    store = database.open()
    calls = [
        partial(write, store, [arrival(f"b{caller}-{n}") for n in range(5)]) for caller in range(20)
    ]

    all_at_once(database.concurrency, calls)

    books = list(store.scan_all("books"))
    counter = store.collection("counters").get("s")
    assert sorted(book["rank"] for book in books) == list(range(1, 101))
    assert sorted(book["number"] for book in books) == list(range(1, 101))
    assert counter == {"_id": "s", "seq": 100, "number": 100, "books": 100}


def test_st25_many_deciders_at_once_one_wins_each(database: Database) -> None:
    store = database.open()
    write(store, [arrival(f"b{n}") for n in range(10)])
    decide: list[Write] = [revision(f"b{n}", expect=1) for n in range(10)]

    results = all_at_once(database.concurrency, [partial(write, store, decide)] * 4)

    for outcomes in zip(*results, strict=True):
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Stale"] * 3 + ["Written"]
    counter = store.collection("counters").get("s")
    assert counter is not None
    assert counter["revisions"] == 10


def test_st26_replaces_of_one_document_take_effect_in_order(store: Store) -> None:
    write(store, [arrival("b1")])

    outcomes = write(store, [revision("b1", expect=version) for version in (1, 2, 2, 3)])

    assert [type(outcome).__name__ for outcome in outcomes] == [
        "Written", "Written", "Stale", "Written"
    ]  # fmt: skip
    book = store.collection("books").get("b1")
    assert book is not None
    assert book["version"] == 4


def test_st24_a_tally_goes_on_from_what_was_written_over_its_counter(store: Store) -> None:
    counters = store.collection("counters")
    write(store, [arrival("b1")])

    counters.upsert({"_id": "all", "books": 40})
    (outcome,) = write(store, [arrival("b2")])
    assert counters.get("all") == {"_id": "all", "books": 41}

    counters.upsert({"_id": "all", "books": 90})
    write(store, [arrival("b3"), Insert("counters", {"_id": "mine"}), arrival("b4")])
    assert counters.get("all") == {"_id": "all", "books": 92}
    assert isinstance(outcome, Written)


def test_st26_counters_read_in_between_are_up_to_date(database: Database) -> None:
    store = database.open()
    counters = store.collection("counters")
    plain = Insert("books", a_book("x"), numbering=Numbering("s", {"rank": "seq"}))

    all_at_once(
        database.concurrency,
        [
            partial(write, store, [arrival("b1")]),
            partial(counters.upsert, {"_id": "other", "n": 1}),
            partial(store.write, [plain]),
            partial(store.write, [Insert("counters", {"_id": "third", "n": 1})]),
        ],
    )

    found = counters.get_many(["s", "other", "third"])
    assert found["s"] == {"_id": "s", "seq": 2, "number": 1, "books": 1}
    assert found["other"]["n"] == found["third"]["n"] == 1


def taken(outcomes: Sequence[Outcome]) -> list[Tally]:
    """Count what took place."""
    written = sum(isinstance(outcome, Written) for outcome in outcomes)
    return [Tally("taken", {"books": written}), Tally("all", {"books": 1})]


def test_st50_a_tally_of_all_is_worked_out_from_what_came_of_each(store: Store) -> None:
    bad = Insert("books", a_book("b5", rank="wrong"))

    outcomes = store.write([arrival("b1"), arrival("b1"), arrival("b2"), bad], taken)
    store.write([revision("b1", expect=1), revision("b1", expect=1)], taken)

    assert [type(outcome) for outcome in outcomes] == [Written, Taken, Written, Failed]
    counters = store.collection("counters")
    assert counters.get("taken") == {"_id": "taken", "books": 3}
    assert counters.get("all") == {"_id": "all", "books": 2}


def test_st50_tallies_of_many_calls_at_once_are_all_added(database: Database) -> None:
    store = database.open()
    calls = [
        partial(store.write, [Insert("books", a_book(f"b{caller}-{n}")) for n in range(3)], taken)
        for caller in range(20)
    ]

    all_at_once(database.concurrency, calls)

    assert store.collection("counters").get("taken") == {"_id": "taken", "books": 60}


def moved(documents: Sequence[Document]) -> list[Tally]:
    """Count what was on counters that are gone."""
    return [Tally("sum", {"books": document["books"]}) for document in documents]


def test_st51_what_is_removed_is_tallied_once_as_it_was(store: Store) -> None:
    write(store, [arrival("b1"), arrival("c1", shelf="t"), arrival("c2", shelf="t")])

    assert store.remove("counters", ["s", "t", "gone", "t"], moved) == 2
    assert store.remove("counters", ["s", "t"], moved) == 0

    counters = store.collection("counters").get_many(["s", "t", "sum"])
    assert counters == {"sum": {"_id": "sum", "books": 3}}
    # What comes later begins anew.
    write(store, [arrival("c3", shelf="t")])
    assert store.remove("counters", ["t"], moved) == 1
    assert store.collection("counters").get("sum") == {"_id": "sum", "books": 4}


def test_st51_nothing_is_lost_while_others_add_to_what_is_removed(database: Database) -> None:
    store = database.open()
    calls = [
        partial(store.remove, "counters", ["s"], moved)
        if n % 2
        else partial(write, store, [arrival(f"b{n}")])
        for n in range(40)
    ]

    all_at_once(database.concurrency, calls)

    store.remove("counters", ["s"], moved)
    assert store.collection("counters").get("sum") == {"_id": "sum", "books": 20}
