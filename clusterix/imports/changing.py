"""Drafts that the rows of a file change are changed where they stand: what is the same is not touched."""

from typing import Any

from django.utils import timezone

from clusterix.desk import snapshots

from .inserting import TAGGED, relate, tag
from .models import Line


def put_in_place(drafts: dict[Line, Any]) -> None:
    """Make the drafts what their lines say."""
    for line, record in drafts.items():
        _put_fields(record, line)
        _put_parts(record, line)
    if drafts:
        model = type(next(iter(drafts.values())))
        for field in snapshots.relations(model):
            _relate_anew(drafts, "relations", field, field.m2m_field_name(), relate)
        for field in snapshots.tags(model):
            _relate_anew(drafts, "tags", field, TAGGED, tag)


def _put_fields(record: Any, line: Line) -> None:
    before, after = line.before["fields"], line.after["fields"]
    changed = [f for f in snapshots.content_fields(type(record)) if after[f.name] != before[f.name]]
    snapshots.fill(record, after)
    values = {field.attname: getattr(record, field.attname) for field in changed}
    type(record)._base_manager.filter(pk=record.pk).update(updated_at=timezone.now(), **values)


def _put_parts(record: Any, line: Line) -> None:
    """Write the parts that the line changes, and tell it the keys that they have now."""
    told = line.after["parts"]
    changed = [name for name in told if not _same(line, "parts", name)]
    if changed:
        snapshots.put_parts(record, {name: told[name] for name in changed})
        line.after["parts"] = snapshots.take(type(record)._base_manager.get(pk=record.pk))["parts"]


def _relate_anew(drafts: dict[Line, Any], group: str, field: Any, owner: str, write: Any) -> None:
    changed = [
        (record, line.after[group][field.name])
        for line, record in drafts.items()
        if not _same(line, group, field.name)
    ]
    if changed:
        keys = [record.pk for record, _named in changed]
        field.remote_field.through._base_manager.filter(**{f"{owner}__in": keys}).delete()
        write(field, changed)


def _same(line: Line, group: str, name: str) -> bool:
    return snapshots.bare(line.before[group][name]) == snapshots.bare(line.after[group][name])
