"""What is typed for the workers of a scan, before it is saved."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from taskstream.api.context import services
from taskstream.api.endpoint import Allow, endpoint
from taskstream.domain.actors import Actor
from taskstream.presenters.markdown import render_markdown
from taskstream.presenters.rest import Rendered
from taskstream.schemas.scans import InstructionsForm

instructions = Blueprint("instructions", __name__)


@instructions.post("/instructions/preview")
@endpoint(
    "See instructions as workers would",
    allow=Allow.SIGNED_IN,
    body=InstructionsForm,
    answer=Rendered,
)
def preview_instructions(actor: Actor, body: InstructionsForm) -> dict[str, Any]:
    """Nothing is stored. A scan gives the same as its ``instructions_html``."""
    # The worst text takes tens of milliseconds, and everybody waits for it.
    services().limits.take("PREVIEW", actor.id)
    return {"instructions_html": render_markdown(body.instructions)}
