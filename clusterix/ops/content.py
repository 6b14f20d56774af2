"""The real knowledge base: the YAML files of `fixtures/`, written into an empty database."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.serializers.python import Deserializer
from django.db import models, transaction
from django.utils import timezone

from clusterix.browse.catalogue.watching import one_writing_at_the_end
from clusterix.browse.models import Synonyms
from clusterix.publishing.prose import from_plain
from clusterix.publishing.prose_field import is_prose
from clusterix.publishing.records import Record, Status

CONTENT_APPS = (
    "publishing",
    "glossary",
    "partners",
    "workgroups",
    "practices",
    "recommendations",
    "matching",
)
Row = dict[str, Any]
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class OtherContent(Exception):
    """The database holds something that did not come from the fixtures."""


def content_models() -> list[type[models.Model]]:
    """Return the models of the content, each after those it refers to by natural key."""
    wanted = [(apps.get_app_config(label), None) for label in CONTENT_APPS]
    ordered = serializers.sort_dependencies(wanted, allow_cycles=True)
    return [Synonyms, *sorted(ordered, key=lambda model: CONTENT_APPS.index(model._meta.app_label))]


def read_rows() -> list[Row]:
    """Return the rows of all files of `fixtures/`, in an order in which each finds what it refers to."""
    rows = [row for file in sorted(settings.FIXTURES.glob("*.yaml")) for row in _read(file)]
    order = [model._meta.label_lower for model in content_models()]
    return sorted(rows, key=lambda row: order.index(row["model"]))


def _read(file: Any) -> list[Row]:
    with file.open(encoding="utf-8") as text:
        return yaml.load(text, Loader=SafeLoader) or []  # noqa: S506 - a safe loader, the quick one in C


def is_empty() -> bool:
    return not any(model._base_manager.exists() for model in content_models())


def load_content() -> int:
    """Write the fixtures into an empty database and return the number of records written.

    Where they are already there, nothing changes and the number is 0. Raises OtherContent for a database that
    holds anything else, so that no editor's work is ever overwritten.
    """
    rows = read_rows()
    with transaction.atomic():
        if not is_empty():
            if not _holds_all(rows):
                raise OtherContent
            return 0
        with one_writing_at_the_end():
            for item, tags in _records(rows):
                item.save()
                if tags:
                    item.object.tags.set(tags)
            _mark_published()
    return len(rows)


def _records(rows: list[Row]) -> Iterator[tuple[Any, list[str]]]:
    """Turn rows into records one by one, each with its tags, which Django's fixtures know nothing of."""
    for row in rows:
        model = apps.get_model(row["model"])
        fields = {name: _told(model, name, value) for name, value in row["fields"].items()}
        tags = fields.pop("tags", [])
        for item in Deserializer([{**row, "fields": fields}]):
            yield item, tags


def _told(model: type[models.Model], name: str, value: Any) -> Any:
    """Turn the line break that YAML makes of a blank line in folded text into a new paragraph."""
    if not isinstance(value, str):
        return value
    told = re.sub(r"\n+", "\n\n", value.strip())
    return from_plain(told) if is_prose(model, name) else told


def _mark_published() -> None:
    now = timezone.now()
    for model in content_models():
        if issubclass(model, Record):
            model._default_manager.filter(status=Status.PUBLISHED, published_at=None).update(published_at=now)


def _holds_all(rows: list[Row]) -> bool:
    """Say whether every row with an address is in the database."""
    for model in content_models():
        slugs = {
            row["fields"]["slug"]
            for row in rows
            if row["model"] == model._meta.label_lower and "slug" in row["fields"]
        }
        if slugs and slugs - set(model._base_manager.values_list("slug", flat=True)):
            return False
    return True
