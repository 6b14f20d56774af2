"""What a saved record means for the catalogue: which entries have to be written anew.

An entry depends on its record, and on what is at the end of the paths that its kind names. The catalogue
listens to Django's signals rather than being called, so that no app has to know of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db.models import Model, TextField
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from clusterix.publishing.relations import model_at
from clusterix.publishing.signals import many_changed, many_changing
from clusterix.publishing.trash import everything

from ..kinds import KINDS, Kind
from ..models import Synonyms
from . import changes
from .edition import write_everything
from .entries import write

Affected = dict[str, set[int]]  # the records by the label of their kind
# What a related record may change in without a word of it in other entries.
SILENT = {"updated_at", "published_at", "summary"}
paused = False


def start() -> None:
    pre_save.connect(_before_save, dispatch_uid="catalogue")
    post_save.connect(_after_save, dispatch_uid="catalogue")
    pre_delete.connect(_before_delete, dispatch_uid="catalogue")
    post_delete.connect(_after_delete, dispatch_uid="catalogue")
    m2m_changed.connect(_after_relating, dispatch_uid="catalogue")
    many_changing.connect(_before_many, dispatch_uid="catalogue")
    many_changed.connect(_after_many, dispatch_uid="catalogue")


@contextmanager
def asleep() -> Iterator[None]:
    """Leave the catalogue as it is, whatever is written."""
    global paused
    paused = True
    try:
        yield
    finally:
        paused = False


@contextmanager
def one_writing_at_the_end() -> Iterator[None]:
    """Leave the catalogue alone while much is written, and write all of it anew at the end."""
    with asleep():
        yield
    write_everything()


def _is_watched(model: Any) -> bool:
    if paused or getattr(model, "never_public", False):
        return False
    return model is Synonyms or model._meta.app_label in _content_apps()


@cache
def _content_apps() -> set[str]:
    """Return the apps whose models a page may speak of: those of the kinds, and those that they relate to."""
    kinds = {kind.model for kind in KINDS.values()}
    related = {
        field.related_model for kind in kinds for field in kind._meta.get_fields() if field.is_relation
    }
    ours = {model for model in kinds | related if model and not model.__module__.startswith("django.")}
    return {model._meta.app_label for model in ours}


def _paths() -> dict[type[Model], list[tuple[Kind, str]]]:
    """Return for each model the kinds whose entries speak of it, and the way from them to it."""
    if not _found:
        for kind in KINDS.values():
            for path in kind.paths:
                _found[model_at(kind.model, path)].append((kind, path))
    return _found


_found: dict[type[Model], list[tuple[Kind, str]]] = defaultdict(list)


def dependents(model: Any, pks: Iterable[int], through: str = "", named_by_it: bool = False) -> Affected:
    """Return the records whose entries speak of these; with a field, of this field of them.

    What names a record stays the same while it is saved; what it names itself may be another then.
    """
    affected: Affected = defaultdict(set)
    for kind, path in _paths().get(model, []):
        if named_by_it and not kind.names_itself(path):
            continue
        if not through or f"{path}__{through}" in kind.paths:
            # What goes into the trash with another is taken out of the lists as well.
            found = everything(kind.model).filter(copy_of__isnull=True, **{f"{path}__in": list(pks)})
            affected[kind.label] |= set(found.order_by().values_list("pk", flat=True))
    return affected


def _changes(record: Model) -> bool:
    """Say whether saving the record changes what other entries could say of it."""
    names = _said(type(record))
    before = type(record)._default_manager.filter(pk=record.pk).values_list(*names).first()
    return before != tuple(getattr(record, name) for name in names)


@cache
def _said(model: type[Model]) -> tuple[str, ...]:
    """Return the columns of the model that other entries could speak of."""
    searched = {path.rpartition("__")[2] for kind in KINDS.values() for path in kind.filterset.texts.paths}
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if not field.generated
        and (field.name in searched or (field.name not in SILENT and not isinstance(field, TextField)))
    )


def _is_shown(record: Model) -> bool:
    """Say whether a page could speak of the record as it is. A model whose rows wait for somebody says it."""
    return getattr(record, "is_shown", True)


def _stays_hidden(record: Any) -> bool:
    """Say whether no page could speak of the record, neither as it is nor as it was last saved."""
    if _is_shown(record):
        return False
    before = None if record._state.adding else type(record)._base_manager.filter(pk=record.pk).first()
    return before is None or not _is_shown(before)


def _before_save(sender: Any, instance: Any, **kwargs: Any) -> None:
    if _is_watched(sender):
        instance._catalogue_silent = _stays_hidden(instance)
        if instance._catalogue_silent:
            return
        changes.in_turn()
        is_known = sender in _paths() and instance.pk and not instance._state.adding
        if is_known and _changes(instance):
            instance._catalogue_before = dependents(sender, [instance.pk])


def _after_save(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    if instance.__dict__.pop("_catalogue_silent", False) or not _is_watched(sender):
        return
    affected: Affected = defaultdict(set)
    before = instance.__dict__.pop("_catalogue_before", None)
    if created or before is not None:
        affected = dependents(sender, [instance.pk], named_by_it=True)
        for label, pks in (before or {}).items():
            affected[label] |= pks
    _add(affected, sender, [instance.pk])
    _write(affected, sender)
    if getattr(instance, "public_from", None) or getattr(instance, "public_until", None):
        changes.log(changes.SCHEDULE)


def _before_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    if _is_watched(sender) and not _stays_hidden(instance):
        changes.in_turn()
        instance._catalogue_before = dependents(sender, [instance.pk])
        _add(instance._catalogue_before, sender, [instance.pk])


def _after_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    before = instance.__dict__.pop("_catalogue_before", None)
    if before is not None and _is_watched(sender):
        _write(before, sender)


def _before_many(sender: Any, **kwargs: Any) -> None:
    if _is_watched(sender):
        changes.in_turn()


def _after_many(sender: Any, pks: list[int], **kwargs: Any) -> None:
    if _is_watched(sender):
        write_anew(sender, pks)
        changes.log(changes.SCHEDULE)


def write_anew(model: type[Model], pks: Iterable[int]) -> None:
    """Write the entries of these records and of what speaks of them."""
    affected = dependents(model, pks)
    _add(affected, model, pks)
    _write(affected, model)


def _after_relating(
    sender: Any, instance: Any, action: str, reverse: bool, model: Any, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Write what speaks of a many-to-many relation that has changed, on either side and beyond."""
    if paused or action not in ("post_add", "post_remove", "pre_clear", "post_clear") or pk_set == set():
        return
    owner, other = (model, type(instance)) if reverse else (type(instance), model)
    field = next((one for one in owner._meta.many_to_many if one.remote_field.through is sender), None)
    if field is None:
        return
    owners, others = (pk_set or set(), {instance.pk}) if reverse else ({instance.pk}, pk_set or set())
    affected = dependents(owner, owners, field.name)
    if _speaks(owner, field.name):
        affected[owner._meta.label_lower] |= owners
    if _speaks(other, field.related_query_name()):
        affected[other._meta.label_lower] |= others
    _write(affected, sender)


def _speaks(model: Any, path: str) -> bool:
    kind = KINDS.get(model._meta.label_lower)
    return kind is not None and path in kind.paths


def _add(affected: Affected, model: Any, pks: Iterable[int]) -> None:
    if model._meta.label_lower in KINDS:
        affected[model._meta.label_lower] |= set(pks)


def _write(affected: Affected, sender: type[Model]) -> None:
    """Write these entries anew. Where there is none, the log still says that pages have changed."""
    wanted = {label: pks for label, pks in affected.items() if pks}
    for label, pks in wanted.items():
        write(KINDS[label], pks)
    if not wanted:
        changes.log(sender._meta.label_lower)
