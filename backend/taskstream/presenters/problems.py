"""Errors as they leave the server: one translator for REST and sockets, with the same code in each."""

from __future__ import annotations

from typing import Any

from taskstream.domain.scans import Scan, ScanRole
from taskstream.domain.tasks import Task
from taskstream.errors import (
    Conflict,
    FieldFault,
    Invalid,
    ScanNotOpen,
    TaskStreamError,
    Unavailable,
)
from taskstream.presenters.scans import present_scan_to_audience
from taskstream.presenters.tasks import present_task
from taskstream.storage import BadCursor, StoreError, StoreUnavailable


def as_product_error(error: StoreError) -> TaskStreamError | None:
    """Return what a store's error means to a caller, or None where it is a fault of ours."""
    if isinstance(error, BadCursor):
        return Invalid([FieldFault("after", "is not the end of a page")])
    if isinstance(error, StoreUnavailable):
        return Unavailable("The database cannot be reached. Nothing is lost; try again.")
    return None


def present_problem(error: TaskStreamError, request_id: str) -> dict[str, Any]:
    """Return a ``Problem`` (RFC 9457) with the error's extra members."""
    return {
        "type": "about:blank",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "request_id": request_id,
        **error.extras(),
        **_current(error),
    }


def present_refusal(error: TaskStreamError) -> dict[str, Any]:
    """Return a ``Refused``."""
    return {
        "ok": False,
        "error": {
            "code": error.code,
            "message": error.detail,
            "retry": not error.final,
            **error.extras(),
        },
        **_current(error),
    }


def _current(error: TaskStreamError) -> dict[str, Any]:
    if not isinstance(error, Conflict):
        return {}
    if isinstance(error.current, Task):
        return {"task": present_task(error.current)}
    if isinstance(error.current, Scan):
        # Only moderators write to scans; a worker is told of one that is not open.
        role = ScanRole.WORKER if isinstance(error, ScanNotOpen) else ScanRole.MODERATOR
        return {"scan": present_scan_to_audience(error.current, role)}
    return {}
