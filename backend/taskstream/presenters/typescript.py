"""Writes the protocol's types for the pages, from the models in ``wire`` and in ``rest``.

Small on purpose: it knows the few kinds of types that those models use, and refuses others.
"""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from taskstream.presenters import (
    rest,
    rest_reports,
    rest_summaries,
    wire,
    wire_base,
    wire_figures,
)

HEADER = """\
// Made from wire*.py and rest*.py in backend/taskstream/presenters by "make generate". Do not edit.
"""
# The choices that ``wire`` has named keep their names.
ALIASES = {kind: name for name, kind in vars(wire).items() if get_origin(kind) is Literal}
PLAIN: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean"}


def protocol_file() -> str:
    """Return the text of ``protocol.gen.ts``."""
    # By name, since ``rest`` imports some of what ``wire`` defines.
    modules = (wire_base, wire_figures, wire, rest, rest_summaries, rest_reports)
    named = {name: value for module in modules for name, value in vars(module).items()}
    models = [
        value
        for value in named.values()
        if isinstance(value, type)
        and issubclass(value, wire_base.Wire)
        and value not in (wire_base.Wire, wire.Event)
    ]
    events = " | ".join(event.__name__ for event in wire.EVENTS)
    aliases = "".join(f"export type {name} = {_choices(kind)};\n" for kind, name in ALIASES.items())
    parts = [
        HEADER,
        aliases,
        *(_model(model) for model in models),
        f"export type ServerEvent = {events};\n",
    ]
    return "\n".join(parts)


def _model(model: type[BaseModel]) -> str:
    lines = [f"/** {_first_line(model)} */", f"export type {model.__name__} = {{"]
    if issubclass(model, wire.Event):
        lines.append(f"  name: {_quoted(model.name)};")
    for name, field in model.model_fields.items():
        if field.description:
            lines.append(f"  /** {field.description} */")
        lines.append(f"  {field.alias or name}{_mark(field)}: {_type(_present(field))};")
    if model.model_config.get("extra") == "allow":
        lines.append("  [member: string]: unknown;")
    lines.append("};\n")
    return "\n".join(lines)


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def _mark(field: FieldInfo) -> str:
    return "" if field.is_required() else "?"


def _present(field: FieldInfo) -> Any:
    """Return the field's type; a field that may be left out is never null."""
    if field.is_required():
        return field.annotation
    kinds = [kind for kind in get_args(field.annotation) if kind is not type(None)]
    return Union[tuple(kinds)]  # noqa: UP007 - made from a list, which "|" cannot do


def _type(kind: Any) -> str:
    if kind in PLAIN:
        return PLAIN[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return ALIASES.get(kind) or _choices(kind)
    if origin is list:
        inner = _type(arguments[0])
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<{_type(arguments[0])}, {_type(arguments[1])}>"
    if origin in (Union, types.UnionType):
        return " | ".join("null" if one is type(None) else _type(one) for one in arguments)
    if isinstance(kind, type) and issubclass(kind, wire_base.Wire):
        return kind.__name__
    raise TypeError(f"{kind} has no TypeScript form here; add one")


def _choices(kind: Any) -> str:
    return " | ".join(_quoted(value) for value in get_args(kind))


def _quoted(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value).lower()
