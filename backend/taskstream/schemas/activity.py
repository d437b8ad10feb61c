"""What may come in when the log of activity is read."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from taskstream.clock import Millis
from taskstream.domain.activity import Kind, Sought
from taskstream.schemas.base import Query
from taskstream.schemas.listing import Moment, millis
from taskstream.schemas.tasks import RecordId


class ActivityFilter(Query):
    """Which lines of the log; what is left out bounds nothing."""

    kind: Kind | None = None
    by: Annotated[RecordId | None, Field(description="The id of who did it.")] = None
    scan: Annotated[RecordId | None, Field(description="The id of the scan.")] = None
    done_from: Annotated[Moment | None, Field(alias="from")] = None
    done_to: Annotated[Moment | None, Field(alias="to", description="Before it.")] = None

    def sought(self, oldest: Millis) -> Sought:
        """Return what a line has to be; nothing from before ``oldest`` is shown."""
        return Sought(
            since=max(oldest, millis(self.done_from) or oldest),
            until=millis(self.done_to),
            kind=self.kind,
            by_id=self.by,
            scan_id=self.scan,
        )


class ActivityQuery(ActivityFilter):
    """Which page of the log; ``after`` is the ``next`` of the page before."""

    after: Annotated[str, StringConstraints(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
