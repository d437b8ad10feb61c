"""One websocket on eventlet's hub: callbacks instead of a reader and a writer of its own."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, Final, Protocol, cast

from eventlet import hubs

from taskstream.realtime.transport.frames import (
    Broken,
    Closing,
    FrameReader,
    Item,
    Opcode,
    Ping,
    pack_close,
    pack_frame,
)

READ_BYTES: Final = 64 * 1024
# What a client may leave unread before it is cut off: it will join again and read what it missed.
OWED_BYTES_MAX: Final = 4 * 1024 * 1024
# What a frame costs beside its bytes: an empty pong is two of them.
FRAME_COST: Final = 48
# A frame costs its time however small it is. Whoever sends more in one go than messages of any use would be
# is not read for as long as leaves nine tenths of the loop to the others, at some 3 µs a frame.
MANY_FRAMES: Final = 1_000
REST_SECONDS: Final = 30e-6
# What a message is, taken out of its frame.
MESSAGES: Final = frozenset({str, bytes})
# How long the other side has to take what is owed to it and to say good-bye.
FAREWELL_SECONDS: Final = 2.0


class Receiver(Protocol):
    """Whom a line tells. Called in the hub, where nothing may wait."""

    def received(self, messages: list[str | bytes]) -> None:
        """Take messages, in order."""

    def lost(self, end: Closing | Broken | None) -> None:
        """Hear once that nothing more will come, and what said so; None: the connection is gone.

        Otherwise the line stays open for answers to what came before, until it is closed.
        """


class Flushes:
    """Lets all frames that one line is given in a turn of the hub leave in one ``send``."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    def mark(self, line: Line) -> None:
        """Flush the line at the end of this turn."""
        if not self._lines:
            hubs.get_hub().schedule_call_global(0, self.now)
        self._lines.append(line)

    def now(self) -> None:
        """Flush what was marked, if it is not to wait for the end of the turn."""
        lines, self._lines = self._lines, []
        for line in lines:
            line.flush()


class Line:
    """Reads frames from a socket and writes frames to it, both without waiting.

    ``sock`` is non-blocking and nobody else's. ``when_closed`` is called once, in the hub,
    when it is closed for good.
    """

    __slots__ = (
        "_closing", "_flushes", "_is_marked", "_is_wanted", "_out", "_owed", "_reader", "_reading",
        "_receiver", "_resting", "_sock", "_told", "_when_closed", "_writing", "closed",
    )  # fmt: skip

    def __init__(
        self,
        sock: socket.socket,
        reader: FrameReader,
        receiver: Receiver,
        flushes: Flushes,
        when_closed: Callable[[], None],
    ) -> None:
        self._sock = sock
        self._reader = reader
        self._receiver = receiver
        self._flushes = flushes
        self._when_closed = when_closed
        self._out: list[bytes] = []
        self._owed = 0
        self._is_marked = False
        self._is_wanted = True
        # The hub's registrations, and the timers that end a rest and a farewell.
        self._reading: Any = None
        self._writing: Any = None
        self._resting: Any = None
        self._closing: Any = None
        self._told = False
        self.closed = False

    def open(self) -> None:
        """Begin to read."""
        self.resume()

    def pause(self) -> None:
        """Leave what comes in the network's hands: whoever sends too fast is held up by it."""
        self._is_wanted = False
        self._look_away()

    def resume(self) -> None:
        """Read again."""
        self._is_wanted = True
        self._look()

    def rest(self, seconds: float) -> None:
        """Read nothing for so long; a rest under way is made no longer."""
        if self._resting is None and not self.closed:
            self._look_away()
            self._resting = hubs.get_hub().schedule_call_global(seconds, self._rested)

    def send(self, frame: bytes) -> None:
        """Send a frame behind those before it. One that is closed, or is closing, takes none."""
        if self.closed or self._closing is not None:
            return
        self._out.append(frame)
        self._owed += len(frame) + FRAME_COST
        if not self._is_marked and self._writing is None:
            self._is_marked = True
            self._flushes.mark(self)
        if self._owed > OWED_BYTES_MAX:
            self.cut()

    def close(self, code: int | None = None) -> None:
        """Say good-bye behind what was sent, and close once the other side has, or its time is up."""
        if self.closed or self._closing is not None:
            return
        self.send(pack_close(code))
        if self.closed:
            return
        self._closing = hubs.get_hub().schedule_call_global(FAREWELL_SECONDS, self.cut)
        self.resume()

    def cut(self) -> None:
        """Close at once, whatever is still owed."""
        if self.closed:
            return
        self.closed = True
        hub = hubs.get_hub()
        for listener in (self._reading, self._writing):
            if listener is not None:
                hub.remove(listener)
        self._reading = self._writing = None
        for timer in (self._resting, self._closing):
            if timer is not None:
                timer.cancel()
        self._out.clear()
        self._sock.close()
        self._tell(None)
        self._when_closed()

    def flush(self) -> None:
        """Hand as much as the network takes to it. In the hub, or where nothing else runs."""
        self._is_marked = False
        if not self._out or self._writing is not None or self.closed:
            return
        data = self._out[0] if len(self._out) == 1 else b"".join(self._out)
        try:
            sent = self._sock.send(data)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            self.cut()
            return
        if sent == len(data):
            self._out.clear()
            self._owed = 0
            if self._closing is not None:
                self._say_no_more()
            return
        self._out = [data[sent:]]
        self._owed = len(data) - sent + FRAME_COST
        hub = hubs.get_hub()
        self._writing = hub.add(
            hub.WRITE, self._sock.fileno(), self._writable, self._thrown, _ignore
        )

    def _look(self) -> None:
        if self._reading is None and self._resting is None and not self.closed:
            hub = hubs.get_hub()
            self._reading = hub.add(
                hub.READ, self._sock.fileno(), self._readable, self._thrown, _ignore
            )

    def _look_away(self) -> None:
        if self._reading is not None:
            hubs.get_hub().remove(self._reading)
            self._reading = None

    def _rested(self) -> None:
        self._resting = None
        if self._is_wanted:
            self._look()

    def _say_no_more(self) -> None:
        # The other side reads the end of the stream after our close frame, and not a reset.
        try:
            self._sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.cut()

    def _writable(self, _fileno: int) -> None:
        hubs.get_hub().remove(self._writing)
        self._writing = None
        self.flush()

    def _readable(self, _fileno: int) -> None:
        try:
            data = self._sock.recv(READ_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if not data:
            self.cut()
        elif self._closing is None:
            items = self._reader.feed(data)
            if self._reader.count > MANY_FRAMES:
                self.rest(self._reader.count * REST_SECONDS)
            self._take(items)

    def _take(self, items: list[Item]) -> None:
        last = items[-1] if items else None
        if isinstance(last, Broken | Closing):
            items.pop()
        messages: list[str | bytes] = []
        # Nearly always all are, which is seen in a tenth of the time.
        if MESSAGES.issuperset(map(type, items)):
            messages = cast("list[str | bytes]", items)
        else:
            for item in items:
                if isinstance(item, str | bytes):
                    messages.append(item)
                elif isinstance(item, Ping):
                    self.send(pack_frame(Opcode.PONG, item.payload))
        if messages:
            self._receiver.received(messages)
        if isinstance(last, Broken | Closing):
            self._tell(last)

    def _tell(self, end: Closing | Broken | None) -> None:
        if not self._told:
            self._told = True
            self._receiver.lost(end)

    def _thrown(self, *_: object) -> None:
        self.cut()


def _ignore(*_: object) -> None:
    """Stand in for what the hub calls when a socket of eventlet's own is closed under it."""
