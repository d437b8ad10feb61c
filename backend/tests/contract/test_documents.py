"""What goes in comes out, and what may not go in is refused."""

from __future__ import annotations

from typing import Any

import pytest

from taskstream.storage import BadDocument, Duplicate, Failed, Replace, Store, Written
from tests.contract.shelves import a_book, arrival, fill, ids

AWKWARD_TEXTS = [
    "",
    "5 < 6 & x",
    "<script>alert(1)</script>",
    "'; DROP TABLE books; --",
    "tab\tand\nnewline",
    "NUL\0inside",
    "\u202eright to left",
    "e\u0301 is not \u00e9",
    "\U0001f469\u200d\U0001f52c",
    "\ufeffbyte order mark",
    "$set",
    "x" * 4_000,
]


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("text", AWKWARD_TEXTS)
def test_st1_text_comes_back_as_it_was_stored(store: Store, text: str) -> None:
    book = a_book("b1", state=text, notes={"inner": [text]})

    fill(store, book)

    assert store.collection("books").get("b1") == book
    assert ids(store.collection("books").find({"state": text}).items) == ["b1"]


def test_st1_values_come_back_with_their_types(store: Store) -> None:
    values = {
        "least": -(2**53), "most": 2**53, "byte": 7, "float": 1.0, "yes": True, "no": None,
        "list": [1, "2", None, {"x": 3.5}], "map": {"b": 1, "a": {"with space": []}},
    }  # fmt: skip
    fill(store, a_book("b1", **values))

    found = store.collection("books").get("b1")

    assert found is not None
    assert {name: (found[name], type(found[name])) for name in values} == {
        name: (value, type(value)) for name, value in values.items()
    }
    assert list(found["map"]) == ["b", "a"]


@pytest.mark.defect("ferretdb", "FerretDB 1.24 takes no list within a list")
def test_st1_lists_may_be_nested(store: Store) -> None:
    book = a_book("b1", notes=[[1], [[]]])

    fill(store, book)

    assert store.collection("books").get("b1") == book


def test_st2_insert_refuses_a_taken_key_and_names_it(store: Store) -> None:
    books = store.collection("books")
    fill(store, a_book("b1", title="One"))

    with pytest.raises(Duplicate) as same_id:
        books.insert(a_book("b1", title="Two"))
    with pytest.raises(Duplicate) as same_title:
        books.insert(a_book("b2", title="One"))

    assert (same_id.value.collection, same_id.value.index) == ("books", "_id")
    assert same_title.value.index == "author_title"
    assert list(store.scan_all("books")) == [a_book("b1", title="One")]


def test_st2_of_two_taken_keys_the_id_is_named(store: Store) -> None:
    fill(store, a_book("b1"), a_book("b2"))

    with pytest.raises(Duplicate) as refused:
        store.collection("books").insert(a_book("b1", title="b2"))

    assert refused.value.index == "_id"


REFUSED = {
    "no id": {"author": "a", "title": "t"},
    "an id that is not text": {"_id": 1, "author": "a", "title": "t"},
    "an empty id": a_book(""),
    "a unique field missing": {"_id": "b1", "author": "a"},
    "a unique field empty": a_book("b1", title=None),
    "text declared as integer": a_book("b1", rank="1"),
    "an integer declared as text": a_book("b1", shelf=1),
    "a truth value declared as integer": a_book("b1", rank=True),
    "an integer no double can hold": a_book("b1", extra=2**53 + 1),
    "not a number": a_book("b1", extra=float("nan")),
    "infinity": a_book("b1", extra=[float("inf")]),
    "a lone surrogate": a_book("b1", extra={"inner": "\ud800"}),
    "bytes": a_book("b1", extra=b"x"),
    "a tuple": a_book("b1", extra=(1,)),
    "a key that is not text": a_book("b1", extra={1: 1}),
    "a key with a dot": a_book("b1", extra={"a.b": 1}),
    "a key with a dollar": a_book("b1", extra={"$a": 1}),
    "an empty key": a_book("b1", **{"": 1}),
    "nesting without end": a_book("b1", extra=nested(60)),
}


@pytest.mark.parametrize("document", REFUSED.values(), ids=REFUSED.keys())
def test_st3_what_cannot_be_kept_is_refused(store: Store, document: dict[str, Any]) -> None:
    books = store.collection("books")

    for refuse in (books.insert, books.upsert, lambda bad: books.insert_many([a_book("b2"), bad])):
        with pytest.raises(BadDocument):
            refuse(document)

    assert list(store.scan_all("books")) == []


def test_st4_insert_many_stores_what_is_new_and_says_which(store: Store) -> None:
    fill(store, a_book("b1"))
    batch = [a_book("b0"), a_book("b1", state="other"), a_book("b2", title="b1"), a_book("b3")]

    outcomes = store.collection("books").insert_many(batch)

    assert outcomes == ["inserted", "duplicate", "duplicate", "inserted"]
    assert list(store.scan_all("books")) == [a_book("b0"), a_book("b1"), a_book("b3")]


def test_st5_get_finds_by_id_and_nothing_else(store: Store) -> None:
    books = store.collection("books")
    fill(store, *(a_book(f"b{n}") for n in range(600)))

    assert books.get("b599") == a_book("b599")
    assert books.get("B599") is None
    assert books.get("\ud800") is None
    wanted = ["b3", "b3", "gone", "\ud800", *(f"b{n}" for n in range(600))]
    assert books.get_many(wanted) == {f"b{n}": a_book(f"b{n}") for n in range(600)}
    assert books.get_many([]) == {}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("text", "\ud800"),
        (2**53, 2**53 + 1),
        (1.5, float("nan")),
        ([1.5], [float("inf")]),
        ({"inner": "text"}, {"inner": "\ud800"}),
        ({"inner": 1}, {"$inner": 1}),
        ([{"at": 1, "by": "a"}], [{"at": 1, "by": "a"}, {"at": 1, "by": "\ud800"}]),
        ([{"at": 1}], [{"at": 2**53 + 1}]),
        ([{"at": 1}], [{"at": 1}, {"at": float("nan")}]),
        ([{"at": None}], [{"at": None}, {"a.t": None}]),
        ({"by": {"id": "a"}}, {"by": {"$id": "a"}}),
    ],
)
def test_st3_what_was_good_before_lets_nothing_bad_pass(
    store: Store, good: object, bad: object
) -> None:
    fill(store, a_book("b0", rank=0, shelf="s", extra=good))

    outcomes = store.write(
        [
            arrival("b1", extra=good),
            arrival("b2", extra=bad),
            arrival("", extra=good),
            arrival("b3", extra=good),
            Replace("books", a_book("b0", version=2, extra=good), {"version": 1}),
            Replace("books", a_book("b0", version=3, extra=bad), {"version": 2}),
        ]
    )

    assert [type(outcome) for outcome in outcomes] == [
        Written, Failed, Failed, Written, Written, Failed
    ]  # fmt: skip
    errors = [outcome.error for outcome in outcomes if isinstance(outcome, Failed)]
    assert {type(error) for error in errors} == {BadDocument}
    found = {book["_id"]: book["extra"] for book in store.scan_all("books")}
    assert found == {"b0": good, "b1": good, "b3": good}


def test_st3_what_was_deep_enough_before_is_so_again(store: Store) -> None:
    deepest: object = 1
    # With the document itself fifty levels.
    for _ in range(49):
        deepest = {"a": deepest}

    outcomes = store.write([arrival(f"b{number}", extra=deepest) for number in range(3)])

    assert [type(outcome) for outcome in outcomes] == [Written, Written, Written]
