"""Which addresses are asked at all: those of the web, at public places of the internet."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from .answers import Answer

PORTS = {"http": 80, "https": 443}
LONGEST, LONGEST_HOST = 2000, 253  # characters
UNREADABLE = re.compile(r"[\x00-\x20\x7f\\]")  # a backslash is a slash to browsers, and to others none
HOST = re.compile(r"[a-z0-9._-]+")
SAFE = "/%:=&?~+!$,;'@()*[]"  # stays in a path and a query as it is

# What no public server has, said here once more so that it does not hang on a release of Python.
CLOSED_4 = [
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a provider's translation
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's own services for a machine, at a public address
        "169.254.0.0/16",  # link-local, with the clouds' services for a machine
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# All that is public of IPv6 lies in one range; in it, what carries an address of IPv4 is left out.
OPEN_6 = ipaddress.IPv6Network("2000::/3")
CLOSED_6 = [
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo and other protocols of their own
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
    )
]


class NotAsked(Exception):
    """The link leads where nothing is asked; `answer` says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.answer = answer


@dataclass(frozen=True)
class Target:
    """One place of the web: the name as it is looked up, and what is asked for there."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """Return the host as the header names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(address: str) -> Target:
    """Return where the address leads; raises NotAsked for what is no plain address of the web."""
    if len(address) > LONGEST:
        raise NotAsked(Answer.TOO_LONG)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotAsked(Answer.MALFORMED) from None
    if parts.scheme not in PORTS:
        raise NotAsked(Answer.NOT_WEB)
    if "@" in parts.netloc:
        raise NotAsked(Answer.CREDENTIALS)
    if UNREADABLE.search(address):
        raise NotAsked(Answer.MALFORMED)
    host = _host(parts.hostname or "", is_number="[" in parts.netloc)
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values():
        raise NotAsked(Answer.PORT)
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    return Target(parts.scheme, host, port, path)


def _host(name: str, is_number: bool) -> str:
    """Return the name in the letters in which names are looked up; an IPv6 address, of no zone, as it is."""
    if is_number:
        try:
            found = ipaddress.IPv6Address(name)
        except ValueError:
            raise NotAsked(Answer.MALFORMED) from None
        if found.scope_id is not None:
            raise NotAsked(Answer.MALFORMED)
        return str(found)
    try:
        plain = name.encode("idna").decode().lower() if len(name) <= LONGEST_HOST else ""
    except UnicodeError:
        plain = ""
    if len(plain) > LONGEST_HOST or not HOST.fullmatch(plain):
        raise NotAsked(Answer.MALFORMED)
    return plain


def is_public(place: str) -> bool:
    """Say whether the address of a machine, such as `93.184.216.34`, is one of the public internet."""
    try:
        found = ipaddress.ip_address(place)
    except ValueError:  # with a zone, for instance, which only local ones have
        return False
    if isinstance(found, ipaddress.IPv6Address):
        return found.scope_id is None and found in OPEN_6 and not any(found in one for one in CLOSED_6)
    return found.is_global and not any(found in one for one in CLOSED_4)
