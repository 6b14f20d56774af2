"""The real content of `fixtures/`: loaded by the product once in each process, after that written as rows."""

from functools import cache
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from clusterix.browse.models import Change
from clusterix.ops.content import CONTENT_APPS, load_content

FILLED = (*CONTENT_APPS, "taggit", "browse")
Rows = dict[type[Model], list[Any]]
kept: list[tuple[int, Rows]] = []


def fill() -> int:
    """Write the content into an empty database, and return the number of its records."""
    if kept:
        _write_again(kept[0][1])
    else:
        count = load_content()
        kept.append((count, {model: list(model._base_manager.order_by("pk")) for model in filled()}))
    return kept[0][0]


def _write_again(rows: Rows) -> None:
    """Write what was kept; the log gets new lines, by which each process notices that everything is new."""
    with transaction.atomic(), connection.constraint_checks_disabled():
        for model in rows.keys() - {Change}:
            model._base_manager.bulk_create(rows[model])
        Change.objects.bulk_create([Change(kind=line.kind, entry_id=line.entry_id) for line in rows[Change]])
        _count_on(list(rows))


def _count_on(models: list[type[Model]]) -> None:
    """Let the next keys come after those that were written."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


@cache
def filled() -> list[type[Model]]:
    """Return the models of which the content has rows."""
    return [
        model
        for label in FILLED
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
