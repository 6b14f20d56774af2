"""The records that the rows of a file speak of, as they stand now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from clusterix.desk import snapshots
from clusterix.desk.models import Trail
from clusterix.desk.snapshots import Snapshot
from clusterix.publishing import rights
from clusterix.publishing.batches import batches

AT_ONCE = 500


@dataclass(frozen=True)
class Existing:
    """A record in its place, what is edited of it, and what that says now."""

    record: Any
    edited: Any
    snapshot: Snapshot
    revision: int
    is_own: bool


def existing(model: Any, slugs: Iterable[str], person: Any) -> dict[str, Existing]:
    """Return the records of these addresses."""
    found: dict[str, Existing] = {}
    for some in batches(sorted(slugs), AT_ONCE):
        places = model._base_manager.filter(copy_of__isnull=True, slug__in=some)
        found |= {one.record.slug: one for one in _standing(model, places, person)}
    return found


def _standing(model: Any, places: Any, person: Any) -> Iterator[Existing]:
    records = {record.pk: record for record in whole(model, places)}
    copies = whole(model, model._base_manager.filter(copy_of__in=records))
    edited = records | {copy.copy_of_id: copy for copy in copies}
    trails = Trail.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=records
    )
    revisions = dict(trails.values_list("object_id", "revision"))
    own = set(rights.edited_by(places, person).order_by().values_list("pk", flat=True))
    for key, record in records.items():
        told = snapshots.take(edited[key])
        yield Existing(record, edited[key], told, revisions.get(key, 0), key in own)


def whole(model: Any, records: Any) -> Any:
    """Return the records with all that their snapshots tell, by a few questions for all."""
    named = [field.name for field in snapshots.content_fields(model) if field.is_relation]
    many = [field.name for field in (*snapshots.relations(model), *snapshots.tags(model))]
    parts = []
    for name, relation in snapshots.part_relations(model).items():
        inner = [f.name for f in snapshots.content_fields(relation.related_model) if f.is_relation]
        parts += [name, *(f"{name}__{field}" for field in inner if field != relation.field.name)]
    return records.select_related(*named).prefetch_related(*many, *parts)
