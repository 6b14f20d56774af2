"""Two records that take one address at the same moment by a step: one gets it, the other a sentence."""

from typing import Any

import pytest
from django.db import IntegrityError

from clusterix.desk import workflow
from clusterix.desk.models import AuditEntry
from practices.models import Practice
from tests.desk.acting import address, again, at_the_desk, opened, revision, save, step, working_copy
from tests.making import make_practice, make_source

pytestmark = pytest.mark.django_db
TAKEN = "Another record has this address already."


@pytest.fixture
def desk(manager) -> Any:
    return at_the_desk(manager)


@pytest.fixture
def practice(desk) -> Practice:
    """A published practice whose working copy is to take another address."""
    practice = make_practice(slug="old", title="Old", sources=[make_source()])
    save(desk, practice, slug="wanted", title="New")
    return practice


@pytest.fixture
def taken_meanwhile(practice, monkeypatch) -> Any:
    """Somebody else takes the address after the step has looked, and before it writes."""
    check = workflow.check

    def look_too_early(record: Any) -> None:
        monkeypatch.setattr(workflow, "check", check)

    def take() -> Any:
        monkeypatch.setattr(workflow, "check", look_too_early)
        return make_practice(slug="wanted", title="Faster")

    return take


def nothing_is_lost(practice: Practice, faster: Practice) -> bool:
    assert (again(practice).slug, again(practice).status) == ("old", "published")
    assert (working_copy(practice).title, working_copy(practice).slug) == ("New", "wanted")
    return again(faster).slug == "wanted"


def test_a_step_is_answered_with_a_sentence(desk, practice, taken_meanwhile) -> None:
    faster, read = taken_meanwhile(), revision(practice)
    answer = step(desk, practice, "publish")
    assert answer.status_code == 302
    assert TAKEN in desk.get(answer.url).content.decode()
    assert nothing_is_lost(practice, faster)
    assert revision(practice) == read
    assert not AuditEntry.objects.filter(action=AuditEntry.Action.STEP).exists()


def test_a_step_with_saving_saves_and_is_answered_with_a_sentence(
    desk, practice, taken_meanwhile, monkeypatch
) -> None:
    form = opened(desk, practice) | {"problem": "Typed.", "_publish": ""}
    faster, check = taken_meanwhile(), Practice.validate_constraints

    def look_too_early(self: Practice, exclude: Any = None) -> None:
        monkeypatch.setattr(Practice, "validate_constraints", check)

    monkeypatch.setattr(Practice, "validate_constraints", look_too_early)
    answer = desk.post(address(practice), form)
    assert answer.status_code == 302
    words = desk.get(answer.url).content.decode()
    assert TAKEN in words
    assert "is saved, but this step was not taken" in words
    assert nothing_is_lost(practice, faster)
    assert working_copy(practice).problem == "<p>Typed.</p>"


def test_a_step_with_many_records_goes_on_with_the_others(desk, practice, taken_meanwhile) -> None:
    other = make_practice(status="draft", sources=[make_source()])
    faster = taken_meanwhile()
    chosen = {"action": "publish", "_selected_action": [practice.pk, other.pk]}
    told = {f"_revision-{one.pk}": revision(one) for one in (practice, other)}
    answer = desk.post("/admin/practices/practice/", chosen | told, follow=True)
    words = answer.content.decode()
    assert TAKEN in words
    assert "Done with 1 record." in words
    assert nothing_is_lost(practice, faster)
    assert again(other).status == "published"


def test_what_the_database_alone_refuses_gets_a_sentence_too(desk, practice, monkeypatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(workflow, "replace", refuse)
    answer = step(desk, practice, "publish")
    assert "Try again" in desk.get(answer.url).content.decode()


def test_without_the_guard_it_would_be_an_error(desk, practice, taken_meanwhile, monkeypatch) -> None:
    """The control."""
    taken_meanwhile()
    monkeypatch.setattr("clusterix.desk.records.IntegrityError", ZeroDivisionError)
    with pytest.raises(IntegrityError):
        step(desk, practice, "publish")
