from typing import Any

from django.contrib import admin

from .models import AccessibilityReport


@admin.register(AccessibilityReport)
class AccessibilityReportAdmin(admin.ModelAdmin):
    """Reports are read and marked as dealt with; what a visitor wrote is nobody's to change."""

    list_display = ("__str__", "where", "received_at", "is_dealt_with")
    list_filter = ("is_dealt_with", "received_at")
    search_fields = ("what", "where")
    fields = ("what", "where", "email", "received_at", "is_dealt_with")
    readonly_fields = ("what", "where", "email", "received_at")

    def has_add_permission(self, request: Any) -> bool:
        return False
