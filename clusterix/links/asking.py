"""Asking one link: a small client that goes to public places of the web only and reads no more than it must.

No cookies, no proxies from the environment, nothing unpacked, no more than the head of an answer read.
"""

import http.client
import logging
import socket
import ssl
import time
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin

from django.conf import settings

from .addresses import NotAsked, Target, target_of
from .answers import Answer, Outcome, of_status
from .manners import Manners
from .opening import ReadsTooMuch, Timed, left, open_socket

logger = logging.getLogger(__name__)

SECONDS = 10.0  # for one link with all that it leads on to
MOST_REDIRECTS = 5
FOR_GOOD, FOR_NOW = (301, 308), (302, 303, 307)
LATER = (socket.EAI_AGAIN,)
# Some servers break off at a HEAD, or never answer it: they are asked as a browser would.
HEAD_FAILS = (http.client.HTTPException, ConnectionResetError, BrokenPipeError, TimeoutError)


@dataclass(frozen=True)
class Reply:
    status: int
    location: str


def ask(address: str, manners: Manners, seconds: float = SECONDS) -> Outcome:
    """Return what the link answers within so many seconds; waiting for one's turn does not count."""
    try:
        return _follow(address, manners, seconds)
    except NotAsked as why:
        return Outcome(why.answer)
    except TimeoutError:
        return Outcome(Answer.SLOW)
    except socket.gaierror as fault:
        return Outcome(Answer.NAME_LATER if fault.errno in LATER else Answer.NO_NAME)
    except ssl.SSLCertVerificationError:
        return Outcome(Answer.CERTIFICATE)
    except ssl.SSLError:
        return Outcome(Answer.NOT_SECURE)
    except (http.client.HTTPException, ReadsTooMuch):
        return Outcome(Answer.ODD)
    except OSError:
        return Outcome(Answer.NO_CONNECTION)
    except Exception:  # whatever a stranger's server makes of us, the other links are asked too
        logger.exception("The answer of a link is not understood: %s", address[:200])
        return Outcome(Answer.ODD)


def _follow(address: str, manners: Manners, seconds: float) -> Outcome:
    at, is_for_good = address, True
    for _redirect in range(MOST_REDIRECTS + 1):
        target = target_of(at)
        with manners.turn(target.host):
            begun = time.monotonic()
            reply = _exchange(target, begun + seconds)
            seconds -= time.monotonic() - begun
        if reply.status not in FOR_GOOD + FOR_NOW:
            answer = of_status(reply.status)
            has_moved = at != address and is_for_good and answer == Answer.ANSWERS
            return Outcome(answer, reply.status, at if has_moved else "")
        if not reply.location:
            return Outcome(Answer.ODD, reply.status)
        is_for_good = is_for_good and reply.status in FOR_GOOD
        at = _joined(at, reply.location)
    return Outcome(Answer.REDIRECTS)


def _joined(at: str, location: str) -> str:
    """Return the address that the redirect names, without the part of a page that it may name."""
    try:
        return urljoin(at, location.strip()).partition("#")[0]
    except ValueError:
        raise NotAsked(Answer.MALFORMED) from None


def _exchange(target: Target, deadline: float) -> Reply:
    """Ask for the head alone, and where that is refused for the page as a browser does."""
    try:
        reply = _request("HEAD", target, time.monotonic() + left(deadline) / 2)
    except HEAD_FAILS:
        return _request("GET", target, deadline)
    is_told = reply.status < 400 or of_status(reply.status) == Answer.BUSY
    return reply if is_told else _request("GET", target, deadline)


def _request(method: str, target: Target, deadline: float) -> Reply:
    opened = open_socket(target, deadline)
    try:
        if target.scheme == "https":
            opened.settimeout(left(deadline))
            opened = _trust().wrap_socket(opened, server_hostname=target.host.rstrip("."))
        return _converse(method, target, Timed(opened, deadline))
    finally:
        opened.close()


def _converse(method: str, target: Target, timed: Timed) -> Reply:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.auto_open = 0
    connection.sock = timed
    connection.putrequest(method, target.path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", target.named)
    connection.putheader("User-Agent", f"Clusterix link check (+{settings.SITE_URL})")
    connection.putheader("Accept", "*/*")
    connection.putheader("Connection", "close")
    connection.endheaders()
    with connection.getresponse() as response:
        location = response.headers.get("Location") or ""
        # Headers are read as Latin-1; what people write there is UTF-8.
        return Reply(response.status, str(location).encode("latin-1", "replace").decode("utf-8", "replace"))


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
