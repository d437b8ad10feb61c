"""What may come in when a period is looked back on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StringConstraints, field_validator
from pydantic_core.core_schema import ValidationInfo

from taskstream.clock import Millis
from taskstream.domain.calendars import Span, is_zone
from taskstream.schemas.base import Query
from taskstream.schemas.listing import Moment
from taskstream.schemas.tasks import RecordId

DAYS_MOST = 400
# In a period of so many days clocks may be set back.
LONGEST = timedelta(days=DAYS_MOST, hours=1)
# What is asked for has been while the product has; and dates can be worked with on either side.
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _known_zone(name: str) -> str:
    if not is_zone(name):
        raise ValueError("use the name of a time zone, such as Europe/Berlin")
    return name


ZoneName = Annotated[
    str,
    StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_+/-]+$"),
    AfterValidator(_known_zone),
]


class ReportQuery(Query):
    """Which period, by whose calendar, and of which scan; without one, of all that are the caller's."""

    since: Annotated[Moment, Field(alias="from")]
    until: Annotated[Moment, Field(alias="to", description="Before it; at most 400 days later.")]
    zone: Annotated[
        ZoneName, Field(description="Whose days: the name of a time zone, as IANA has it.")
    ] = "UTC"
    scan: Annotated[RecordId | None, Field(description="The id of a scan.")] = None

    @field_validator("since", "until")
    @classmethod
    def _can_be_worked_with(cls, moment: datetime) -> datetime:
        if not EARLIEST <= moment <= LATEST:
            raise ValueError("must be between the years 2000 and 2200")
        return moment

    @field_validator("until")
    @classmethod
    def _is_behind(cls, until: datetime, known: ValidationInfo) -> datetime:
        since = known.data.get("since")
        if since is not None and until <= since:
            raise ValueError("must be later than from")
        if since is not None and until - since > LONGEST:
            raise ValueError(f"must be at most {DAYS_MOST} days later than from")
        return until

    @property
    def span(self) -> Span:
        """Return the period."""
        return Span(_millis(self.since), _millis(self.until))

    @property
    def time_zone(self) -> ZoneInfo:
        """Return the zone."""
        return ZoneInfo(self.zone)


def _millis(moment: datetime) -> Millis:
    return Millis(int(moment.timestamp() * 1_000))
