"""A form that somebody has open: who else has, what was kept of it, text that is shown before it is saved."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from . import autosaves, company
from .addresses import address_of, route_of
from .models import Autosave
from .moments import moment
from .posted import Fields, has_lost_files, request_with
from .turns import turn_of
from .working_copies import in_place


class HeldBack:
    """A form that is shown with its faults, and never saved."""

    def is_valid(self) -> bool:
        super().is_valid()  # type: ignore[misc]
        return False


class Opened(admin.ModelAdmin):
    """The part of the desk's admin that knows forms while they are open; `Guarded` knows the rights."""

    is_kept = True  # what is typed, while it is not saved

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made: Any = super().get_form(request, obj, change=change, **kwargs)
        if not turn_of(request).is_held_back:
            return made
        return type(made)(made.__name__, (HeldBack, made), {})

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def show_unsaved(
        self, request: HttpRequest, record: Any, fields: Fields, words: str, query: str = ""
    ) -> HttpResponse:
        """Show the form with these fields as if it had been posted, and save nothing.

        Where the record was saved since they were read, both are shown side by side.
        """
        turn = turn_of(request)
        turn.is_only_shown, turn.notice = True, words
        object_id = None if record is None else str(in_place(record).pk)
        address = self.address_of_form(record) + (f"?{query}" if query else "")
        return self.changeform_view(request_with(request, fields), object_id, address)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        context["open_form"] = self._open_form(request, context["original"], context["is_popup"])
        if context["original"] is not None:
            context |= {"title": str(context["original"]), "subtitle": None}
            revision = context.get("revision", -1)
            context |= company.around(request, context["original"], revision)
        return super().render_change_form(request, context, *args, **kwargs)

    def _open_form(self, request: HttpRequest, record: Any, is_popup: bool) -> dict[str, Any]:
        """Note the opening, and return what the page needs of it. In a little window nothing is kept."""
        may_write = autosaves.may_write(self, request, record)
        is_opening = request.method == "GET" and may_write
        if is_opening and record is not None:
            company.opened(request, record)
        is_kept = self.is_kept and may_write and not is_popup
        kept = Autosave.objects.of(request.user, self.model, record).first() if is_kept else None
        return {
            "presence": self._address("presence", record) if record is not None else "",
            "keeping": self._address("kept", record) if is_kept else "",
            "is_unsaved": request.method == "POST",
            "notice": turn_of(request).notice,
            "has_lost_files": has_lost_files(request),
            "kept": kept if is_opening else None,
            "kept_at": moment(kept.saved_at) if kept else "",
        }

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        autosaves.forget(request.user, form.instance, is_new=not change)
        if change:
            company.left(request.user, form.instance)

    # Addresses.

    def address_of_form(self, record: Any = None) -> str:
        return self._address("add" if record is None else "change", record)

    def _address(self, page: str, record: Any) -> str:
        if record is not None:
            return address_of(record, page)
        return reverse(f"admin:{route_of(self.model, page if page == 'add' else f'add_{page}')}")

    def get_urls(self) -> list[URLPattern]:
        guard, side_page = self.admin_site.admin_view, self._side_page  # type: ignore[attr-defined]
        views = {"presence": ("<path:object_id>/presence/", side_page(company.page))}
        if self.is_kept:
            views["add_kept"] = ("add/kept/", self._kept_of_new)
            views["kept"] = ("<path:object_id>/kept/", side_page(autosaves.page))
        return [
            *(path(way, guard(view), name=route_of(self.model, page)) for page, (way, view) in views.items()),
            *super().get_urls(),
        ]

    def _kept_of_new(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return autosaves.page(self, request)
