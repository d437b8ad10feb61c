"""Socket.IO over the engine: what is handled together goes to the product, the rest to the library."""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import getsizeof
from typing import Any, Final, TypeAlias

import eventlet
import orjson
from socketio import Server
from socketio.packet import ACK, EVENT

from taskstream import faults
from taskstream.faults import FaultPoint
from taskstream.presenters.problems import present_refusal
from taskstream.realtime.batches import Batch, Emit, Event
from taskstream.realtime.gate import BROKEN_PACKET
from taskstream.realtime.transport.engine import (
    MESSAGE,
    Breach,
    EngineServer,
    EngineSocket,
    Lost,
)
from taskstream.realtime.transport.frames import Opcode, pack_frame
from taskstream.realtime.transport.turns import EACH_MAX, Letter, Turns
from taskstream.schemas.base import read_json
from taskstream.services.backlog import too_much
from taskstream.services.duty import Gauge

log = logging.getLogger(__name__)

ROOT = "/"
# Longer ids are no client's; the library knows what to say of them.
ID_DIGITS_MAX = 15
# An event that is handled with others: the digits of its id, if it has one, and its JSON as it came.
Unread: TypeAlias = tuple[str, str]
# To look a member of an enumeration up takes longer than to pack a frame's head.
TEXT: Final = Opcode.TEXT
# How what we send begins, for Engine.IO and for Socket.IO, in the root namespace.
ANSWER: Final = f"{MESSAGE}{ACK}".encode()
TELLING: Final = f"{MESSAGE}{EVENT}".encode()
# So many different times at which those who are refused are asked to come back.
REFUSALS: Final = 500


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
        self._head = event_head(batches)
        # Written before: refusing has to cost next to nothing, for it is done while there is no time.
        self._refusals = itertools.cycle(
            [orjson.dumps([present_refusal(too_much())]) for _ in range(REFUSALS)]
        )

    def read(self, sock: EngineSocket, messages: Sequence[str | bytes]) -> list[Letter]:
        """Return letters that say what these messages say, in order.

        Several events that are handled together (``Unread``) are in one. They are looked at and not
        read: until its turn comes such an event takes up no more than it has bytes.
        """
        letters: list[Letter] = []
        last: Letter | None = None
        match = self._head.match
        # Whoever is not let in yet takes up nobody's room.
        is_in = (sock.root_sid or self._sid_of(sock)) is not None
        for message in messages:
            head = match(message) if is_in and isinstance(message, str) else None
            if head is None:
                last = sock.letter_of(message)
                if last is not None:
                    letters.append(last)
                continue
            digits, text, name = head.groups()
            if last is None or last.batch != name or len(last.contents) == EACH_MAX:
                last = Letter([], name)
                letters.append(last)
            last.contents.append((digits, text))
            last.size += getsizeof(text)
        return letters

    def take_in(self, sock: EngineSocket, letters: Sequence[Letter]) -> tuple[list[Letter], bool]:
        """Return what there is room for, and whether that is all; of the rest their sender is told."""
        taken, waiting, is_all = [], sock.count, True
        for letter in letters:
            count = len(letter.contents)
            if letter.batch is not None:
                room = self._batches[letter.batch].take_in(count, waiting)
                if room < count:
                    is_all = False
                    self._turn_away(sock, letter, room)
            if letter.contents:
                taken.append(letter)
                waiting += len(letter.contents)
        return taken, is_all

    def _turn_away(self, sock: EngineSocket, letter: Letter, room: int) -> None:
        """Take what there is no room for out of a letter, and ask who has sent it to come again."""
        for digits, text in letter.contents[room:]:
            letter.size -= getsizeof(text)
            if digits and not sock.closed:
                sock.line.send(answer_frame(digits, next(self._refusals)))
        del letter.contents[room:]

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

    def many(self, name: str, entries: Sequence[tuple[EngineSocket, Sequence[Unread]]]) -> None:
        """Handle events of one name together, and answer each. Each socket is there once."""
        batch, left = self._batches[name], sum([len(unread) for _, unread in entries])
        broken: dict[EngineSocket, str] = {}
        askers: list[tuple[EngineSocket, str]] = []
        events: list[Event] = []
        for sock, unread in entries:
            sid = self._sid_of(sock)
            for digits, text in unread:
                try:
                    arguments = read_json(text)[1:]
                except BROKEN_PACKET:
                    broken[sock] = f"{EVENT}{digits}{text}"
                    break
                if sid is not None:
                    askers.append((sock, digits))
                    events.append((sid, arguments))
        try:
            for count in self._handled(batch, askers, events):
                batch.answered(count)
                left -= count
        finally:
            batch.answered(left)
        for sock, message in broken.items():
            # Behind the answers to what came before it; whoever reads it alone ends the socket.
            self.one(sock, message)

    def _handled(
        self, batch: Batch, askers: Sequence[tuple[EngineSocket, str]], events: Sequence[Event]
    ) -> Iterator[int]:
        """Have events handled and answered; yield of how many this is done."""
        for start, answers in batch.handle(events):
            part = askers[start : start + len(answers)]
            # Together for each socket: nothing of what is done with a frame is cheap beside making it.
            frames: dict[EngineSocket, list[bytes]] = {}
            for (sock, digits), answer in zip(part, answers, strict=True):
                if digits:
                    frame = answer_frame(digits, orjson.dumps([answer]))
                    frames.setdefault(sock, []).append(frame)
            for sock, own in frames.items():
                if not sock.closed:
                    sock.line.send(b"".join(own))
            # Before others are told of it: whoever waited for this sends his next one meanwhile.
            self._engine.flushes.now()
            faults.reached(FaultPoint.AFTER_ACK)
            yield len(part)
            if start + len(part) < len(askers):
                # A long batch is not to keep everybody else from their turn.
                eventlet.sleep(0)

    def _sid_of(self, sock: EngineSocket) -> str | None:
        """Return the id of a socket in the root namespace while it is connected to that."""
        manager, sid = self._server.manager, sock.root_sid
        if sid is None or not manager.is_connected(sid, ROOT):
            sid = manager.sid_from_eio_sid(sock.sid, ROOT)
            sock.root_sid = sid if sid is not None and manager.is_connected(sid, ROOT) else None
        return sock.root_sid

    def emit(self, name: str, payload: Any, rooms: Sequence[str], but: str | None) -> None:
        """Send an event to whoever is in one of the rooms but this one, to each once.

        It is written out and packed once, and not at all where nobody hears it.
        """
        frame: bytes | None = None
        sockets = self._engine.sockets
        for sid, eio_sid in self._server.manager.get_participants(ROOT, rooms):
            sock = None if sid == but else sockets.get(eio_sid)
            if sock is not None and not sock.closed:
                frame = frame or event_frame(name, payload)
                sock.line.send(frame)


def event_head(names: Iterable[str]) -> re.Pattern[str]:
    """Return what messages are like that carry one of these events in the root namespace.

    Its groups: the digits of the number that the answer has to name, all that follows, and the event's
    name. Whatever is written otherwise, with an escape in the name or more digits, is handled alone.
    """
    either = "|".join(map(re.escape, names))
    return re.compile(
        rf'{MESSAGE}{EVENT}(\d{{0,{ID_DIGITS_MAX}}})(\["({either})".*)', re.ASCII | re.DOTALL
    )


def answer_frame(digits: str, written: bytes) -> bytes:
    """Return the frame that answers the event whose id has these digits with a list as JSON."""
    return pack_frame(TEXT, b"%b%d%b" % (ANSWER, int(digits), written))


def event_frame(name: str, payload: Any) -> bytes:
    """Return the frame of an event that wants no answer."""
    return pack_frame(TEXT, TELLING + orjson.dumps([name, payload]))


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
    engine.take_in = dispatch.take_in
    engine.turns = Turns(dispatch.one, dispatch.many)
    engine.start_background_task(engine.run_pulse)
    return dispatch.emit
