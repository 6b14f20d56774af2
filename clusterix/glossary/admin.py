from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from clusterix.desk.admin import FORM_FIELDS, PUBLICATION, RecordAdmin

from .models import Meaning, Term


class MeaningInline(admin.StackedInline):
    model = Meaning
    formfield_overrides = FORM_FIELDS
    extra = 0
    fields = (("country", "region"), "text")


@admin.register(Term)
class TermAdmin(RecordAdmin):
    list_display = ("term", "state", "other_spellings", "updated_at")
    list_filter = ("status", "is_editors_words")
    search_fields = ("term", "spellings", "summary")
    prepopulated_fields = {"slug": ("term",)}
    autocomplete_fields = ("sources",)
    inlines = (MeaningInline,)
    fieldsets = (
        (None, {"fields": ("term", "slug", "spellings")}),
        (_("What it means"), {"fields": ("summary", "meaning", "is_editors_words")}),
        PUBLICATION,
    )
