"""What may be stored, checked before a driver sees it, so that both adapters refuse the same."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

import orjson

from taskstream.storage.port import (
    PYTHON_TYPES,
    BadDocument,
    CollectionSchema,
    Document,
    Patch,
)

# Beyond this a JavaScript number is no longer exact.
MAX_INTEGER: Final = 2**53
# MongoDB refuses more than 100 levels; nothing of ours needs a tenth of that.
MAX_DEPTH: Final = 50
# A document has twenty names, and all documents of a collection have the same: looked at once.
NAMES_KEPT: Final = 1_000
_good_names: set[str] = set()
ONLY_TEXT: Final = frozenset({str})
# Of these the encoder sees by itself whether they can be stored.
PLAIN: Final = frozenset({str, int, bool, type(None)})
SHAPES_KEPT: Final = 100


def is_storable(text: str) -> bool:
    """Return whether the text can be written as UTF-8: a lone surrogate cannot."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_field_name(name: object) -> bool:
    """Return whether both databases take this as the name of a field, at any depth."""
    return (
        type(name) is str
        and name != ""
        and name[0] != "$"
        and not {".", "\0"} & set(name)
        and is_storable(name)
    )


def check_document(schema: CollectionSchema, document: Document) -> None:
    """Raise BadDocument unless the document may be stored. Each suggestion takes one."""
    identity = document.get("_id")
    if type(identity) is not str or not identity:
        raise BadDocument(f"{schema.name}: a document needs an _id, a text that is not empty")
    _check_object(document, schema.name, 1)
    for name, kind in schema.types:
        value = document.get(name)
        if type(value) is not kind and value is not None:
            raise _declared_otherwise(schema, name, value)
    for name in schema.needed:
        if document.get(name) is None:
            raise BadDocument(f"{schema.name}.{name}: must be there, a key is made of it")


class Encoder:
    """Writes documents of one collection as JSON, having checked them.

    Nearly all have the names and types of one before them. Those are known to be good then, and
    the encoder refuses the texts and integers that cannot be stored, which it passes anyway.
    """

    def __init__(self, schema: CollectionSchema) -> None:
        self._schema = schema
        # Names and types in their order, and which of these fields need a closer look each time.
        self._shapes: dict[tuple[Any, ...], tuple[str, ...]] = {}
        # The same of objects in these, of which none has such a field.
        self._plain: set[tuple[Any, ...]] = set()

    def write(self, document: Document) -> str:
        """Return the document as JSON. Raises BadDocument, as ``check_document`` does."""
        shape = (*document, *map(type, document.values()))
        nested = self._shapes.get(shape)
        if nested is not None and document["_id"]:
            try:
                for name in nested:
                    self._check_nested(document[name], name)
                return orjson.dumps(document, option=orjson.OPT_STRICT_INTEGER).decode()
            except orjson.JSONEncodeError:
                # It says what is wrong, or that only the encoder was too strict.
                check_document(self._schema, document)
                return orjson.dumps(document).decode()
        check_document(self._schema, document)
        if len(self._shapes) < SHAPES_KEPT:
            self._shapes[shape] = tuple(
                name for name, value in document.items() if type(value) not in PLAIN
            )
        return orjson.dumps(document).decode()

    def _check_nested(self, value: Any, name: str) -> None:
        """Look closer at what is no text or number. Raises BadDocument.

        Nearly all of it are objects that are all alike, alone or in a list.
        """
        values, depth = (value, 2) if type(value) is list else ([value], 1)
        for inner in values:
            is_object = type(inner) is dict
            if is_object and (*inner, *map(type, inner.values())) in self._plain:
                continue
            _check_value(inner, name, depth)
            if is_object and len(self._plain) < SHAPES_KEPT:
                kinds = tuple(map(type, inner.values()))
                if PLAIN.issuperset(kinds):
                    self._plain.add((*inner, *kinds))


def check_patch(schema: CollectionSchema, patch: Patch) -> None:
    """Raise BadDocument unless the patch may be applied to any document of the collection."""
    _check_patched_names(schema, [*patch.set, *patch.unset, *patch.inc])
    _check_object(dict(patch.set), schema.name, 1)
    for name, value in patch.set.items():
        kind = schema.fields.get(name)
        if kind and value is not None and type(value) is not PYTHON_TYPES[kind]:
            raise _declared_otherwise(schema, name, value)
    for name, step in patch.inc.items():
        if schema.fields.get(name, "integer") != "integer":
            raise BadDocument(f"{schema.name}.{name}: only integers can be raised")
        _check_integer(step, name)
    emptied = {*patch.unset, *(name for name, value in patch.set.items() if value is None)}
    for index in schema.unique_indexes:
        if gone := emptied.intersection(index.fields):
            raise BadDocument(f"{schema.name}: {index.name} is unique, {sorted(gone)} must stay")


def patched(document: Document, patch: Patch) -> Document:
    """Return the document with the patch applied. Raises BadDocument where a sum is none."""
    result = {**document, **patch.set}
    for name in patch.unset:
        result.pop(name, None)
    for name, step in patch.inc.items():
        value = result.get(name, 0)
        _check_integer(value, name)
        _check_integer(value + step, name)
        result[name] = value + step
    return result


def _check_patched_names(schema: CollectionSchema, names: Sequence[str]) -> None:
    if not names:
        raise BadDocument(f"{schema.name}: the patch changes nothing")
    if len(names) != len(set(names)):
        raise BadDocument(f"{schema.name}: the patch changes a field twice")
    for name in names:
        if name == "_id" or not is_field_name(name):
            raise BadDocument(f"{schema.name}: a patch cannot change {name!r}")


def _declared_otherwise(schema: CollectionSchema, name: str, value: Any) -> BadDocument:
    wanted = schema.fields[name]
    return BadDocument(f"{schema.name}.{name}: declared as {wanted}, not {type(value).__name__}")


def _check_object(value: dict[Any, Any], name: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise BadDocument(f"{name}: nested deeper than {MAX_DEPTH} levels")
    if not (ONLY_TEXT.issuperset(map(type, value)) and _good_names.issuperset(value)):
        _check_names(value, name)
    for key, inner in value.items():
        # Most of what is stored is one of these two; the rest needs a closer look.
        kind = type(inner)
        if kind is str:
            if inner.isascii():
                continue
        elif kind is int and -MAX_INTEGER <= inner <= MAX_INTEGER:
            continue
        _check_value(inner, key, depth)


def _check_names(value: dict[Any, Any], name: str) -> None:
    for key in value:
        if not is_field_name(key):
            raise BadDocument(f"{name}: {key!r} cannot be the name of a field")
    if len(_good_names) < NAMES_KEPT:
        _good_names.update(value)


def _check_value(value: Any, name: str, depth: int) -> None:
    # By exact type: a subclass (an enum, a driver's integer) would come back as something else.
    kind = type(value)
    if kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise _beyond(name, value)
    elif kind is str:
        if not is_storable(value):
            raise BadDocument(f"{name}: a lone surrogate is not text")
    elif kind is dict:
        _check_object(value, name, depth + 1)
    elif kind is list:
        _check_list(value, name, depth + 1)
    elif kind is float:
        if not isfinite(value):
            raise BadDocument(f"{name}: {value} is not JSON")
    elif value is not None and kind is not bool:
        raise BadDocument(f"{name}: {kind.__name__} is not a JSON type")


def _check_list(value: list[Any], name: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise BadDocument(f"{name}: nested deeper than {MAX_DEPTH} levels")
    for inner in value:
        _check_value(inner, name, depth)


def _check_integer(value: Any, name: str) -> None:
    if type(value) is not int:
        raise BadDocument(f"{name}: {type(value).__name__} is not an integer")
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise _beyond(name, value)


def _beyond(name: str, value: int) -> BadDocument:
    return BadDocument(f"{name}: {value} is beyond +-2**53")
