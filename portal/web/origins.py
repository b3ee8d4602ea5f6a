"""Where a request comes from, as keyed prints: an address or a device cannot be read from them."""

from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from flask import current_app, request, session

DEVICE = "device"
"""Under which name the session keeps the mark of a browser, made when somebody signs in there."""
IPV4_PREFIX, IPV6_PREFIX = 24, 48
BEHIND_A_PROXY = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
Prints = tuple[str | None, str | None]


def prints_of_request() -> Prints:
    """Prints of the browser's mark and of the network; each is empty where it is not known."""
    secret = current_app.extensions["portal-config"].secret_key
    device, network = session.get(DEVICE), network_of(request.remote_addr)
    return _print(secret, "device", device), _print(secret, "network", network)


def network_of(address: str | None) -> str | None:
    """The network an address belongs to: the first 24 bits of an old one, 48 of a new one.

    Empty for what is none, and for what tells nobody apart: this machine, a proxy's own network, one card.
    """
    try:
        found = ip_address((address or "").partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if found.is_loopback or found.is_link_local or any(found in network for network in BEHIND_A_PROXY):
        return None
    prefix = IPV4_PREFIX if found.version == 4 else IPV6_PREFIX
    return str(ip_network((found, prefix), strict=False))


def _print(secret: str, what: str, value: str | None) -> str | None:
    if value is None:
        return None
    key = blake2b(secret.encode(), digest_size=32, person=b"origins").digest()
    return blake2b(f"{what} {value}".encode(), digest_size=16, key=key).hexdigest()
