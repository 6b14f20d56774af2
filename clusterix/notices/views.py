"""Where people say when they want to be told by mail: at the desk, or by the link in a mail."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clusterix.publishing.previews import kept_by_nobody

from .models import Wish
from .switches import wish_at
from .wishes import choose, wish_of


class WishForm(forms.Form):
    when = forms.ChoiceField(
        choices=Wish.When.choices,
        error_messages={
            "required": gettext_lazy("Choose when you want to be told."),
            "invalid_choice": gettext_lazy("Choose one of the three."),
        },
    )


def wish(request: HttpRequest) -> HttpResponse:
    """Show the person at the desk what they have chosen, and let them choose anew."""
    form = WishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        choose(request.user, form.cleaned_data["when"])
        messages.success(request, _("Your choice is saved."))
        return HttpResponseRedirect(reverse("notices:wish"))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Notices by mail"),
        "faults": form.errors.get("when", []),
        "chosen": wish_of(request.user).when,
        "choices": Wish.When.choices,
    }
    return TemplateResponse(request, "notices/wish.html", context)


@csrf_exempt  # mail programs send it; what counts is the signature in the address
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the reader of a mail wants no more of them, and do it; a look does nothing."""
    found = wish_at(token)
    if found is not None and request.method == "POST":
        choose(found.person, Wish.When.NEVER, by="link in a mail")
        found.refresh_from_db(fields=["when"])
    context = {"is_known": found is not None, "is_off": found is not None and found.when == Wish.When.NEVER}
    response = render(request, "notices/off.html", context, status=404 if found is None else 200)
    return kept_by_nobody(response)
