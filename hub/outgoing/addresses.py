"""Which numbers on the network belong to the public web."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

IPAddress = IPv4Address | IPv6Address
_NAT64 = IPv6Network("64:ff9b::/96")
_SPECIAL = ("is_multicast", "is_reserved", "is_unspecified", "is_loopback", "is_link_local", "is_site_local")


def is_public(address: IPAddress) -> bool:
    """Whether a number is reached alike from everywhere; one that stands for another is judged by that."""
    inner = _disguised(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_public(inner)
    return address.is_global and not any(getattr(address, kind, False) for kind in _SPECIAL)


def _disguised(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 number that an IPv6 number leads to, where it leads to one."""
    if address in _NAT64 or int(address) >> 32 == 0:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


@dataclass(frozen=True)
class Reach:
    """What may be asked: which ports, of which numbers."""

    ports: frozenset[int]
    allows: Callable[[IPAddress], bool]


PUBLIC_WEB = Reach(frozenset({80, 443}), is_public)


def resolve(host: str, port: int) -> list[IPAddress]:
    """The numbers behind a name, each once. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))


def literal(host: str) -> IPAddress | None:
    """The number that a host is written as, or None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None
