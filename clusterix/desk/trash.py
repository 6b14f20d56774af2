"""The trash: a deleted record is hidden for 30 days, comes back as it was, and is then gone for good.

Nothing of the record is written but the moment at which it went there, so that nothing has to be made good.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterix.publishing import gone
from clusterix.publishing.citing import citing, missing
from clusterix.publishing.trash import belongs_to, everything

from . import audit, stored_files, writing
from .models import AuditEntry, Autosave, Trail, Version
from .models.trail import revision_of

KEPT_FOR = timedelta(days=30)
RESTORE = gettext_lazy("Restore from the trash")


class Cited(Exception):
    """Others name the record: it stays where it is."""


def days_left(record: Any) -> int:
    """Return for how many days the record is still kept, today included."""
    left = record.trashed_at + KEPT_FOR - timezone.now()
    return max(0, -(-left // timedelta(days=1)))


def put(record: Any, revision: int, person: Any) -> None:
    """Move the record to the trash. Raises Stale, and Cited where others name it."""
    with writing.writing(record, revision, person, Version.Action.DELETED):
        _hold(record)
        if citing(record):
            raise Cited
        _mark(record, timezone.now())
        audit.record(AuditEntry.Action.DELETED, person, audit.named(record), **audit.key_of(record))


def restore(record: Any, revision: int, person: Any) -> None:
    """Bring the record back as it was. Raises Stale, and ValidationError where what it names is away."""
    with writing.writing(record, revision, person, Version.Action.RESTORED):
        _hold(record)
        if found := missing(record):
            names = get_text_list([audit.named(one) for one in found], _("and"))
            raise ValidationError(_("Restore first what it names: %(names)s.") % {"names": names})
        _mark(record, None)
        words = f"{RESTORE}: {audit.named(record)}"
        audit.record(AuditEntry.Action.STEP, person, words, **audit.key_of(record))


def purge(record: Any, revision: int, person: Any = None) -> None:
    """Delete for good what is in the trash, its history and its files; its address stays known.

    Raises Stale, and Cited where others name it, those in the trash included: they may come back.
    """
    with transaction.atomic():
        writing.count_on(record, revision)
        if citing(record, with_trash=True):
            raise Cited
        going = [record, *_belonging(record)]
        files = stored_files.of(going)
        gone.remember(record)
        audit.record(AuditEntry.Action.PURGED, person, audit.named(record), **audit.key_of(record))
        for one in going:
            Trail.objects.of(one).delete()
            kind = ContentType.objects.get_for_model(one)
            Autosave.objects.filter(content_type=kind, object_id=one.pk).delete()
        try:
            record.delete()
        except ProtectedError as fault:
            raise Cited from fault
        transaction.on_commit(lambda: stored_files.remove(files))


def empty(kinds: Any, now: datetime) -> tuple[list[str], list[str]]:
    """Purge what has been in the trash for 30 days; return by name what is gone and what others still name.

    What is named by another goes after it, in the next round.
    """
    due = [
        record
        for model in kinds
        for record in everything(model).filter(trashed_at__lte=now - KEPT_FOR, copy_of__isnull=True)
    ]
    emptied: list[str] = []
    while kept := [record for record in due if not _is_purged(record, emptied)]:
        if len(kept) == len(due):
            break
        due = kept
    return emptied, [audit.named(record) for record in kept]


def _is_purged(record: Any, emptied: list[str]) -> bool:
    """Purge the record and tell its name, unless others name it or somebody is at it."""
    name = audit.named(record)
    try:
        purge(record, revision_of(record))
    except (Cited, writing.Stale):
        return False
    emptied.append(name)
    return True


def _hold(record: Any) -> None:
    """Wait for whoever is just naming the record. SQLite knows no such wait: there, one writes at a time."""
    everything(type(record)).select_for_update().get(pk=record.pk)


def _mark(record: Any, at: datetime | None) -> None:
    everything(type(record)).filter(pk=record.pk).update(trashed_at=at)


def _belonging(record: Any) -> list[Any]:
    """Return the records that go with this one, such as a partner's strengths and needs."""
    return [
        one
        for relation in record._meta.related_objects
        if relation.field.name in belongs_to(relation.related_model)
        for one in everything(relation.related_model).filter(**{relation.field.name: record.pk})
    ]
