"""What ``/docs`` shows, worked out from the OpenAPI document: rows, examples, prose."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from markupsafe import Markup, escape

Json: TypeAlias = Mapping[str, Any]

LIST_MARK = "* "
# (JSON Schema keyword, how a person says it)
RULES = (
    ("minLength", "at least {} characters"),
    ("maxLength", "at most {} characters"),
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("pattern", "matches {}"),
    ("default", "default {}"),
)
EXAMPLES = {"string": "…", "integer": 1, "boolean": True, "number": 1.5}
SAMPLE_PASSWORD = "correct horse battery"  # noqa: S105 - stands in an example


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field."""

    name: str
    kind: Markup
    required: bool
    where: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back with one status. ``kind`` is empty where there is no body of interest."""

    status: str
    kind: Markup
    words: Markup


@dataclass(frozen=True, slots=True)
class Call:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    allow: str
    words: Markup
    rows: list[Row]
    answers: list[Answer]
    errors: list[Answer]
    example: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One schema: an object with rows, or a list of words."""

    name: str
    words: Markup
    rows: list[Row]
    kind: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one tag, and what it is called."""

    tag: str
    title: str
    calls: list[Call]


def groups_of(document: Json, origin: str) -> list[Group]:
    """Return every operation under its tag; ``origin`` is where examples send their requests."""
    found: dict[str, list[Call]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            call = _call(document, origin, path, method, operation)
            found[operation["tags"][0]].append(call)
    return [
        Group(tag["name"], tag["x-displayName"], found[tag["name"]]) for tag in document["tags"]
    ]


def shapes(document: Json) -> list[Shape]:
    """Return every schema, by name."""
    return [
        Shape(
            name=name,
            words=prose(schema.get("description", "")),
            rows=list(_fields(schema)),
            kind=Markup() if "properties" in schema else kind_of(schema),
        )
        for name, schema in sorted(document["components"]["schemas"].items())
    ]


def prose(text: str) -> Markup:
    """Return paragraphs and lists of text in which ``code`` stands between double backticks."""
    blocks = []
    for block in text.strip().split("\n\n"):
        if block.startswith(LIST_MARK):
            items = [_inline(line.removeprefix(LIST_MARK)) for line in block.splitlines()]
            blocks.append(
                Markup("<ul>{}</ul>").format(
                    Markup().join(Markup("<li>{}</li>").format(item) for item in items)
                )
            )
        elif block:
            blocks.append(Markup("<p>{}</p>").format(_inline(block)))
    return Markup().join(blocks)


def kind_of(schema: Json) -> Markup:
    """Return a schema's type in words, with links to the schemas that it names."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#schema-{0}">{0}</a>').format(name)
    if "anyOf" in schema:
        return Markup(" or ").join(kind_of(choice) for choice in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema["const"]]
        return Markup(" ").join(Markup("<code>{}</code>").format(value) for value in values)
    if schema.get("type") == "array":
        return Markup("list of {}").format(kind_of(schema["items"]))
    if isinstance(schema.get("additionalProperties"), Mapping):
        return Markup("object of {}").format(kind_of(schema["additionalProperties"]))
    return escape(schema.get("type", "anything"))


def example_of(schema: Json, document: Json) -> Any:
    """Return a value that the schema allows: what must be there, and no more."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return example_of(document["components"]["schemas"][name], document)
    for keyword in ("examples", "enum"):
        if keyword in schema:
            return schema[keyword][0]
    if schema.get("format") == "password":
        return SAMPLE_PASSWORD
    if "properties" in schema:
        return {
            name: example_of(field, document)
            for name, field in schema["properties"].items()
            if name in schema.get("required", ())
        }
    return EXAMPLES.get(schema.get("type", ""), "…")


def _call(document: Json, origin: str, path: str, method: str, operation: Json) -> Call:
    answers, errors = [], []
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if "application/problem+json" in content:
            errors.append(Answer(status, Markup(), prose(response["description"])))
        else:
            schema = content.get("application/json", {}).get("schema")
            kind = kind_of(schema) if schema else Markup()
            answers.append(Answer(status, kind, prose(response["description"])))
    return Call(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        allow=operation["x-allow"],
        words=prose(operation["description"]),
        rows=[*_parameters(operation), *_fields(_body(operation, document) or {})],
        answers=answers,
        errors=errors,
        example=_curl(document, origin, path, method, operation),
    )


def _body(operation: Json, document: Json) -> Json | None:
    if "requestBody" not in operation:
        return None
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schema: Json = document["components"]["schemas"][reference.rpartition("/")[2]]
    return schema


def _parameters(operation: Json) -> Iterator[Row]:
    for told in operation.get("parameters", ()):
        yield Row(
            name=told["name"],
            kind=kind_of(told["schema"]),
            required=told["required"],
            where=told["in"],
            words=_words(told.get("description", ""), told["schema"]),
        )


def _fields(schema: Json) -> Iterator[Row]:
    for name, field in schema.get("properties", {}).items():
        yield Row(
            name=name,
            kind=kind_of(field),
            required=name in schema.get("required", ()),
            where="body",
            words=_words(field.get("description", ""), field),
        )


def _words(description: str, schema: Json) -> Markup:
    rules = ", ".join(words.format(schema[name]) for name, words in RULES if name in schema)
    described = _inline(description)
    if not rules:
        return described
    return Markup('{} <span class="rules">{}</span>').format(described, rules)


def _curl(document: Json, origin: str, path: str, method: str, operation: Json) -> str:
    base = origin + document["servers"][0]["url"]
    parts = [
        f"curl '{base}{path}'" if method == "get" else f"curl -X {method.upper()} '{base}{path}'"
    ]
    if operation["security"]:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    body = _body(operation, document)
    if body is not None:
        parts.append("-H 'Content-Type: application/json'")
        parts.append(f"-d '{json.dumps(example_of(body, document), ensure_ascii=False)}'")
    return " \\\n  ".join(parts)


def _inline(text: str) -> Markup:
    """Return one paragraph; every second part between double backticks is code."""
    parts = text.replace("\n", " ").split("``")
    return Markup().join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
