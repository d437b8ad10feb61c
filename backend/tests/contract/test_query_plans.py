"""Every question that the repositories ask is served by an index of the schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal

import pytest

from taskstream.concurrency import concurrency_for
from taskstream.storage import SCHEMA, Filter, Sort, open_store
from taskstream.storage.queries import parse_filter, parse_group, parse_sort
from taskstream.storage.sqlite.tables import Table

TABLES: Final = {schema.name: Table(schema) for schema in SCHEMA.collections}

LIST_BY_NUMBER: Final[Filter] = {
    "scan_id": "s",
    "number": {"$gte": 500, "$lt": 1000},
    "status": {"$in": ["pending", "refused"]},
}
LIST_BY_CHANGE: Final[Filter] = {"scan_id": "s", "status": "refused", "seq": {"$gte": 5, "$lt": 9}}

# Collection, filter, sort, the place of the page before (values as they are in a cursor).
QUESTIONS: list[tuple[str, Filter, Sort, Sequence[Any]]] = [
    # Who is this?
    ("users", {"name_key": "ada"}, [], ()),
    ("users", {"name_key": "ada", "guest_of": None}, [], ()),
    # Is there an admin already?
    ("users", {"role": "ADMIN"}, [], ()),
    # A scan's guests, who came last first.
    ("users", {"guest_of": "s"}, [("created_at", -1)], ()),
    # Who has a name that reads like this one: with an account, as the scan's guest.
    ("users", {"likeness": "ada", "guest_of": None}, [], ()),
    ("users", {"likeness": "ada", "guest_of": "s"}, [], ()),
    # Sign out everywhere; forget sessions and invites that have run out.
    ("sessions", {"user_id": "u"}, [], ()),
    ("sessions", {"expires_at": {"$lt": 1}}, [], ()),
    ("invites", {"expires_at": {"$lt": 1}}, [], ()),
    # An admin's list of scans, and somebody's own.
    ("scans", {}, [("created_at", -1)], ()),
    ("scans", {}, [("created_at", -1)], (1, "s")),
    ("scans", {"owner_id": "u"}, [("created_at", -1)], (1, "s")),
    # The scans that a user has joined; a scan's moderators.
    ("members", {"user_id": "u"}, [("joined_at", -1)], (1, "m")),
    ("members", {"scan_id": "s", "role": "moderator"}, [], ()),
    # The verdicts that are due; all that are held.
    ("held", {"due_at": {"$lte": 1}}, [("due_at", 1)], ()),
    ("held", {"due_at": {"$gt": 0}}, [("due_at", 1)], (1, "h")),
    # A scan's roll-ups: a stretch of time, and a later page of it.
    ("counters", {"_id": {"$gte": "s~m1", "$lt": "s~m2"}}, [("_id", 1)], ()),
    ("counters", {"_id": {"$gte": "s~m1", "$lt": "s~m2"}}, [("_id", 1)], ("s~m15",)),
    # The log of activity: all of it, a later page, of a kind, of somebody, of a scan; what is too old.
    ("activities", {"at": {"$gte": 1}}, [("at", -1)], ()),
    ("activities", {"at": {"$gte": 1, "$lt": 9}}, [("at", -1)], (5, "a")),
    ("activities", {"at": {"$gte": 1}, "kind": "scan"}, [("at", -1)], ()),
    ("activities", {"at": {"$gte": 1}, "by_id": "u"}, [("at", -1)], ()),
    ("activities", {"at": {"$gte": 1}, "scan_id": "s"}, [("at", -1)], ()),
    ("activities", {"at": {"$lt": 1}}, [], ()),
    # A scan's tasks of one status: from the beginning, since a position, the newest, a later page.
    ("tasks", {"scan_id": "s", "status": "pending"}, [("seq", 1)], ()),
    ("tasks", {"scan_id": "s", "status": "pending", "seq": {"$gt": 9}}, [("seq", 1)], ()),
    ("tasks", {"scan_id": "s", "status": "pending", "seq": {"$gt": 9}}, [("seq", -1)], ()),
    ("tasks", {"scan_id": "s", "status": {"$in": ["pending", "returned"]}}, [("seq", 1)], ()),
    # The list of a scan's tasks, a stretch of it: by number, and by the last change.
    ("tasks", LIST_BY_NUMBER, [("number", 1)], ()),
    ("tasks", LIST_BY_NUMBER, [("number", -1)], ()),
    ("tasks", {**LIST_BY_CHANGE, "created_at": {"$gte": 1, "$lt": 9}}, [("seq", -1)], ()),
    # Is this submission known? What has this worker sent?
    ("tasks", {"scan_id": "s", "author_id": "u", "client_id": "c"}, [], ()),
    ("tasks", {"scan_id": "s", "author_id": "u", "seq": {"$gt": 9}}, [("seq", 1)], ()),
]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A plain connection to a database with the product's schema."""
    path = tmp_path_factory.mktemp("plans") / "plans.db"
    store = open_store(f"sqlite:///{path}", SCHEMA, concurrency_for("threading"))
    store.ensure_schema()
    store.close()
    connection = sqlite3.connect(Path(path))
    yield connection
    connection.close()


def plan(connection: sqlite3.Connection, sql: str, params: Sequence[Any]) -> list[str]:
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", params)]


def is_walk(step: str) -> bool:
    """Return whether a step of a plan goes through a whole table, or through one of its indexes.

    What begins with a line is none of ours: a list of blocks.
    """
    return step.startswith("SCAN") and not step.startswith("SCAN _")


def question_id(value: object) -> str | None:
    return None if value == () else str(value)


@pytest.mark.parametrize(("name", "filter", "sort", "place"), QUESTIONS, ids=question_id)
def test_st43_no_question_walks_through_a_table(
    connection: sqlite3.Connection, name: str, filter: Filter, sort: Sort, place: Sequence[Any]
) -> None:
    table = TABLES[name]
    order = parse_sort(table.schema, sort)
    query = parse_filter(table.schema, filter)

    steps = plan(connection, *table.select(query, order, 50, place))

    assert not [step for step in steps if is_walk(step)], steps
    assert filter or not [step for step in steps if step == "USE TEMP B-TREE FOR ORDER BY"], steps


@pytest.mark.parametrize("name", TABLES)
def test_st43_nor_does_a_record_by_its_id(connection: sqlite3.Connection, name: str) -> None:
    (step,) = plan(connection, TABLES[name].get, ["x"])

    assert step.startswith("SEARCH"), step


@pytest.mark.parametrize("filter", [{}, {"seq": {"$gt": 5}}, {"seq": {"$gte": 5}}])
def test_st43_a_later_page_starts_where_the_one_before_ended(
    connection: sqlite3.Connection, filter: Filter
) -> None:
    table = TABLES["tasks"]
    query = parse_filter(table.schema, {"scan_id": "s", "status": "pending", **filter})
    order = parse_sort(table.schema, [("seq", 1)])

    sql, params = table.select(query, order, 50, (9, "t"))

    assert "scan_id=? AND status=? AND seq>?" in plan(connection, sql, params)[0]
    # Another bound would be a second choice of where to start, and a worse one.
    assert params == ["s", "pending", 9, "t", 50]


@pytest.mark.parametrize(
    ("filter", "field", "searched"),
    [
        (LIST_BY_NUMBER, "number", "author (scan_id=? AND <expr>>? AND <expr><?)"),
        (LIST_BY_CHANGE, "seq", "scan_status_seq (scan_id=? AND status=? AND seq>? AND seq<?)"),
    ],
)
def test_st43_a_list_looks_at_no_more_than_the_stretch_that_is_asked_for(
    connection: sqlite3.Connection, filter: Filter, field: str, searched: str
) -> None:
    table = TABLES["tasks"]

    sql, params = table.select(
        parse_filter(table.schema, filter), parse_sort(table.schema, [(field, -1)]), 50
    )

    assert plan(connection, sql, params)[0] == f"SEARCH tasks USING INDEX tasks_{searched}"


@pytest.mark.parametrize("direction", [1, -1])
@pytest.mark.parametrize("beside", [{}, {"status": "pending"}, {"created_at": {"$gt": 9}}], ids=str)
def test_st43_by_number_one_block_after_the_other_is_sorted_and_no_more(
    connection: sqlite3.Connection, beside: Filter, direction: Literal[1, -1]
) -> None:
    table = TABLES["tasks"]
    query = parse_filter(table.schema, {"scan_id": "s", **beside})
    order = parse_sort(table.schema, [("number", direction)])

    first, later = (
        plan(connection, *table.select(query, order, 50, place)) for place in ((), (9, "t"))
    )

    sign = ">" if direction == 1 else "<"
    assert first[0] == "SEARCH tasks USING INDEX tasks_author (scan_id=?)"
    assert later[0] == f"SEARCH tasks USING INDEX tasks_author (scan_id=? AND <expr>{sign}?)"
    # The right part or the last terms, as SQLite says it by its version: not the whole order.
    for steps in (first, later):
        assert [step for step in steps if "TEMP B-TREE" in step] == steps[1:]
        assert "USE TEMP B-TREE FOR ORDER BY" not in steps


def test_st43_a_task_is_looked_for_by_its_number_in_one_block(
    connection: sqlite3.Connection,
) -> None:
    table = TABLES["tasks"]
    query = parse_filter(table.schema, {"scan_id": "s", "number": 9})

    for question in (
        table.select(query, parse_sort(table.schema, []), 1),
        table.count(query, 1),
        table.delete_some(query, 1),
    ):
        searched = "tasks_author (scan_id=? AND <expr>>? AND <expr><?)"
        assert any(step.endswith(searched) for step in plan(connection, *question))


OF_AUTHOR: Final[Filter] = {"scan_id": "s", "author_id": "u"}


@pytest.mark.parametrize("filter", [{}, {"seq": {"$gt": 9}}, {"status": "pending"}], ids=str)
@pytest.mark.parametrize("sort", [[], [("seq", 1)], [("number", -1)]], ids=str)
def test_st43_a_worker_s_own_tasks_are_looked_for_in_each_block(
    connection: sqlite3.Connection, filter: Filter, sort: Sort
) -> None:
    table = TABLES["tasks"]
    query = parse_filter(table.schema, {**OF_AUTHOR, **filter})
    order = parse_sort(table.schema, sort)

    for question in (
        table.select(query, order, 50),
        table.count(query, 50),
        table.group(parse_group(table.schema, ["status"], (), None), query),
        table.delete_some(query, 50),
    ):
        steps = plan(connection, *question)

        # The last part of the index is reached, not only its beginning.
        searched = "tasks_author (scan_id=? AND <expr>=? AND author_id=?)"
        assert any(step.endswith(searched) for step in steps), steps
        assert not [step for step in steps if step.startswith("SCAN tasks")], steps


def test_st43_a_submission_is_looked_for_by_its_key_alone(connection: sqlite3.Connection) -> None:
    table = TABLES["tasks"]
    query = parse_filter(table.schema, {**OF_AUTHOR, "client_id": "c"})

    step = plan(connection, *table.select(query, parse_sort(table.schema, []), 1))[0]

    assert step.endswith("tasks_submit_key (scan_id=? AND client_id=? AND author_id=?)")


def test_st43_what_is_removed_is_found_by_its_index(connection: sqlite3.Connection) -> None:
    questions: list[tuple[str, Filter]] = [
        ("sessions", {"expires_at": {"$lt": 1}}),
        ("sessions", {"user_id": "u"}),
        ("invites", {"expires_at": {"$lt": 1}}),
        ("held", {"_id": {"$in": ["a", "b"]}}),
    ]
    for name, filter_ in questions:
        table = TABLES[name]
        query = parse_filter(table.schema, filter_)

        steps = plan(connection, *table.delete_some(query, 50))

        assert not [step for step in steps if is_walk(step)], steps


def test_st43_the_check_knows_a_walk_when_it_sees_one(connection: sqlite3.Connection) -> None:
    table = TABLES["tasks"]
    query = parse_filter(table.schema, {"author_id": "u"})

    steps = plan(connection, *table.select(query, parse_sort(table.schema, []), 50))

    assert [step for step in steps if is_walk(step)]
