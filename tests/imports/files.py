"""Files to import, as people send them, and what the desk answers."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from clusterix.imports.models import Batch
from tests.page_reading import text

PRACTICES = "/admin/practices/practice/import/"


def as_csv(*rows: dict[str, Any]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, dict.fromkeys(name for row in rows for name in row))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client: Any, content: bytes, name: str = "records.csv", where: str = PRACTICES) -> Any:
    return client.post(where, {"file": SimpleUploadedFile(name, content)})


def upload(client: Any, content: bytes, name: str = "records.csv", where: str = PRACTICES) -> Batch:
    """Send the file, and return the batch that it was read into."""
    answer = send(client, content, name, where)
    assert answer.status_code == 302, answer.context["form"].errors
    return Batch.objects.latest("pk")


def take(client: Any, batch: Batch, step: str) -> Batch:
    """Press "Import these rows" (`write`) or "Undo this import" (`undo`)."""
    where = f"/admin/{batch.content_type.app_label}/{batch.content_type.model}/import/{batch.pk}/"
    assert client.post(f"{where}{step}/").status_code == 302
    batch.refresh_from_db()
    return batch


def faults(batch: Batch) -> list[tuple[int, str, str]]:
    """Return row, column and reason of everything that is wrong."""
    return [(line.number, *fault) for line in batch.lines.all() for fault in line.faults]


def refusal(answer: Any) -> str:
    """Return why the file cannot be read at all."""
    assert answer.status_code == 200
    assert not Batch.objects.exists()
    return " ".join(answer.context["form"].errors["file"])


def page(client: Any, batch: Batch) -> str:
    where = f"/admin/{batch.content_type.app_label}/{batch.content_type.model}/import/{batch.pk}/"
    return text(client.get(where))
