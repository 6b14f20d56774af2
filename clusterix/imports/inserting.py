"""Many new rows at once: records with their parts, relations and tags, from their snapshots."""

from collections.abc import Sequence
from typing import Any

from taggit.models import Tag

from clusterix.desk import snapshots
from clusterix.desk.snapshots import Snapshot
from clusterix.publishing.batches import batches

AT_ONCE = 500
TAGGED = "content_object"  # the relation from one tag on one record to the record


def insert(records: Sequence[Any], told: Sequence[Snapshot]) -> None:
    """Write the records, all of one kind and none of them public, and what their snapshots tell beside.

    The catalogue of lists is not told: it knows public records only.
    """
    model: Any = type(records[0])
    model._base_manager.bulk_create(records)
    insert_parts(records, told)
    for field in snapshots.relations(model):
        relate(
            field,
            [
                (record, snapshot["relations"][field.name])
                for record, snapshot in zip(records, told, strict=True)
            ],
        )
    for field in snapshots.tags(model):
        tag(
            field,
            [(record, snapshot["tags"][field.name]) for record, snapshot in zip(records, told, strict=True)],
        )


def insert_parts(records: Sequence[Any], told: Sequence[Snapshot]) -> None:
    """Write the parts, and put their keys into the snapshots."""
    for name, relation in snapshots.part_relations(type(records[0])).items():
        written = []
        for record, snapshot in zip(records, told, strict=True):
            for part in snapshot["parts"][name]:
                made = relation.related_model(**{relation.field.name: record})
                snapshots.fill(made, part["fields"])
                written.append((made, part))
        relation.related_model._base_manager.bulk_create([made for made, _part in written])
        for made, part in written:
            part["pk"] = made.pk


def relate(field: Any, pairs: Sequence[tuple[Any, list[dict[str, Any]]]]) -> None:
    through, owner, other = (
        field.remote_field.through,
        field.m2m_field_name(),
        field.m2m_reverse_field_name(),
    )
    through._base_manager.bulk_create(
        through(**{f"{owner}_id": record.pk, f"{other}_id": pair["pk"]})
        for record, named in pairs
        for pair in named
    )


def tag(field: Any, pairs: Sequence[tuple[Any, list[str]]]) -> None:
    keys = _keys_of_tags({name for _record, names in pairs for name in names})
    field.through._base_manager.bulk_create(
        field.through(**{TAGGED: record}, tag_id=keys[name]) for record, names in pairs for name in names
    )


def _keys_of_tags(names: set[str]) -> dict[str, int]:
    """Return the keys of the tags; those that are new are made."""
    keys: dict[str, int] = {}
    for some in batches(sorted(names), AT_ONCE):
        keys |= dict(Tag.objects.filter(name__in=some).values_list("name", "pk"))
    return keys | {name: Tag.objects.create(name=name).pk for name in sorted(names - keys.keys())}
