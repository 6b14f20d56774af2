"""The form of strengths and needs: their themes, which needs are matched by, stand in it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from clusterix.desk.admin import PUBLICATION, RecordAdmin
from partners.models import SwotEntry

from .models import EntryTheme


class EntryThemeInline(admin.TabularInline):
    model = EntryTheme
    autocomplete_fields = ("group",)
    extra = 0


@admin.register(SwotEntry)
class SwotEntryAdmin(RecordAdmin):
    list_display = ("statement", "state", "partner", "quadrant", "dimension")
    list_filter = ("status", "quadrant", "dimension", "partner")
    search_fields = ("statement", "partner__name", "partner__short_name")
    autocomplete_fields = ("partner", "sources")
    list_select_related = ("partner",)
    inlines = (EntryThemeInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("partner", ("quadrant", "dimension"), "statement"),
                "description": _(
                    "A strength is what others could learn here, a need what the partner wants to learn. "
                    "Choose its themes below: a need meets the strengths of others on the same theme."
                ),
            },
        ),
        PUBLICATION,
    )
