"""A filtered list as a file for spreadsheets or programs: exactly its records, of all pages."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Manager, Model
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.generic import View

from clusterix.publishing.batches import batches
from clusterix.publishing.comma_separated import comma_separated
from clusterix.publishing.prose_field import in_words
from clusterix.publishing.spreadsheet import Row, as_xlsx

from .kinds import Kind
from .models import Entry
from .views import BrowseView

LICENCE = "CC BY 4.0"
AT_ONCE = 500  # records held in memory
ADDRESS = "address"  # the last column: where the record's page is


class Export(View):
    """The list of a browse page, with the same parameters, as CSV, XLSX or JSON, its rows read one by one."""

    page: type[BrowseView] = BrowseView
    kind = ""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        page = self.page()
        kind, filterset = page.kind, page.filtered(request)
        name = kind.model._meta.model_name
        rows = (row_of(record, page.columns) for record in _records(kind, list(filterset.found)))
        heading = {
            "title": f"Clusterix: {kind.name}",
            "source": request.build_absolute_uri(),
            "filters": ", ".join(str(chip.label) for chip in filterset.chips),
            "licence": LICENCE,
            "date": timezone.localdate(),
        }
        write, content_type = WRITERS[self.kind]
        columns = (*page.columns, ADDRESS)
        response = StreamingHttpResponse(write(rows, columns, heading), content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="clusterix-{name}.{self.kind}"'
        return response


def _records(kind: Kind, numbers: list[int]) -> Iterator[Model]:
    """Yield the records of the entries in their order, a few hundred in memory at a time."""
    for part in batches(numbers, AT_ONCE):
        pks = dict(Entry.objects.filter(pk__in=part).values_list("pk", "record_id"))
        records = kind.records().in_bulk(pks.values())
        yield from (records[pks[number]] for number in part if pks.get(number) in records)


def row_of(record: Model, columns: Iterable[str]) -> Row:
    """Return what is public of the record by column, and its address."""
    row = {name: value_of(record, name) for name in columns}
    address = record.get_absolute_url()  # type: ignore[attr-defined]
    return row | {ADDRESS: f"{settings.SITE_URL}{address}"}


def value_of(record: Model, name: str) -> Any:
    """Return a plain value; of related records their names, while they are public."""
    value = getattr(record, f"public_{name}", None)
    if value is None:
        value = in_words(record, name)
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, Model):
        return str(value) if getattr(value, "is_public", True) else ""
    if isinstance(value, str | int | float | bool | Decimal | date | None):
        return value
    if isinstance(value, Iterable):
        return "; ".join(str(related) for related in value)
    return str(value)


def as_csv(rows: Iterator[Row], columns: tuple[str, ...], _heading: Row) -> Iterator[str]:
    return comma_separated(columns, (row.values() for row in rows))


def as_json(rows: Iterator[Row], _columns: tuple[str, ...], heading: Row) -> Iterator[str]:
    yield json.dumps(heading, default=str)[:-1] + ', "results": ['
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(row, default=str, ensure_ascii=False)
    yield "\n]}\n"


WRITERS: dict[str, tuple[Any, str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
}
