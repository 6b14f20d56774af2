"""Who may do what with which record: the rules of the desk, each said once.

A project manager edits and publishes everything. Everybody else edits what a path of the model's `edited_by`
leads from to them, and refers to that and to what is public.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet

from .records import Record, Status, key_in_place, whole
from .relations import model_at

PUBLISH = "desk.publish"


def manages(person: Any) -> bool:
    return person.has_perm(PUBLISH)


def is_shared(model: Any) -> bool:
    """Say whether records of the model belong to nobody, such as sources: the roles' rights decide alone."""
    return not issubclass(model, Record) and not hasattr(model, "edited_by")


def own(model: Any, person: Any) -> Q:
    """Return what selects the person's own records of the model.

    A working copy, and a part of one, is theirs whose its record is, whatever partner the copy names.
    """
    prefix = f"{model.part_of}__" if hasattr(model, "part_of") else ""
    owning = model_at(model, model.part_of) if prefix else model
    found = Q(pk__in=[])
    for path in getattr(model, "edited_by", ()):
        named = owning._base_manager.filter(**{path.removeprefix(prefix): person.pk}).order_by()
        mine = named.values("pk")
        found |= Q(**{f"{prefix}copy_of__isnull": True, f"{prefix}pk__in": mine})
        found |= Q(**{f"{prefix}copy_of__in": mine})
    return found


def editors(record: Any) -> set[int]:
    """Return the keys of the people whose own record it is: who would find it by `own`."""
    place = type(record)._base_manager.filter(pk=key_in_place(record)).order_by()
    paths = getattr(record, "edited_by", ())
    return {key for path in paths for key in place.values_list(path, flat=True) if key is not None}


def edited_by(records: QuerySet, person: Any) -> QuerySet:
    """Narrow the records to those that the person sees at the desk."""
    if manages(person) or is_shared(records.model):
        return records
    return records.filter(own(records.model, person))


def offered(model: Any, person: Any) -> QuerySet:
    """Return the records that the person may refer to: their own, and what everybody may read."""
    records = model._default_manager.all()
    if manages(person) or is_shared(model):
        return records
    if not issubclass(model, Record):  # a part, which is named with its record only
        return records.filter(own(model, person))
    public = model._default_manager.published().order_by().values("pk")
    return records.filter(own(model, person) | Q(pk__in=public))


def owning_fields(model: type[Model]) -> tuple[str, ...]:
    """Return the fields by which a record of the model belongs to somebody, such as `partner`."""
    forward = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    starts = [path.split("__")[0] for path in getattr(model, "edited_by", ())]
    return tuple(name for name in starts if name in forward)


def owners(model: Any, field: str, person: Any) -> QuerySet:
    """Return what the person may name in the owning field: their own partners, or groups."""
    related = model._meta.get_field(field).related_model
    path = next(path for path in model.edited_by if path.startswith(f"{field}__")).removeprefix(f"{field}__")
    return related._default_manager.filter(
        pk__in=related._default_manager.filter(**{path: person.pk}).order_by().values("pk")
    )


def is_own(record: Any, person: Any) -> bool:
    """Say whether the record, or the one that it is a working copy of, belongs to the person."""
    return type(record)._base_manager.filter(own(type(record), person), pk=key_in_place(record)).exists()


def may_see(record: Any, person: Any) -> bool:
    record = whole(record)
    return manages(person) or is_shared(type(record)) or is_own(record, person)


def may_open(record: Any, person: Any) -> bool:
    """Say whether the person may look at the record at the desk, signed in as they are."""
    meta = whole(record)._meta
    may = person.is_active and person.is_staff and person.has_perm(f"{meta.app_label}.view_{meta.model_name}")
    return may and may_see(record, person)


def may_delete(record: Any, person: Any) -> bool:
    """Say whether they may delete it: a manager any, an editor their own draft that was never public."""
    if manages(person) or is_shared(type(record)):
        return True
    never_public = getattr(record, "published_at", None) is None
    return never_public and getattr(record, "status", "") == Status.DRAFT and is_own(record, person)


def may_write(record: Any, person: Any) -> bool:
    """Say whether the person may change the record as it now stands.

    What is archived, handed in for review or in the trash is not changed; what is in review a project
    manager mends.
    """
    if not may_see(record, person):
        return False
    if not isinstance(record, Record):
        return _may_write_part(record, person)
    return stands_open(record, person)


def stands_open(record: Record, person: Any) -> bool:
    """Say whether the record is in a state in which the person, whose it is, may change it."""
    if record.trashed_at is not None:
        return False
    if record.status == Status.IN_REVIEW:
        return manages(person)
    return record.status != Status.ARCHIVED


def _may_write_part(record: Any, person: Any) -> bool:
    """Say whether the person may change what is not drafted and reviewed: a source, or a part of a draft."""
    owner = whole(record)
    return owner is record or (owner.status != Status.PUBLISHED and may_write(owner, person))
