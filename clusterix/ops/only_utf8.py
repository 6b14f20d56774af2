"""Every address and every form is read as UTF-8, whatever encoding a request names.

Django reads a query string in the encoding of the request's Content-Type, which nothing else depends on: one
address would show two things, and some encodings cannot be read at all. No browser names another one.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _


class OnlyUtf8:
    """The application as servers see it: 400 for a body in another encoding; what has no body names none."""

    def __init__(self, application: Callable[[dict[str, Any], Any], Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            environ.pop("CONTENT_TYPE", None)
        elif charset_of(environ) not in ("utf-8", "utf8"):
            words = _("What was sent is not in UTF-8. Nothing was kept of it.").encode()
            told = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
            start_response("400 Bad Request", [*told, ("X-Content-Type-Options", "nosniff")])
            return [words]
        return self.application(environ, start_response)


def charset_of(environ: dict[str, Any]) -> str:
    _kind, told = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    return str(told.get("charset", "utf-8")).lower()
