"""The Socket.IO server, and the end of the sockets whose token has run out or never came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_socketio import SocketIO
from socketio import Server

from taskstream import clock
from taskstream.clock import Millis
from taskstream.concurrency import Concurrency
from taskstream.origins import is_allowed
from taskstream.realtime.batches import Batch, Emit
from taskstream.realtime.connections import Connections
from taskstream.realtime.gate import Json, StrictPacket
from taskstream.realtime.publisher import SocketPublisher
from taskstream.realtime.websockets import FRAME_BYTES
from taskstream.services.duty import Gauge
from taskstream.settings import Settings

PING_SECONDS = 10
# A client renews its token over the socket; this much later than its end the socket ends.
GRACE_MS = 25_000
SWEEP_SECONDS = 5


def make_socketio(settings: Settings) -> SocketIO:
    """Return a Socket.IO server that is not attached to an application yet."""

    def allowed(origin: str | None, environ: Mapping[str, Any]) -> bool:
        return is_allowed(origin, environ.get("HTTP_HOST", ""), settings.allowed_origins)

    return SocketIO(
        async_mode=settings.async_mode,
        # Events of one socket are handled one after the other, in the order they were sent.
        async_handlers=False,
        cors_allowed_origins=allowed,
        # Long polling would tie up a handler for each waiting request.
        transports=["websocket"],
        serializer=StrictPacket,
        json=Json,
        max_http_buffer_size=FRAME_BYTES,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        manage_session=False,
    )


def use_fast_transport(server: Server, batches: Mapping[str, Batch], gauge: Gauge) -> Emit:
    """Let the product's own engine serve the sockets, on eventlet only; ``gauge`` counts them.

    Returns its own way to send events.
    """
    # Only here: the other event loops can do without eventlet.
    from taskstream.realtime.transport.dispatch import install  # noqa: PLC0415 - see above

    return install(server, batches, gauge)


def end_expired(
    publisher: SocketPublisher, connections: Connections, concurrency: Concurrency
) -> None:
    """End sockets whose token ran out, for as long as the process runs."""
    while True:
        concurrency.sleep(SWEEP_SECONDS)
        for connection in connections.expired(Millis(clock.now() - GRACE_MS)):
            publisher.sign_out(connection)


def end_strangers(socketio: SocketIO, concurrency: Concurrency) -> None:
    """End sockets that two looks in a row find without anybody, for as long as the process runs.

    So each has the time between two looks to show its token, and at most twice that.
    """
    server, waiting = socketio.server, frozenset[str]()
    while True:
        concurrency.sleep(SWEEP_SECONDS)
        strangers = frozenset(
            sid for sid in list(server.eio.sockets) if not server.manager.sid_from_eio_sid(sid, "/")
        )
        for sid in strangers & waiting:
            # Beside: it waits for what a dead line does not take any more.
            socketio.start_background_task(server.eio.disconnect, sid)
        waiting = strangers
