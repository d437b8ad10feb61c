"""Under which addresses others reach the product."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from taskstream.settings import Settings

# Kept for documentation, so nobody has them: the way there is the way out of this machine.
FAR_AWAY = {socket.AF_INET: "198.51.100.1", socket.AF_INET6: "2001:db8::1"}
ANY_PORT = 9


def origins_for_others(settings: Settings, port: int) -> list[str]:
    """Return the origins that lead others here, the best one first; none where none is known.

    ``port`` is the one that the product listens on.
    """
    told = [settings.public_url] if settings.public_url else []
    return told or network_origins(settings, port)


def network_origins(settings: Settings, port: int) -> list[str]:
    """Return where the product can be reached on the network, as far as it can know itself.

    Behind a proxy nothing is guessed: it is the proxy that others reach.
    """
    if settings.on_loopback or settings.trusted_proxies:
        return []
    hosts = own_addresses(settings.host) if settings.on_every_address else [settings.host]
    return [origin_at(host, port) for host in hosts]


def origin_at(host: str, port: int) -> str:
    """Return the origin of a server that listens there itself: it speaks plain HTTP."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def own_addresses(host: str) -> list[str]:
    """Return this machine's addresses on the network, for a server bound to all: 0.0.0.0 or ::."""
    # A socket on :: is reached over IPv4, too.
    families = list(FAR_AWAY) if ":" in host else [socket.AF_INET]
    found = [_way_out(family) for family in families]
    return [address for address in found if address is not None]


def _way_out(family: socket.AddressFamily) -> str | None:
    """Return with which address this machine would call another. Nothing is sent for that."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((FAR_AWAY[family], ANY_PORT))
            address = str(probe.getsockname()[0])
    except OSError:
        return None
    known = ip_address(address)
    return None if known.is_loopback or known.is_unspecified or known.is_link_local else address
