"""Plain texts of an older database become prose, and prose becomes plain texts again."""

import importlib
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from clusterix.glossary.models import Meaning, Term
from clusterix.publishing import prose_migration
from clusterix.publishing.prose_field import prose_of
from partners.models import Partner
from practices.models import Approach, Opinion, Practice
from recommendations.models import LevelAddressed
from tests.making import make_practice
from tests.rules import OUR_APPS
from workgroups.models import Idea

PLAIN = "At first <nothing> & no one.\n\nThen a line\nand another."
PROSE = "<p>At first &lt;nothing&gt; &amp; no one.</p><p>Then a line<br>and another.</p>"
MIGRATIONS = {
    "partners": "0004_prose",
    "workgroups": "0004_prose",
    "practices": "0006_prose",
    "recommendations": "0004_prose",
}

# Fields that came later, and never held plain text.
PROSE_FROM_THE_FIRST = {
    Opinion: {"text"},
    Approach: {"editors_note"},
    Idea: {"text"},
    LevelAddressed: {"what_to_do"},
    Term: {"meaning", "editors_note"},
    Meaning: {"text"},
    Partner: {"policy_context", "cluster_meaning"},
}


def fields_of(app: str) -> dict[str, tuple[str, ...]]:
    return importlib.import_module(f"{app}.migrations.{MIGRATIONS[app]}").FIELDS


@pytest.fixture
def old_apps(db) -> Any:
    """The models as they were before."""
    return MigrationLoader(connection).project_state([("practices", "0003_regions")]).apps


def run(app: str, old_apps: Any, backwards: bool = False) -> None:
    step = importlib.import_module(f"{app}.migrations.{MIGRATIONS[app]}").Migration.operations[0]
    turn = step.reverse_code if backwards else step.code
    turn(old_apps, SimpleNamespace(connection=connection))


def test_plain_texts_become_prose_and_back(old_apps, monkeypatch) -> None:
    monkeypatch.setattr(prose_migration, "AT_ONCE", 3)
    practices = [make_practice() for _ in range(10)]
    old = old_apps.get_model("practices", "practice").objects
    old.filter(pk__in=[practice.pk for practice in practices[1:]]).update(problem=PLAIN, limits="Few.")
    run("practices", old_apps)
    assert set(old.values_list("problem", "limits", "approach")) == {("", "", ""), (PROSE, "<p>Few.</p>", "")}
    assert sorted(Practice.objects.values_list("told", flat=True)) == [0, *[2] * 9]
    run("practices", old_apps, backwards=True)
    assert set(old.values_list("problem", "limits")) == {("", ""), (PLAIN, "Few.")}


def test_the_migrations_turn_every_field_of_prose() -> None:
    turned = {app: {name: set(fields) for name, fields in fields_of(app).items()} for app in MIGRATIONS}
    held = {
        app: {
            model._meta.model_name: fields
            for model in apps.get_app_config(app).get_models()
            if (fields := set(prose_of(model)) - PROSE_FROM_THE_FIRST.get(model, set()))
        }
        for app in OUR_APPS
    }
    assert {app: fields for app, fields in held.items() if fields} == turned
