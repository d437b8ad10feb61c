"""Socket.IO over the engine: what is handled together goes to the product, the rest to the library."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import eventlet
from socketio import Server
from socketio.packet import ACK, EVENT

from taskstream import faults
from taskstream.faults import FaultPoint
from taskstream.realtime.batches import Batch
from taskstream.realtime.gate import BROKEN_PACKET, StrictPacket
from taskstream.realtime.transport.engine import (
    MESSAGE,
    Breach,
    EngineServer,
    EngineSocket,
    Lost,
)
from taskstream.realtime.transport.frames import pack
from taskstream.realtime.transport.turns import Letter, Turns
from taskstream.services.duty import Gauge

log = logging.getLogger(__name__)

ROOT = "/"
AN_EVENT = str(EVENT)


class Dispatch:
    """Reads messages, and has each handled. ``alone``: takes any message of a socket."""

    def __init__(
        self,
        server: Server,
        engine: EngineServer,
        alone: Callable[[str, str], None],
        batches: Mapping[str, Batch],
    ) -> None:
        self._server = server
        self._engine = engine
        self._alone = alone
        self._batches = batches

    def read(self, message: str) -> Letter:
        """Return the message, or the event that it is where such are handled together."""
        if message[:1] == AN_EVENT:
            try:
                packet = StrictPacket(encoded_packet=message)
            except BROKEN_PACKET:
                # Whoever reads it in its turn will say so.
                return Letter(message)
            name = packet.data[0]
            if name in self._batches and packet.namespace is None:
                return Letter(packet, name)
        return Letter(message)

    def one(self, sock: EngineSocket, content: Any) -> None:
        """Handle one letter."""
        match content:
            case Lost():
                if content.broken and not sock.closed:
                    log.warning("socket closed: it broke the protocol (websocket %s)", content.code)
                sock.end(content)
            case _ if sock.closed:
                pass
            case Breach():
                log.warning("socket closed: it broke the protocol (%s)", content.words)
                self._engine.disconnect(sock.sid)
            case _:
                self._alone(sock.sid, content)

    def many(self, name: str, entries: Sequence[tuple[EngineSocket, StrictPacket]]) -> None:
        """Handle events of one name together, and answer each."""
        known: list[tuple[EngineSocket, StrictPacket, str]] = []
        for sock, packet in entries:
            sid = self._server.manager.sid_from_eio_sid(sock.sid, ROOT)
            if sid is not None and self._server.manager.is_connected(sid, ROOT):
                known.append((sock, packet, sid))
        if not known:
            return
        events = [(sid, packet.data[1:]) for _, packet, sid in known]
        left = len(events)
        for start, answers in self._batches[name](events):
            part = known[start : start + len(answers)]
            for (sock, packet, _), answer in zip(part, answers, strict=True):
                if packet.id is not None and not sock.closed:
                    reply = StrictPacket(ACK, data=[answer], id=packet.id)
                    sock.send_frame(pack(MESSAGE + reply.encode()))
            faults.reached(FaultPoint.AFTER_ACK)
            left -= len(part)
            if left:
                # A long batch is not to keep everybody else from their turn.
                eventlet.sleep(0)


def install(server: Server, batches: Mapping[str, Batch], gauge: Gauge) -> None:
    """Put an engine into a server of the library's, in place of its own and with its options.

    ``gauge`` counts its open sockets.
    """
    stock = server.eio
    engine = EngineServer(
        gauge,
        ping_interval=stock.ping_interval,
        ping_timeout=stock.ping_timeout,
        max_http_buffer_size=stock.max_http_buffer_size,
        cors_allowed_origins=stock.cors_allowed_origins,
        async_handlers=False,
    )
    engine.handlers = stock.handlers
    server.eio = engine
    dispatch = Dispatch(server, engine, engine.handlers["message"], batches)
    engine.read = dispatch.read
    engine.turns = Turns(dispatch.one, dispatch.many)
    engine.start_background_task(engine.run_pulse)
