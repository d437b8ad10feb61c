"""What may come in when a scan's tasks are listed."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AwareDatetime, Field, PlainValidator, WithJsonSchema

from taskstream.clock import Millis
from taskstream.domain.listing import TaskOrder, Wanted, words_of
from taskstream.domain.tasks import TaskStatus
from taskstream.schemas.base import Query, TextUpTo
from taskstream.schemas.scans import MAX_INTEGER, Version

WORDS_MAX = 200


def _statuses(value: Any) -> frozenset[TaskStatus]:
    try:
        return frozenset(TaskStatus(name) for name in str(value).split(","))
    except ValueError:
        raise ValueError(f"use {', '.join(TaskStatus)}, with commas between several") from None


Statuses = Annotated[
    frozenset[TaskStatus],
    PlainValidator(_statuses),
    Field(description="One of them, or several with commas between."),
    WithJsonSchema(
        {"type": "string", "pattern": "^[a-z]+(,[a-z]+)*$", "examples": ["pending,returned"]}
    ),
]
Words = Annotated[str, TextUpTo(WORDS_MAX)]
Moment = Annotated[
    AwareDatetime,
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class TaskFilter(Query):
    """Which of a scan's tasks, and in which order.

    ``text``, ``author`` and ``reason`` match what holds every word of theirs, whatever its
    case and accents. ``from`` and ``to`` bound when a task was received.
    """

    status: Statuses | None = None
    text: Words = ""
    author: Annotated[Words, Field(description="Words in the author's name.")] = ""
    reason: Words = ""
    reasons_version: Annotated[
        Version | None, Field(description="Of which of the scan's lists the reason was chosen.")
    ] = None
    received_from: Annotated[Moment | None, Field(alias="from")] = None
    received_to: Annotated[Moment | None, Field(alias="to", description="Before it.")] = None
    sort: Annotated[
        TaskOrder,
        Field(description="By number or by the last change; with a minus the newest first."),
    ] = TaskOrder.CHANGED

    def wanted(self) -> Wanted:
        """Return what a task has to be."""
        return Wanted(
            statuses=self.status or frozenset(TaskStatus),
            text=words_of(self.text),
            author=words_of(self.author),
            reason=words_of(self.reason),
            reasons_version=self.reasons_version,
            since=millis(self.received_from),
            until=millis(self.received_to),
        )


class TaskQuery(TaskFilter):
    """Which page of a scan's tasks; ``after`` is the ``next`` of the page before."""

    after: Annotated[int, Field(ge=0, le=MAX_INTEGER)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100


def millis(moment: AwareDatetime | None) -> Millis | None:
    """Return the moment as it is stored; None for none."""
    return None if moment is None else Millis(int(moment.timestamp() * 1000))
