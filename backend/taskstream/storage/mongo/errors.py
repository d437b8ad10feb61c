"""From what pymongo raises to what the port promises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bson.errors import BSONError
from pymongo.errors import (
    ConfigurationError,
    DocumentTooLarge,
    InvalidOperation,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
    WaitQueueTimeoutError,
)

from taskstream.storage.port import BadDocument, StoreError, StoreUnavailable

DUPLICATE_KEY: Final = 11000
# The server looked at the change and refused it: a value is not what the operator needs.
# 2 BadValue, 14 TypeMismatch, 10334 BSONObjectTooLarge.
REFUSED_CODES: Final = (2, 14, 10334)
# Raised before anything was sent.
NOT_SENT: Final = (
    ServerSelectionTimeoutError,
    WaitQueueTimeoutError,
    ConfigurationError,
    InvalidOperation,
)


def store_error(error: PyMongoError | BSONError, *, writing: bool) -> StoreError:
    """Return the port's error for one of the driver's. ``writing``: it may have changed something."""
    if isinstance(error, DocumentTooLarge | BSONError):
        return BadDocument(str(error))
    if isinstance(error, OperationFailure) and error.code in REFUSED_CODES:
        return refusal_error(error.code, str(error))
    return StoreUnavailable(
        f"MongoDB cannot be used: {error}",
        maybe_applied=writing and not isinstance(error, NOT_SENT),
    )


def refusal_error(code: int, words: str) -> StoreError:
    """Return the port's error for a change that the server looked at and did not make."""
    kind = BadDocument if code in REFUSED_CODES else StoreUnavailable
    return kind(f"MongoDB refused it: {words}")


@contextmanager
def driver_errors(*, writing: bool) -> Iterator[None]:
    """Raise the port's errors in place of the driver's."""
    try:
        yield
    except (PyMongoError, BSONError) as error:
        raise store_error(error, writing=writing) from error
