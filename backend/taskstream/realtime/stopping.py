"""From the signal to the end: what was begun is finished, and nobody is cut off in mid-sentence.

The port stays open while anything is under way, so that whoever asks for readiness is answered 503.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask_socketio import SocketIO

from taskstream.concurrency import Concurrency
from taskstream.presenters.wire import Restart
from taskstream.realtime.connections import Connections
from taskstream.realtime.publisher import SocketPublisher
from taskstream.services.duty import Duty, Gauge

log = logging.getLogger(__name__)

# Clients come back spread over this time, so that the next process meets no crowd.
SPREAD_MS = 2_000
FINISH_SECONDS = 5.0
CLOSE_SECONDS = 2.0
# Whatever still hangs then is left: what was acknowledged is on the disk.
EXIT_SECONDS = 9.0
LOOK_SECONDS = 0.01

Wsgi = Callable[..., Iterable[bytes]]


def counted(app: Wsgi, gauge: Gauge) -> Wsgi:
    """Return the application with its requests counted. A websocket is one, to its end."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        gauge.enter()
        try:
            return app(environ, start_response)
        finally:
            gauge.leave()

    return call


class Stopping:
    """Stops the process when told to. Made in the thread that serves."""

    def __init__(
        self,
        socketio: SocketIO,
        duty: Duty,
        connections: Connections,
        publisher: SocketPublisher,
        concurrency: Concurrency,
    ) -> None:
        self._socketio = socketio
        self._duty = duty
        self._connections = connections
        self._publisher = publisher
        self._concurrency = concurrency
        self._bell, self._ear = socket.socketpair()
        self._told = False

    def heed_signals(self) -> None:
        """Stop at SIGTERM or SIGINT; at the second one, at once."""
        signal.signal(signal.SIGALRM, _give_up)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        self._concurrency.spawn(self._wait_and_stop)

    def _on_signal(self, *_: object) -> None:
        if self._told:
            self._concurrency.exit_main()
            return
        self._told = True
        signal.setitimer(signal.ITIMER_REAL, EXIT_SECONDS)
        # A handler runs in whatever was running, even in the loop itself, and may not wait.
        # What is written here also wakes a loop that is waiting for the network.
        self._bell.send(b"!")

    def _wait_and_stop(self) -> None:
        self._ear.recv(1)
        try:
            self._finish()
        finally:
            self._concurrency.exit_main()

    def _finish(self) -> None:
        self._duty.end()
        for connection in self._connections.where(lambda _: True):
            after = random.randrange(SPREAD_MS)  # noqa: S311 - spreads load, keeps no secret
            self._publisher.send(Restart, {"after_ms": after}, connection.sid)
        finished = self._wait_until(lambda: self._duty.calls.count == 0, FINISH_SECONDS)
        sent = self._publisher.mark()
        closed = (
            self._wait_until(sent.is_set, CLOSE_SECONDS)
            and self._close_sockets()
            and self._wait_until(lambda: self._duty.requests.count == 0, CLOSE_SECONDS)
        )
        if not (finished and closed):
            log.warning("stopping, though not everybody had finished")

    def _close_sockets(self) -> bool:
        for each in list(self._socketio.server.eio.sockets.values()):
            # Behind what is queued for it; whoever does not read does not hold up the others.
            each.close(wait=False)
        return True

    def _wait_until(self, holds: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                return False
            self._concurrency.sleep(LOOK_SECONDS)
        return True


def _give_up(*_: object) -> None:
    log.warning("stopped without waiting any longer")
    os._exit(0)
