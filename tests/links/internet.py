"""A little internet for tests: names, public addresses, and servers behind them on this machine."""

import socket
import threading
from collections.abc import Callable
from typing import Any

PUBLIC, OTHER, PUBLIC_6 = "93.184.216.34", "151.101.1.140", "2606:2800:220:1:248:1893:25c8:1946"
Script = Callable[[Any, "Server"], None]
END = b"\r\n\r\n"


class Server:
    """A server on this machine that answers each request as its script says, and notes what it was asked."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[str] = []
        self.sent = 0
        self.is_closed = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _from = self._listening.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._converse, args=(connection,), daemon=True))
            self._threads[-1].start()

    def _converse(self, connection: socket.socket) -> None:
        try:
            with self.secured(connection) as wire:
                read = b""
                while END not in read and (more := wire.recv(4096)):
                    read += more
                self.requests.append(read.decode("latin-1"))
                self.script(wire, self)
        except OSError:
            pass  # whoever asked has gone

    def secured(self, connection: socket.socket) -> Any:
        return connection

    def send(self, wire: Any, data: bytes) -> None:
        wire.sendall(data)
        self.sent += len(data)

    @property
    def asked(self) -> list[str]:
        """Return the first words of each request: “HEAD /page”."""
        return [" ".join(request.split(" ", 2)[:2]) for request in self.requests]

    def close(self) -> None:
        self.is_closed.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(5)


class SecureServer(Server):
    def __init__(self, script: Script, context: Any) -> None:
        self._context = context
        super().__init__(script)

    def secured(self, connection: socket.socket) -> Any:
        return self._context.wrap_socket(connection, server_side=True)


def saying(*lines: str) -> Script:
    """Return the script of a server that says the same to everybody."""

    def script(wire: Any, server: Server) -> None:
        server.send(wire, "\r\n".join(lines).encode("latin-1") + END)

    return script


def by_request(answers: dict[str, str], otherwise: str = "404 Not Found") -> Script:
    """Return the script that answers by the request’s first words; `301 … → address` leads on."""

    def script(wire: Any, server: Server) -> None:
        method, path = server.requests[-1].split(" ", 2)[:2]
        answer = answers.get(f"{method} {path}", answers.get(path, otherwise))
        status, _arrow, location = answer.partition(" → ")
        lines = [f"HTTP/1.1 {status}", *([f"Location: {location}"] if location else []), "Content-Length: 0"]
        saying(*lines)(wire, server)

    return script


class BluntServer(Server):
    """A server that speaks before it listens, and plainly."""

    def secured(self, connection: socket.socket) -> Any:
        connection.sendall(b"HTTP/1.1 400 Speak plainly" + END)
        return connection


class Internet:
    """Names with their addresses, addresses with the servers behind them, and a count of what was opened."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"localhost": ["127.0.0.1", "::1"]}
        self.servers: dict[str, Server] = {}
        self.opened: list[str] = []
        self.looked_up: list[str] = []
        self.peer = ""  # what a connection says of its other end, where that is another than was asked for

    def lookup(self, host: str, port: int) -> list[Any]:
        self.looked_up.append(host)
        found = self.names.get(host.rstrip("."))
        if isinstance(found, Exception):
            raise found
        if callable(found):
            found = found()
        places = []
        for one in [host] if found is None else found:
            places += socket.getaddrinfo(
                one, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_NUMERICHOST
            )
        return places

    def connect(self, opened: Any, address: Any) -> None:
        self.opened.append(address[0])
        opened.meant = address
        if address[0] not in self.servers:
            raise ConnectionRefusedError
        self._real_connect(opened, ("127.0.0.1", self.servers[address[0]].port))

    def getpeername(self, opened: Any) -> Any:
        return (self.peer or opened.meant[0], *opened.meant[1:])

    def start(self, monkeypatch: Any) -> None:
        """Stand between the check and the sockets: nothing leaves this machine."""
        from clusterix.links import opening

        internet, self._real_connect = self, socket.socket.connect

        class Watched(socket.socket):
            def connect(self, address: Any) -> None:
                internet.connect(self, address)

            def getpeername(self) -> Any:
                return internet.getpeername(self)

        class Module:
            """The module `socket` with sockets that are watched; of IPv6 too where a machine has none."""

            def __getattr__(self, name: str) -> Any:
                return getattr(socket, name)

            def socket(self, family: int, kind: int, protocol: int) -> Any:
                return Watched(socket.AF_INET, kind, protocol)

        monkeypatch.setattr(opening, "socket", Module())
        monkeypatch.setattr(opening, "lookup", self.lookup)

    def place(self, name: str, script: Script, address: str = PUBLIC) -> Server:
        """Let a server with this name stand at the address."""
        return self.stand(name, Server(script), address)

    def stand(self, name: str, server: Any, address: str = PUBLIC) -> Any:
        self.names[name] = [address]
        self.servers[address] = server
        return server
