"""Somebody deletes records at the desk and brings them back; everything that the database holds of them."""

from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from clusterix.browse.models import Entry
from clusterix.ops.content import CONTENT_APPS
from clusterix.publishing.records import Record
from tests.addresses import details, lists
from tests.desk.acting import address, revision

# Each kind after those that name it.
ORDER = (
    *("actionplan", "recommendation", "transfer", "service", "approach", "practice", "staffexchange"),
    *("meeting", "swotentry", "workinggroup", "relatedproject", "partner", "term"),
)


def kinds() -> list[Any]:
    found = {model._meta.model_name: model for model in apps.get_models() if issubclass(model, Record)}
    assert found.keys() == set(ORDER)
    return [found[name] for name in ORDER]


def delete(client: Client, record: Any, read: int | None = None) -> HttpResponse:
    told = {"post": "yes", "_revision": revision(record) if read is None else read}
    return client.post(address(record, "delete"), told)


def restore(client: Client, record: Any, read: int | None = None) -> HttpResponse:
    told = {"_revision": revision(record) if read is None else read}
    return client.post(address(record, "restore"), told)


def purge(client: Client, record: Any, read: int | None = None) -> HttpResponse:
    told = {"_revision": revision(record) if read is None else read}
    return client.post(address(record, "purge"), told)


def rows() -> dict[str, Any]:
    """Return every column of every row of the content, its links and tags, and what lists know of it."""
    found: dict[str, Any] = {}
    for label in (*CONTENT_APPS, "taggit"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            found[model._meta.label] = list(model._base_manager.order_by("pk").values())
    columns = [field.name for field in Entry._meta.fields if field.name not in ("id", "cards")]
    entries = Entry.objects.order_by("kind", "record_id").values(*columns)
    # PostgreSQL tells the tags and groups of a record in no order of their own.
    found["entries"] = [
        entry | {name: in_order(entry[name]) for name in ("words", "facets")} for entry in entries
    ]
    return found


def in_order(told: Any) -> Any:
    """Return words, and the values of facets, in an order of ours."""
    if isinstance(told, dict):
        return {name: in_order(value) for name, value in told.items()}
    if isinstance(told, str):
        return sorted(told.split())
    return sorted(told, key=str) if isinstance(told, list) else told


def files() -> dict[str, bytes]:
    """Return the bytes of every file that a row names."""
    found = {}
    for model in apps.get_models():
        for field in (one for one in model._meta.fields if isinstance(one, FileField)):
            for name in model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True):
                with default_storage.open(name) as file:
                    found[name] = file.read()
    return found


def pages(client: Client) -> dict[str, tuple[int, bytes]]:
    """Return what visitors get at the address of every list and of every record."""
    records = [
        reverse(name, args=[slug])
        for model, name in details().items()
        for slug in model._base_manager.order_by("pk").values_list("slug", flat=True)
    ]
    asked = [*lists(), *records, "/sitemap.xml", "/practices/export.json", "/search/?q=practice"]
    answers = {way: client.get(way) for way in asked}
    return {way: (answer.status_code, b"".join(answer)) for way, answer in answers.items()}
