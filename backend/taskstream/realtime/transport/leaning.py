"""What the transport leans on that its libraries do not promise. A test compares it with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Lean:
    """One library, the version that was read, and its names (``module:name``) with their parameters.

    A name without parameters is no function, or one whose parameters do not matter to us.
    """

    package: str
    version: str
    names: Sequence[str]


LEANS_ON: Final = (
    Lean(
        "python-engineio",
        "4.15.1",
        (
            "engineio.server:Server._handle_connect(self, environ, start_response, transport, jsonp_index)",
            "engineio.server:Server._trigger_event(self, event, args, kwargs)",
            "engineio.server:Server.handlers",
            "engineio.server:Server.sockets",
            "engineio.socket:Socket.close(self, wait, abort, reason)",
            "engineio.socket:Socket.send(self, pkt)",
        ),
    ),
    Lean(
        "python-socketio",
        "5.18.1",
        (
            "socketio.server:Server._handle_eio_message(self, eio_sid, data)",
            "socketio.server:Server._handle_eio_disconnect(self, eio_sid, reason)",
            "socketio.manager:Manager.sid_from_eio_sid(self, eio_sid, namespace)",
            "socketio.manager:Manager.is_connected(self, sid, namespace)",
            "socketio.manager:Manager.get_participants(self, namespace, room)",
        ),
    ),
    Lean(
        "websockets",
        "17.4",
        ("websockets.utils:apply_mask(data, mask)",),
    ),
    Lean(
        "eventlet",
        "0.41.3",
        (
            "eventlet.wsgi:Input.get_socket(self)",
            "eventlet.wsgi:WSGI_LOCAL",
            "eventlet.greenio.base:GreenSocket.fd",
            "eventlet.greenio.base:shutdown_safe(sock)",
            "eventlet.hubs.hub:BaseHub.add(self, evtype, fileno, cb, tb, mark_as_closed)",
            "eventlet.hubs.hub:BaseHub.remove(self, listener)",
            "eventlet.hubs.hub:BaseHub.schedule_call_global(self, seconds, cb, args, kw)",
        ),
    ),
)
# What the library's own sockets begin with; ours set the same, but for the queue.
SOCKET_ATTRIBUTES: Final = frozenset(
    {
        "server", "sid", "queue", "last_ping", "connected", "upgrading", "upgraded", "closing",
        "closed", "session",
    }
)  # fmt: skip
