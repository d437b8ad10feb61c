"""Socket.IO over the engine: what is handled together goes to the product, the rest to the library."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import eventlet
import orjson
from socketio import Server
from socketio.packet import ACK, EVENT

from taskstream import faults
from taskstream.faults import FaultPoint
from taskstream.realtime.batches import Batch, Emit
from taskstream.realtime.gate import BROKEN_PACKET, Call, read_call
from taskstream.realtime.transport.engine import (
    MESSAGE,
    Breach,
    EngineServer,
    EngineSocket,
    Lost,
)
from taskstream.realtime.transport.frames import Opcode, pack_frame
from taskstream.realtime.transport.turns import Letter, Turns
from taskstream.services.duty import Gauge

log = logging.getLogger(__name__)

ROOT = "/"
# In the root namespace. A name that is written otherwise, with an escape in it, is handled alone.
EVENT_NAME = re.compile(rf'{EVENT}\d*\["(\w+)"', re.ASCII)
# How what we send begins, for Engine.IO and for Socket.IO, in the root namespace.
ANSWER: Final = f"{MESSAGE}{ACK}".encode()
EVENT_HEAD: Final = f"{MESSAGE}{EVENT}".encode()


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
        """Return the message, and of which kind it is where events are handled together.

        It is looked at and not read: until its turn comes it takes up no more than it has bytes.
        """
        event = EVENT_NAME.match(message)
        name = event[1] if event else None
        return Letter(message, name if name in self._batches else None, sys.getsizeof(message))

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

    def many(self, name: str, entries: Sequence[tuple[EngineSocket, str]]) -> None:
        """Handle events of one name together, and answer each."""
        broken: dict[EngineSocket, str] = {}
        known: list[tuple[EngineSocket, Call, str]] = []
        for sock, message in entries:
            if sock in broken:
                continue
            try:
                call = read_call(message)
            except BROKEN_PACKET:
                broken[sock] = message
                continue
            sid = self._server.manager.sid_from_eio_sid(sock.sid, ROOT)
            if sid is not None and self._server.manager.is_connected(sid, ROOT):
                known.append((sock, call, sid))
        self._handle(name, known)
        for sock, message in broken.items():
            # Behind the answers to what came before it; whoever reads it alone ends the socket.
            self.one(sock, message)

    def _handle(self, name: str, known: Sequence[tuple[EngineSocket, Call, str]]) -> None:
        if not known:
            return
        events = [(sid, call.data[1:]) for _, call, sid in known]
        left = len(events)
        for start, answers in self._batches[name](events):
            part = known[start : start + len(answers)]
            for (sock, call, _), answer in zip(part, answers, strict=True):
                if call.id is not None and not sock.closed:
                    sock.send_frame(answer_frame(call.id, answer))
            faults.reached(FaultPoint.AFTER_ACK)
            left -= len(part)
            if left:
                # A long batch is not to keep everybody else from their turn.
                eventlet.sleep(0)

    def emit(self, name: str, payload: Any, rooms: Sequence[str]) -> None:
        """Send an event to whoever is in one of the rooms, to each once; written out and packed once."""
        frame = event_frame(name, payload)
        sockets = self._engine.sockets
        for _, eio_sid in self._server.manager.get_participants(ROOT, rooms):
            sock = sockets.get(eio_sid)
            if sock is not None and not sock.closed:
                sock.send_frame(frame)


def answer_frame(id_: int, answer: Any) -> bytes:
    """Return the frame that answers the event of that id."""
    return pack_frame(Opcode.TEXT, b"%b%d%b" % (ANSWER, id_, orjson.dumps([answer])))


def event_frame(name: str, payload: Any) -> bytes:
    """Return the frame of an event that wants no answer."""
    return pack_frame(Opcode.TEXT, EVENT_HEAD + orjson.dumps([name, payload]))


def install(server: Server, batches: Mapping[str, Batch], gauge: Gauge) -> Emit:
    """Put an engine into a server of the library's, in place of its own and with its options.

    ``gauge`` counts its open sockets. Returns what sends events faster than the server's own.
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
    return dispatch.emit
