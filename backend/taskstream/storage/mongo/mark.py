"""A mark in the database: somebody writes whose tallies are lost if he ends now."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from pymongo.collection import Collection as Driver

from taskstream.storage.migrating import UNSETTLED
from taskstream.storage.mongo.errors import driver_errors
from taskstream.storage.port import Document


class Mark:
    """Stands from a process's first tallied write until it ends in order, with all tallies made."""

    def __init__(self, meta: Driver[Document]) -> None:
        self._meta = meta
        self._owner = secrets.token_hex(8)
        self._is_set = False
        self._lost = False
        self._under_way = 0

    def stands(self) -> bool:
        """Say whether there is one. Raises StoreUnavailable."""
        with driver_errors(writing=False):
            return self._meta.find_one({"_id": UNSETTLED}) is not None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let nothing tallied be written outside. Raises StoreUnavailable before it begins."""
        if not self._is_set:
            with driver_errors(writing=False):
                mark = {"$set": {"owner": self._owner}}
                self._meta.update_one({"_id": UNSETTLED}, mark, upsert=True)
            self._is_set = True
        self._under_way += 1
        try:
            yield
        except BaseException:
            self._lost = True
            raise
        finally:
            self._under_way -= 1

    def lose(self) -> None:
        """Note that a tally may be missing: the mark stays behind."""
        self._lost = True

    def remove(self) -> None:
        """Take it away, whoever has left it: all tallies have been made good."""
        with driver_errors(writing=True):
            self._meta.delete_one({"_id": UNSETTLED})

    def leave(self) -> None:
        """Take our own away as we end, if nothing is missing or under way."""
        if self._is_set and not self._lost and not self._under_way:
            with driver_errors(writing=True):
                self._meta.delete_one({"_id": UNSETTLED, "owner": self._owner})
