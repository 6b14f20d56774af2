"""Turning the plain texts of a database into prose, and back: for migrations."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.migrations import RunPython

from .prose import from_plain, to_plain

AT_ONCE = 500  # rows in memory
Fields = dict[str, tuple[str, ...]]


def to_prose(app: str, fields: Fields) -> RunPython:
    """Return the step of a migration that turns these fields of the app's models into prose."""
    return RunPython(_rewriting(app, fields, from_plain), _rewriting(app, fields, to_plain))


def _rewriting(app: str, fields: Fields, turn: Callable[[str], str]) -> Any:
    def rewrite(apps: Any, schema_editor: Any) -> None:
        for model, names in fields.items():
            _rewrite(
                apps.get_model(app, model)._default_manager.using(schema_editor.connection.alias), names, turn
            )

    return rewrite


def _rewrite(records: models.QuerySet, names: tuple[str, ...], turn: Callable[[str], str]) -> None:
    last = 0
    while rows := list(records.filter(pk__gt=last).order_by("pk").values("pk", *names)[:AT_ONCE]):
        for row in rows:
            last = row.pop("pk")
            if told := {name: turn(text) for name, text in row.items() if text}:
                records.filter(pk=last).update(**told)
