from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from clusterix.desk.admin import FORM_FIELDS, IN_USE, PERIOD, PUBLICATION, RecordAdmin
from clusterix.imports.admin import Imported

from .models import Idea, Meeting, Membership, StaffExchange, WorkingGroup


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ("partner",)
    extra = 0


@admin.register(WorkingGroup)
class WorkingGroupAdmin(RecordAdmin):
    list_display = ("name", "state", "order", "updated_at")
    list_filter = ("status",)
    search_fields = ("name", "short_name")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("name", "short_name", "slug", ("order", "colour"), "summary")}),
        (_("What the group is about"), {"fields": ("why", "aim", "how")}),
        PUBLICATION,
    )


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    list_display = ("title", "state", "kind", "period", "place", "updated_at")
    list_filter = ("status", "kind", "groups", IN_USE)
    search_fields = ("title", "place", "summary")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("host", "groups", "projects", "sources")
    fieldsets = (
        (None, {"fields": ("title", "slug", "kind", "groups", "host", "projects")}),
        (_("Where and when"), {"fields": ("place", "country", *PERIOD)}),
        (_("What happened"), {"fields": ("summary", "description", ("participants", "countries_counted"))}),
        PUBLICATION,
    )


class IdeaInline(admin.StackedInline):
    model = Idea
    formfield_overrides = FORM_FIELDS
    extra = 0
    fields = ("title", "text", "order")


@admin.register(StaffExchange)
class StaffExchangeAdmin(Imported, RecordAdmin):
    list_display = ("title", "state", "sender", "host", "period", "updated_at")
    list_filter = ("status", "working_group", "host", "sender")
    search_fields = ("title", "topic", "host__short_name", "sender__short_name")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("host", "sender", "working_group", "sources")
    list_select_related = ("host", "sender", "working_group")
    inlines = (IdeaInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", ("sender", "host"), "working_group", "topic")}),
        (_("Where and when"), {"fields": ("place", "country", *PERIOD)}),
        (_("What it brought"), {"fields": ("learned", "outcome")}),
        PUBLICATION,
    )
