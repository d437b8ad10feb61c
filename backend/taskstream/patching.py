"""Prepare the interpreter for the chosen event loop, before anything else is imported."""

from __future__ import annotations

import os
import warnings

# Before the patching: a lock that no loop schedules. It is for what gives up no turn while it holds it;
# there it does what a loop's own does, which is written in Python.
from _thread import allocate_lock as native_lock
from pathlib import Path

from dotenv import dotenv_values

__all__ = ["MODE_VARIABLE", "native_lock", "patch_for"]

MODE_VARIABLE = "TASKSTREAM_ASYNC_MODE"


def patch_for(env_file: Path) -> None:
    """Patch the standard library for the loop that the environment or ``env_file`` names.

    An unknown name patches nothing; the settings refuse it a moment later, in words.
    """
    mode = os.environ.get(MODE_VARIABLE) or dotenv_values(env_file).get(MODE_VARIABLE)
    if mode in (None, "", "eventlet"):
        # Its own resolver does not read what the system's does, and stalls without a network.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        with warnings.catch_warnings():
            # Eventlet announces at import that it is in maintenance; docs/decisions says why we use it.
            warnings.simplefilter("ignore")
            import eventlet
        eventlet.monkey_patch()
    elif mode == "gevent":
        from gevent import monkey

        monkey.patch_all()
