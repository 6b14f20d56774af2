"""Who names a record: what others cite is not taken away from them.

A record names another by a relation of its own, or of one of its parts; what belongs to another record goes
with it, and names it not.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from taggit.managers import TaggableManager

from .records import Record
from .trash import belongs_to, there


def citing(record: Any, with_trash: bool = False) -> list[QuerySet]:
    """Return by kind the records that name this one, working copies among them; no empty selections."""
    kind: Any = type(record)
    selections = [_naming(model, paths, record, with_trash) for model, paths in _ways_to(kind).items()]
    return [selection for selection in selections if selection.exists()]


def cited(model: Any, keys: Iterable[int]) -> set[int]:
    """Return the keys of those records of the model that others name, or that others belong to."""
    keys = list(keys)
    found: set[int] = set()
    for other, paths in _ways_to(model).items():
        for path in paths:
            found |= set(other._base_manager.filter(**{f"{path}__in": keys}).values_list(path, flat=True))
    for other in _kinds():
        for name in belongs_to(other):
            if _leads_to(other, name, model):
                rows = other._base_manager.filter(**{f"{name}__in": keys})
                found |= set(rows.values_list(f"{name}_id", flat=True))
    return found & set(keys)


def _naming(model: Any, paths: list[str], record: Any, with_trash: bool) -> QuerySet:
    named = Q(pk__in=[])
    for path in paths:
        named |= Q(pk__in=model._base_manager.filter(**{path: record.pk}).order_by().values("pk"))
    found = model._base_manager.filter(named)
    if model is type(record):
        found = found.exclude(Q(pk=record.pk) | Q(copy_of=record.pk))
    return found.order_by("pk") if with_trash else found.filter(there(model)).order_by("pk")


def missing(record: Any) -> list[Any]:
    """Return what the record, or its working copy, names or belongs to and is in the trash."""
    found: list[Any] = []
    own_kind: Any = type(record)
    for model in _kinds():
        paths = [
            *_ways_to(model).get(own_kind, []),
            *(name for name in belongs_to(own_kind) if _leads_to(own_kind, name, model)),
        ]
        named = Q(pk__in=[])
        for path in paths:
            own = own_kind._base_manager.filter(Q(pk=record.pk) | Q(copy_of=record.pk)).order_by()
            named |= Q(pk__in=own.filter(**{f"{path}__isnull": False}).values(path))
        found += model._base_manager.filter(named, trashed_at__isnull=False).order_by("pk")
    return found


def _kinds() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


@cache
def _ways_to(model: Any) -> dict[Any, list[str]]:
    """Return for each kind of record the paths by which its records name one of the model."""
    found = {kind: list(_ways(kind, model, leave_out=("copy_of", *belongs_to(kind)))) for kind in _kinds()}
    return {kind: paths for kind, paths in found.items() if paths}


def _ways(owner: Any, model: Any, leave_out: tuple[str, ...], prefix: str = "") -> Iterator[str]:
    for field in (*owner._meta.fields, *owner._meta.many_to_many):
        # A tag is a word, not a record: who takes it away takes it from all that bear it.
        is_relation = field.is_relation and not isinstance(field, TaggableManager)
        if is_relation and field.name not in leave_out and field.related_model is model:
            yield prefix + field.name
    for name in getattr(owner, "parts", ()):
        part = owner._meta.get_field(name)
        yield from _ways(part.related_model, model, (part.field.name,), f"{prefix}{name}__")


def _leads_to(owner: Any, name: str, model: Any) -> bool:
    return owner._meta.get_field(name).related_model is model
