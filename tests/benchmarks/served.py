"""Answers as visitors get them, by gunicorn: a kept page, "not changed", and after files left unread."""

import http.client
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from .databases import FOLDER, Measured
from .programs import HOST, ROOT, Failed, free_port, served

CONNECTIONS, SECONDS = 4, 1.0
BROWSER = {"Accept-Encoding": "gzip, br", "Accept": "text/html"}


@dataclass(frozen=True)
class Server:
    """A program that gunicorn serves with one worker, settings alike for all."""

    port: int

    def head(self, path: str) -> Any:
        connection = http.client.HTTPConnection(HOST, self.port)
        connection.request("HEAD", path, headers=BROWSER)
        response = connection.getresponse()
        connection.close()
        return response

    def each(self, path: str, **headers: str) -> float:
        """Return the milliseconds per answer for four visitors, each on a connection that is kept open."""
        told = "".join(f"{name}: {value}\r\n" for name, value in (BROWSER | headers).items())
        request = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{told}\r\n".encode()
        counts = [0] * CONNECTIONS
        end = time.perf_counter() + SECONDS
        visitors = [
            threading.Thread(target=self._visit, args=(request, end, counts, number))
            for number in range(CONNECTIONS)
        ]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        return SECONDS * 1000 / sum(counts)

    def _visit(self, request: bytes, end: float, counts: list[int], number: int) -> None:
        with socket.create_connection((HOST, self.port)) as connection:
            while time.perf_counter() < end:
                connection.sendall(request)
                _read(connection)
                counts[number] += 1

    def hang_up(self, path: str) -> float:
        """Ask for a long file on every thread and go away after its beginning; return how long, in
        milliseconds, the next visitor waits.
        """
        for _ in range(CONNECTIONS):
            with socket.create_connection((HOST, self.port)) as connection:
                connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
                connection.recv(1000)
        start = time.perf_counter()
        self.head("/livez")
        return (time.perf_counter() - start) * 1000


def _read(connection: socket.socket) -> None:
    """Read one answer whole, by its length."""
    answer = connection.recv(1 << 16)
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(1 << 16)
    head, _blank, body = answer.partition(b"\r\n\r\n")
    lower = head.lower()
    if not lower.startswith((b"http/1.1 200", b"http/1.1 304")):
        raise Failed(head.decode())
    length = int(lower.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
    missing = length - len(body) if lower.startswith(b"http/1.1 200") else 0
    while missing > 0:
        missing -= len(connection.recv(1 << 16))


@contextmanager
def serving(application: str, path: str, settings: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    arguments = ["-m", "gunicorn", application, "--bind", f"{HOST}:{port}", "--workers", "1"]
    arguments += ["--max-requests", "0", "--threads", str(CONNECTIONS)]
    log = FOLDER / "gunicorn.log"
    with served(sys.executable, *arguments, port=port, path=path, cwd=ROOT, log=log, settings=settings):
        yield Server(port)


@contextmanager
def both(measured: Measured) -> Iterator[tuple[Server, Server]]:
    """Serve the bare Django and our portal, with kept pages, side by side."""
    hello = {"GUNICORN_CMD_ARGS": "--config tests/benchmarks/hello_gunicorn.py"}
    with ExitStack() as stack:
        yield (
            stack.enter_context(serving("tests.benchmarks.hello", "/", hello)),
            stack.enter_context(
                serving("clusterix.wsgi", "/practices/", measured.settings | {"KEEP_PAGES": "1"})
            ),
        )
