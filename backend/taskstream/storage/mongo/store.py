"""The MongoDB store: one client, one database."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bson.codec_options import TypeDecoder, TypeRegistry
from bson.int64 import Int64
from pymongo import MongoClient, WriteConcern, timeout
from pymongo.errors import ConfigurationError, InvalidURI
from pymongo.read_concern import ReadConcern
from pymongo.uri_parser import parse_uri
from typing_extensions import override

from taskstream.concurrency import Concurrency
from taskstream.storage import reading
from taskstream.storage.migrating import new_epoch, read_epoch, run_migrations
from taskstream.storage.mongo.collection import MongoCollection
from taskstream.storage.mongo.errors import driver_errors
from taskstream.storage.mongo.hot_path import MongoWriter
from taskstream.storage.mongo.lock import migration_lock
from taskstream.storage.mongo.mark import Mark
from taskstream.storage.port import (
    BadQuery,
    Collection,
    CollectionSchema,
    Document,
    Index,
    Outcome,
    Schema,
    Store,
    StoreError,
    StoreMissing,
    StoreUnavailable,
    TallyAll,
    TallyGone,
    Write,
)

log = logging.getLogger(__name__)

# What the URL may say otherwise.
DEFAULTS: Final[Mapping[str, Any]] = {
    "appname": "taskstream",
    # A request that cannot be answered should fail while somebody still waits for it. The first is
    # for one operation with all its retries; the second holds where there is no such limit.
    "timeoutMS": 5000,
    "serverSelectionTimeoutMS": 5000,
    "retryWrites": True,
    "maxPoolSize": 50,
}


class PlainInteger(TypeDecoder):
    """The driver marks 64-bit integers with a type of its own; a document is plain JSON."""

    bson_type = Int64

    def transform_bson(self, value: Any) -> int:
        """Return the number itself."""
        return int(value)


class MongoStore(Store):
    """The port's Store in one MongoDB database."""

    def __init__(
        self, client: MongoClient[Document], name: str, schema: Schema, concurrency: Concurrency
    ) -> None:
        self._client = client
        # A write is acknowledged when it can no longer be lost, and nothing else is ever read.
        self._database = client.get_database(
            name,
            write_concern=WriteConcern("majority", j=True),
            read_concern=ReadConcern("majority"),
        )
        self._schema = schema
        self._schemas = {known.name: known for known in schema.collections}
        self._concurrency = concurrency
        self._mark = Mark(self._database["meta"])
        self._writer = MongoWriter(self._database, self._schemas, concurrency, self._mark)
        self._epoch: str | None = None
        self._closed = False

    def check_there(self) -> None:
        """Close the store where nothing is in its database. Raises StoreMissing then, StoreUnavailable."""
        try:
            with driver_errors(writing=False):
                names = self._database.list_collection_names()
            if not names:
                raise StoreMissing(f"the database {self._database.name} is empty, or not there.")
        except StoreError:
            self.close()
            raise

    @override
    def collection(self, name: str) -> Collection:
        return MongoCollection(self._declared(name), self._database[name])

    @override
    def write(self, writes: Sequence[Write], tally_all: TallyAll | None = None) -> list[Outcome]:
        for write in writes:
            self._declared(write.collection)
        return self._writer.write(writes, tally_all)

    @override
    def remove(self, collection: str, ids: Sequence[str], tally_gone: TallyGone) -> int:
        return self._writer.remove(self._declared(collection).name, ids, tally_gone)

    @override
    def ensure_schema(self) -> None:
        for schema in self._schemas.values():
            # An index over what is already there may take its time.
            with driver_errors(writing=True), timeout(None):
                known = self._database[schema.name].index_information()
                for index in schema.indexes:
                    self._ensure_index(schema, index, known.get(index.name))

    @override
    def migrate(self) -> list[int]:
        with migration_lock(self._database["meta"], self._concurrency):
            return run_migrations(self, self._schema.migrations)

    @override
    def unsettled(self) -> bool:
        return self._mark.stands()

    @override
    def settle(self) -> None:
        self._mark.remove()

    @override
    def epoch(self) -> str:
        if self._epoch is None:
            self._epoch = read_epoch(self.collection("meta"))
        return self._epoch

    @override
    def renew_epoch(self) -> str:
        self._epoch = new_epoch(self.collection("meta"))
        return self._epoch

    @override
    def ping(self) -> None:
        with driver_errors(writing=False):
            self._client.admin.command("ping")

    @override
    def scan_all(self, name: str, fields: Sequence[str] | None = None) -> Iterator[Document]:
        return reading.every(self.collection(name), {}, [("_id", 1)], fields)

    @override
    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            self._mark.leave()
        except StoreUnavailable:
            # It stays: the next start counts once more than it would have to.
            log.warning("the mark of what is unsettled could not be removed", exc_info=True)
        self._client.close()

    def _declared(self, name: str) -> CollectionSchema:
        try:
            return self._schemas[name]
        except KeyError:
            raise BadQuery(f"there is no collection {name!r}") from None

    def _ensure_index(
        self, schema: CollectionSchema, index: Index, known: Mapping[str, Any] | None
    ) -> None:
        # Pages are sorted by _id in the end; without it here MongoDB would sort every match anew.
        fields = index.fields if index.unique else (*index.fields, "_id")
        keys = [(field, 1) for field in fields]
        driver = self._database[schema.name]
        if known is not None:
            if known["key"] == keys and bool(known.get("unique")) == index.unique:
                return
            driver.drop_index(index.name)
        driver.create_index(keys, name=index.name, unique=index.unique)


def connect(url: str) -> MongoClient[Document]:
    """Return a client for the URL; it connects when it is used. Raises ValueError."""
    try:
        said = {name.lower() for name in parse_uri(url)["options"]}
        rest = {name: value for name, value in DEFAULTS.items() if name.lower() not in said}
        return MongoClient(url, type_registry=TypeRegistry([PlainInteger()]), **rest)
    except (InvalidURI, ConfigurationError, ValueError) as error:
        raise ValueError(f"the database URL cannot be used: {error}") from error


def database_name(url: str) -> str:
    """Return the database that the URL names. Raises ValueError where it names none."""
    try:
        name = parse_uri(url)["database"]
    except (InvalidURI, ConfigurationError) as error:
        raise ValueError(f"the database URL cannot be used: {error}") from error
    if not name:
        raise ValueError("the database URL names no database: use mongodb://host/name")
    return str(name)
