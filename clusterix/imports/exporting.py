"""Records as a file that can be changed and read in again; and a template for new ones."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from clusterix.desk import snapshots
from clusterix.desk.snapshots import Snapshot
from clusterix.publishing import rights
from clusterix.publishing.batches import batches
from clusterix.publishing.comma_separated import comma_separated
from clusterix.publishing.records import Status
from clusterix.publishing.spreadsheet import LONGEST_CELL, Row, as_xlsx

from .checking import Records
from .existing import whole

AT_ONCE = 250


class TooLong(Exception):
    """A text is longer than a cell of a workbook takes; the message says which."""


def template(records: Records) -> Iterator[bytes]:
    """Yield a workbook with the columns, and on its second sheet what each of them is for."""
    heading = {"title": _heading(records)} | {
        name: f"{column.label}. {column.hint}".removesuffix(" ") for name, column in records.fields.items()
    }
    return as_xlsx(iter(()), tuple(records.fields), heading)


def rows(records: Records) -> Iterator[Row]:
    """Yield the person's records as they are edited now: of what is being changed, the working copy."""
    manager = records.model._base_manager
    found = rights.edited_by(records.model._default_manager.all(), records.person)
    keys = list(found.exclude(status=Status.ARCHIVED).order_by("slug").values_list("pk", flat=True))
    for some in batches(keys, AT_ONCE):
        edited = {record.pk: record for record in whole(records.model, manager.filter(pk__in=some))}
        copies = whole(records.model, manager.filter(copy_of__in=some))
        edited |= {copy.copy_of_id: copy for copy in copies}
        told = {key: snapshots.take(record) for key, record in edited.items()}
        _look_up(records, told.values())
        yield from (row_of(records, told[key]) for key in some if key in told)


def row_of(records: Records, snapshot: Snapshot) -> Row:
    """Return what the cells of a record hold, by column."""
    return {
        name: column.widget.render(snapshot[column.group][column.name])
        for name, column in records.fields.items()
    }


def _look_up(records: Records, told: Iterable[Snapshot]) -> None:
    """Read what the snapshots name by a few questions for all."""
    for column in records.fields.values():
        if column.group == "parts":
            continue
        field = records.model._meta.get_field(column.name)
        values = [snapshot[column.group][column.name] for snapshot in told]
        if column.group == "relations":
            values = [pair for pairs in values for pair in pairs]
        elif not field.is_relation:
            continue
        if column.group in ("fields", "relations"):
            records.known.of(field.related_model).look_up_keys(pair["pk"] for pair in values if pair)


def as_workbook(records: Records) -> Iterator[bytes]:
    """Yield the records as a workbook; raises TooLong where a text does not fit into a cell."""
    told = list(rows(records))
    for row in told:
        for name, value in row.items():
            if isinstance(value, str) and len(value) > LONGEST_CELL:
                words = _("“%(name)s” of “%(slug)s” is longer than a cell of a workbook: take CSV.")
                raise TooLong(words % {"name": name, "slug": row["slug"]})
    heading = {"title": _heading(records), "date": timezone.localdate()}
    return as_xlsx(iter(told), tuple(records.fields), heading)


def as_csv(records: Records) -> Iterator[str]:
    return comma_separated(records.fields, (row.values() for row in rows(records)))


def _heading(records: Records) -> str:
    return f"Clusterix: {records.model._meta.verbose_name_plural}"
