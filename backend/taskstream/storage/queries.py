"""What a filter, a sort and a page's ``after`` say, read and checked once for both adapters."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import orjson

from taskstream.storage.documents import MAX_INTEGER, is_field_name, is_storable
from taskstream.storage.port import (
    PAGE_LIMIT,
    PYTHON_TYPES,
    BadCursor,
    BadQuery,
    CollectionSchema,
    Document,
    FieldType,
    Filter,
    Sort,
)

Operator = Literal["$eq", "$in", "$ne", "$gt", "$gte", "$lt", "$lte"]
OPERATORS: Final[Mapping[str, Operator]] = {
    "$in": "$in",
    "$ne": "$ne",
    "$gt": "$gt",
    "$gte": "$gte",
    "$lt": "$lt",
    "$lte": "$lte",
}
NULLABLE: Final = ("$eq", "$ne")


# Not frozen, these two: one of each is made for each verdict, and that takes five times as long.
@dataclass(slots=True)
class Term:
    """One condition. ``value`` has the field's type, is a list with $in, or None with $eq, $ne."""

    field: str
    operator: Operator
    value: Any


@dataclass(slots=True)
class Query:
    """All ``terms`` hold and, where ``either`` is not empty, all terms of one of its members."""

    terms: tuple[Term, ...] = ()
    either: tuple[tuple[Term, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """Fields to sort by, all in one direction; the last is ``_id``, so that no two are equal."""

    fields: tuple[str, ...]
    direction: Literal[1, -1]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Fields that make a group, one of them perhaps rounded down to a width, and what to add up."""

    keys: tuple[str, ...]
    sums: tuple[str, ...]
    bucket: tuple[str, int] | None


def parse_filter(schema: CollectionSchema, filter: Filter) -> Query:
    """Return the filter as terms. Raises BadQuery."""
    plain = {name: wanted for name, wanted in filter.items() if name != "$or"}
    return Query(tuple(_terms(schema, plain)), _options(schema, filter.get("$or")))


def parse_expect(schema: CollectionSchema, expect: Mapping[str, Any]) -> Query:
    """Return plain equalities as terms. Raises BadQuery for anything else."""
    return Query(
        tuple(
            Term(name, "$eq", _value(schema, name, "$eq", wanted))
            for name, wanted in expect.items()
        )
    )


def parse_sort(schema: CollectionSchema, sort: Sort) -> Order:
    """Return the order, ties broken by ``_id``. Raises BadQuery, also for mixed directions."""
    if not sort:
        return Order(("_id",), 1)
    directions = {direction for _, direction in sort}
    if directions not in ({1}, {-1}):
        raise BadQuery(f"{schema.name}: a sort goes one way, 1 or -1")
    for name, _ in sort:
        _type_of(schema, name)
    names = list(dict.fromkeys(name for name, _ in sort))
    # What comes after a unique field decides nothing.
    names = names[: names.index("_id")] if "_id" in names else names
    return Order((*names, "_id"), sort[0][1])


def parse_group(
    schema: CollectionSchema,
    by: Sequence[str],
    sums: Sequence[str],
    bucket: tuple[str, int] | None,
) -> Grouping:
    """Return what to group by. Raises BadQuery."""
    bucket_fields = (bucket[0],) if bucket else ()
    for name in by:
        _type_of(schema, name)
    for name in (*sums, *bucket_fields):
        if _type_of(schema, name) != "integer":
            raise BadQuery(f"{schema.name}.{name}: only integers can be added up or rounded")
    if bucket and bucket[1] < 1:
        raise BadQuery(f"{schema.name}: the width of a bucket is 1 or more")
    keys = (*by, *bucket_fields)
    names = (*keys, *sums, "count")
    if not keys or len(set(names)) != len(names):
        raise BadQuery(f"{schema.name}: groups need keys and sums of different names, not 'count'")
    return Grouping(keys, tuple(sums), bucket)


def check_limit(limit: int) -> None:
    """Raise BadQuery unless 1 <= limit <= PAGE_LIMIT."""
    if not 1 <= limit <= PAGE_LIMIT:
        raise BadQuery(f"limit must be 1 to {PAGE_LIMIT}, not {limit}")


def check_cap(cap: int) -> None:
    """Raise BadQuery unless the cap is 1 or more."""
    if cap < 1:
        raise BadQuery(f"a count goes up to 1 at least, not {cap}")


def check_projection(fields: Sequence[str] | None) -> None:
    """Raise BadQuery for what cannot be the name of a field."""
    for name in fields or ():
        if not is_field_name(name):
            raise BadQuery(f"{name!r} cannot be the name of a field")


def cursor_after(order: Order, document: Document) -> str:
    """Return the text that continues after this document: its place in the order."""
    place = orjson.dumps([document[name] for name in order.fields])
    return base64.urlsafe_b64encode(place).rstrip(b"=").decode()


def read_cursor(schema: CollectionSchema, order: Order, after: str) -> list[Any]:
    """Return the place that ``cursor_after`` wrote down. Raises BadCursor for any other text."""
    try:
        padded = after.encode() + b"=" * (-len(after) % 4)
        place = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (UnicodeEncodeError, binascii.Error, orjson.JSONDecodeError):
        raise BadCursor from None
    kinds = [PYTHON_TYPES[_type_of(schema, name)] for name in order.fields]
    if type(place) is not list or [type(value) for value in place] != kinds:
        raise BadCursor
    if any(type(value) is int and not _is_exact(value) for value in place):
        raise BadCursor
    return place


def _type_of(schema: CollectionSchema, name: str) -> FieldType:
    kind = "text" if name == "_id" else schema.fields.get(name)
    if kind is None:
        raise BadQuery(f"{schema.name}.{name} is not declared, so no index serves it")
    return kind


def _options(schema: CollectionSchema, options: Any) -> tuple[tuple[Term, ...], ...]:
    if options is None:
        return ()
    either = tuple(tuple(_terms(schema, option)) for option in options)
    if not either or not all(either):
        raise BadQuery(f"{schema.name}: $or needs options, and each of them a condition")
    return either


def _terms(schema: CollectionSchema, filter: Filter) -> Iterator[Term]:
    for name, wanted in filter.items():
        if not isinstance(wanted, Mapping):
            yield Term(name, "$eq", _value(schema, name, "$eq", wanted))
            continue
        if not wanted:
            raise BadQuery(f"{schema.name}.{name}: no condition")
        for word, value in wanted.items():
            if (operator := OPERATORS.get(word)) is None:
                raise BadQuery(f"{schema.name}.{name}: unknown operator {word}")
            yield Term(name, operator, _value(schema, name, operator, value))


def _value(schema: CollectionSchema, name: str, operator: Operator, value: Any) -> Any:
    wanted = PYTHON_TYPES[_type_of(schema, name)]
    if operator == "$in":
        if type(value) not in (list, tuple) or len(value) > PAGE_LIMIT:
            raise BadQuery(f"{schema.name}.{name}: $in takes a list of at most {PAGE_LIMIT}")
        return [_value(schema, name, "$gt", one) for one in value]
    if value is None and operator in NULLABLE:
        return None
    # A value of another type matches nothing in one database and something in the other.
    if (found := type(value)) is not wanted:
        raise BadQuery(f"{schema.name}.{name}: {found.__name__} is not {wanted.__name__}")
    if not (_is_exact(value) if wanted is int else is_storable(value)):
        raise BadQuery(f"{schema.name}.{name}: no stored value can be {value!r}")
    return value


def _is_exact(value: int) -> bool:
    return -MAX_INTEGER <= value <= MAX_INTEGER
