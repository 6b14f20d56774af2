"""An import is written: all of its rows or none, each through the desk's gate, nothing of it public.

New records are drafts. What is published gets a working copy, what is a draft is changed in place.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from clusterix.desk import audit, snapshots
from clusterix.desk.models import AuditEntry, Version
from clusterix.publishing import rights
from clusterix.publishing.batches import batches
from clusterix.publishing.records import Status

from . import traces
from .changing import put_in_place
from .existing import Existing, existing
from .inserting import insert
from .models import Batch, Line

AT_ONCE = 250


class Refused(Exception):
    """What the rows speak of is not any more as it was read; the message says in which rows."""

    def __init__(self, lines: list[Line], reason: str) -> None:
        rows = ", ".join(str(line.number) for line in lines[:20]) + (" …" if len(lines) > 20 else "")
        super().__init__(_("Row %(rows)s: %(reason)s") % {"rows": rows, "reason": reason})


def write(batch: Batch, person: Any, each: Callable[[int], None]) -> None:
    """Write all rows of the batch; `each` is told how many are done. Raises Refused, with nothing written."""
    done = 0
    with transaction.atomic():
        for kind, write_some in ((Line.Kind.NEW, _add), (Line.Kind.CHANGED, _change)):
            for lines in lines_of(batch, kind):
                write_some(batch, lines, person)
                done += len(lines)
                each(done)
        Batch.objects.filter(pk=batch.pk).update(state=Batch.State.WRITTEN)
        told(batch, person, _("imported"))


def told(batch: Batch, person: Any, done: str) -> None:
    """Tell the audit log of an import, or of its being undone."""
    kind = batch.model._meta.verbose_name_plural
    audit.record(AuditEntry.Action.IMPORT, person, f"{kind}: {batch.file_name}, {done}", **batch.counts())


def lines_of(batch: Batch, kind: str) -> Iterator[list[Line]]:
    """Yield the lines of one kind, some at a time."""
    keys = list(batch.lines.filter(kind=kind).values_list("pk", flat=True))
    for some in batches(keys, AT_ONCE):
        yield list(batch.lines.filter(pk__in=some))


def draft(model: Any, line: Line, **more: Any) -> Any:
    """Return a new draft, not written yet, with the fields that the line tells."""
    record = model(status=Status.DRAFT, **more)
    snapshots.fill(record, line.after["fields"])
    return record


def _note(batch: Batch) -> str:
    return _("Import of %(file)s.") % {"file": batch.file_name}


def _add(batch: Batch, lines: list[Line], person: Any) -> None:
    model = batch.model
    _ask_for_right("add", model, lines, person)
    taken = set(existing(model, [line.slug for line in lines], person))
    if late := [line for line in lines if line.slug in taken]:
        raise Refused(late, _("another record has this address meanwhile."))
    records = [draft(model, line) for line in lines]
    _insert(lines, records)
    traces.added(records, [line.after for line in lines], person, _note(batch))
    for line, record in zip(lines, records, strict=True):
        line.object_id = record.pk
    Line.objects.bulk_update(lines, ["object_id"], batch_size=traces.IN_BULK)


def _ask_for_right(may: str, model: Any, lines: list[Line], person: Any) -> None:
    """Ask again what was asked when the file was read: rights and partners may be others meanwhile."""
    if not person.has_perm(f"{model._meta.app_label}.{may}_{model._meta.model_name}"):
        raise Refused(lines, _("this is not yours to write any more."))
    names = rights.owning_fields(model)
    if rights.manages(person) or not names:
        return
    mine = {name: set(rights.owners(model, name, person).values_list("pk", flat=True)) for name in names}
    if late := [line for line in lines if not any(_told(line, name) & mine[name] for name in names)]:
        raise Refused(late, _("it names nobody any more whose records are yours."))


def _told(line: Line, name: str) -> set[int]:
    """Return the keys that the line's field or relation names."""
    group = "relations" if name in line.after["relations"] else "fields"
    return _keys(line.after[group][name])


def _insert(lines: list[Line], records: list[Any]) -> None:
    """Write new rows, once all that they name is known to be there still."""
    model = type(records[0])
    relations = [field for field in snapshots.content_fields(model) if field.is_relation]
    for field in (*relations, *snapshots.relations(model)):
        group = "relations" if field.many_to_many else "fields"
        named = {line: _keys(line.after[group][field.name]) for line in lines}
        wanted = set().union(*named.values())
        there = set(field.related_model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        if late := [line for line, keys in named.items() if not keys <= there]:
            raise Refused(late, _("what it names does not exist any more."))
    prefetch_related_objects(records, *(field.name for field in relations))
    insert(records, [line.after for line in lines])


def _keys(value: Any) -> set[int]:
    pairs = value if isinstance(value, list) else [value]
    return {pair["pk"] for pair in pairs if pair}


def _change(batch: Batch, lines: list[Line], person: Any) -> None:
    _ask_for_right("change", batch.model, lines, person)
    by_slug = existing(batch.model, [line.slug for line in lines], person)
    if late := [line for line in lines if not _is_mine(by_slug.get(line.slug), line, person)]:
        raise Refused(late, _("this record is gone, or not yours to change any more."))
    found = [by_slug[line.slug] for line in lines]
    trails = traces.hold(found)
    now = existing(batch.model, by_slug, person)  # as it is while its trail is held
    if late := [line for line in lines if not _is_as_read(now[line.slug], line)]:
        raise Refused(late, _("somebody has changed this record meanwhile. Read the file once more."))
    traces.begin(trails, found)
    edited = _write(lines, now)
    told = {line.object_id: (edited[line], line.after) for line in lines}
    traces.leave(trails, told, Version.Action.SAVED, person, _note(batch))


def _is_mine(found: Existing | None, line: Line, person: Any) -> bool:
    return (
        found is not None
        and found.record.pk == line.object_id
        and found.is_own
        and rights.stands_open(found.edited, person)
    )


def _is_as_read(found: Existing, line: Line) -> bool:
    return found.revision == line.revision and snapshots.same(found.snapshot, line.before)


def _write(lines: list[Line], found: dict[str, Existing]) -> dict[Line, Any]:
    """Write what the lines change, and return the record that each of them has changed."""
    copies = [line for line in lines if found[line.slug].edited.is_published]
    made = [_copy(found[line.slug].record, line) for line in copies]
    if copies:
        _insert(copies, made)
    in_place = {line: found[line.slug].edited for line in lines if not found[line.slug].edited.is_published}
    put_in_place(in_place)
    return in_place | dict(zip(copies, made, strict=True))


def _copy(record: Any, line: Line) -> Any:
    return draft(type(record), line, copy_of=record, published_at=record.published_at)
