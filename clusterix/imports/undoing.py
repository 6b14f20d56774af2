"""A whole import is taken back: what it made goes, what it changed is as it was before."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from clusterix.desk import snapshots
from clusterix.desk.models import Version
from clusterix.publishing.citing import cited
from clusterix.publishing.records import Status

from . import traces
from .changing import put_in_place
from .existing import Existing, existing
from .models import Batch, Line
from .writing import Refused, lines_of, told

Found = dict[str, Existing]


def undo(batch: Batch, person: Any, each: Callable[[int], None]) -> None:
    """Take the batch back: all of it, or nothing where somebody has gone on with one of its records."""
    done = 0
    with transaction.atomic():
        for kind, undo_some in ((Line.Kind.CHANGED, _put_back), (Line.Kind.NEW, _take_away)):
            for lines in lines_of(batch, kind):
                undo_some(batch, lines, _untouched(batch, lines, person), person)
                done += len(lines)
                each(done)
        Batch.objects.filter(pk=batch.pk).update(state=Batch.State.UNDONE)
        told(batch, person, _("undone"))


def _untouched(batch: Batch, lines: list[Line], person: Any) -> Found:
    """Return the records of the lines, their trails held; raises Refused where one was gone on with."""
    slugs = [line.slug for line in lines]
    if found := existing(batch.model, slugs, person):
        traces.hold(list(found.values()))
    now = existing(batch.model, slugs, person)
    if late := [line for line in lines if not _is_untouched(now.get(line.slug), line)]:
        raise Refused(late, _("somebody has gone on with this record since the import."))
    return now


def _is_untouched(found: Existing | None, line: Line) -> bool:
    return (
        found is not None
        and found.is_own
        and found.record.pk == line.object_id
        and found.edited.status == Status.DRAFT
        and bool(found.edited.copy_of_id or not line.makes_copy)
        and snapshots.same(found.snapshot, line.after)
    )


def _leave(batch: Batch, lines: list[Line], found: Found, action: str, person: Any) -> None:
    """Write what the records of the lines are now, or were before they went."""
    if lines:
        of_lines = [found[line.slug] for line in lines]
        now = {one.record.pk: (one.edited, one.snapshot) for one in of_lines}
        note = _("The import of %(file)s is undone.") % {"file": batch.file_name}
        traces.leave(traces.hold(of_lines), now, action, person, note)


def _take_away(batch: Batch, lines: list[Line], found: Found, person: Any) -> None:
    keys = [line.object_id for line in lines]
    named = cited(batch.model, keys)
    if late := [line for line in lines if line.object_id in named]:
        raise Refused(late, _("other records refer to what this row has made."))
    _leave(batch, lines, found, Version.Action.DELETED, person)
    batch.model._base_manager.filter(pk__in=keys).delete()


def _put_back(batch: Batch, lines: list[Line], found: Found, person: Any) -> None:
    copies = [line for line in lines if line.makes_copy]
    batch.model._base_manager.filter(copy_of__in=[line.object_id for line in copies]).delete()
    in_place = [line for line in lines if not line.makes_copy]
    backwards = [Line(pk=line.pk, slug=line.slug, before=line.after, after=line.before) for line in in_place]
    put_in_place({line: found[line.slug].edited for line in backwards})
    now = existing(batch.model, found, person)
    _leave(batch, copies, now, Version.Action.DISCARDED, person)
    _leave(batch, in_place, now, Version.Action.REVERTED, person)
