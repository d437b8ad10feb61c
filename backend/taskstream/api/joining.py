"""Coming into a scan over REST, for who is not in it yet."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import Blueprint

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, caller, endpoint
from taskstream.errors import NotAuthenticated, NotFound
from taskstream.presenters.rest import Joinable
from taskstream.presenters.scans import present_joinable
from taskstream.schemas.scans import CodeForm

joining = Blueprint("joining", __name__)


@joining.post("/join")
@endpoint(
    "Find a scan by its code",
    allow=Allow.ANYONE,
    body=CodeForm,
    answer=Joinable,
    errors=(NotFound,),
    limit="CODE",
)
def join(body: CodeForm) -> dict[str, Any]:
    """The code that moderators share. It leads to the scan until that is closed.

    A wrong code and that of a closed scan read the same. Nobody has joined by this: that takes
    the scan's page, or ``join_scan``.
    """
    with suppress(NotAuthenticated):
        services().limits.take("CODE_USER", caller().actor.id)
    return present_joinable(services().joining.by_code(body.code))
