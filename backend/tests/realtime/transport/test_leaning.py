"""The libraries under the transport are as they were when it was written."""

from __future__ import annotations

import inspect
import socket
from importlib import import_module
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import pytest

from taskstream.realtime.transport.leaning import LEANS_ON, SOCKET_ATTRIBUTES, Lean


@pytest.mark.parametrize("lean", LEANS_ON, ids=lambda lean: lean.package)
def test_the_library_is_the_one_that_was_read(lean: Lean) -> None:
    now = version(lean.package)
    assert now == lean.version, (
        f"{lean.package} is {now} now; the transport was written against {lean.version}. Read what has"
        f" changed around {', '.join(lean.names)}, run the whole suite on both transports, then"
        " put the new number into realtime/transport/leaning.py."
    )


@pytest.mark.parametrize("name", [name for lean in LEANS_ON for name in lean.names])
def test_the_name_is_there_and_is_called_the_same_way(name: str) -> None:
    path, _, parameters = name.rstrip(")").partition("(")
    found = look_up(path)
    if parameters:
        assert ", ".join(inspect.signature(found).parameters) == parameters


def look_up(path: str) -> Any:
    """Return what ``module:name.name`` means. Raises AssertionError where it means nothing any more."""
    module, _, names = path.partition(":")
    found: Any = import_module(module)
    for name in names.split("."):
        if not hasattr(found, name):
            # Set by the constructor, so that the class itself does not show it.
            sources = "".join(inspect.getsource(kind) for kind in found.__mro__[:-1])
            assert f"self.{name} = " in sources, f"{path} is gone"
            return None
        found = getattr(found, name)
    return found


def test_a_socket_of_the_library_begins_with_what_ours_begin_with() -> None:
    from engineio.base_socket import BaseSocket  # noqa: PLC0415 - only this test knows it

    server = SimpleNamespace(create_queue=lambda: None)
    assert set(vars(BaseSocket(server, "sid"))) == SOCKET_ATTRIBUTES


def test_the_server_leaves_a_detached_socket_alone() -> None:
    from eventlet.greenio import GreenSocket, shutdown_safe  # noqa: PLC0415 - only this test does

    ours, theirs = socket.socketpair()
    green = GreenSocket(ours)
    taken = socket.socket(fileno=green.fd.detach())
    shutdown_safe(green)
    green.close()

    theirs.sendall(b"still open")
    assert taken.recv(100) == b"still open"
    taken.close()
    theirs.close()
