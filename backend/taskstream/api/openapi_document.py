"""The OpenAPI 3.1 document, made from what the endpoints declare and from the models."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeAlias

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core.core_schema import WithDefaultSchema

from taskstream import __version__
from taskstream.api.endpoint import Allow, Endpoint, declared_by
from taskstream.domain.reports import Table
from taskstream.errors import (
    Forbidden,
    Invalid,
    MalformedJson,
    RateLimited,
    TaskStreamError,
    TokenExpired,
    TokenInvalid,
    TokenMissing,
    TooLarge,
    UnsupportedMediaType,
)
from taskstream.presenters.rest import Problem
from taskstream.presenters.summaries import Part

Json: TypeAlias = dict[str, Any]

VERSIONED = "/api/v1"
REFERENCE = "#/components/schemas/{model}"
PATH_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
PATH_NAME = re.compile(r"{(\w+)}")
RETRY_STATUSES = {"429", "503"}
ETAG = {"description": "The record's version, in quotes.", "schema": {"type": "string"}}
RETRY_AFTER = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
WITH_BODY = (MalformedJson, TooLarge, UnsupportedMediaType, Invalid)
WITH_TOKEN = (TokenMissing, TokenExpired, TokenInvalid)

DESCRIPTION = """\
Scans, the tasks that workers send into them, and the verdicts that moderators give.

Every path answers at the root too. Bodies and answers are JSON. What goes wrong is told \
as a problem document (RFC 9457) whose ``code`` is stable; its words are not. Sign in to \
get an access token, and send it as ``Authorization: Bearer <token>``. What happens \
live comes over Socket.IO.
"""
# What the groups are called in a list of them, by the name that stands at each call.
TAGS = {
    "accounts": "Coming in",
    "own_account": "Your own account",
    "scans": "Scans",
    "instructions": "Instructions",
    "joining": "Entering by a code",
    "guests": "Guests",
    "tasks": "Tasks and verdicts",
    "summaries": "Summaries",
    "analytics": "Analytics",
    "activity": "Activity",
    "system": "The server",
    "openapi": "This description",
}
PATH_PARAMETERS = {
    "scan_id": "The scan's id, as in its link.",
    "task_id": "The task's id.",
    "user_id": "The account's id.",
    "session_id": "The session's id, as in the list.",
    "table": f"One of {', '.join(Table)}.",
    "part": f"One of {', '.join(Part)}.",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, without the version's prefix."""

    path: str
    method: str
    name: str
    tag: str
    declared: Endpoint


class PlainSchema(GenerateJsonSchema):
    """A field that may be left out is said to be that, not to be "or null" as well."""

    def default_schema(self, schema: WithDefaultSchema) -> Json:
        """Return the schema with its default, unless that is the null for "left out"."""
        inner = schema["schema"]
        if inner["type"] == "nullable" and schema.get("default", "") is None:
            return self.generate_inner(inner["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - theirs
        """Leave out titles that only repeat the field's name."""
        return False


def build_document(app: Flask) -> Json:
    """Return the document for everything that the application serves under the version."""
    operations = list(_operations(app))
    paths: dict[str, Json] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _describe(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "TaskStream",
            "version": __version__,
            "summary": "A worker sends, an admin decides, the worker knows.",
            "description": DESCRIPTION,
        },
        "servers": [{"url": VERSIONED}],
        "tags": [
            # As ReDoc and others read it.
            {"name": tag, "x-displayName": TAGS[tag]}
            for tag in dict.fromkeys(found.tag for found in operations)
        ],
        "paths": paths,
        "components": {
            "schemas": _schemas(operations),
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The ``access_token`` of a sign-in. It holds for ten minutes.",
                }
            },
        },
    }


def _operations(app: Flask) -> Iterator[Operation]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        declared = declared_by(view)
        if declared is None or not rule.rule.startswith(f"{VERSIONED}/"):
            continue
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield Operation(
                path=PATH_PARAMETER.sub(r"{\1}", rule.rule.removeprefix(VERSIONED)),
                method=method.lower(),
                name=rule.endpoint.rpartition(".")[2],
                tag=view.__module__.rpartition(".")[2],
                declared=declared,
            )


def _describe(operation: Operation) -> Json:
    declared = operation.declared
    description: Json = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": declared.summary,
        "description": inspect.cleandoc(declared.description),
        "x-allow": declared.allow.value,
        "security": [] if declared.allow is Allow.ANYONE else [{"bearer": []}],
        "responses": _responses(declared),
    }
    parameters = _parameters(operation)
    if parameters:
        description["parameters"] = parameters
    if declared.body is not None:
        description["requestBody"] = {"required": True, "content": _json(declared.body)}
    return description


def _parameters(operation: Operation) -> list[Json]:
    declared = operation.declared
    found = [
        _parameter("path", name, {"type": "string"}, PATH_PARAMETERS[name], required=True)
        for name in PATH_NAME.findall(operation.path)
    ]
    if declared.query is not None:
        schema = declared.query.model_json_schema(
            ref_template=REFERENCE, schema_generator=PlainSchema
        )
        needed = schema.get("required", ())
        for name, kind in schema["properties"].items():
            words = kind.pop("description", "")
            found.append(_parameter("query", name, kind, words, required=name in needed))
    found += [
        _parameter("header", header.name, {"type": "string"}, header.description, required=False)
        for header in declared.headers
    ]
    return found


def _parameter(where: str, name: str, schema: Json, description: str, *, required: bool) -> Json:
    parameter = {"name": name, "in": where, "required": required, "schema": schema}
    return parameter | ({"description": description} if description else {})


def _responses(declared: Endpoint) -> Json:
    by_status: dict[int, list[type[TaskStreamError]]] = {}
    for error in _errors(declared):
        by_status.setdefault(error.status, []).append(error)
    problems = {
        str(status): _problem("\n".join(f"* ``{error.code}``: {error.title}" for error in errors))
        for status, errors in sorted(by_status.items())
    }
    for status in RETRY_STATUSES & problems.keys():
        problems[status]["headers"] = {"Retry-After": RETRY_AFTER}
    answers = {str(status): _answer(declared) for status in (declared.status, *declared.also)}
    return answers | problems | {"default": _problem("Anything else that goes wrong.")}


def _answer(declared: Endpoint) -> Json:
    if declared.status == HTTPStatus.NO_CONTENT:
        return {"description": "Done; there is no body."}
    if declared.answer is None:
        return {"description": "The document.", "content": {declared.media: {}}}
    return {
        "description": inspect.getdoc(declared.answer) or "",
        **({"headers": {"ETag": ETAG}} if declared.tagged else {}),
        "content": _json(declared.answer),
    }


def _errors(declared: Endpoint) -> list[type[TaskStreamError]]:
    """Return what the call may be refused with, each code once."""
    errors = [*declared.errors]
    if declared.allow is not Allow.ANYONE:
        errors += [*WITH_TOKEN, RateLimited]
    if declared.allow in {Allow.SIGNED_IN, Allow.ADMIN}:
        errors.append(Forbidden)
    if declared.body is not None:
        errors += WITH_BODY
    if declared.query is not None:
        errors.append(Invalid)
    if declared.limit is not None:
        errors.append(RateLimited)
    return list({error.code: error for error in errors}.values())


def _problem(description: str) -> Json:
    schema = {"$ref": REFERENCE.format(model=Problem.__name__)}
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": schema}},
    }


def _json(model: type[BaseModel]) -> Json:
    return {"application/json": {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}}


def _schemas(operations: Iterable[Operation]) -> Json:
    bodies, answers, queries = (
        {model for operation in operations if (model := getattr(operation.declared, part))}
        for part in ("body", "answer", "query")
    )
    models = sorted({Problem} | bodies | answers | queries, key=lambda model: model.__name__)
    _, definitions = models_json_schema(
        [(model, "validation") for model in models],
        ref_template=REFERENCE,
        schema_generator=PlainSchema,
    )
    # Queries are told as parameters; only what they refer to is wanted here.
    names = {query.__name__ for query in queries}
    return {name: told for name, told in definitions["$defs"].items() if name not in names}
