"""What networks fetch that show a link: the picture beside a record."""

import hashlib
from pathlib import Path
from typing import Any

import PIL
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control
from django.utils.text import capfirst
from django.views.decorators.http import condition
from django.views.generic import View

from . import gone, pictures
from .keeping import keep, recall
from .views import RecordDetail

KEPT = 60 * 60 * 24 * 7  # seconds
FRESH = 60 * 60 * 24  # seconds: a page names the picture of a changed record by another address
# Whoever draws otherwise draws something else, which is then not taken from the cache.
PAGES: dict[type[Model], type[RecordDetail]] = {}  # the page of each kind of record that has one
DRAWN_BY = hashlib.sha256(Path(pictures.__file__).read_bytes() + PIL.__version__.encode()).hexdigest()


def picture(request: HttpRequest, kind: str, title: str, hue: str = "") -> HttpResponse:
    """Answer the picture; where the cache holds it, and where the asker does, it is not drawn again."""
    words = repr((DRAWN_BY, kind, title, hue)).encode("utf-8", "backslashreplace")
    name = hashlib.sha256(words).hexdigest()[:32]

    @condition(etag_func=lambda request: f'"{name}"')
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(_drawn(f"picture:{name}", kind, title, hue), content_type="image/png")

    response = answer(request)
    patch_cache_control(response, public=True, max_age=FRESH)
    # Made to be shown on other people's pages.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _drawn(key: str, kind: str, title: str, hue: str) -> bytes:
    drawn = recall(key)
    if drawn is None:
        drawn = pictures.draw(kind, title, hue)
        keep(key, drawn, KEPT)
    return drawn


class RecordPicture(View):
    """The picture of a public record. Its page says which records those are, and where their theme is."""

    page: type[RecordDetail] = RecordDetail
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        view = self.page()
        view.setup(request, slug=slug)
        try:
            record = view.get_object()
        except Http404:
            if not gone.was_public(self.page.queryset.model, slug):  # type: ignore[union-attr]
                raise
            return HttpResponseGone()
        kind = capfirst(str(record._meta.verbose_name))
        return picture(request, kind, str(record), hue_of(record, self.page.theme))


def hue_of(record: Any, theme: str) -> str:
    """Return the colour of the record's theme: its own, or that of the first public one at the relation."""
    if hasattr(record, "colour"):
        return record.colour
    themes: Any = getattr(record, theme) if theme else None
    if hasattr(themes, "published"):
        themes = themes.published().first()
    return themes.colour if themes is not None and themes.is_public else ""


def record_page(route: str, view: type[RecordDetail], name: str) -> list[URLPattern]:
    """Return the address of a record's page, and of the picture beside it."""
    PAGES[view.queryset.model] = view  # type: ignore[union-attr]  # each page names its queryset
    return [
        path(route, view.as_view(), name=name),
        path(f"{route}social.png", RecordPicture.as_view(page=view), name=f"{name}-picture"),
    ]
