"""The built pages, served beside the API. Pages never take an API path.

Where a path is both (``/login``: its POST is the API), the method tells them apart.
"""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory
from werkzeug.security import safe_join

from taskstream.api.endpoint import json_response
from taskstream.api.system import health_report

PAGES_DIR = Path(__file__).resolve().parents[3] / "frontend" / "dist"

# What the router of the pages knows; anything else is shown its own "not found", as a 404.
KNOWN = re.compile(
    r"/(login|register|setup|account|join(/[^/]+)?|admin(/activity|/analytics|/scans(/[^/]+(/tasks|/summary|/wall)?)?)?|worker(/scan/[^/]+)?)?/?"
)
YEAR_SECONDS = 31_536_000
# How the build packs a file, by the end of its name, the smallest first; what HTTP calls it.
PACKED = {"br": "br", "gz": "gzip"}

pages = Blueprint("pages", __name__)


@pages.get("/")
def front() -> Response:
    """Give the application to a browser, and the health report to whoever asks for JSON."""
    response = _index(200) if _wants_a_page() else json_response(*health_report())
    response.vary.add("Accept")
    return response


@pages.get("/assets/<path:name>")
def asset(name: str) -> Response:
    """Give a built file. Its name holds a hash of its content, so it may be kept for ever."""
    response = _file(f"assets/{name}", max_age=YEAR_SECONDS)
    response.cache_control.immutable = True
    return response


def page_instead_of_error() -> Response | None:
    """Return the page or file that a path without an API call stands for, or None."""
    if request.method not in {"GET", "HEAD"} or request.path.startswith("/api/"):
        return None
    found = safe_join(str(PAGES_DIR), request.path.lstrip("/"))
    if found and request.path != "/" and Path(found).is_file():
        return _file(request.path.lstrip("/"))
    if not _wants_a_page():
        return None
    return _index(200 if KNOWN.fullmatch(request.path) else 404)


def _wants_a_page() -> bool:
    # Programs send */*, which must not count: they want to be told, not shown.
    return "text/html" in request.headers.get("Accept", "")


def _file(name: str, *, max_age: int = 0, conditional: bool = True) -> Response:
    """Return a built file, packed in the way that the caller likes best of those there are.

    The build packs them (``frontend/vite.config.ts``). Raises NotFound of the framework's.
    """
    packings = [kind for kind in PACKED if _is_there(f"{name}.{kind}")]
    packed = next((kind for kind in packings if _takes(kind)), None)
    response = send_from_directory(
        PAGES_DIR,
        name if packed is None else f"{name}.{packed}",
        mimetype=mimetypes.guess_type(name)[0],
        max_age=max_age,
        conditional=conditional,
    )
    if packed is not None:
        response.content_encoding = PACKED[packed]
    if packings:
        response.vary.add("Accept-Encoding")
    return response


def _takes(kind: str) -> bool:
    return request.accept_encodings[PACKED[kind]] > 0


def _is_there(name: str) -> bool:
    found = safe_join(str(PAGES_DIR), name)
    return found is not None and Path(found).is_file()


def _index(status: int) -> Response:
    if not (PAGES_DIR / "index.html").is_file():
        return Response(
            "The pages are not built yet. Run: make build\n", 503, mimetype="text/plain"
        )
    # Names the hashed files of this build, so it is asked for anew each time. Always whole: the
    # status is the page's, and must not stand over a part or over "not modified".
    response = _file("index.html", conditional=False)
    response.status_code = status
    return response
