"""What was typed into a form whose record is gone, or not to be changed any more: shown, not lost."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterix.publishing.prose import clean, to_plain
from clusterix.publishing.prose_field import is_prose

from .addresses import route_of
from .posted import fields_of


def page(desk: Any, request: HttpRequest, status: int) -> HttpResponse:
    """Answer with the text alone, and nothing of the record: it may be somebody else's."""
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Not saved"),
        "opts": desk.opts,
        "address": reverse(f"admin:{route_of(desk.model, 'changelist')}"),
        "typed": list(typed_alone(desk, request)),
        "is_alone": True,
    }
    return TemplateResponse(request, "desk/conflict_with_faults.html", context, status=status)


def typed_alone(desk: Any, request: HttpRequest) -> Iterator[dict[str, Any]]:
    """Return what was typed by its field's name, as plain words."""
    models = (desk.model, *(inline.model for inline in desk.inlines))
    fields = {field.name: field for model in reversed(models) for field in model._meta.fields}
    for name, values in fields_of(request).items():
        field = fields.get(name.rsplit("-", 1)[-1])
        typed = "\n".join(values)
        if field is None or field.is_relation or field.primary_key or not typed.strip():
            continue
        words = to_plain(clean(typed)) if is_prose(field.model, field.name) else typed
        yield {"name": field.verbose_name, "typed": words, "faults": []}
