"""Every way in which a REST call can fail becomes a problem document with a stable code."""

from __future__ import annotations

import logging

from flask import Flask, Response, g
from werkzeug.exceptions import (
    HTTPException,
    RequestEntityTooLarge,
)
from werkzeug.exceptions import (
    MethodNotAllowed as WerkzeugMethodNotAllowed,
)
from werkzeug.exceptions import (
    NotFound as WerkzeugNotFound,
)

from taskstream.api.endpoint import json_response, retry_headers
from taskstream.api.pages import page_instead_of_error
from taskstream.errors import (
    BadRequest,
    InternalError,
    MethodNotAllowed,
    NotFound,
    TaskStreamError,
    TooLarge,
)
from taskstream.presenters.problems import as_product_error, present_problem
from taskstream.storage import StoreError

log = logging.getLogger(__name__)


def problem_response(error: TaskStreamError) -> Response:
    """Return the error as a problem document."""
    response = json_response(
        present_problem(error, g.request_id), error.status, mimetype="application/problem+json"
    )
    response.headers.update(retry_headers(error))
    return response


def register_failures(app: Flask) -> None:
    """Answer every error of the application in one form."""
    app.register_error_handler(TaskStreamError, problem_response)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StoreError, _store_error)
    app.register_error_handler(Exception, _unknown)


def _http_error(error: HTTPException) -> Response:
    if isinstance(error, WerkzeugNotFound | WerkzeugMethodNotAllowed):
        page = page_instead_of_error()
        if page is not None:
            return page
    if isinstance(error, WerkzeugNotFound):
        return problem_response(NotFound())
    if isinstance(error, WerkzeugMethodNotAllowed):
        response = problem_response(MethodNotAllowed())
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
        return response
    if isinstance(error, RequestEntityTooLarge):
        return problem_response(TooLarge())
    if error.code is not None and error.code < 400:  # noqa: PLR2004 - a redirect is no error
        return Response(error.get_response().get_data(), error.code, dict(error.get_headers()))
    return problem_response(BadRequest())


def _store_error(error: StoreError) -> Response:
    known = as_product_error(error)
    if known is None:
        return _unknown(error)
    if known.status >= InternalError.status:
        log.warning("store unavailable: %s (request %s)", error, g.request_id)
    return problem_response(known)


def _unknown(error: Exception) -> Response:
    log.error("unexpected error (request %s)", g.request_id, exc_info=error)
    return problem_response(InternalError())
