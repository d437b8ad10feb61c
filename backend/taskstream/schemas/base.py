"""The base of all that comes in, and the only place that reads JSON from outside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn, TypeVar

import orjson
from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import SchemaValidator
from pydantic_core.core_schema import (
    CoreSchema,
    list_schema,
    no_info_after_validator_function,
)

from taskstream.domain.text import fault_in
from taskstream.errors import FieldFault, Invalid

M = TypeVar("M", bound=BaseModel)


class Form(BaseModel):
    """A body or an event's argument: types are not guessed, unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Query(BaseModel):
    """A query string, where everything is text: numbers are read, unknown names refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class TextUpTo:
    """Says of a field: text that is kept as typed, of at most so many code points.

    ``or_blank``: it may hold nothing but white space.
    """

    longest: int
    or_blank: bool = True

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check the text after its type."""
        return no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell the limit in the API's description too."""
        return {**handler(schema), "maxLength": self.longest}

    def _checked(self, text: str) -> str:
        if not self.or_blank and (not text or text.isspace()):
            raise ValueError("must not be empty")
        # What is printable has no fault, which is seen in a tenth of the time.
        if len(text) <= self.longest and text.isprintable():
            return text
        fault = fault_in(text, self.longest)
        if fault:
            raise ValueError(fault)
        return text


def parse(model: type[M], data: object) -> M:
    """Return the data as a model. Raises Invalid with every fault."""
    try:
        # What ``model_validate`` calls, once it has looked through options that we do not use.
        parsed: M = model.__pydantic_validator__.validate_python(data)
    except ValidationError as error:
        raise Invalid(
            [
                FieldFault(
                    ".".join(str(part) for part in fault["loc"]) or "(body)",
                    fault["msg"].removeprefix("Value error, "),
                )
                for fault in error.errors(include_url=False, include_input=False)
            ]
        ) from None
    return parsed


def parse_all(model: type[M], data: Sequence[object]) -> Sequence[M]:
    """Return each of the data as a model. Raises ValueError where ``parse`` would not take one."""
    parsed: list[M] = _validator_of_many(model).validate_python(data)
    return parsed


@cache
def _validator_of_many(model: type[BaseModel]) -> SchemaValidator:
    return SchemaValidator(list_schema(model.__pydantic_core_schema__))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def read_json(text: str | bytes) -> Any:
    """Return what the JSON says. Raises ValueError when it is none.

    Browsers send half surrogate pairs as escapes, which orjson refuses whole; they are
    read the slow way, so that the field can be named in the answer.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return _read_slowly(text)


def _read_slowly(text: str | bytes) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deep") from None
