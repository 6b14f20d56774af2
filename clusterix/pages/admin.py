from typing import Any

from django.contrib import admin

from clusterix.browse.models import Synonyms
from clusterix.desk.counted import Counted
from clusterix.desk.guarded import Guarded

from .models import AccessibilityReport


@admin.register(AccessibilityReport)
class AccessibilityReportAdmin(Counted):
    """Reports are read and marked as dealt with; what a visitor wrote is nobody's to change."""

    list_display = ("__str__", "where", "received_at", "is_dealt_with")
    list_filter = ("is_dealt_with", "received_at")
    search_fields = ("what", "where")
    fields = ("what", "where", "email", "received_at", "is_dealt_with")
    readonly_fields = ("what", "where", "email", "received_at")

    def has_add_permission(self, request: Any) -> bool:
        return False


@admin.register(Synonyms)
class SynonymsAdmin(Guarded):
    """Words for searching; edited here, as the ground floor that knows them knows no desk."""

    list_display = ("terms",)
    search_fields = ("terms",)
