from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from clusterix.desk.admin import IN_USE, PERIOD, PLACE, PUBLICATION, RecordAdmin
from clusterix.imports.admin import Imported

from .models import Partner, RelatedProject

POLICY = (("policy_since", "policy_stage"), "policy_programme", "policy_context", "cluster_meaning")


@admin.register(Partner)
class PartnerAdmin(Imported, RecordAdmin):
    list_display = ("short_name", "state", "role", "kind", "country", "updated_at")
    list_filter = ("status", "role", "kind", IN_USE)
    search_fields = ("name", "short_name", "region", "city")
    prepopulated_fields = {"slug": ("short_name",)}
    autocomplete_fields = ("sources",)
    fieldsets = (
        (None, {"fields": ("name", "short_name", "slug", ("kind", "role"), "website", "logo")}),
        (_("Where it is"), {"fields": PLACE}),
        (_("What it does"), {"fields": ("summary", "description")}),
        (_("Context"), {"fields": POLICY}),
        PUBLICATION,
    )


@admin.register(RelatedProject)
class RelatedProjectAdmin(RecordAdmin):
    list_display = ("name", "state", "programme", "lead", "updated_at")
    list_filter = ("status", "programme")
    search_fields = ("name", "full_name", "lead")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("sources",)
    fieldsets = (
        (None, {"fields": ("name", "full_name", "slug", "programme", "website")}),
        (_("Who and when"), {"fields": ("lead", "consortium", "budget", *PERIOD)}),
        (_("What it is about"), {"fields": ("summary", "description", "exchange")}),
        PUBLICATION,
    )
