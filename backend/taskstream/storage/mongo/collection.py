"""One collection in MongoDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from pymongo import ReturnDocument
from pymongo.collection import Collection as Driver
from pymongo.errors import DuplicateKeyError
from typing_extensions import override

from taskstream.storage import reading
from taskstream.storage.documents import check_document, check_patch, is_storable
from taskstream.storage.mongo.errors import driver_errors
from taskstream.storage.mongo.grouping import group_documents
from taskstream.storage.mongo.inserting import insert_unordered, taken_index, twin_index
from taskstream.storage.mongo.questions import (
    mongo_filter,
    mongo_patch,
    mongo_sort,
    ordered_filter,
    with_id,
)
from taskstream.storage.port import (
    PAGE_LIMIT,
    BadDocument,
    Collection,
    CollectionSchema,
    Document,
    Duplicate,
    Failed,
    Filter,
    Page,
    Patch,
    Sort,
    Taken,
)
from taskstream.storage.queries import (
    check_cap,
    check_limit,
    check_projection,
    parse_expect,
    parse_filter,
    parse_group,
    parse_sort,
    read_cursor,
)


class MongoCollection(Collection):
    """The port's Collection. Each change is one command on one document, so it is atomic."""

    def __init__(self, schema: CollectionSchema, driver: Driver[Document]) -> None:
        self._schema = schema
        self._driver = driver

    @override
    def insert(self, document: Document) -> None:
        check_document(self._schema, document)
        with driver_errors(writing=True):
            try:
                self._driver.insert_one(document)
            except DuplicateKeyError as error:
                index = taken_index(self._driver, self._schema, document)
                raise Duplicate(self._schema.name, index) from error

    @override
    def insert_many(self, documents: Sequence[Document]) -> list[Literal["inserted", "duplicate"]]:
        for document in documents:
            check_document(self._schema, document)
        outcomes = insert_unordered(self._driver, self._schema, documents)
        for outcome in outcomes:
            if isinstance(outcome, Failed):
                raise outcome.error
        return ["duplicate" if isinstance(outcome, Taken) else "inserted" for outcome in outcomes]

    @override
    def get(self, id: str) -> Document | None:
        # No document can have such an id, and MongoDB cannot be asked for it.
        if not is_storable(id):
            return None
        with driver_errors(writing=False):
            return self._driver.find_one({"_id": id})

    @override
    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        known = [id_ for id_ in dict.fromkeys(ids) if is_storable(id_)]
        with driver_errors(writing=False):
            found = list(self._driver.find({"_id": {"$in": known}})) if known else []
        return {document["_id"]: document for document in found}

    @override
    def replace(self, id: str, document: Document, expect: Mapping[str, Any]) -> bool:
        check_document(self._schema, document)
        if document["_id"] != id:
            raise BadDocument(f"{self._schema.name}: the document's _id is not {id!r}")
        filter_ = with_id(id, parse_expect(self._schema, expect))
        with self._unique_to(document):
            return self._driver.replace_one(filter_, document).matched_count > 0

    @override
    def update(self, id: str, patch: Patch, expect: Filter | None = None) -> Document | None:
        filter_ = with_id(id, parse_filter(self._schema, expect or {}))
        return self._change_first(filter_, [], patch) if is_storable(id) else None

    @override
    def claim(self, filter: Filter, sort: Sort, patch: Patch) -> Document | None:
        order = parse_sort(self._schema, sort)
        query = parse_filter(self._schema, filter)
        return self._change_first(
            ordered_filter(self._schema, query, order), mongo_sort(order), patch
        )

    @override
    def upsert(self, document: Document) -> None:
        check_document(self._schema, document)
        with self._unique_to(document):
            try:
                self._driver.replace_one({"_id": document["_id"]}, document, upsert=True)
            except DuplicateKeyError:
                # Two upserts that both found nothing both insert; the second now finds the first.
                self._driver.replace_one({"_id": document["_id"]}, document, upsert=True)

    @override
    def delete(self, id: str, expect: Filter | None = None) -> bool:
        filter_ = with_id(id, parse_filter(self._schema, expect or {}))
        if not is_storable(id):
            return False
        with driver_errors(writing=True):
            return self._driver.delete_one(filter_).deleted_count > 0

    @override
    def delete_where(self, filter: Filter, limit: int) -> int:
        check_limit(limit)
        wanted = mongo_filter(parse_filter(self._schema, filter))
        with driver_errors(writing=True):
            ids = [found["_id"] for found in self._driver.find(wanted, {"_id": 1}, limit=limit)]
            # The filter again: one of them may have changed meanwhile.
            chosen = {"$and": [{"_id": {"$in": ids}}, wanted]} if wanted else {"_id": {"$in": ids}}
            return self._driver.delete_many(chosen).deleted_count if ids else 0

    @override
    def find(
        self,
        filter: Filter,
        *,
        sort: Sort = (),
        after: str | None = None,
        limit: int = PAGE_LIMIT,
        fields: Sequence[str] | None = None,
    ) -> Page:
        check_limit(limit)
        check_projection(fields)
        query = parse_filter(self._schema, filter)
        order = parse_sort(self._schema, sort)
        place = () if after is None else read_cursor(self._schema, order, after)
        # What the next page's place is made of must be read, asked for or not.
        wanted = None if fields is None else [*fields, *order.fields]
        with driver_errors(writing=False):
            cursor = self._driver.find(
                ordered_filter(self._schema, query, order, place),
                None if wanted is None else dict.fromkeys(wanted, 1),
                sort=mongo_sort(order),
                # One more than asked for tells whether there is a next page.
                limit=limit + 1,
            )
            return reading.page_of(list(cursor), limit, order, fields)

    @override
    def count(self, filter: Filter, cap: int) -> int:
        check_cap(cap)
        wanted = mongo_filter(parse_filter(self._schema, filter))
        with driver_errors(writing=False):
            return self._driver.count_documents(wanted, limit=cap)

    @override
    def group(
        self,
        by: Sequence[str],
        filter: Filter,
        sums: Sequence[str] = (),
        bucket: tuple[str, int] | None = None,
    ) -> list[Document]:
        grouping = parse_group(self._schema, by, sums, bucket)
        wanted = mongo_filter(parse_filter(self._schema, filter))
        with driver_errors(writing=False):
            return group_documents(self._driver, wanted, grouping)

    @override
    def search(self, words: Sequence[str], filter: Filter, limit: int) -> list[Document]:
        check_limit(limit)
        return reading.search(self, words, filter, limit)

    def _change_first(
        self, filter: Document, sort: list[tuple[str, int]], patch: Patch
    ) -> Document | None:
        check_patch(self._schema, patch)
        with driver_errors(writing=True):
            try:
                return self._driver.find_one_and_update(
                    filter,
                    mongo_patch(patch),
                    sort=sort or None,
                    return_document=ReturnDocument.AFTER,
                )
            except DuplicateKeyError as error:
                touched = set(patch.set) | set(patch.inc)
                index = next(
                    index.name
                    for index in self._schema.unique_indexes
                    if touched.intersection(index.fields)
                )
                raise Duplicate(self._schema.name, index) from error

    @contextmanager
    def _unique_to(self, document: Document) -> Iterator[None]:
        with driver_errors(writing=True):
            try:
                yield
            except DuplicateKeyError as error:
                index = twin_index(self._driver, self._schema, document) or "_id"
                raise Duplicate(self._schema.name, index) from error
