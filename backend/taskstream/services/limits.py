"""Token buckets, one for each limit and whom it concerns, shared by REST and sockets."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping

from taskstream.errors import RateLimited
from taskstream.patching import native_lock
from taskstream.rates import Rate

# Buckets are forgotten, oldest first, beyond this many; a forgotten one starts full again.
BUCKETS_KEPT = 50_000


class Limits:
    """Counts what each caller has left. Memory is bounded, whatever the number of callers."""

    def __init__(self, rates: Mapping[str, Rate | None]) -> None:
        self._rates = rates
        # (limit, key) -> (tokens left, when that was true, in seconds)
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = native_lock()

    def take(self, name: str, key: str, *, tokens: int = 1) -> None:
        """Use up tokens; what is worth more than a full bucket costs a full bucket.

        Raises RateLimited, with the seconds until there are enough.
        """
        rate = self._rates[name]
        if rate is None:
            return
        needed = min(tokens, rate.burst)
        now = time.monotonic()
        with self._lock:
            left, since = self._buckets.pop((name, key), (float(rate.burst), now))
            left = min(rate.burst, left + (now - since) * rate.per_second)
            allowed = left >= needed
            self._buckets[name, key] = (left - needed if allowed else left, now)
            if len(self._buckets) > BUCKETS_KEPT:
                self._buckets.popitem(last=False)
        if not allowed:
            raise RateLimited((needed - left) / rate.per_second)
