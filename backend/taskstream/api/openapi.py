"""The description of the API: ``/openapi.json`` for machines, ``/docs`` for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Response, current_app, render_template, request, send_from_directory

from taskstream.api.docs_page import groups_of, prose, shapes
from taskstream.api.endpoint import Allow, endpoint
from taskstream.api.openapi_document import build_document

EXTENSION = "taskstream.openapi"
STATIC = Path(__file__).parent / "static"
HOUR_SECONDS = 3600

openapi = Blueprint("openapi", __name__, template_folder="templates")


@openapi.get("/openapi.json", endpoint="describe")
@endpoint("Get this description", allow=Allow.ANYONE)
def describe() -> dict[str, Any]:
    """An OpenAPI 3.1 document, made from the code that answers."""
    return _document()


@openapi.get("/docs")
def docs() -> str:
    """Show the document to people."""
    document = _document()
    groups = groups_of(document, request.host_url.rstrip("/"))
    return render_template(
        "docs.html",
        info=document["info"],
        version=document["openapi"],
        introduction=prose(document["info"]["description"]),
        groups=groups,
        examples={call.id: call.example for group in groups for call in group.calls},
        shapes=shapes(document),
    )


@openapi.get("/docs/style.css")
def docs_style() -> Response:
    """Give the page its looks; its letters and its sign are those of the built pages."""
    return send_from_directory(STATIC, "docs.css", max_age=HOUR_SECONDS)


def _document() -> dict[str, Any]:
    """Return the running application's document; it is made once."""
    known = current_app.extensions.get(EXTENSION)
    if known is None:
        known = current_app.extensions[EXTENSION] = build_document(current_app)
    return cast("dict[str, Any]", known)
