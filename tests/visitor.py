"""Who asks the portal at its door, where servers call it."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory

from clusterix.ops.kept_pages import KeptPages
from clusterix.ops.only_utf8 import OnlyUtf8


class Visitor:
    """A browser at the door of the portal, where servers call it; Django's test client comes in behind."""

    def __init__(self) -> None:
        self.portal: Any = OnlyUtf8(KeptPages(WSGIHandler()))

    def get(self, address: str, method: str = "GET", kind: str = "", **headers: str) -> HttpResponse:
        return self.ask(RequestFactory().generic(method, address, headers=headers).environ, kind)

    def post(self, address: str, body: bytes, kind: str) -> HttpResponse:
        return self.ask(RequestFactory().generic("POST", address, body, "text/plain").environ, kind)

    def ask(self, environ: dict[str, Any], kind: str) -> HttpResponse:
        told: dict[str, Any] = {}
        environ["CONTENT_TYPE"] = kind
        body = self.portal(environ, lambda status, headers: told.update(status=status, headers=dict(headers)))
        return HttpResponse(b"".join(body), status=int(told["status"].split()[0]), headers=told["headers"])
