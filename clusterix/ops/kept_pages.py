"""Pages for visitors, kept whole and compressed until any content changes.

They are answered before Django is asked, which is most of what a page costs that is there already: one
question to the database says whether it still holds. Only a visitor who brings no cookie gets one; what saw a
cookie, a session or somebody signed in is kept nowhere.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import brotli
from django.conf import settings
from django.db import DatabaseError

from clusterix.browse.catalogue.edition import fingerprint
from clusterix.browse.catalogue.library import library
from clusterix.publishing.keeping import keep, recall

Environ = dict[str, Any]
Headers = dict[str, str]
Application = Callable[[Environ, Any], Iterable[bytes]]

LONGEST = 60 * 60  # seconds: what a page says of today is never older
NEVER = (
    *("/admin/", "/accounts/", "/preview/", "/notices/", "/livez", "/readyz"),
    *(settings.STATIC_URL, settings.MEDIA_URL),
)
# What a page depends on beyond the content.
DECISIVE = (
    *("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT"),
    *("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST"),
)
VARYING = {"", "accept-encoding", "hx-request"}  # what a kept page may vary by: nothing but this


class KeptPages:
    """The application as servers see it: what is kept, and behind it Django."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not is_plain(environ):
            return self.application(environ, start_response)
        try:
            with library.as_of_now() as place:
                key = key_of(environ, str(place))
                page: KeptPage | None = recall(key)
                if page is None:
                    answer = Answer()
                    answer.body = self.application(environ, answer.start)
                    if environ["REQUEST_METHOD"] != "GET" or place.alone or not answer.may_be_kept:
                        start_response(answer.status, answer.headers)
                        return answer.body
                    page = kept(answer)
                    keep(key, page, LONGEST)
        except DatabaseError:  # Django tells the visitor, and takes a new connection next time
            return self.application(environ, start_response)
        return page.answer(environ, start_response)


def is_plain(environ: Environ) -> bool:
    """Say whether a visitor asks whom nothing tells from any other."""
    return (
        settings.KEEP_PAGES
        and environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and not environ.get("HTTP_COOKIE")
        and not environ.get("PATH_INFO", "").startswith(NEVER)
    )


def key_of(environ: Environ, version: str) -> str:
    """Return the name under which the page is kept: all that its content depends on, as it was sent."""
    parts = (fingerprint(), version, *(environ.get(name, "") for name in DECISIVE))
    return "page:" + hashlib.sha256(repr(parts).encode()).hexdigest()


@dataclass
class Answer:
    """What Django answers."""

    status: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: Iterable[bytes] = ()

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    @property
    def may_be_kept(self) -> bool:
        """Say whether everybody may see this page; what saw a session says so in its headers."""
        told = {name.lower(): value for name, value in self.headers}
        return (
            self.status.startswith("200 ")
            and told.get("content-type", "").startswith("text/html")
            and "content-length" in told  # of a page that is made whole; not of a file that is streamed
            and "set-cookie" not in told
            and "cache-control" not in told
            and {name.strip().lower() for name in told.get("vary", "").split(",")} <= VARYING
        )


@dataclass(frozen=True)
class KeptPage:
    """A page's headers, and its body in both compressions."""

    headers: Headers
    bodies: dict[str, bytes]

    def answer(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if self.headers["ETag"] in environ.get("HTTP_IF_NONE_MATCH", "").split(", "):
            told = [(name, self.headers[name]) for name in ("ETag", "Cache-Control", "Vary")]
            start_response("304 Not Modified", told)
            return []
        encoding = encoding_for(environ)
        body = self.bodies[encoding] if encoding else gzip.decompress(self.bodies["gzip"])
        headers = [*self.headers.items(), ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start_response("200 OK", headers)
        return [body] if environ["REQUEST_METHOD"] == "GET" else []


def kept(answer: Answer) -> KeptPage:
    body = b"".join(answer.body)
    if hasattr(answer.body, "close"):
        answer.body.close()
    headers = {name: value for name, value in answer.headers if name != "Content-Length"}
    headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
    headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers["Cache-Control"] = "public, no-cache"  # kept by the browser, asked about each time
    return KeptPage(headers, {"gzip": gzip.compress(body, 6), "br": brotli.compress(body, quality=5)})


def encoding_for(environ: Environ) -> str:
    """Return the best compression that the visitor's browser names; of q-values only 0 is looked at."""
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "").replace(" ", "").lower().split(",")
    names = {entry.partition(";")[0] for entry in accepted if not entry.endswith((";q=0", ";q=0.0"))}
    return next((encoding for encoding in ("br", "gzip") if encoding in names), "")
