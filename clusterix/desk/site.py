"""Django's admin as the editors' desk."""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path
from django.utils.translation import gettext_lazy as _

from clusterix.publishing import rights

from . import audit, first_page, rescue, trash_page

METHODS = ["GET", "HEAD", "POST"]  # Django's admin takes all others for reading


class Offered(AutocompleteJsonView):
    """What may be named in a field: one's own records, and what is public."""

    def get_queryset(self) -> QuerySet:
        found = rights.offered(self.model_admin.model, self.request.user)
        found = found.complex_filter(self.source_field.get_limit_choices_to()).order_by(
            *self.model_admin.get_ordering(self.request) or self.model_admin.model._meta.ordering or ("pk",)
        )
        found, has_doubles = self.model_admin.get_search_results(self.request, found, self.term)
        return found.distinct() if has_doubles else found

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        """Offer to those who may write the record of the field; a relation seen from behind is none."""
        if self.source_field.auto_created:
            return False
        person: Any = request.user
        meta = self.source_field.model._meta
        return any(person.has_perm(f"{meta.app_label}.{may}_{meta.model_name}") for may in ("add", "change"))


class Desk(admin.AdminSite):
    site_title = _("Clusterix")
    index_title = _("What waits for you")
    index_template = "desk/index.html"
    site_url = None  # the foot of every page leads to the portal
    enable_nav_sidebar = False  # the header's menu holds the same, on a phone too

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disable_action(
            "delete_selected"
        )  # one record at a time, with what hangs on it before one's eyes

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().index(request, {**first_page.context(self, request), **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Offered.as_view(admin_site=self)(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Tell the audit log of what is refused, after what the view has written is taken back.

        A form that somebody signed out sends goes with them to the sign-in page.
        """

        @wraps(view)
        def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                audit.refused(request)
                raise

        guarded = super().admin_view(told, cacheable)

        @wraps(guarded)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            carried = None if self.has_permission(request) else rescue.of_form(request)
            return rescue.ask_to_sign_in(request, carried) if carried else guarded(request, *args, **kwargs)

        return page

    def get_urls(self) -> list[Any]:
        """Leave out what leads from a record's number to its page: it would tell the address of drafts."""
        pages = [one for one in super().get_urls() if getattr(one, "name", None) != "view_on_site"]
        return [path("trash/", self.admin_view(self.trash), name="trash"), *pages]

    def trash(self, request: HttpRequest) -> HttpResponse:
        return trash_page.page(self, request)
