"""A way to the portal on which a page arrives in small pieces, each of them when it is asked for."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

PIECES, BYTES = 60, 200
PATIENCE = 30  # seconds: a browser that has gone asks for no other piece


def cut(body: bytes) -> list[bytes]:
    """Return a page's head, the beginning of what is seen in small pieces, and the rest."""
    start = body.index(b"<body")
    end = start + PIECES * BYTES
    return [body[:start], *(body[place : place + BYTES] for place in range(start, end, BYTES)), body[end:]]


@contextmanager
def slow_line(base: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """Serve the portal at another address; give that, and what sends the next piece; a head comes at once."""
    turns = threading.Semaphore(1)

    class Passing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with urlopen(base + self.path) as answer:  # noqa: S310 - the portal's own address
                kind, body = answer.headers["Content-Type"], answer.read()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            if not kind.startswith("text/html"):
                self.wfile.write(body)
                return
            for piece in cut(body):
                turns.acquire(timeout=PATIENCE)
                self.wfile.write(piece)

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", turns.release
    server.shutdown()
    server.server_close()
    thread.join()
