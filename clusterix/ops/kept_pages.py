"""Pages for visitors, kept whole and compressed until any content changes.

A visitor who brings no cookie gets what the last such visitor got: one question to the database says whether
it still holds. What saw a cookie, a session or somebody signed in is kept neither here nor by anybody else.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from clusterix.browse.catalogue.edition import fingerprint
from clusterix.browse.catalogue.library import library

LONGEST = 60 * 60  # seconds: what a page says of today is never older
KEPT_TYPES = ("text/html",)
NEVER = ("/admin/", settings.STATIC_URL, settings.MEDIA_URL, "/livez", "/readyz")
# What a page depends on beyond the content.
DECISIVE = (
    *("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING"),
    *("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST"),
)
REVALIDATE, PRIVATE = "public, no-cache", "private, no-store"


@dataclass(frozen=True)
class KeptPage:
    """A page's headers, and its body in both compressions."""

    headers: dict[str, str]
    bodies: dict[str, bytes]

    def body(self, encoding: str) -> bytes:
        return self.bodies[encoding] if encoding else gzip.decompress(self.bodies["gzip"])

    def answer(self, request: HttpRequest) -> HttpResponse:
        if self.headers["ETag"] in request.META.get("HTTP_IF_NONE_MATCH", "").split(", "):
            told = {name: self.headers[name] for name in ("ETag", "Cache-Control", "Vary")}
            return HttpResponseNotModified(headers=told)
        encoding = encoding_for(request)
        body = self.body(encoding)
        headers = self.headers | {"Content-Length": str(len(body))}
        if encoding:
            headers["Content-Encoding"] = encoding
        return HttpResponse(body, headers=headers)


class KeptPages:
    """The first of the middleware: what is kept passes none of the others again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.KEEP_PAGES or request.path.startswith(NEVER):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD") or request.META.get("HTTP_COOKIE"):
            return private(self.get_response(request))
        with library.as_of_now() as place:
            key = key_of(request, str(place))
            page = cache.get(key)
            if page is None:
                response = self.get_response(request)
                if not may_be_kept(request, response):
                    return response
                page = kept(response)
                cache.set(key, page, LONGEST)
        return page.answer(request)


def key_of(request: HttpRequest, version: str) -> str:
    """Return the name under which the page is kept: all that its content depends on.

    It is asked for every request, so it is made of what the visitor sent as it stands: what has not been
    answered before, the checks of hosts and addresses have yet to see.
    """
    sent = (request.META.get(name, "") for name in DECISIVE)
    parts = (fingerprint(), version, request.scheme or "", get_language() or "", *sent)
    return "page:" + hashlib.sha256(repr(parts).encode()).hexdigest()


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether everybody may see this answer; what saw a session says so in its headers."""
    if response.cookies or "Cookie" in response.headers.get("Vary", ""):
        private(response)
        return False
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and kind in KEPT_TYPES
        and "Cache-Control" not in response.headers
    )


def private(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", PRIVATE)
    return response


def kept(response: HttpResponse) -> KeptPage:
    body = response.content
    patch_vary_headers(response, ["Accept-Encoding"])
    digest = hashlib.sha256(body).hexdigest()[:20]
    headers = {
        **dict(response.headers),
        "ETag": f'W/"{digest}"',
        "Cache-Control": REVALIDATE,
    }
    headers.pop("Content-Length", None)
    bodies = {"gzip": gzip.compress(body, 6), "br": brotli.compress(body, quality=5)}
    return KeptPage(headers, bodies)


def encoding_for(request: HttpRequest) -> str:
    """Return the best compression that the visitor's browser names; of q-values only 0 is looked at."""
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "").replace(" ", "").lower().split(",")
    names = {entry.partition(";")[0] for entry in accepted if not entry.endswith((";q=0", ";q=0.0"))}
    return next((encoding for encoding in ("br", "gzip") if encoding in names), "")
