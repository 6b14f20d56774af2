"""What many records at once leave on their trails: each is counted on and has its version, as by one form."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F

from clusterix.desk.models import Trail, Version
from clusterix.desk.snapshots import Snapshot
from clusterix.desk.writing import version_of

from .existing import Existing

Told = tuple[Any, Snapshot]  # a record, or its working copy, and what it says now
IN_BULK = 100


def hold(found: Sequence[Existing]) -> dict[int, Trail]:
    """Return the trails by the keys of their records, held until the end of the transaction.

    Where somebody else has just counted one on, its revision tells; where there was none, it begins.
    """
    kind = ContentType.objects.get_for_model(type(found[0].record))
    keys = [one.record.pk for one in found]
    Trail.objects.bulk_create(
        (Trail(content_type=kind, object_id=one.record.pk, title=str(one.record)[:300]) for one in found),
        ignore_conflicts=True,
    )
    held = Trail.objects.select_for_update().filter(content_type=kind, object_id__in=keys).order_by("pk")
    return {trail.object_id: trail for trail in held}


def begin(trails: dict[int, Trail], found: Iterable[Existing]) -> None:
    """Begin the history of those that have none yet with what they are now."""
    known = set(Version.objects.filter(trail__in=trails.values()).values_list("trail", flat=True))
    Version.objects.bulk_create(
        version_of(trail, trail.revision, one.edited, Version.Action.FOUND, data=one.snapshot)
        for one in found
        if (trail := trails[one.record.pk]).pk not in known
    )


def leave(trails: dict[int, Trail], told: dict[int, Told], action: str, person: Any, note: str) -> None:
    """Count the records of these keys on, and write what each is now, or was before it went."""
    for key, (record, _snapshot) in told.items():
        trails[key].revision += 1
        trails[key].title = str(record)[:300]
    held = [trails[key] for key in told]
    Trail.objects.filter(pk__in=[trail.pk for trail in held]).update(revision=F("revision") + 1)
    Trail.objects.bulk_update(held, ["title"], batch_size=IN_BULK)
    Version.objects.bulk_create(
        version_of(trails[key], trails[key].revision, record, action, person, note, snapshot)
        for key, (record, snapshot) in told.items()
    )


def added(records: Sequence[Any], told: Sequence[Snapshot], person: Any, note: str) -> None:
    """Begin the trails of records that have just been made."""
    kind = ContentType.objects.get_for_model(type(records[0]))
    trails = Trail.objects.bulk_create(
        Trail(content_type=kind, object_id=record.pk, title=str(record)[:300], revision=1)
        for record in records
    )
    Version.objects.bulk_create(
        version_of(trail, 1, record, Version.Action.ADDED, person, note, snapshot)
        for trail, record, snapshot in zip(trails, records, told, strict=True)
    )
