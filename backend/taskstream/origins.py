"""Hosts and origins: what they are, and the pages of which may call."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_allowed(origin: str | None, host: str, others: Collection[str]) -> bool:
    """Say whether a call with this ``Origin`` header may come in.

    ``host`` is what the caller addressed us as, with the port. The scheme does not count:
    behind a proxy that ends TLS it is not the browser's. A call without the header does
    not come from another page: browsers always send it where it matters.
    """
    return origin is None or origin in others or _names(origin, host)


def _names(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc == host
    except ValueError:  # a bracket that nothing closes, as in "http://["
        return False


def check_origin(origin: str) -> None:
    """Raise ValueError, with what would be right, unless that is an origin."""
    scheme, _, rest = origin.partition("://")
    if scheme not in {"http", "https"} or not rest or "/" in rest or "*" in rest:
        raise ValueError(f"{origin!r} is no origin; use https://host or https://host:port")


def is_loopback(host: str) -> bool:
    """Say whether only this computer can reach that address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_unspecified(host: str) -> bool:
    """Say whether that stands for every address of a machine, and so is none to go to."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
