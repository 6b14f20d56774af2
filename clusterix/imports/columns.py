"""The columns of a file of records: one for each field, relation and list of parts that has no files."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget
from taggit.models import Tag

from clusterix.desk import snapshots

from .cells import Choice, Day, Moment, Number, One, Parts, Several, Tags, Words, YesNo
from .named import Known

SLUG = "slug"
MOST_OFFERED = 12
KINDS: tuple[tuple[Any, Any], ...] = (
    (models.BooleanField, lambda _field: YesNo()),
    (models.DateTimeField, lambda _field: Moment()),
    (models.DateField, lambda _field: Day()),
    (models.DecimalField | models.IntegerField, Number),
)


class Column(Field):
    """One column: where in a record's snapshot its cells stand, and how they are read and written."""

    def __init__(self, group: str, name: str, widget: Widget, label: Any, hint: Any = "") -> None:
        super().__init__(attribute=f"{group}__{name}", column_name=name, widget=widget)
        self.group, self.name, self.label, self.hint = group, name, label, hint

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        """Put what the cell says into the snapshot."""
        values = instance[self.group]
        values[self.name] = self.widget.clean(row[self.column_name], row=row, before=values[self.name])


def columns_of(model: Any, person: Any, known: Known, order: Sequence[str]) -> dict[str, Column]:
    """Return the columns that the person may write, by name: the address, and the others as in the form."""
    found = [*_fields(model, known), *_relations(model, known), *_tags(model), *_parts(model, person, known)]
    places = {name: place for place, name in enumerate([SLUG, *(name for name in order if name != SLUG)])}
    found.sort(key=lambda column: places.get(column.name, len(places)))
    return {column.name: column for column in found}


def _fields(model: Any, known: Known) -> Iterator[Column]:
    for field in snapshots.content_fields(model):
        if not isinstance(field, models.FileField):
            widget = _widget(field, known)
            hint = f"{field.help_text} {_offered(widget)}".strip()
            yield Column("fields", field.name, widget, field.verbose_name, hint)


def _relations(model: Any, known: Known) -> Iterator[Column]:
    hint = _("Their addresses, with semicolons between them.")
    for field in snapshots.relations(model):
        to = known.of(field.related_model)
        yield Column("relations", field.name, Several(to.find, to.slug_of), field.verbose_name, hint)


def _tags(model: Any) -> Iterator[Column]:
    for field in snapshots.tags(model):
        spelled = {name.casefold(): name for name in Tag.objects.values_list("name", flat=True)}
        longest = Tag._meta.get_field("name").max_length or 100
        hint = _("With semicolons between them.")
        yield Column("tags", field.name, Tags(spelled, longest), field.verbose_name, hint)


def _parts(model: Any, person: Any, known: Known) -> Iterator[Column]:
    for name, relation in snapshots.part_relations(model).items():
        part = relation.related_model
        owner = relation.field.name
        fields = [field for field in snapshots.content_fields(part) if field.name != owner]
        fields.sort(key=lambda field: field.has_default())  # what need not be told comes last
        has_files = any(isinstance(field, models.FileField) for field in fields)
        if has_files or snapshots.part_relations(part) or not _may_write(part, person):
            continue
        widgets = {field.name: _widget(field, known) for field in fields}
        hint = _("One on each line: %(fields)s.") % {"fields": "; ".join(widgets)}
        yield Column("parts", name, Parts(part, widgets), part._meta.verbose_name_plural, hint)


def _offered(widget: Widget) -> str:
    """Return the few values that a cell may hold, in words."""
    if isinstance(widget, YesNo):
        return _("yes or no.")
    if isinstance(widget, Choice) and len(widget.names) <= MOST_OFFERED:
        return _("One of: %(known)s.") % {"known": ", ".join(widget.names)}
    return ""


def _may_write(part: Any, person: Any) -> bool:
    meta = part._meta
    return all(person.has_perm(f"{meta.app_label}.{may}_{meta.model_name}") for may in ("add", "change"))


def _widget(field: Any, known: Known) -> Widget:
    if field.is_relation:
        to = known.of(field.related_model)
        return One(to.find, to.slug_of)
    if field.choices:
        return Choice(field)
    return next((made(field) for kind, made in KINDS if isinstance(field, kind)), Words())
