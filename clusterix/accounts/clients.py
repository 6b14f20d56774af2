"""Where a request comes from, as far as it can be believed."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

PREFIX = 64  # bits of an IPv6 address that one household has; the rest it chooses at will


def address_of(request: HttpRequest) -> str:
    """Return the client's network address; what anybody can write into X-Forwarded-For changes nothing.

    Each of our proxies adds one entry on the right. What stands further left, clients may have made up.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXIES:
        entries = request.headers.get("X-Forwarded-For", "").split(",")
        if len(entries) >= settings.TRUSTED_PROXIES:
            told = _plain(entries[-settings.TRUSTED_PROXIES]) or told
    return _plain(told) or "unknown"


def _plain(text: str) -> str:
    """Return the address in its one spelling, an IPv6 address as its network; nothing of what is none."""
    try:
        address = ip_address(text.strip().removeprefix("[").partition("]")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ip_network((int(address), PREFIX), strict=False).network_address)
    return str(address)
