"""Who asks the portal at its door, where servers call it."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory

from clusterix.ops.kept_pages import KeptPages


class Visitor:
    """A browser at the door of the portal, where servers call it; Django's test client comes in behind."""

    def __init__(self) -> None:
        self.portal = KeptPages(WSGIHandler())

    def get(self, address: str, method: str = "GET", **headers: str) -> HttpResponse:
        told: dict[str, Any] = {}
        environ = RequestFactory().generic(method, address, headers=headers).environ
        body = self.portal(environ, lambda status, headers: told.update(status=status, headers=dict(headers)))
        return HttpResponse(b"".join(body), status=int(told["status"].split()[0]), headers=told["headers"])
