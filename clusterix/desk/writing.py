"""The gate through which the desk writes: nobody overwrites what they have not read, and all is recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F

from . import snapshots
from .models import Trail, Version
from .models.trail import trail_of
from .models.version import name_of
from .working_copies import as_edited


class Stale(Exception):
    """Somebody else has changed the record since it was read."""


def count_on(record: Any, revision: int) -> Trail:
    """Count a change of the record; Stale where it is not any more what was read at this revision.

    The caller holds a transaction. The database lets one of several in that read the same revision: the
    others find it counted on.
    """
    trail = trail_of(record)
    if not Trail.objects.filter(pk=trail.pk, revision=revision).update(revision=F("revision") + 1):
        raise Stale
    return trail


def begin(record: Any, revision: int) -> Trail:
    """Take the turn to change the record; the caller writes the version at its end."""
    trail = count_on(record, revision)
    if not trail.versions.exists():
        _write(trail, revision, edited_on(trail), Version.Action.FOUND)
    trail.revision = revision + 1
    return trail


def finish(trail: Trail, person: Any, action: str, note: str = "") -> Version | None:
    """Write the version that the record now is; none where saving it has changed nothing."""
    record = edited_on(trail)
    data = snapshots.take(record)
    latest = trail.versions.first()
    is_same = latest is not None and snapshots.same(latest.data, data)
    if action == Version.Action.SAVED and is_same and latest and latest.status == _status(record):
        Trail.objects.filter(pk=trail.pk).update(revision=trail.revision - 1)
        return None
    Trail.objects.filter(pk=trail.pk).update(title=str(record)[:300])
    return _write(trail, trail.revision, record, action, person, note, data)


def edited_on(trail: Trail) -> Any:
    """Return what the trail is of as the database has it now: the working copy where there is one."""
    model: Any = trail.content_type.model_class()
    return as_edited(model._base_manager.get(pk=trail.object_id))


def added(record: Any, person: Any) -> Version:
    """Write the first version of a record that has just been made."""
    trail = trail_of(record)
    Trail.objects.filter(pk=trail.pk).update(revision=1)
    return _write(trail, 1, record, Version.Action.ADDED, person)


def deleted(trail: Trail, record: Any, person: Any) -> Version:
    """Write what the record was, before it is deleted."""
    return _write(trail, trail.revision, record, Version.Action.DELETED, person)


@contextmanager
def writing(record: Any, revision: int, person: Any, action: str, note: str = "") -> Iterator[Trail]:
    """Hold the turn to change the record for a block that changes it, and write the version at its end."""
    with transaction.atomic():
        trail = begin(record, revision)
        yield trail
        finish(trail, person, action, note)


def _write(trail: Trail, revision: int, record: Any, action: str, *told: Any) -> Version:
    version = version_of(trail, revision, record, action, *told)
    version.save(force_insert=True)
    return version


def version_of(
    trail: Trail,
    revision: int,
    record: Any,
    action: str,
    person: Any = None,
    note: str = "",
    data: snapshots.Snapshot | None = None,
) -> Version:
    """Return the version that the record now is, not written yet."""
    return Version(
        trail=trail,
        revision=revision,
        by=person,
        by_name=name_of(person) if person else "",
        action=action,
        status=_status(record),
        is_copy=bool(getattr(record, "copy_of_id", None)),
        note=note,
        data=snapshots.take(record) if data is None else data,
    )


def _status(record: Any) -> str:
    return getattr(record, "status", "")
