"""Filters, orders and patches in MongoDB's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taskstream.storage.documents import MAX_INTEGER
from taskstream.storage.port import CollectionSchema, Document, Patch
from taskstream.storage.queries import Order, Query, Term


def mongo_filter(query: Query) -> Document:
    """Return the query as a filter document."""
    result = _conditions(query.terms)
    if query.either:
        result["$or"] = [_conditions(option) for option in query.either]
    return result


def with_id(id: str, query: Query) -> Document:
    """Return the filter for one document, if that matches the query too."""
    rest = mongo_filter(query)
    return {"$and": [{"_id": id}, rest]} if "_id" in rest else {"_id": id, **rest}


def ordered_filter(
    schema: CollectionSchema, query: Query, order: Order, place: Sequence[Any] = ()
) -> Document:
    """Return the filter for a sorted question: what has its fields and, with ``place``, is behind it.

    MongoDB has no comparison of rows, so "behind" is spelt out; the bound on the first field
    comes on top because it is what an index can use.
    """
    parts = [mongo_filter(query)]
    # $ne null would do, but a lower bound is what an index can use.
    parts += [{name: {"$gte": _lowest(schema, name)}} for name in order.fields[:-1]]
    if place:
        sign = "$gt" if order.direction == 1 else "$lt"
        parts.append({order.fields[0]: {f"{sign}e": place[0]}})
        parts.append({"$or": _behind(order.fields, place, sign)})
    filled = [part for part in parts if part]
    return {"$and": filled} if len(filled) > 1 else (filled[0] if filled else {})


def mongo_sort(order: Order) -> list[tuple[str, int]]:
    """Return the order as the driver takes it."""
    return [(name, order.direction) for name in order.fields]


def mongo_patch(patch: Patch) -> Document:
    """Return the patch as an update document."""
    parts = {
        "$set": dict(patch.set),
        "$unset": dict.fromkeys(patch.unset, ""),
        "$inc": dict(patch.inc),
    }
    return {operator: fields for operator, fields in parts.items() if fields}


def _conditions(terms: Sequence[Term]) -> Document:
    result: Document = {}
    for term in terms:
        if term.operator == "$eq":
            result[term.field] = term.value
        else:
            result.setdefault(term.field, {})[term.operator] = term.value
    return result


def _behind(fields: Sequence[str], place: Sequence[Any], sign: str) -> list[Document]:
    return [
        {**dict(zip(fields[:depth], place, strict=False)), name: {sign: place[depth]}}
        for depth, name in enumerate(fields)
    ]


def _lowest(schema: CollectionSchema, name: str) -> str | int:
    return "" if schema.fields[name] == "text" else -MAX_INTEGER
