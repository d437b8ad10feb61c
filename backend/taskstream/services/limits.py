"""Token buckets, one for each limit and whom it concerns, shared by REST and sockets."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

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
        left = self._use(rate, (name, key), lambda left: needed if left >= needed else 0)
        if left < needed:
            raise RateLimited((needed - left) / rate.per_second)

    def take_some(self, name: str, key: str, wanted: int) -> tuple[int, RateLimited | None]:
        """Use up one token for each of so many, as far as there are any.

        Returns for how many there were, and what ``take`` would raise for each of the others, if any.
        """
        rate = self._rates[name]
        if rate is None:
            return wanted, None
        left = self._use(rate, (name, key), lambda left: min(wanted, int(left)))
        if left >= wanted:
            return wanted, None
        whole, part = divmod(left, 1)
        return int(whole), RateLimited((1 - part) / rate.per_second)

    def _use(self, rate: Rate, bucket: tuple[str, str], tokens: Callable[[float], int]) -> float:
        """Return how many tokens a bucket has, and take out of it what is said of that number."""
        now = time.monotonic()
        with self._lock:
            left, since = self._buckets.pop(bucket, (float(rate.burst), now))
            left = min(rate.burst, left + (now - since) * rate.per_second)
            self._buckets[bucket] = (left - tokens(left), now)
            if len(self._buckets) > BUCKETS_KEPT:
                self._buckets.popitem(last=False)
        return left
