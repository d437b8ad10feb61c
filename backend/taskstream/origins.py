"""Which pages may call: our own, and those that the operator names."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit


def is_allowed(origin: str | None, host: str, others: Collection[str]) -> bool:
    """Say whether a call with this ``Origin`` header may come in.

    ``host`` is what the caller addressed us as, with the port. The scheme does not count:
    behind a proxy that ends TLS it is not the browser's. A call without the header does
    not come from another page: browsers always send it where it matters.
    """
    return origin is None or urlsplit(origin).netloc == host or origin in others
