"""Counts the calls over REST, and begins none that changes anything once the process is to stop."""

from __future__ import annotations

from flask import Flask, g, request

from taskstream.api.context import services

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def register_duty(app: Flask) -> None:
    """Attach to the application. After whatever gives requests their ids."""
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    services().duty.calls.enter()
    g.counted = True
    if request.method not in READING:
        services().duty.check()


def _end(_error: BaseException | None) -> None:
    # Events of a socket have a request context as well, but do not begin here.
    if g.pop("counted", False):
        services().duty.calls.leave()
