"""The door of every event: what came is read, one handler is called, and whatever happens is an answer."""

from __future__ import annotations

import functools
import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from taskstream.errors import (
    BadRequest,
    InternalError,
    NotAuthenticated,
    NotJoined,
    TaskStreamError,
)
from taskstream.presenters.problems import as_product_error, present_refusal
from taskstream.realtime.batches import Ack, Batch, Event, Part
from taskstream.realtime.connections import Connection, Connections
from taskstream.schemas.base import parse, parse_all
from taskstream.services.backlog import Backlog, too_much
from taskstream.services.duty import Duty
from taskstream.storage import StoreError

log = logging.getLogger(__name__)

# What is handled in one piece holds up everybody else for that long.
TOGETHER_MAX: Final = 200

F = TypeVar("F", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Together:
    """How calls of one kind are handled that come together.

    ``scan_in``: the scan that a call is about, which its socket must have joined; ``backlog``:
    where there must be room for them, if anywhere.
    """

    schema: type[BaseModel]
    scan_in: Callable[[Any], str]
    handle: Callable[[Sequence[tuple[Connection, Any]]], Sequence[Ack]]
    backlog: Backlog | None = None


class Answering:
    """Makes handlers that answer errors instead of raising them."""

    def __init__(self, connections: Connections, duty: Duty) -> None:
        self._connections = connections
        self._duty = duty

    def one(self, schema: type[F], handle: Callable[[Connection, F], Ack]) -> Callable[..., Ack]:
        """Return a handler of one event at a time."""

        @functools.wraps(handle)
        def answer(sid: str, *arguments: object) -> Ack:
            try:
                with self._duty:
                    return handle(self._known(sid), parse(schema, _only(arguments)))
            except Exception as error:  # noqa: BLE001 - the door: what we do not know is logged
                return refusal(error)

        return answer

    def many(self, kind: Together) -> Batch:
        """Return one of events that come together; one that is wrong harms no other."""

        def handle(events: Sequence[Event]) -> Iterator[Part]:
            for start in range(0, len(events), TOGETHER_MAX):
                yield start, self._answers(kind, events[start : start + TOGETHER_MAX])

        return Batch(handle, kind.backlog)

    def _answers(self, kind: Together, events: Sequence[Event]) -> Sequence[Ack]:
        try:
            # Nearly always there is nothing wrong with any, which is seen in half the time.
            calls = self._read_all(kind, events)
        except (ValueError, TaskStreamError):
            # Whose fault it was, and which, is seen one by one.
            return self._answers_one_by_one(kind, events)
        return self._handled(kind, calls)

    def _answers_one_by_one(self, kind: Together, events: Sequence[Event]) -> list[Ack]:
        answers: list[Ack] = [{}] * len(events)
        calls: list[tuple[Connection, Any]] = []
        places: list[int] = []
        for place, (sid, arguments) in enumerate(events):
            try:
                calls.append(self._read(kind, sid, arguments))
                places.append(place)
            except Exception as error:  # noqa: BLE001 - the door: what we do not know is logged
                answers[place] = refusal(error)
        if calls:
            for place, answer in zip(places, self._handled(kind, calls), strict=True):
                answers[place] = answer
        return answers

    def _handled(self, kind: Together, calls: Sequence[tuple[Connection, Any]]) -> Sequence[Ack]:
        try:
            with self._duty:
                return kind.handle(calls)
        except Exception as error:  # noqa: BLE001 - the door: nobody stays without an answer
            return [refusal(error)] * len(calls)

    def _read_all(
        self, kind: Together, events: Sequence[Event]
    ) -> list[tuple[Connection, BaseModel]]:
        """Return what ``_read`` gives for each. Raises ValueError or a TaskStreamError where that does."""
        sids, arguments = zip(*events, strict=True)
        known = {sid: self._known(sid) for sid in set(sids)}
        forms = parse_all(kind.schema, [argument for (argument,) in arguments])
        for sid, scan_id in set(zip(sids, map(kind.scan_in, forms), strict=True)):
            must_have_joined(known[sid], scan_id)
        return list(zip(map(known.__getitem__, sids), forms, strict=True))

    def _read(
        self, kind: Together, sid: str, arguments: Sequence[object]
    ) -> tuple[Connection, BaseModel]:
        connection, form = self._known(sid), parse(kind.schema, _only(arguments))
        must_have_joined(connection, kind.scan_in(form))
        return connection, form

    def _known(self, sid: str) -> Connection:
        connection = self._connections.get(sid)
        if connection is None:
            raise NotAuthenticated
        return connection


def must_have_joined(connection: Connection, scan_id: str) -> None:
    """Raise NotJoined unless the socket is in that scan."""
    if scan_id not in connection.joined:
        raise NotJoined


def alone(batch: Batch) -> Callable[..., Ack]:
    """Return a handler of one event out of one of many."""

    def answer(sid: str, *arguments: object) -> Ack:
        if not batch.take_in():
            return present_refusal(too_much())
        try:
            [(_, [one])] = batch.handle([(sid, arguments)])
            return one
        finally:
            batch.answered(1)

    return answer


def refusal(error: Exception) -> Ack:
    """Return what a caller is told. What we did not foresee is logged and told without its text."""
    known = as_product_error(error) if isinstance(error, StoreError) else error
    if isinstance(known, TaskStreamError):
        return present_refusal(known)
    reference = uuid.uuid4().hex[:16]
    log.error("unexpected error (event %s)", reference, exc_info=error)
    answer = present_refusal(InternalError())
    answer["error"]["request_id"] = reference
    return answer


def _only(arguments: Sequence[object]) -> object:
    if len(arguments) != 1:
        raise BadRequest("Send exactly one object with the event.")
    return arguments[0]
