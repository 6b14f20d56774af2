"""The model field of prose, its field in forms, and the editor that stands there."""

from functools import cache
from typing import Any

from django import forms
from django.db import models
from django.forms.widgets import Script
from django.templatetags.static import static

from .prose import clean, to_plain

# Tiptap as django-prose-editor brings it; its own widget needs an inline import map and adds a <style>.
TIPTAP = "django_prose_editor/editor.js"


class ProseEditor(forms.Textarea):
    """An editor for prose; without JavaScript a box with its HTML."""

    template_name = "publishing/prose_editor.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 6, "cols": 90, **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        scripts: list[Any] = [Script(TIPTAP, type="module"), Script("js/prose.js", type="module")]
        return forms.Media(css={"all": ["css/admin-prose.css"]}, js=scripts)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"tiptap": static(TIPTAP)}

    def use_required_attribute(self, initial: Any) -> bool:
        """Leave the check to the server: a browser cannot lead to the box that the editor hides."""
        return False


class ProseFormField(forms.CharField):
    widget = ProseEditor

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class ProseField(models.TextField):
    """A long text with paragraphs, lists and links, cleaned on every way into the database."""

    def deconstruct(self) -> Any:
        """Be a plain text to migrations: the column is one."""
        name, _path, arguments, named = super().deconstruct()
        return name, "django.db.models.TextField", arguments, named

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**kwargs | {"form_class": ProseFormField, "widget": ProseEditor})

    def clean(self, value: Any, record: models.Model | None) -> Any:
        return super().clean(clean(value) if isinstance(value, str) else value, record)

    def pre_save(self, record: models.Model, add: bool) -> Any:
        """Clean what the record holds, so that it is read as it is kept."""
        value = super().pre_save(record, add)
        if isinstance(value, str):
            value = clean(value)
            setattr(record, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Clean what is written past the record too, by `update` for instance."""
        return super().get_db_prep_save(clean(value) if isinstance(value, str) else value, connection)


@cache
def prose_of(model: type[models.Model]) -> frozenset[str]:
    """Return the names of the fields that hold prose."""
    return frozenset(field.name for field in model._meta.concrete_fields if isinstance(field, ProseField))


def is_prose(model: type[models.Model], name: str) -> bool:
    return name in prose_of(model)


def in_words(record: Any, name: str) -> Any:
    """Return what the record holds under the name, of prose the plain words."""
    value = getattr(record, name)
    return to_plain(value) if value and is_prose(type(record), name) else value
