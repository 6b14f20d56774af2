"""Forms in which nothing can be changed: their prose stands there as visitors read it, not as HTML."""

from typing import Any

from django.db.models import Model

from clusterix.publishing.prose_field import prose_of
from clusterix.publishing.templatetags.records import prose


def show_prose(context: dict[str, Any]) -> None:
    """Make the prose of a form's record, and of its parts, safe to be shown as text with paragraphs."""
    parts = [form.instance for shown in context["inline_admin_formsets"] for form in shown.formset.forms]
    for record in (context["original"], *parts):
        model: type[Model] = type(record)
        for name in prose_of(model):
            setattr(record, name, prose(getattr(record, name)))
