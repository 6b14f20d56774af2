"""The audit log at the desk: read, searched, filtered and taken along, but written by the program alone."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.publishing.comma_separated import comma_separated

from . import audit
from .models import AuditEntry

AT_ONCE = 500  # entries held in memory
COLUMNS = ("at", "who", "action", "what", "details", "times")


class AuditLog(admin.ModelAdmin):
    change_list_template = "desk/audit_log.html"
    change_form_template = "desk/without_history.html"
    list_display = ("at", "name", "action", "what", "times")
    list_filter = ("action", ("who", admin.RelatedOnlyFieldListFilter), "at")
    date_hierarchy = "at"
    search_fields = ("name", "what")
    list_per_page = 50
    fields = ("at", "name", "action", "what", "details", "times")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"title": _("Audit log"), **(extra_context or {})})

    @admin.display(description=gettext_lazy("details"))
    def details(self, entry: AuditEntry) -> SafeString:
        return format_html_join(mark_safe("<br>"), "{}", ([line] for line in in_words(entry.detail)))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export)
        return [path("export/", view, name="desk_auditentry_export"), *super().get_urls()]

    def export(self, request: HttpRequest) -> Any:
        """Hand out the list as it is filtered; that it was handed out is an entry itself."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            listed = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:desk_auditentry_changelist"))
        filters = {name: request.GET.getlist(name) for name in request.GET}
        count = _("%(count)d entries") % {"count": listed.result_count}
        audit.record(AuditEntry.Action.EXPORT, request.user, count, filters=filters)
        rows = comma_separated(COLUMNS, _rows(listed.queryset))
        response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
        name = f"clusterix-audit-log-{timezone.localdate()}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _rows(entries: Any) -> Iterator[list[Any]]:
    for entry in entries.iterator(chunk_size=AT_ONCE):
        details = "; ".join(in_words(entry.detail))
        at = timezone.localtime(entry.at).isoformat(timespec="seconds")
        yield [at, entry.name, entry.get_action_display(), entry.what, details, entry.times]


def in_words(detail: dict[str, Any]) -> list[str]:
    """Return the details, each in a line; of what was changed what it was and what it is."""
    return [f"{name}: {_word(value)}" for name, value in detail.items()]


def _word(value: Any) -> str:
    if isinstance(value, dict):
        if value.keys() == {"before", "after"}:
            return f"{_word(value['before'])} → {_word(value['after'])}"
        return ", ".join(in_words(value)) or "–"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "–" if value in (None, "") else str(value)
