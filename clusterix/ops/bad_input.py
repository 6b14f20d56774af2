"""Input that no field can hold, which Django would meet with an error 500."""

import logging
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

logger = logging.getLogger(__name__)
# What Django, SQLite and Python (of a year) say of it; DataError and OverflowError speak for themselves.
SAID_OF_IT = ("expected a number but got", "Expression tree is too large", "is out of range")


class BadInput:
    """Answer 400 where the database cannot take what was sent: a NUL, a word for a number, too many words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DataError | OverflowError) or any(words in str(error) for words in SAID_OF_IT):
            logger.warning("Bad input at %s: %s", request.path, str(error)[:200])
            return bad_request(request, error)
        return None
