"""Working copies: what is published stays as it is while it is changed, and is replaced as a whole."""

from typing import Any

from clusterix.publishing.records import Status

from . import snapshots
from .snapshots import content_fields, relations, tags


def as_edited(record: Any) -> Any:
    """Return what is edited of a record: its working copy where there is one, else itself."""
    return working_copy_of(record) or record


def working_copy_of(record: Any) -> Any:
    if getattr(record, "copy_of_id", None) or not hasattr(type(record), "copy_of"):
        return None
    return type(record)._base_manager.filter(copy_of=record).first()


def in_place(record: Any) -> Any:
    """Return the record that stands in the knowledge base: of a working copy the one that it is of."""
    return getattr(record, "copy_of", None) or record


def make_working_copy(record: Any) -> tuple[Any, dict[str, dict[int, int]]]:
    """Write a working copy; return it with the keys of its parts by relation and original key."""
    copy = type(record)(copy_of=record, status=Status.DRAFT, published_at=record.published_at)
    keys = snapshots.put_back(copy, snapshots.take(record))
    return copy, keys


def replace(record: Any, copy: Any) -> None:
    """Make the record what its working copy is, parts and relations included, and take the copy away.

    The caller holds the transaction, so that readers see either the one or the other.
    """
    model = type(record)
    for field in content_fields(model):
        setattr(record, field.attname, getattr(copy, field.attname))
    snapshots.put_parts(record, _with_keys_of(record, copy))
    for field in relations(model):
        getattr(record, field.name).set(getattr(copy, field.name).all())
    for field in tags(model):
        getattr(record, field.name).set(list(getattr(copy, field.name).names()))
    copy.delete()
    record.save()


def _with_keys_of(record: Any, copy: Any) -> dict[str, list[snapshots.Snapshot]]:
    """Return the parts of the copy with the keys of the record's parts of the same name."""
    parts = snapshots.take(copy)["parts"]
    for name, told in parts.items():
        known = {str(part): part.pk for part in getattr(record, name).all()}
        for part, snapshot in zip(getattr(copy, name).all(), told, strict=True):
            snapshot["pk"] = known.pop(str(part), snapshot["pk"])
    return parts
