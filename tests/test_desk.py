"""The editors' desk: every kind of record can be found, opened and corrected; nothing typed is lost."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from clusterix.publishing.models import Gone, Source
from partners.models import Editor, Partner
from practices.admin import PracticeAdmin
from practices.models import Interest, Practice, TaggedPractice, Transfer
from recommendations.models import Action, ActionPlan, Answer, Evidence, Indicator
from tests.form_reading import Form
from tests.graph import make_graph
from tests.making import make_partner, make_practice, make_recommendation, make_source
from tests.rules import OUR_APPS
from workgroups.models import Lead

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label in (*OUR_APPS, "taggit")]
CHANGED = [model for model in OURS if model is not Interest]  # which is read and decided on
ADDED = [model for model in CHANGED if model not in (Answer, Action, Indicator)]  # by readers, with a plan


def address(model: type[models.Model], page: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def snapshot() -> dict[str, Any]:
    """Return all content, but for the moments at which it changed."""
    found = {}
    for label in OUR_APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            rows = model._default_manager.order_by("pk").values()
            changing = {"updated_at", "id"} if model._meta.auto_created else {"updated_at"}
            found[model._meta.label] = [
                {name: value for name, value in row.items() if name not in changing} for row in rows
            ]
    return found


@pytest.fixture
def desk(client, manager) -> Any:
    client.force_login(manager)
    return client


def test_every_model_has_a_place_on_the_desk() -> None:
    """Its own pages, or a part of another’s; tags stand in their practice’s form, what is gone on none."""
    ours = {model for label in OUR_APPS for model in apps.get_app_config(label).get_models()}
    parts = {inline.model for model in OURS for inline in admin.site._registry[model].inlines}
    in_accounts = {Editor, Lead}
    assert ours - {*OURS, *parts, *in_accounts} == {TaggedPractice, Gone}


def test_editors_read_no_word_of_the_machinery(desk) -> None:
    make_graph()
    pages = ["/admin/", *(address(model, "changelist") for model in OURS)]
    pages += [address(model, "add") for model in ADDED]
    for page in pages:
        words = strip_tags(desk.get(page).content.decode()).lower()
        assert "tags" in words, "the control: the menu is read"
        assert [word for word in ("taggit", "slug") if word in words] == [], page


@pytest.mark.parametrize("model", OURS)
def test_a_list_of_the_desk_is_searched_and_needs_the_same_number_of_queries(desk, model) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(address(model, "changelist") + "?q=a").status_code == 200
            response = desk.get(address(model, "changelist"))
        assert response.status_code == 200
        assert response.context["cl"].result_count == model._default_manager.count()
        return len(captured)

    make_graph(1)
    queries()  # what Django remembers of content types it asks for once
    few = queries()
    make_graph(11)
    assert queries() == few


def test_a_desk_list_that_forgets_a_join_would_be_noticed(desk, monkeypatch) -> None:
    """The control: without the join the list asks for each partner."""
    monkeypatch.setattr(PracticeAdmin, "list_select_related", False)
    monkeypatch.setattr(PracticeAdmin, "list_display", ("title", "organisation_or_partner"), raising=False)
    monkeypatch.setattr(
        PracticeAdmin,
        "organisation_or_partner",
        lambda _desk, practice: practice.partner and practice.partner.short_name,
        raising=False,
    )
    make_graph(11)
    with CaptureQueriesContext(connection) as captured:
        desk.get(address(Practice, "changelist"))
    assert len(captured) > 11


@pytest.mark.parametrize("model", CHANGED)
def test_a_form_saved_as_it_stands_changes_nothing(desk, model) -> None:
    make_graph()
    record = model._default_manager.first()
    if model in (Action, Indicator):  # of a published plan they are not edited
        ActionPlan.objects.update(status="draft")
    page = address(model, "change", record.pk)
    before = snapshot()
    response = desk.post(page, Form(desk.get(page)).values)
    assert response.status_code == 302, faults(response)
    assert snapshot() == before


def faults(response: Any) -> Any:
    forms = (
        response.context["adminform"].form,
        *(formset for inline in response.context["inline_admin_formsets"] for formset in [inline.formset]),
    )
    return [form.errors for form in forms]


@pytest.mark.parametrize("model", ADDED)
def test_an_empty_form_is_given_back_with_sentences(desk, model) -> None:
    page = address(model, "add")
    empty = {name: [""] for name in Form(desk.get(page)).values if not name.endswith("_FORMS")}
    management = {
        name: value for name, value in Form(desk.get(page)).values.items() if name.endswith("_FORMS")
    }
    response = desk.post(page, empty | management)
    assert response.status_code == 200
    assert "Please correct the error" in response.content.decode()
    assert not model._default_manager.exists()


def new_practice(**given: Any) -> dict[str, Any]:
    partner, source = make_partner(), make_source()
    return {
        "title": "Vouchers for first prototypes",
        "slug": "vouchers",
        "summary": "Small grants.",
        "partner": partner.pk,
        "tags": "vouchers, prototypes",
        "start_precision": "day",
        "end_precision": "day",
        "sources": [source.pk],
        "problem": "First prototypes were too dear.",
        **given,
    }


def add_practice(desk: Any, **given: Any) -> Any:
    page = address(Practice, "add")
    return desk.post(page, Form(desk.get(page)).values | new_practice(**given))


def test_a_manager_adds_a_practice_that_visitors_then_read(desk, client) -> None:
    assert add_practice(desk, _publish="").status_code == 302
    client.logout()
    page = client.get("/practices/vouchers/").content.decode()
    assert "First prototypes were too dear." in page
    assert {tag.name for tag in Practice.objects.get().tags.all()} == {"vouchers", "prototypes"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "x" * 101}, "at most 100 characters"),
        ({"slug": "compare"}, "address"),
        ({"slug": "two words"}, "Use letters without accents, digits, hyphens"),
        ({"start_on": "2018-02-30"}, "Enter a valid date."),
        ({"start_on": "2018-03-01", "end_on": "2018-02-01"}, "The end cannot be before the start."),
        ({"latitude": "48.2"}, "Give both latitude and longitude, or neither."),
        ({"latitude": "98.2", "longitude": "16"}, "Latitude lies between -90 and 90"),
        ({"nuts_code": "at12"}, "NUTS code"),
        ({"resources_amount": "1000"}, "currency"),
        ({"partner": "", "organisation": ""}, "organisation"),
        ({"title": ""}, "This field is required."),
        ({"tags": "vouchers, prototypes, " + "x" * 101}, "Are the commas between the tags missing?"),
        ({"start_on": "0217-03-01"}, "Give a date between 1900 and 2100."),
        ({"end_on": "9999-12-31"}, "Give a date between 1900 and 2100."),
    ],
)
def test_a_wrong_value_gets_a_sentence_and_nothing_typed_is_lost(desk, wrong, sentence) -> None:
    response = add_practice(desk, **wrong)
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in "".join(str(fault) for fault in faults(response))
    for typed in ("First prototypes were too dear.", "vouchers, prototypes"):
        assert typed in page
    assert not Practice.objects.exists()


def test_an_address_typed_without_a_scheme_is_taken_as_https(desk) -> None:
    page = address(Source, "add")
    desk.post(page, Form(desk.get(page)).values | {"title": "A", "slug": "a", "url": "example.org/a"})
    assert Source.objects.get().url == "https://example.org/a"


def test_a_draft_offers_no_view_on_the_site_and_a_published_record_does(desk) -> None:
    for practice, offered in ((make_practice(), True), (make_practice(status="draft"), False)):
        page = desk.get(address(Practice, "change", practice.pk)).content.decode()
        assert ('class="viewsitelink"' in page) is offered


def test_other_records_are_found_by_their_names_while_one_types(desk) -> None:
    make_partner(short_name="ecoplus", name="Business Agency of Lower Austria")
    make_partner(short_name="Skåne")
    query = {"app_label": "practices", "model_name": "practice", "field_name": "partner", "term": "lower aus"}
    found = desk.get(reverse("admin:autocomplete"), query).json()
    assert [result["text"] for result in found["results"]] == ["ecoplus"]


def test_a_transfer_takes_one_receiver_and_says_so(desk) -> None:
    practice, partner = make_practice(), make_partner()
    page = address(Transfer, "add")
    given = {
        "practice": practice.pk,
        "slug": "a",
        "stage": "running",
        "receiving_partner": partner.pk,
        "receiving_organisation": "Another",
        "status": "draft",
    }
    response = desk.post(page, Form(desk.get(page)).values | given)
    assert response.status_code == 200
    assert "receiv" in "".join(str(fault) for fault in faults(response))


def test_evidence_is_linked_on_the_page_of_its_recommendation(desk) -> None:
    recommendation, practice = make_recommendation(), make_practice()
    page = address(type(recommendation), "change", recommendation.pk)
    prefix = next(
        name.removesuffix("-TOTAL_FORMS")
        for name in Form(desk.get(page)).values
        if name.startswith("evidence") and name.endswith("-TOTAL_FORMS")
    )
    given = {
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-0-practice": practice.pk,
        f"{prefix}-0-basis": "editor",
    }
    response = desk.post(page, Form(desk.get(page)).values | given)
    assert response.status_code == 302, faults(response)
    assert Evidence.objects.get().practice == practice
    assert Partner.objects.count() == 0


def test_an_address_that_somebody_else_has_just_saved_gets_a_sentence(desk, monkeypatch) -> None:
    """Two who save the same address at once both pass the check; the slower one finds it taken."""
    check = Practice.validate_constraints

    def passed(practice, exclude=None) -> None:
        monkeypatch.setattr(Practice, "validate_constraints", check)

    monkeypatch.setattr(Practice, "validate_constraints", passed)
    make_practice(slug="vouchers")
    response = add_practice(desk)
    assert response.status_code == 200
    assert "Another record has this address already" in str(faults(response))
    assert "First prototypes were too dear." in response.content.decode()
