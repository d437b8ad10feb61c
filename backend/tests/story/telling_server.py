"""The product, but it logs when it begins a call. What a server answers first may come sooner."""

from __future__ import annotations

import logging

from taskstream.__main__ import ENV_FILE
from taskstream.app import Application
from taskstream.cli import main

log = logging.getLogger("taskstream.telling")
stop_at_signals = Application.stop_at_signals


def tell_of_calls(application: Application) -> None:
    """Stop at signals as before, and tell of each call that has just been counted."""
    application.flask.before_request(_tell)
    stop_at_signals(application)


def _tell() -> None:
    # Named up there, it would be looked at outside of any call when eventlet patches modules.
    from flask import request  # noqa: PLC0415

    log.info("begun: %s %s", request.method, request.path)


if __name__ == "__main__":
    Application.stop_at_signals = tell_of_calls  # type: ignore[method-assign,assignment]  # in this process only
    main(ENV_FILE)
