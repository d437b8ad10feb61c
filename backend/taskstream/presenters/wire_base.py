"""What every shape that leaves the server is made from, and who is named in them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Wire(BaseModel):
    """Base of every shape that leaves the server."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(Wire):
    """Somebody, as others in a scan see him."""

    id: str
    name: str
    guest: bool | None = Field(None, description="True: without an account; the name is no proof.")
