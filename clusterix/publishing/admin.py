"""What the admin of every kind of record has in common."""

from typing import Any

from django.contrib import admin
from django.db import IntegrityError, models
from django.forms import Textarea
from django.utils.translation import gettext_lazy as _
from django_countries.filters import CountryFilter

from .models import Source

admin.site.site_title = _("Clusterix")
admin.site.index_title = _("What do you want to edit?")
admin.site.enable_nav_sidebar = False  # the header's menu holds the same, on a phone too

PLACE = ("country", "region", "nuts_code", "city", ("latitude", "longitude", "position_precision"))
IN_USE = ("country", CountryFilter)  # offers the countries that occur, not all of the world
PERIOD = (("start_on", "start_precision"), ("end_on", "end_precision"))
PUBLICATION: Any = (
    _("Publication"),
    {"fields": ("status", "sources", "editors_note", ("published_at", "updated_at"))},
)
# An address typed without a scheme is taken as https.
FORM_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.TextField: {"widget": Textarea(attrs={"rows": 6, "cols": 90})},
    models.URLField: {"assume_scheme": "https"},
    models.SlugField: {
        "error_messages": {
            "invalid": _("Use letters without accents, digits, hyphens and underscores only, no spaces.")
        }
    },
}


class RecordAdmin(admin.ModelAdmin):
    """The admin of one kind of record; its fieldsets end with PUBLICATION."""

    # Sentences are written in boxes of several lines, so that an editor sees the whole of them.
    sentences = ("summary", "statement")

    list_per_page = 50
    save_on_top = True
    readonly_fields = ("published_at", "updated_at")
    formfield_overrides = FORM_FIELDS

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Check once more where somebody else has just saved the same address: the form then says so."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            return super().changeform_view(request, *args, **kwargs)

    def formfield_for_dbfield(self, db_field: models.Field, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.sentences and isinstance(db_field, models.CharField):
            kwargs["widget"] = Textarea(attrs={"rows": 3, "cols": 90, "maxlength": db_field.max_length})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def view_on_site(self, record: Any) -> str | None:
        """Offer "View on site" only where there is something to see."""
        return record.get_absolute_url() if record.is_public and hasattr(record, "get_absolute_url") else None


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("title", "publisher", "year", "accessed_on")
    list_filter = ("publisher", "accessed_on")
    search_fields = ("title", "publisher", "url", "slug")
    prepopulated_fields = {"slug": ("title",)}
    formfield_overrides = FORM_FIELDS
