"""What was public once and is in the trash, or deleted for good: its address says so, by 410."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .models import Gone
from .trash import everything


def was_public(model: Any, slug: str) -> bool:
    """Say whether visitors could see at this address what nobody can see there any more."""
    trashed = everything(model).filter(slug=slug, copy_of__isnull=True, published_at__lte=F("trashed_at"))
    return trashed.exists() or Gone.objects.filter(kind=model._meta.label_lower, slug=slug).exists()


def page(request: HttpRequest, model: Any, slug: str, below: str = "") -> HttpResponse:
    """Answer at the record's address or `below` it; the list of its kind is one step up from it."""
    kinds, address = model._meta.verbose_name_plural, request.path.removesuffix(f"{slug}/{below}")
    told = {"kinds": kinds, "list": address}
    return render(request, "410.html", told, status=410)


def remember(record: Any) -> None:
    """Keep the address of a record in the trash that is now deleted for good, if visitors could see it."""
    was_seen = record.published_at is not None and record.published_at <= record.trashed_at
    if was_seen and hasattr(record, "slug"):
        Gone.objects.get_or_create(kind=record._meta.label_lower, slug=record.slug)
