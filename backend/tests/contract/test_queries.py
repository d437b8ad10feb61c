"""Questions: what a filter matches, in which order, and how pages hang together."""

from __future__ import annotations

import base64
import operator
from typing import Any, Literal

import pytest

from taskstream.storage import PAGE_LIMIT, BadCursor, BadQuery, Document, Sort, Store
from tests.contract.shelves import a_book, fill, ids

LIBRARY = [
    a_book("b1", shelf="a", rank=1, state="new"),
    a_book("b2", shelf="a", rank=2),
    a_book("b3", shelf="b", rank=2, state="old"),
    a_book("b4", shelf="b", rank=None, state=None),
    a_book("b5", rank=-3, state="new"),
]

FILTERS: list[tuple[dict[str, Any], str]] = [
    ({}, "12345"),
    ({"_id": "b2"}, "2"),
    ({"shelf": "a"}, "12"),
    ({"shelf": "a", "state": "new"}, "1"),
    # Missing and None are the same nothing ...
    ({"state": None}, "24"),
    ({"shelf": None}, "5"),
    ({"state": {"$ne": None}}, "135"),
    # ... which differs from every value, and is neither above nor below one.
    ({"state": {"$ne": "new"}}, "234"),
    ({"rank": {"$lt": 100}}, "1235"),
    ({"rank": {"$gt": 1}}, "23"),
    ({"rank": {"$gte": 1}}, "123"),
    ({"rank": {"$lte": 1}}, "15"),
    ({"rank": {"$gt": -3, "$lt": 2}}, "1"),
    ({"rank": {"$gt": -100, "$ne": 2}}, "15"),
    ({"shelf": {"$in": ["a", "c"]}}, "12"),
    ({"rank": {"$in": [2, -3]}, "state": {"$in": ["new"]}}, "5"),
    ({"shelf": {"$in": []}}, ""),
    # Text is compared by code point.
    ({"shelf": {"$gt": "A", "$lt": "b"}}, "12"),
    ({"shelf": "A"}, ""),
    ({"_id": {"$gte": "b4"}}, "45"),
    ({"$or": [{"shelf": "a"}, {"rank": -3}]}, "125"),
    ({"state": "new", "$or": [{"shelf": "a", "rank": 1}, {"rank": {"$lt": 0}}]}, "15"),
    ({"$or": [{"state": None, "shelf": "b"}, {"shelf": None}]}, "45"),
]


@pytest.mark.parametrize(("filter", "expected"), FILTERS, ids=[str(row[0]) for row in FILTERS])
def test_st12_a_filter_matches_the_same_everywhere(
    store: Store, filter: dict[str, Any], expected: str
) -> None:
    books = store.collection("books")
    fill(store, *LIBRARY)

    assert "".join(id_[1] for id_ in ids(books.find(filter).items)) == expected
    assert books.count(filter, 100) == len(expected)


BAD_FILTERS: list[dict[str, Any]] = [
    {"pages": 1},
    {"notes.inner": 1},
    {"rank": "1"},
    {"rank": True},
    {"rank": 1.0},
    {"rank": 2**60},
    {"shelf": 1},
    {"shelf": "\ud800"},
    {"shelf": {"$gt": None}},
    {"shelf": {}},
    {"shelf": {"$regex": "a"}},
    {"shelf": {"$in": [None]}},
    {"shelf": {"$in": "ab"}},
    {"shelf": {"$in": ["x"] * (PAGE_LIMIT + 1)}},
    {"$or": []},
    {"$or": [{}]},
    {"$or": [{"$or": [{"shelf": "a"}]}]},
    {"$where": "1"},
]


@pytest.mark.parametrize("filter", BAD_FILTERS, ids=[str(bad)[:40] for bad in BAD_FILTERS])
def test_st13_what_is_not_declared_cannot_be_asked(store: Store, filter: dict[str, Any]) -> None:
    books = store.collection("books")

    for ask in (books.find, lambda bad: books.count(bad, 1), lambda bad: books.delete("b1", bad)):
        with pytest.raises(BadQuery):
            ask(filter)


def test_st13_limits_sorts_and_names_are_checked(store: Store) -> None:
    books = store.collection("books")
    bad_sort: Sort = [("shelf", 1), ("rank", -1)]

    for limit in (0, PAGE_LIMIT + 1):
        with pytest.raises(BadQuery):
            books.find({}, limit=limit)
    with pytest.raises(BadQuery):
        books.find({}, sort=[("notes", 1)])
    with pytest.raises(BadQuery):
        books.find({}, sort=bad_sort)
    with pytest.raises(BadQuery):
        books.find({}, fields=["$where"])
    with pytest.raises(BadQuery):
        books.count({}, 0)
    with pytest.raises(BadQuery):
        store.collection("magazines")


SORTS: list[tuple[Sort, str]] = [
    ([], "12345"),
    ([("_id", -1)], "54321"),
    ([("rank", 1)], "5123"),
    ([("rank", -1)], "3215"),
    ([("shelf", 1), ("rank", 1)], "123"),
    ([("shelf", -1), ("rank", -1)], "321"),
    ([("rank", 1), ("_id", 1)], "5123"),
]


@pytest.mark.parametrize(("sort", "expected"), SORTS, ids=[str(row[0]) for row in SORTS])
def test_st14_a_sort_breaks_ties_by_id_and_leaves_out_what_has_no_place(
    store: Store, sort: Sort, expected: str
) -> None:
    fill(store, *LIBRARY)

    found = store.collection("books").find({}, sort=sort).items

    assert "".join(id_[1] for id_ in ids(found)) == expected


@pytest.mark.parametrize("direction", [1, -1])
@pytest.mark.parametrize("fields", [[], ["rank"], ["shelf", "rank"]])
def test_st15_pages_show_every_match_once(
    store: Store, fields: list[str], direction: Literal[1, -1]
) -> None:
    books = store.collection("books")
    library = [a_book(f"b{n}", shelf=f"s{n % 2}", rank=n // 3, state="x") for n in range(10)]
    fill(store, *library, a_book("other", shelf="s0", rank=1))
    sort: Sort = [(field, direction) for field in fields] or [("_id", direction)]

    pages: list[list[Document]] = []
    after: str | None = None
    while after is not None or not pages:
        page = books.find({"state": "x"}, sort=sort, after=after, limit=3)
        pages.append(page.items)
        after = page.next

    def place(book: Document) -> list[Any]:
        return [*(book[field] for field in fields), book["_id"]]

    expected = sorted(library, key=place, reverse=direction == -1)
    assert [book for page in pages for book in page] == expected
    assert [len(page) for page in pages] == [3, 3, 3, 1]


def test_st15_the_last_page_says_so_and_new_ones_come_behind(store: Store) -> None:
    books = store.collection("books")
    fill(store, *(a_book(f"b{n}", rank=n) for n in range(4)))

    assert books.find({}, limit=4).next is None
    first = books.find({}, sort=[("rank", 1)], limit=2)
    fill(store, a_book("early", rank=0), a_book("late", rank=9))
    books.delete("b1")
    rest = books.find({}, sort=[("rank", 1)], after=first.next)

    assert ids(rest.items) == ["b2", "b3", "late"]


COMPARE = {"$gt": operator.gt, "$gte": operator.ge, "$lt": operator.lt, "$lte": operator.le}


@pytest.mark.parametrize("direction", [1, -1])
@pytest.mark.parametrize("bound", [2, 3])
@pytest.mark.parametrize("comparison", COMPARE)
def test_st15_a_page_keeps_to_its_filter_wherever_its_cursor_came_from(
    store: Store, comparison: str, bound: int, direction: Literal[1, -1]
) -> None:
    books = store.collection("books")
    # Two of each rank, the cursor between 4 and 5: just where the bounds are.
    ranks = {f"b{n}": (n + 1) // 2 for n in range(1, 9)}
    fill(store, *(a_book(id_, rank=rank) for id_, rank in ranks.items()))
    middle = books.find({}, sort=[("rank", direction)], limit=4).next

    page = books.find({"rank": {comparison: bound}}, sort=[("rank", direction)], after=middle)

    behind = [id_ for id_ in ranks if (id_ > "b4") == (direction == 1)]
    expected = [id_ for id_ in behind if COMPARE[comparison](ranks[id_], bound)]
    assert ids(page.items) == expected[::direction]


BAD_CURSORS = [
    "",
    "nonsense",
    "\u20ac",
    "\ud800",
    base64.urlsafe_b64encode(b'["b1"]').decode(),
    base64.urlsafe_b64encode(b"[1]").decode(),
    base64.urlsafe_b64encode(b'[null,"b1"]').decode(),
    base64.urlsafe_b64encode(b'[1e3,"b1"]').decode(),
    base64.urlsafe_b64encode(b'[99999999999999999,"b1"]').decode(),
    base64.urlsafe_b64encode(b'{"a":1}').decode(),
]


@pytest.mark.parametrize("after", BAD_CURSORS)
def test_st16_only_what_a_page_gave_continues_it(store: Store, after: str) -> None:
    with pytest.raises(BadCursor):
        store.collection("books").find({}, sort=[("rank", 1)], after=after)


def test_st17_fields_leave_out_the_rest(store: Store) -> None:
    books = store.collection("books")
    fill(store, *(a_book(f"b{n}", rank=n, notes=[n], pages=5) for n in range(3)))

    page = books.find({}, sort=[("rank", 1)], limit=2, fields=["notes", "nowhere"])

    assert page.items == [{"_id": "b0", "notes": [0]}, {"_id": "b1", "notes": [1]}]
    rest = books.find({}, sort=[("rank", 1)], after=page.next, fields=[])
    assert rest.items == [{"_id": "b2"}]


def test_st18_count_goes_no_further_than_its_cap(store: Store) -> None:
    fill(store, *LIBRARY)

    assert store.collection("books").count({}, 3) == 3
    assert store.collection("books").count({"shelf": "a"}, 3) == 2
    assert store.collection("books").count({"shelf": "z"}, 3) == 0


def test_st19_group_counts_and_adds_up(store: Store) -> None:
    fill(store, *LIBRARY)

    groups = store.collection("books").group(["shelf"], {"version": 1}, ["rank"])

    assert groups == [
        {"shelf": None, "count": 1, "rank": -3},
        {"shelf": "a", "count": 2, "rank": 3},
        {"shelf": "b", "count": 2, "rank": 2},
    ]


def test_st19_buckets_round_down_also_below_zero(store: Store) -> None:
    books = store.collection("books")
    fill(store, *(a_book(f"b{n}", rank=n, shelf="s") for n in (-11, -10, -1, 0, 9, 10)))
    fill(store, a_book("none", shelf="s"))

    groups = books.group(["shelf"], {}, ["version"], bucket=("rank", 10))

    assert [(group["rank"], group["count"], group["version"]) for group in groups] == [
        (None, 1, 1), (-20, 1, 1), (-10, 2, 2), (0, 2, 2), (10, 1, 1),
    ]  # fmt: skip
    assert books.group(["shelf"], {"shelf": "empty"}) == []


BAD_GROUPS: list[tuple[list[str], list[str], tuple[str, int] | None]] = [
    ([], [], None),
    (["notes"], [], None),
    (["shelf"], ["state"], None),
    (["shelf"], [], ("shelf", 10)),
    (["shelf"], [], ("rank", 0)),
    (["rank"], [], ("rank", 10)),
    (["shelf"], ["rank"], ("rank", 10)),
]


@pytest.mark.parametrize(("by", "sums", "bucket"), BAD_GROUPS)
def test_st19_groups_are_of_declared_fields(
    store: Store, by: list[str], sums: list[str], bucket: tuple[str, int] | None
) -> None:
    with pytest.raises(BadQuery):
        store.collection("books").group(by, {}, sums, bucket)


def test_st20_search_finds_every_word_whatever_its_case(store: Store) -> None:
    books = store.collection("books")
    fill(
        store,
        a_book("b1", shelf="s", text="Die Straße ist GESPERRT"),
        a_book("b2", shelf="s", text="die strasse nicht"),
        a_book("b3", shelf="s", text=None),
        a_book("b4", shelf="t", text="Straße, gesperrt"),
        a_book("b5", shelf="s", text="gesperrt: STRASSE 50% _"),
    )

    assert ids(books.search(["strasse", "Gesperrt"], {"shelf": "s"}, 10)) == ["b5", "b1"]
    assert ids(books.search(["strasse"], {"shelf": "s"}, 2)) == ["b5", "b2"]
    assert ids(books.search(["0% _"], {}, 10)) == ["b5"]
    assert books.search([".*"], {}, 10) == []


def test_st21_scan_all_yields_everything_in_order(store: Store) -> None:
    books = [a_book(f"b{n:04}") for n in range(PAGE_LIMIT + 20)]
    fill(store, *reversed(books))

    assert list(store.scan_all("books")) == books
