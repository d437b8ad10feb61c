"""What is done every so often for as long as the process runs."""

from __future__ import annotations

import logging
from collections.abc import Callable

from taskstream.concurrency import Concurrency

log = logging.getLogger(__name__)


def repeat(concurrency: Concurrency, seconds: float, call: Callable[[], None], failed: str) -> None:
    """Call it every so often; ``failed`` is what the log says of a call that raises."""
    while True:
        concurrency.sleep(seconds)
        try:
            call()
        except Exception:  # the next one may succeed; without any, nobody would notice
            log.exception(failed)
