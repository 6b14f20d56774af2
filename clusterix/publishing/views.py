"""Pages of single records, and their files."""

import datetime
from pathlib import PurePath
from typing import Any

from django.apps import apps
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from . import gone, rights
from .files import LENT, SERVED_AS, SHOWN, is_lent
from .records import is_in_trash

LONGEST = datetime.timedelta(hours=1)


class RecordDetail(DetailView):
    """The public page of one record. Its queryset holds published records only.

    `theme` is the relation to the themes, whose hue the record's picture has.
    """

    context_object_name = "record"
    theme = ""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().prefetch_related("sources")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            model: Any = self.queryset.model  # type: ignore[union-attr]  # each page names its queryset
            if not gone.was_public(model, self.kwargs["slug"]):
                raise
            return gone.page(request, model, self.kwargs["slug"])

    @classmethod
    def preview(cls, request: HttpRequest, record: Any, marks: dict[str, Any]) -> HttpResponse:
        """Answer the page of the record, which need not be public, with the marks of a preview."""
        view = cls()
        view.setup(request)
        view.object = record
        response: Any = view.render_to_response(view.get_context_data(preview=marks))
        return response.render()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kind=self.object._meta.verbose_name, **kwargs)


@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    """Serve an uploaded file to those who may see the record it belongs to; 404 to everybody else.

    A shared preview gives its reader a ticket for each file of its record.
    """
    owner, file = _owner_of(path)
    if not (
        owner.is_public
        or rights.may_open(owner, request.user)
        or (is_lent(path, request.GET.get(LENT, "")) and not is_in_trash(owner))
    ):
        raise Http404
    try:
        content = file.open("rb")
    except OSError:
        raise Http404 from None
    ending = PurePath(path).suffix.removeprefix(".")
    kind = SERVED_AS.get(ending, "application/octet-stream")
    response = FileResponse(content, content_type=kind, as_attachment=ending not in SHOWN)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = _kept_by_others(owner)
    return response


def _kept_by_others(owner: Any) -> str:
    """Say whether and for how long others may keep a file: never longer than its record is public."""
    if not owner.is_public:
        return "private, no-store"
    left = owner.public_until - timezone.now() if owner.public_until else LONGEST
    return f"public, max-age={int(min(left, LONGEST).total_seconds())}"


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
            # A working copy names the files of its record: what is public for one of them is public.
            owners = model._base_manager.filter(**{field.name: path})
            for owner in sorted(owners, key=lambda one: not one.is_public):
                return owner, getattr(owner, field.name)
    raise Http404
