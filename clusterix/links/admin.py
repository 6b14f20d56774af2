"""The report: links with trouble, each with the records that name it, for those who edit these."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.publishing.web import web

from .answers import NOT_ASKED
from .models import ENOUGH, LinkCheck
from .seeing import checks_seen, tell_who_names

SHOWN = 100  # characters of an address


class Which(admin.SimpleListFilter):
    """Every link with trouble, unless one kind of trouble is chosen."""

    title = gettext_lazy("what is wrong")
    parameter_name = "which"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        return [
            ("broken", _("Broken")),
            ("silent", _("Not broken yet")),
            ("not-asked", _("Not asked")),
            ("moved", _("Moved for good")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        troubled = queryset.in_trouble()
        chosen = {
            "broken": queryset.broken(),
            "silent": troubled.exclude(answer__in=NOT_ASKED).filter(strikes__lt=ENOUGH),
            "not-asked": troubled.filter(answer__in=NOT_ASKED),
            "moved": queryset.exclude(moved_to=""),
        }
        return chosen.get(self.value() or "", troubled)


class Report(ChangeList):
    """The list with the records that name its links, asked for once for all lines."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        tell_who_names(self.result_list, request)


@admin.register(LinkCheck)
class LinkReport(admin.ModelAdmin):
    """Written by the checks alone."""

    change_form_template = "desk/without_history.html"
    change_list_template = "links/report.html"
    list_display = ("link", "records", "what", "strikes", "trouble_since", "last_ok_at")
    list_display_links = None
    list_filter = (Which,)
    search_fields = ("address",)
    list_per_page = 50
    show_full_result_count = False
    fields = ("address", "what", "strikes", "trouble_since", "last_ok_at", "checked_at", "moved_to")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return checks_seen(request)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Report

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        title = _("Links with trouble")
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields

    @admin.display(description=gettext_lazy("address"), ordering="address")
    def link(self, check: LinkCheck) -> SafeString | str:
        return linked(check.address)

    @admin.display(description=gettext_lazy("what is wrong"), ordering="answer")
    def what(self, check: LinkCheck) -> SafeString | str:
        if not check.moved_to:
            return check.in_words
        return format_html("{} {}", _("moved for good to"), linked(check.moved_to))

    @admin.display(description=gettext_lazy("named by"))
    def records(self, check: Any) -> SafeString:
        named = format_html_join(
            "",
            '<li><a href="{}">{}</a> ({})</li>',
            ((naming.address, naming.record, naming.field) for naming in check.named_in),
        )
        more = _("and %(count)d more") % {"count": check.more} if check.more else ""
        return format_html("<ul>{}{}</ul>", named, format_html("<li>{}</li>", more) if more else "")


def linked(address: str) -> SafeString | str:
    """Return the address as a link, cut where it is long; mere words where it is none of the web."""
    shown = address if len(address) <= SHOWN else f"{address[:SHOWN]}…"
    if not web(address):
        return shown
    return format_html('<a href="{}" rel="noopener noreferrer nofollow">{}</a>', address, shown)
