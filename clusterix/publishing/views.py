"""Pages of single records, and their files."""

import mimetypes
from typing import Any

from django.apps import apps
from django.db import models
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe
from django.views.generic import DetailView


class RecordDetail(DetailView):
    """The public page of one record. Its queryset holds published records only.

    `theme` is the relation to the themes, whose hue the record's picture has.
    """

    context_object_name = "record"
    theme = ""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().prefetch_related("sources")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind=self.object._meta.verbose_name, **kwargs)


@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    """Serve an uploaded file to those who may see the record it belongs to; 404 to everybody else."""
    owner, file = _owner_of(path)
    if not owner.is_public and not _may_view(request, owner):
        raise Http404
    try:
        content = file.open("rb")
    except OSError:
        raise Http404 from None
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(content, content_type=kind, as_attachment=not kind.startswith("image/"))
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store" if not owner.is_public else "public, max-age=3600"
    return response


def _owner_of(path: str) -> tuple[Any, Any]:
    """Return the record that the path's file belongs to, and the file; the path begins `<app>/<model>/`."""
    try:
        app, name, _rest = path.split("/", 2)
        model = apps.get_model(app, name)
    except (ValueError, LookupError):
        raise Http404 from None
    if "\0" in path:  # PostgreSQL takes no text with one
        raise Http404
    for field in model._meta.get_fields():
        if isinstance(field, models.FileField):
            owner = model._default_manager.filter(**{field.name: path}).first()
            if owner is not None:
                return owner, getattr(owner, field.name)
    raise Http404


def _may_view(request: HttpRequest, owner: models.Model) -> bool:
    meta = owner._meta
    return request.user.is_active and request.user.has_perm(f"{meta.app_label}.view_{meta.model_name}")
