"""Many inserts in one command, and which unique key was taken when one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from bson.errors import BSONError
from pymongo.collection import Collection as Driver
from pymongo.errors import BulkWriteError, PyMongoError

from taskstream.storage.mongo.errors import DUPLICATE_KEY, refusal_error, store_error
from taskstream.storage.port import CollectionSchema, Document, Failed, StoreUnavailable, Taken

# None: stored, and durable.
Refusal: TypeAlias = Taken | Failed | None


def insert_unordered(
    driver: Driver[Document], schema: CollectionSchema, documents: Sequence[Document]
) -> list[Refusal]:
    """Store what is new; return for each document what kept it out. Raises nothing of the driver's."""
    refusals: list[Refusal] = [None] * len(documents)
    if not documents:
        return refusals
    try:
        driver.insert_many(documents, ordered=False)
    except BulkWriteError as error:
        _read_details(driver, schema, documents, error, refusals)
    except (PyMongoError, BSONError) as error:
        # One each: an exception that is raised twice carries both tracebacks.
        return [Failed(store_error(error, writing=True)) for _ in documents]
    return refusals


def taken_index(driver: Driver[Document], schema: CollectionSchema, document: Document) -> str:
    """Return the name of the unique key that keeps a new document out; ``_id`` goes first.

    Asked afterwards, because servers word the refusal in their own ways. Raises PyMongoError.
    """
    if driver.find_one({"_id": document["_id"]}, {"_id": 1}) is not None:
        return "_id"
    return twin_index(driver, schema, document) or "_id"


def twin_index(
    driver: Driver[Document], schema: CollectionSchema, document: Document
) -> str | None:
    """Return the name of the unique index on which another document has the same key."""
    for index in schema.unique_indexes:
        key = {field: document[field] for field in index.fields}
        if driver.find_one({**key, "_id": {"$ne": document["_id"]}}, {"_id": 1}) is not None:
            return index.name
    return None


def _read_details(
    driver: Driver[Document],
    schema: CollectionSchema,
    documents: Sequence[Document],
    error: BulkWriteError,
    refusals: list[Refusal],
) -> None:
    details = error.details
    if details.get("writeConcernErrors"):
        # Stored, but not yet where a crash cannot take it.
        refusals[:] = [
            Failed(StoreUnavailable("MongoDB did not confirm the write", maybe_applied=True))
            for _ in documents
        ]
    for fault in details["writeErrors"]:
        place = fault["index"]
        if fault["code"] == DUPLICATE_KEY:
            refusals[place] = _taken(driver, schema, documents[place])
        else:
            refusals[place] = Failed(refusal_error(fault["code"], fault["errmsg"]))


def _taken(driver: Driver[Document], schema: CollectionSchema, document: Document) -> Refusal:
    try:
        return Taken(taken_index(driver, schema, document))
    except PyMongoError as error:
        return Failed(store_error(error, writing=False))
