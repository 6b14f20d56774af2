"""Text that was sent by somebody who is signed out, or with an outdated token: shown again, never saved.

The text goes with the sign-in page as a hidden field; nothing of a stranger's is stored. Only what our own
pages sent is looked at: a form that another site sends is refused before.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlsplit

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views import csrf

from .opened import Opened
from .posted import Fields, are_fields, fields_of, request_without

CARRIED = "_carried"
ROOM = 10_000  # bytes for all that a sign-in form sends beside the text


@dataclass(frozen=True)
class Carried:
    """The text of a form of the desk on its way through the sign-in page."""

    desk: Opened
    object_id: str | None
    address: str  # of the form, with its query
    fields: Fields

    def show(self, request: HttpRequest, words: str) -> HttpResponse:
        """Show the form with the text to somebody who is signed in; 404 for a record that is not theirs."""
        record = None if self.object_id is None else self.desk.get_object(request, self.object_id)
        return self.desk.show_unsaved(request, record, self.fields, words, urlsplit(self.address).query)

    def context(self) -> dict[str, Any]:
        """Return what the sign-in page needs to carry the text; a text that is too long stays behind."""
        text = json.dumps(self.fields, ensure_ascii=False)
        is_too_long = len(quote_plus(text)) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) - ROOM
        return {
            "carried": None if is_too_long else text,
            "is_too_long": is_too_long,
            "next": self.address,
            "app_path": reverse("admin:login"),
        }


def of_form(request: HttpRequest) -> Carried | None:
    """Return the text of a posted form of the desk, None for any other request."""
    return _carried(request.get_full_path(), fields_of(request)) if request.method == "POST" else None


def of_sign_in(request: HttpRequest) -> Carried | None:
    """Return the text that a posted sign-in form carries."""
    if request.method != "POST" or CARRIED not in request.POST:
        return None
    try:
        fields = json.loads(request.POST[CARRIED])
        json.dumps(fields, ensure_ascii=False).encode()  # JSON may name half a character: no page can hold it
    except (ValueError, RecursionError):
        return None
    return _carried(request.POST.get("next", ""), fields) if are_fields(fields) else None


def _carried(address: str, fields: Fields) -> Carried | None:
    """Return the text for the form at the address; None where there is no form of ours."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (Resolver404, ValueError):
        return None
    if parts.scheme or parts.netloc:
        return None
    desk = getattr(match.func, "model_admin", None)
    if (
        not isinstance(desk, Opened)
        or not desk.is_kept
        or not str(match.url_name).endswith(("_add", "_change"))
    ):
        return None
    return Carried(desk, match.kwargs.get("object_id"), address, fields)


def ask_to_sign_in(request: HttpRequest, carried: Carried) -> HttpResponse:
    return admin.site.login(request_without(request), carried.context())


def after_sign_in(request: HttpRequest, carried: Carried) -> HttpResponse:
    return carried.show(request, _("You had been signed out. Nothing is saved yet: look it over and save."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token is wrong; where our own page sent it, show it again with its text.

    That happens after signing in again in another window. A browser names the page's origin in a header that
    no page can write; where it is missing or not ours, there is nothing but the refusal.
    """
    carried = (of_form(request) or of_sign_in(request)) if _is_from_here(request) else None
    if carried is None:
        return csrf.csrf_failure(request, reason)
    if not admin.site.has_permission(request):
        return ask_to_sign_in(request, carried)
    return carried.show(
        request, _("You had signed in again in another window. Nothing is saved yet: look it over and save.")
    )


def _is_from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
