"""The version that a caller saw: in the body, or in ``If-Match`` as ``ETag`` told it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from taskstream.api.endpoint import Header
from taskstream.errors import FieldFault, Invalid, PreconditionFailed, VersionConflict

NAME = "If-Match"
IF_MATCH = Header(
    NAME,
    "The version that the caller saw, as in ``ETag``: instead of ``version`` in the body."
    " Another version is then answered with 412.",
)
TAG = re.compile(r'"([1-9][0-9]{0,15})"')


@contextmanager
def seen_version(in_body: int | None) -> Iterator[int]:
    """Give the version that the caller saw.

    A VersionConflict in the block becomes PreconditionFailed where ``If-Match`` named the
    version. Raises Invalid when nothing names one, or both do and differ.
    """
    in_header = _version_in_header()
    if in_header is None:
        if in_body is None:
            raise Invalid([FieldFault("version", f"is missing, and so is the header {NAME}")])
        yield in_body
        return
    if in_body not in (None, in_header):
        raise Invalid([FieldFault(NAME, "is another version than that in the body")])
    try:
        yield in_header
    except VersionConflict as conflict:
        raise PreconditionFailed(current=conflict.current) from None


def _version_in_header() -> int | None:
    header = request.headers.get(NAME)
    if header is None:
        return None
    tag = TAG.fullmatch(header.strip())
    if tag is None:
        raise Invalid([FieldFault(NAME, 'must be one version in quotes, such as "3"')])
    return int(tag[1])
