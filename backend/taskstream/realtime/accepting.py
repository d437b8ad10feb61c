"""Taking connections on eventlet: whoever cannot be let in is not the end of the server."""

from __future__ import annotations

import errno
import logging
import socket
import time
from typing import Any, Final

import eventlet

log = logging.getLogger(__name__)

# These are about the listening socket itself: it is closed, or was never one.
FINAL: Final = frozenset({errno.EBADF, errno.EINVAL, errno.ENOTSOCK, errno.EFAULT})
# Everything else passes: no files are left, or a caller was gone before he was let in.
AGAIN_SECONDS: Final = 0.1
# Said not more often than this: who is let in may be the last one again.
SAY_SECONDS: Final = 60.0


class Door:
    """A listening socket that waits where eventlet's server would end: it gives up at any error."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._said_at = -SAY_SECONDS

    def __getattr__(self, name: str) -> Any:
        """Return what the listening socket has."""
        return getattr(self._listener, name)

    def accept(self) -> tuple[socket.socket, Any]:
        """Return the next connection, and where it comes from, once there can be one. Raises OSError."""
        while True:
            try:
                taken = self._listener.accept()
            except OSError as error:
                if error.errno in FINAL:
                    raise
                self._say(error)
                eventlet.sleep(AGAIN_SECONDS)
            else:
                return taken

    def _say(self, error: OSError) -> None:
        now = time.monotonic()
        if now - self._said_at >= SAY_SECONDS:
            self._said_at = now
            log.error("no connection can be taken (%s)", error.strerror)
