"""Somebody at work at the desk: opens a record, saves it, takes a step."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from clusterix.desk.models import Trail, Version
from tests.form_reading import Form


def address(record: Any, page: str = "change", *more: Any) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[record.pk, *more])


def at_the_desk(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def opened(client: Client, record: Any) -> dict[str, Any]:
    """Return what a browser would send of the record's form if nothing were changed."""
    page = client.get(address(record))
    assert page.status_code == 200, page
    return Form(page).values


def save(client: Client, record: Any, **given: Any) -> HttpResponse:
    """Open the form, change these fields, press the button: `_submit=""` for another than "Save"."""
    return client.post(address(record), opened(client, record) | given)


def revision(record: Any) -> int:
    found = Trail.objects.of(record).first()
    return found.revision if found else 0


def step(client: Client, record: Any, move: str, comment: str = "", read: int | None = None) -> HttpResponse:
    """Take the step by a request of its own, as made by hand."""
    told = {"_revision": revision(record) if read is None else read, "_comment": comment, f"_{move}": ""}
    return client.post(address(record, "move"), told)


def versions(record: Any) -> list[Version]:
    """Return the record's versions, the first one first."""
    kind = ContentType.objects.get_for_model(record)
    return list(
        Version.objects.filter(trail__content_type=kind, trail__object_id=record.pk).order_by("revision")
    )


def working_copy(record: Any) -> Any:
    return type(record)._base_manager.filter(copy_of=record.pk).first()


def again(record: Any) -> Any:
    return type(record)._base_manager.get(pk=record.pk)
