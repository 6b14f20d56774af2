"""Uploaded files: which ones a record names, and which nobody names any more."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField, TextField
from django.db.models.functions import Cast

from .models import Trail, Version
from .snapshots import Snapshot, part_relations
from .working_copies import working_copy_of


def of(records: Iterable[Any]) -> set[str]:
    """Return the names of the files of the records, their parts, their working copies and their history."""
    found: set[str] = set()
    for record in records:
        for row in filter(None, (record, working_copy_of(record))):
            found |= set(_of_row(row))
        for version in Version.objects.filter(trail__in=Trail.objects.of(record)).iterator():
            found |= set(_of_snapshot(type(record), version.data))
    return found - {"", None}


def _of_row(row: Any) -> Iterator[str]:
    for field in file_fields(type(row)):
        yield getattr(row, field.name).name
    for name in part_relations(type(row)):
        for part in getattr(row, name).all():
            yield from _of_row(part)


def _of_snapshot(model: Any, snapshot: Snapshot) -> Iterator[str]:
    for field in file_fields(model):
        yield snapshot["fields"].get(field.name, "")
    for name, relation in part_relations(model).items():
        for part in snapshot["parts"].get(name, []):
            yield from _of_snapshot(relation.related_model, part)


def file_fields(model: Any) -> list[Any]:
    return [field for field in model._meta.fields if isinstance(field, FileField)]


def remove(names: Iterable[str]) -> None:
    """Take the files away that no row and no version names."""
    for name in sorted(names):
        if not is_named(name):
            default_storage.delete(name)


def is_named(name: str) -> bool:
    for model in apps.get_models():
        for field in file_fields(model):
            if model._base_manager.filter(**{field.name: name}).exists():
                return True
    told = Version.objects.annotate(text=Cast("data", TextField()))
    return told.filter(text__contains=name).exists()
