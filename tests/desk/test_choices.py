"""What the desk offers and counts up by itself, beside records' pages, tells nobody of others' drafts."""

from typing import Any

import pytest

from clusterix.publishing import rights
from partners.models import Editor, Partner
from recommendations.models import ActionPlan, Indicator
from tests.desk.acting import address, at_the_desk, save, step, working_copy
from tests.making import make_partner, make_plan, make_practice

pytestmark = pytest.mark.django_db
UNSEEN = "Nobody else knows of this yet"
INDICATORS = {"app_label": "recommendations", "model_name": "reading", "field_name": "indicator"}


@pytest.fixture
def partner() -> Partner:
    return make_partner()


@pytest.fixture
def editor_of(person) -> Any:
    """Make somebody who edits the records of the partners, and open the desk to them."""

    def make(name: str, *partners: Partner) -> Any:
        user = person(name, "Partner editors")
        for partner in partners:
            Editor.objects.create(user=user, partner=partner)
        return at_the_desk(user)

    return make


def offered(desk: Any) -> list[str]:
    return [found["text"] for found in desk.get("/admin/autocomplete/", INDICATORS).json()["results"]]


@pytest.mark.parametrize("status", ["draft", "published"])
def test_indicators_are_offered_to_their_plan_s_editors_only(editor_of, partner, manager, status) -> None:
    for plan, name in ((make_plan(status=status), UNSEEN), (make_plan(partner=partner), "Own")):
        Indicator.objects.create(plan=plan, name=name)
    assert offered(editor_of("anna", partner)) == ["Own"]
    assert sorted(offered(at_the_desk(manager))) == [UNSEEN, "Own"]


def test_indicators_of_all_would_be_noticed(editor_of, partner, monkeypatch) -> None:
    Indicator.objects.create(plan=make_plan(status="draft"), name=UNSEEN)
    monkeypatch.setattr(rights, "is_shared", lambda model: True)
    assert offered(editor_of("anna", partner)) == [UNSEEN]


def test_a_list_offers_no_title_of_another_s_draft_as_a_filter(editor_of, partner) -> None:
    for number in range(2):
        make_plan(status="draft", title=f"{UNSEEN} {number}")
        Indicator.objects.create(plan=make_plan(partner=partner, title=f"Own {number}"), name="Clusters")
    page = editor_of("anna", partner).get("/admin/recommendations/indicator/").content.decode()
    assert UNSEEN not in page
    assert "Own 1" in page


def test_a_working_copy_is_theirs_whose_record_is_whatever_partner_it_names(editor_of, partner) -> None:
    other = make_partner()
    practice = make_practice(partner=partner)
    assert (
        save(editor_of("both", partner, other), practice, title=UNSEEN, partner=other.pk).status_code == 302
    )
    assert working_copy(practice).partner == other
    assert UNSEEN in editor_of("theirs", partner).get("/admin/").content.decode()
    elsewhere = editor_of("elsewhere", other)
    assert UNSEEN not in elsewhere.get("/admin/").content.decode()
    assert elsewhere.get(address(practice)).status_code == 404


def test_a_part_of_a_working_copy_is_theirs_whose_record_is(editor_of, partner) -> None:
    plan = make_plan(partner=partner)
    Indicator.objects.create(plan=plan, name=UNSEEN)
    step(editor_of("both", partner), plan, "start")
    ActionPlan._base_manager.filter(copy_of=plan).update(partner=make_partner())
    copied = Indicator.objects.get(plan=working_copy(plan))
    assert editor_of("theirs", partner).get(address(copied)).status_code == 200
    elsewhere = editor_of("elsewhere", working_copy(plan).partner)
    assert elsewhere.get(address(copied)).status_code == 404
    assert offered(elsewhere) == []


@pytest.mark.parametrize("name", ["services", "working_copy", "links", "tagged_items", "copy_of", "tags"])
def test_nothing_is_offered_for_what_is_no_field_of_a_form(editor_of, partner, name) -> None:
    """Relations that other records have to the record, named by hand, are refused."""
    make_practice(status="draft", title=UNSEEN)
    asked = {"app_label": "practices", "model_name": "practice", "field_name": name}
    answer = editor_of("anna", partner).get("/admin/autocomplete/", asked)
    assert answer.status_code in (200, 403)
    assert UNSEEN not in answer.content.decode()
