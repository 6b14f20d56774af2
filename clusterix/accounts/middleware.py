"""What stands before every page: whose session counts, and how somebody is told to wait."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject

from . import limits, second_factor

OWN = "/accounts/"  # the pages that set up a second factor, and ask for it
# What is left of them to whoever has set one up, and has not shown it.
ASKING = (
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/devices/reauthenticate/",
    "/accounts/logout/",
)


class SecondFactor:
    """Take whoever still owes a second factor for a visitor, at every address but those that ask for it.

    One that is set up is not replaced, nor are its recovery codes read, by whoever has the password alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path not in ASKING:
            signed_in = request.user

            def seen() -> Any:
                owes = signed_in.is_authenticated and not second_factor.is_enough(request, signed_in)
                may_set_up = request.path.startswith(OWN) and not (
                    owes and second_factor.is_set_up(signed_in)
                )
                return AnonymousUser() if owes and not may_set_up else signed_in

            request.user = SimpleLazyObject(seen)  # type: ignore[assignment]
        return self.get_response(request)


class Waiting:
    """Answer 429 where a limit was met, and say when to try again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        seconds = getattr(request, "wait", None)
        if seconds is None:
            return response
        if response.status_code != 200:  # such as back to the sign-in page, which would not say why
            context = {"words": limits.TooMany(seconds).messages[0]}
            response = TemplateResponse(request, "accounts/too_many.html", context).render()
        response.status_code = 429
        response.headers["Retry-After"] = str(seconds)
        return response
