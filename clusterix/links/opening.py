"""Connections to the public internet alone: the name is looked up once, and what was found is what is opened.

A network that hands out addresses of its own for those of IPv4 (DNS64) is not served: none of them is public.
"""

import io
import queue
import socket
import threading
import time
from typing import Any

from .addresses import NotAsked, Target, is_public
from .answers import Answer

MOST_READ = 64 * 1024  # bytes of one answer, of which only the head is read
Place = tuple[Any, ...]  # as `socket.getaddrinfo` tells it


class ReadsTooMuch(OSError):
    """The head of an answer has no end."""


def left(deadline: float) -> float:
    """Return the seconds until then; raises TimeoutError where there are none."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def lookup(host: str, port: int) -> list[Place]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)


def _lookup_until(deadline: float, target: Target) -> list[Place]:
    """Look the name up on a thread of its own: the system's lookup knows no deadline."""
    answered: queue.SimpleQueue[list[Place] | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            answered.put(lookup(target.host, target.port))
        except Exception as fault:
            answered.put(fault)

    threading.Thread(target=run, daemon=True).start()
    try:
        found = answered.get(timeout=left(deadline))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, Exception):
        raise found
    return found


def open_socket(target: Target, deadline: float) -> socket.socket:
    """Return a connection to the target.

    Raises NotAsked where any of the name's addresses is none of the public internet, OSError where nobody
    answers.
    """
    found = _lookup_until(deadline, target)
    if not found or not all(is_public(place[4][0]) for place in found):
        raise NotAsked(Answer.PRIVATE)
    # One address of each kind is tried, that of IPv4 first: many machines have no way to the other kind.
    by_family = {place[0]: place for place in reversed(found)}
    tried = [by_family[family] for family in sorted(by_family)]
    for place in tried[:-1]:
        try:
            return _connect(place, left(deadline) / 2)
        except OSError:
            continue
    return _connect(tried[-1], left(deadline))


def _connect(place: Place, seconds: float) -> socket.socket:
    family, kind, protocol, _name, address = place
    opened = socket.socket(family, kind, protocol)
    try:
        opened.settimeout(seconds)
        opened.connect(address)
        if not is_public(opened.getpeername()[0]):
            raise NotAsked(Answer.PRIVATE)
    except BaseException:
        opened.close()
        raise
    return opened


class Stream(io.RawIOBase):
    """What comes in, until the deadline of the whole and no more than MOST_READ."""

    def __init__(self, opened: socket.socket, deadline: float) -> None:
        self._opened, self._deadline, self._read = opened, deadline, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._read >= MOST_READ:
            raise ReadsTooMuch
        self._opened.settimeout(left(self._deadline))
        count = self._opened.recv_into(buffer)
        self._read += count
        return count


class Timed:
    """The part of a socket that `http.client` needs, under one deadline. Who opened it closes it."""

    def __init__(self, opened: socket.socket, deadline: float) -> None:
        self._opened, self._deadline = opened, deadline

    def sendall(self, data: bytes) -> None:
        self._opened.settimeout(left(self._deadline))
        self._opened.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(Stream(self._opened, self._deadline))

    def close(self) -> None:
        """Leave it open: the answer may still be read."""
