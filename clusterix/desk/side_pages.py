"""What every page beside a record's form says: which record it is of, and the way back to it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from clusterix.publishing.records import is_in_trash

from .addresses import address_of


def context(desk: Any, request: HttpRequest, record: Any, title: str, **more: Any) -> dict[str, Any]:
    return {
        **desk.admin_site.each_context(request),
        "title": title,
        "opts": record._meta,
        "record": record,
        "address": reverse("admin:trash") if is_in_trash(record) else address_of(record),
        **more,
    }
