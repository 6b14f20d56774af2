"""The admin of all that is edited at the desk: by those whose it is, with a history, without lost updates."""

from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.publishing import rights
from clusterix.publishing.records import Record, whole
from clusterix.publishing.relations import model_at
from clusterix.publishing.trash import everything, there

from . import additions, audit, conflicts, history, text_alone, writing
from .addresses import address_of, route_of
from .forms import DeskForm, offer
from .going import going, keepers
from .models import AuditEntry, Version
from .models.trail import revision_in_list, revision_of
from .opened import Opened
from .posted import fields_of
from .reading import show_prose
from .snapshots import part_relations
from .turns import turn_of
from .working_copies import as_edited
from .writing import Stale

REVISION = "_revision"
NOT_AT_ONCE = gettext_lazy(
    "Nothing is saved: one row would get what another one still has, such as its name. "
    "Give one of them something else first, save, and then change both."
)


class Guarded(Opened):
    """Every write names the revision it read; a stale one is shown beside what stands now."""

    form = DeskForm
    object_history_template = "desk/history.html"
    side_pages: dict[str, Any] = {
        "compare": ("<path:object_id>/compare/", history.compare),
        "revert": ("<path:object_id>/revert/", history.revert),
        "resolve": ("<path:object_id>/resolve/<int:held_id>/", conflicts.resolve),
    }

    of_trash: tuple[Any, ...] = (history.page, history.compare)  # the side pages of what is in the trash, too

    # Who sees and changes what.

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        found = super().get_queryset(request)
        if turn_of(request).sees_trash and issubclass(self.model, Record):
            found = everything(self.model).filter(copy_of__isnull=True)
        if hasattr(self.model, "part_of"):
            owner = model_at(self.model, self.model.part_of)
            found = found.filter(there(owner, f"{self.model.part_of}__"))
        found = rights.edited_by(found, request.user)
        return found.annotate(revision_shown=revision_in_list(self.model))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the record, or its working copy where it is to be edited; 404 for what is not theirs."""
        record = super().get_object(request, object_id, from_field)
        if record is None:
            raise Http404(_("There is no such record, or it is not one of yours."))
        return as_edited(record) if turn_of(request).is_editing else record

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_view_permission(request, obj)
        return allowed and (obj is None or rights.may_see(whole(obj), request.user))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or rights.may_write(obj, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or rights.may_delete(obj, request.user))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made: Any = super().get_form(request, obj, change=change, **kwargs)
        return type(made)(made.__name__, (made,), {"person": request.user})

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Leave out the parts of which there are none to see, where the person may add none."""
        may_write = obj is None or self.has_change_permission(request, obj)
        names = {one.related_model: name for name, one in part_relations(self.model).items()}
        return [
            inline
            for inline in super().get_inline_instances(request, obj)
            if inline.model not in names
            or (may_write and inline.has_add_permission(request, obj))
            or (obj is not None and getattr(obj, names[inline.model]).exists())
        ]

    def _create_formsets(self, request: Any, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        for form in (form for formset in formsets for form in formset.forms):
            offer(form, request.user)
        return formsets, inlines

    # Writing.

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        turn = turn_of(request)
        turn.is_editing = True
        if object_id is None:
            return self._again_if_address_taken(request, object_id, form_url, extra_context)
        if request.method == "POST":
            return self._posted(request, object_id, form_url, extra_context)
        # Read before the record: a form may show more than its revision tells, never less.
        turn.revision = revision_of(self.get_object(request, object_id))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _posted(self, request: HttpRequest, object_id: str, *arguments: Any) -> Any:
        """Save what was read, show a stale form beside what stands now, lose no text that came too late."""
        turn = turn_of(request)
        turn.revision = conflicts.revision_told(request.POST.get(REVISION))
        try:
            record = self.get_object(request, object_id)
        except Http404:
            if turn.revision < 0:
                raise
            return text_alone.page(self, request, 404)
        if not self.has_change_permission(request, record):
            if turn.revision < 0 or turn.revision == revision_of(record):
                raise PermissionDenied
            return text_alone.page(self, request, 409)
        if turn.revision != revision_of(record):
            return self.stale(request, record)
        try:
            return self._again_if_address_taken(request, object_id, *arguments)
        except Stale:
            return self.stale(request, record)

    def stale(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Answer to a form that was read before a colleague's change."""
        return conflicts.page(self, request, record)

    def changeform_measured(self, request: HttpRequest, object_id: str) -> Any:
        """Answer as to a form that is saved, on behalf of `conflicts.measured`."""
        return super().changeform_view(request, object_id)

    def _again_if_address_taken(self, request: HttpRequest, object_id: str | None, *arguments: Any) -> Any:
        """Check once more where somebody else has just saved the same address: the form then says so."""
        with suppress(IntegrityError):
            return super().changeform_view(request, object_id, *arguments)
        try:
            return super().changeform_view(request, object_id, *arguments)
        except IntegrityError:  # such as by two parts that change their names with each other
            record = None if object_id is None else self.get_object(request, object_id)
            return self.show_unsaved(request, record, fields_of(request), str(NOT_AT_ONCE))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        record = context["original"]
        if record is not None:
            context["revision"] = turn_of(request).revision
            context["added_pages"] = [
                (page.title, address_of(record, page.name)) for page in additions.side_pages_of(self.model)
            ]
            if not self.has_change_permission(request, record):
                show_prose(context)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        turn = turn_of(request)
        if change:
            turn.begin(obj)
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        writing.added(whole(obj), request.user)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        turn_of(request).finish(obj, request.user, Version.Action.SAVED)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        turn = turn_of(request)
        record = self.get_object(request, object_id)
        turn.revision = conflicts.revision_told(request.POST.get(REVISION))
        context = {"revision": revision_of(record), **(extra_context or {})}
        try:
            return super().delete_view(request, object_id, context)
        except Stale:
            return conflicts.changed_meanwhile(self, request, [record])

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Ask for no right of their own to delete parts: they go with their record."""
        # What is in the trash may come back, and names it then.
        if kept_by := [line for one in objs for line in keepers(one, request.user, with_trash=True)]:
            return [], {}, set(), kept_by
        _shown, counts, missing, protected = super().get_deleted_objects(objs, request)
        parts = part_relations(self.model).values()
        missing -= {one.related_model._meta.verbose_name for one in parts}
        return going(objs), counts, missing, protected

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            trail = writing.begin(obj, turn_of(request).revision or 0)
            writing.deleted(trail, obj, request.user)
            audit.record(AuditEntry.Action.DELETED, request.user, audit.named(obj), **audit.key_of(obj))
            super().delete_model(request, obj)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Leave this to the record's own history."""

    # Lists: each line carries the revision that it shows.

    @admin.display(
        description=format_html(
            '<input type="checkbox" id="action-toggle" aria-label="{}">', gettext_lazy("Select all")
        )
    )
    def action_checkbox(self, obj: Any) -> SafeString:
        hidden = format_html(
            '<input type="hidden" name="{}-{}" value="{}">', REVISION, obj.pk, obj.revision_shown
        )
        return super().action_checkbox(obj) + hidden

    # Side pages.

    def get_urls(self) -> list[URLPattern]:
        added = {page.name: (page.route, page.view) for page in additions.side_pages_of(self.model)}
        pages = [
            path(
                route,
                self.admin_site.admin_view(self._side_page(view)),
                name=route_of(self.model, name),
            )
            for name, (route, view) in {**self.side_pages, **added}.items()
        ]
        return [*pages, *super().get_urls()]

    def _side_page(self, view: Any) -> Any:
        def page(request: HttpRequest, object_id: str, **kwargs: Any) -> HttpResponse:
            turn_of(request).sees_trash = view in self.of_trash
            record = self.get_object(request, object_id)
            if not self.has_view_permission(request, record):
                raise PermissionDenied
            return view(self, request, record, **kwargs)

        return page

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        return self._side_page(history.page)(request, object_id)

    def back_to(
        self, request: HttpRequest, record: Any, message: str, level: int = messages.SUCCESS
    ) -> HttpResponse:
        self.message_user(request, message, level)
        # A part may have a new key now, and the address that it had lead nowhere.
        return HttpResponseRedirect(address_of(whole(record)))
