"""What the admin of every kind of record has in common."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import Textarea
from django.utils.translation import gettext_lazy as _
from django_countries.filters import CountryFilter

from clusterix.publishing.models import Source
from clusterix.publishing.moment_fields import typed

from .audit_log import AuditLog
from .guarded import Guarded
from .models import AuditEntry
from .records import Living

PLACE = ("country", "region", "nuts_code", "city", ("latitude", "longitude", "position_precision"))
IN_USE = ("country", CountryFilter)  # offers the countries that occur, not all of the world
PERIOD = (("start_on", "start_precision"), ("end_on", "end_precision"))
PUBLICATION: Any = (
    _("Publication"),
    {
        "fields": (
            ("public_from", "public_until"),
            "sources",
            "editors_note",
            ("published_at", "updated_at"),
        )
    },
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


class RecordAdmin(Living):
    """The admin of one kind of record; its fieldsets end with PUBLICATION."""

    # Sentences are written in boxes of several lines, so that an editor sees the whole of them.
    sentences = ("summary", "statement")

    list_per_page = 50
    save_on_top = True
    readonly_fields = ("published_at", "updated_at")
    formfield_overrides = FORM_FIELDS

    def formfield_for_dbfield(self, db_field: models.Field, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.sentences and isinstance(db_field, models.CharField):
            kwargs["widget"] = Textarea(attrs={"rows": 3, "cols": 90, "maxlength": db_field.max_length})
        if isinstance(db_field, models.DateTimeField):
            kwargs |= typed(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_list_filter(self, request: Any) -> Any:
        """Offer only related records that occur in the list: of others, nobody needs to know."""
        relations = {
            field.name for field in (*self.opts.fields, *self.opts.many_to_many) if field.is_relation
        }
        return [
            (name, admin.RelatedOnlyFieldListFilter) if name in relations else name
            for name in super().get_list_filter(request)
        ]

    def view_on_site(self, record: Any) -> str | None:
        """Offer "View on site" only where there is something to see."""
        place = record.copy_of or record
        return place.get_absolute_url() if place.is_public and hasattr(place, "get_absolute_url") else None


admin.site.register(AuditEntry, AuditLog)


@admin.register(Source)
class SourceAdmin(Guarded):
    list_display = ("title", "publisher", "year", "accessed_on")
    list_filter = ("publisher", "accessed_on")
    search_fields = ("title", "publisher", "url", "slug")
    prepopulated_fields = {"slug": ("title",)}
    formfield_overrides = FORM_FIELDS
