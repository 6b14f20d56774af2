"""Interests at the desk: managers read them and say what becomes of them; nobody changes what was written."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.desk.addresses import address_of
from clusterix.desk.conflicts import revision_told
from clusterix.desk.counted import Counted
from clusterix.desk.writing import Stale

from .interest_steps import STEPS, open_to, take, take_words_back
from .models import Interest

MOMENTS = ("received_at", "consented_at", "erased_at")
MAY = ("practices.change_interest", "practices.add_transfer")


def step(desk: Any, request: HttpRequest, interest: Interest) -> HttpResponse:
    """Take the step whose button was pressed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    person: Any = request.user
    wanted = next((one for one in STEPS if f"_{one.name}" in request.POST), None)
    if wanted is None or not person.has_perms(MAY):
        raise PermissionDenied
    try:
        if wanted in open_to(interest):
            said = take(wanted, interest, revision_told(request.POST.get("_revision")), person)
            return _answer(desk, request, interest, said)
    except Stale:
        interest.refresh_from_db()
        if not interest.transfer_id:
            return desk.stale(request, interest)
    except ValidationError as fault:
        return _answer(desk, request, interest, " ".join(fault.messages), messages.ERROR)
    said = _("This was done already. Nothing is done a second time.")
    return _answer(desk, request, interest, said, messages.WARNING)


def _answer(
    desk: Any, request: HttpRequest, interest: Interest, said: Any, level: int = messages.SUCCESS
) -> HttpResponse:
    """Lead to the row of the ledger where there is one, else back to the interest."""
    row = interest.transfer
    if row is not None and row.trashed_at is not None:
        desk.message_user(request, _("Its row of the ledger is in the trash: restore it there."), level)
        return HttpResponseRedirect(reverse("admin:trash"))
    desk.message_user(request, said, level)
    return HttpResponseRedirect(address_of(row or interest))


class InterestAdmin(Counted):
    change_form_template = "practices/interest_at_the_desk.html"
    side_pages = {"step": ("<path:object_id>/step/", step)}
    list_display = ("organisation", "practice", "region", "country", "state", "received_at")
    list_filter = ("state", ("practice", admin.RelatedOnlyFieldListFilter), "received_at")
    search_fields = ("organisation", "region", "practice__title")
    list_select_related = ("practice",)
    list_per_page = 50
    readonly_fields = ("received_at", "consented_at", "for_editors")
    fieldsets = (
        (None, {"fields": ("practice", "state", "dealt_at", "transfer")}),
        (gettext_lazy("Who asks"), {"fields": ("organisation", "region", "country", "name", "email")}),
        (
            gettext_lazy("What they write"),
            {"fields": ("message", *MOMENTS)},
        ),
        (gettext_lazy("What editors are told when it is passed on"), {"fields": ("for_editors",)}),
    )

    @admin.display(description=gettext_lazy("by mail"))
    def for_editors(self, interest: Interest) -> str:
        return interest.for_editors

    def delete_model(self, request: HttpRequest, obj: Interest) -> None:
        with transaction.atomic():
            take_words_back(obj)
            super().delete_model(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        interest, person = context["original"], request.user
        context["steps"] = open_to(interest) if person.has_perms(MAY) else []  # type: ignore[union-attr]
        context["step_address"] = address_of(interest, "step")
        return super().render_change_form(request, context, *args, **kwargs)
