"""Every rule of the database has a sentence for people, and holds where nobody asks the record."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, models

from tests.rules import BREACHES, is_stored, our_constraints, sentences, values_of


def test_it_is_written_down_how_each_rule_is_broken() -> None:
    assert BREACHES.keys() == our_constraints().keys(), "keep tests/rules.py up to date"


def test_a_rule_is_named_after_its_app_and_kind_of_record() -> None:
    for name, (model, _rule) in our_constraints().items():
        assert name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")


def test_a_rule_says_its_own_sentence() -> None:
    for name, (_model, rule) in our_constraints().items():
        sentence = rule.get_violation_error_message()
        assert sentence != models.BaseConstraint.default_violation_error_message % {"name": name}
        assert re.fullmatch(r"[A-Z].+\.", sentence), name


@pytest.mark.parametrize("name", our_constraints())
def test_a_broken_rule_is_told_to_people_and_refused_by_the_database(db, name) -> None:
    _model, rule = our_constraints()[name]
    make, breach = BREACHES[name]
    record = make()
    assert sentences(record) == [], "the control: the record is fine before"
    values = values_of(record, breach)
    for field, value in values.items():
        setattr(record, field, value)
    assert sentences(record) == [str(rule.get_violation_error_message())]
    assert not is_stored(record, values)


CHECKS = [name for name, (_, rule) in our_constraints().items() if isinstance(rule, models.CheckConstraint)]


@contextmanager
def without(name: str) -> Iterator[None]:
    """Take the rule out of the database; the test's transaction brings it back."""
    model, rule = our_constraints()[name]
    if connection.vendor != "sqlite":
        with connection.schema_editor() as editor:
            editor.remove_constraint(model, rule)
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.parametrize("name", CHECKS)
def test_without_the_rule_the_database_would_take_it(db, name) -> None:
    """The control of the test above."""
    make, breach = BREACHES[name]
    with without(name):
        record = make()
        assert is_stored(record, values_of(record, breach))
