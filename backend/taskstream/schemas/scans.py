"""What may come in about scans."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from taskstream.domain.scans import DEFAULT_TARGET_SECONDS, GRACE_SECONDS_MAX, ScanStatus
from taskstream.domain.text import (
    INSTRUCTIONS_MAX,
    PAUSE_MESSAGE_MAX,
    REFUSAL_REASON_MAX,
    SCAN_NAME_MAX,
)
from taskstream.schemas.base import Form, Query, TextUpTo

MAX_INTEGER = 2**53
# As many as there are digits to choose one with.
REFUSAL_REASONS_MAX = 9


def _each_once(reasons: list[str]) -> list[str]:
    if len(set(reasons)) < len(reasons):
        raise ValueError("names a reason twice")
    return reasons


ScanName = Annotated[str, AfterValidator(str.strip), TextUpTo(SCAN_NAME_MAX, or_blank=False)]
Instructions = Annotated[str, TextUpTo(INSTRUCTIONS_MAX)]
RefusalReason = Annotated[
    str, AfterValidator(str.strip), TextUpTo(REFUSAL_REASON_MAX, or_blank=False)
]
RefusalReasons = Annotated[
    list[RefusalReason], Field(max_length=REFUSAL_REASONS_MAX), AfterValidator(_each_once)
]
TargetSeconds = Annotated[int, Field(ge=5, le=86_400)]
GraceSeconds = Annotated[int, Field(ge=0, le=GRACE_SECONDS_MAX)]
Version = Annotated[int, Field(ge=1, le=MAX_INTEGER)]


class NewScan(Form):
    """Opens a scan."""

    name: ScanName
    instructions: Instructions = ""
    target_seconds: TargetSeconds = DEFAULT_TARGET_SECONDS
    refusal_reasons: RefusalReasons = Field(default_factory=list)
    grace_seconds: GraceSeconds = 0
    guests: bool = False
    stacking: bool = True


class ScanPatch(Form):
    """Changes a scan; what is left out stays. ``pause_message`` is kept while it is paused.

    ``version`` is the one that the caller saw; the header ``If-Match`` may name it instead.
    """

    version: Version | None = None
    name: ScanName | None = None
    instructions: Instructions | None = None
    target_seconds: TargetSeconds | None = None
    status: Annotated[ScanStatus, Field(strict=False)] | None = None
    refusal_reasons: RefusalReasons | None = None
    grace_seconds: GraceSeconds | None = None
    guests: bool | None = None
    stacking: bool | None = None
    pause_message: Annotated[str, AfterValidator(str.strip), TextUpTo(PAUSE_MESSAGE_MAX)] | None = (
        None
    )


class InstructionsForm(Form):
    """Asks how instructions would look."""

    instructions: Instructions


class CodeForm(Form):
    """Asks for the scan of a code."""

    code: Annotated[
        str,
        TextUpTo(40),
        Field(
            description="As somebody types it: capitals or not, with spaces or hyphens.",
            examples=["k7m 4qx"],
        ),
    ]


class PageQuery(Query):
    """Which page of a list; ``after`` is the ``next`` of the page before."""

    limit: Annotated[int, Field(ge=1, le=500)] = 100
    after: Annotated[str, Field(max_length=500)] | None = None
