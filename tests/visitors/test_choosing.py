"""What a list to choose from begins with in the forms of visitors: words, never a line of dashes."""

import re
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from clusterix.visitors.forms import MessageForm, name_empty_choice
from practices.interests import InterestForm
from recommendations.answers import AnswerForm

pytestmark = pytest.mark.django_db


def first_choices(form: Any) -> dict[str, str]:
    """Return what stands first in each list of the form as it is rendered."""
    found = re.findall(r'<select name="(\w+)".*?<option value=""[^>]*>(.*?)</option>', str(form), re.DOTALL)
    return dict(found)


@pytest.mark.parametrize("form", MessageForm.__subclasses__(), ids=lambda form: form.__name__)
def test_no_form_of_visitors_has_a_line_of_dashes(form) -> None:
    assert "---" not in str(form())


def test_what_has_to_be_chosen_says_please_choose() -> None:
    assert first_choices(InterestForm()) == {"country": "Please choose"}
    assert first_choices(AnswerForm()) == dict.fromkeys(("applies", "level", "country"), "Please choose")


def test_what_may_be_left_open_says_so() -> None:
    field = forms.ChoiceField(choices=[("", "---------"), ("1", "One")], required=False)
    name_empty_choice(field)
    assert [str(name) for _value, name in field.choices] == ["Not said", "One"]


def test_a_form_that_leaves_its_choices_as_they_are_shows_the_dashes(monkeypatch) -> None:
    """The control."""
    monkeypatch.setattr("clusterix.visitors.forms.name_empty_choice", lambda field: None)
    assert first_choices(InterestForm())["country"].startswith("---")


def test_a_choice_that_is_no_choice_is_still_refused() -> None:
    form = AnswerForm(QueryDict("applies=&level=nowhere&country=AT"))
    assert {"applies", "level"} <= set(form.errors)
    assert "country" not in form.errors
