"""Every address of the portal against every kind of person and every method."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern

from clusterix.browse.models import Synonyms
from clusterix.desk import site
from clusterix.desk.models import Version
from clusterix.pages.models import AccessibilityReport
from clusterix.publishing import rights
from practices.models import Practice
from recommendations.models import Indicator
from tests.access_samples import address_of, answer, make_people, make_samples
from tests.access_table import KINDS, OF_GROUPS, OF_PARTNERS, PARTS_OF_PLANS, PEOPLE, declared
from tests.addresses import ADMIN, DOOR, Route, routes
from tests.form_reading import Form
from tests.making import make_plan, make_practice

pytestmark = pytest.mark.django_db

SIGN_OUT = ("admin:logout", "account_logout")
READING, OTHERS = ("get", "head"), ("put", "patch", "delete")
Answers = dict[tuple[str, str], int]  # by the route's name and the method


def undeclared(found: list[Route]) -> list[str]:
    return [
        f"The route {route.name} is not declared in tests/access_table.py: say there what it answers to whom."
        for route in found
        if route.name not in declared()
    ]


def test_every_route_is_declared() -> None:
    assert not undeclared(list(routes()))


def test_an_undeclared_route_is_caught() -> None:
    planted = path("planted/", lambda request: HttpResponse(), name="planted")
    resolver = URLResolver(RegexPattern(r"^/"), [planted])
    assert "The route planted is not declared" in undeclared(list(routes(resolver)))[0]


def test_every_declared_route_exists() -> None:
    assert declared().keys() - {route.name for route in routes()} == set()


@pytest.fixture
def samples(db) -> dict[type, Any]:
    return make_samples()


@pytest.fixture
def people(person, administrator, samples) -> dict[str, Any]:
    return make_people(person, administrator, samples)


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """Django writes a line for every refusal, here thousands."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def is_of_desk(route: Route) -> bool:
    return route.pattern.startswith((f"{ADMIN}/", DOOR))


def answers(who: Any, samples: dict[type, Any], found: list[Route], methods: tuple[str, ...]) -> Answers:
    client = Client(raise_request_exception=False)
    given = {}
    for route in found:
        for method in methods:
            if who is not None and (not given or route.name in SIGN_OUT):
                client.force_login(who)
            given[route.name, method] = answer(client, method, address_of(route, samples, who))
        if who is not None and route.name in SIGN_OUT:
            client.force_login(who)
    return given


def as_declared(name: str, found: list[Route], methods: tuple[str, ...]) -> Answers:
    column, table = PEOPLE.index(name), declared()
    return {
        (route.name, method): getattr(table[route.name], row_of(method))[column]
        for route in found
        for method in methods
    }


def row_of(method: str) -> str:
    """Return which of a route's rows tells what the method answers."""
    if method == "head":
        return "get"
    return method if method in ("get", "post") else "others"


def surprises(who: str, people: Any, samples: Any, found: list[Route], methods: tuple[str, ...]) -> Any:
    """Return what is answered other than declared, and what is declared."""
    wanted = as_declared(who, found, methods)
    given = answers(people[who], samples, found, methods)
    return {key: (given[key], wanted[key]) for key in wanted if given[key] != wanted[key]}


def everything(samples: dict[type, Any]) -> dict[type, list[dict[str, Any]]]:
    """Return all records of every kind that a route can ask for, but for what one's own sign-in leaves."""
    left = {"last_login"}
    return {
        model: [
            {name: value for name, value in row.items() if name not in left}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in samples
        if model.__name__ != "AuditEntry"
    }


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_of_the_desk_answers_as_declared_and_writes_nothing(people, samples, name) -> None:
    found = [route for route in routes() if is_of_desk(route)]
    methods = (*READING, "post", *OTHERS)
    before = everything(samples)
    assert surprises(name, people, samples, found, methods) == {}
    assert everything(samples) == before


@pytest.mark.parametrize("name", ["visitor", "editor", "superuser"])
def test_every_public_page_answers_everybody_the_same(people, samples, name) -> None:
    found = [route for route in routes() if not is_of_desk(route)]
    methods = (*READING, "post", *OTHERS) if name == "visitor" else READING
    assert surprises(name, people, samples, found, methods) == {}


def of_one_record(*kinds: dict[str, str]) -> list[Route]:
    """Return the routes of the desk that lead to one record of these kinds."""
    starts = [f"{ADMIN}/{model.replace('_', '/')}/<" for model, kind in KINDS.items() if kind in kinds]
    found = [route for route in routes() if route.name.startswith("admin:")]
    return [route for route in found if any(route.pattern.startswith(start) for start in starts)]


def test_a_partners_record_is_not_found_by_another_partners_editor_at_any_address(people, samples) -> None:
    found = of_one_record(OF_PARTNERS, PARTS_OF_PLANS)
    assert len(found) == 5 * 16 + 2 * 8, "the control: the routes are found"
    assert set(answers(people["stranger"], samples, found, (*READING, "post")).values()) == {404}
    assert set(answers(people["editor"], samples, of_one_record(OF_GROUPS), READING).values()) == {404}


def test_without_the_rule_about_owners_it_would_be_found(people, samples, monkeypatch) -> None:
    """The control of the test above: everything is everybody's."""
    monkeypatch.setattr(rights, "own", lambda model, person: Q(pk__isnull=False))
    found = of_one_record(OF_PARTNERS, PARTS_OF_PLANS)
    of_trash = [
        route for route in found if route.name.endswith(("_restore", "_purge"))
    ]  # these are not in it
    there = [route for route in found if route not in of_trash]
    given = answers(people["stranger"], samples, there, READING)
    assert 404 not in given.values()


@pytest.mark.parametrize("name", ["stranger", "manager"])
def test_no_number_leads_to_the_address_of_a_draft(client, people, samples, name) -> None:
    practice = make_practice(status="draft")
    client.force_login(people[name])
    kind = ContentType.objects.get_for_model(Practice).pk
    assert client.get(f"/admin/r/{kind}/{practice.pk}/").status_code == 404


def test_a_plan_goes_to_the_trash_with_its_indicators(client, people) -> None:
    plan = make_plan(status="draft")
    indicator = Indicator.objects.create(plan=plan, name="Clusters")
    client.force_login(people["manager"])
    form = f"/admin/recommendations/indicator/{indicator.pk}/change/"
    assert client.get(form).status_code == 200
    page = f"/admin/recommendations/actionplan/{plan.pk}/delete/"
    assert client.post(page, {"post": "yes", "_revision": "0"}).status_code == 302
    assert client.get(form).status_code == 404
    assert Indicator.objects.filter(pk=indicator.pk).exists()


@pytest.mark.parametrize("model", [Synonyms, AccessibilityReport])
def test_words_and_reports_are_written_and_deleted_by_who_has_read_them(
    client, people, samples, model
) -> None:
    """The control of 409 in the table: with the revision that was read, the same POST writes."""
    client.force_login(people["superuser"])
    record = samples[model]
    page = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{record.pk}"
    given = Form(client.get(f"{page}/change/")).values
    given |= {"is_dealt_with": "on"} if model is AccessibilityReport else {"terms": "SME, small firm"}
    assert client.post(f"{page}/change/", given).status_code == 302
    assert client.post(f"{page}/change/", given).status_code == 409
    assert client.post(f"{page}/delete/", {"post": "yes", "_revision": given["_revision"]}).status_code == 409
    newer = Form(client.get(f"{page}/change/")).values["_revision"]
    assert client.post(f"{page}/delete/", {"post": "yes", "_revision": newer}).status_code == 302
    assert not model.objects.exists()
    assert not Version.objects.filter(trail__content_type__model="accessibilityreport").exists()


def test_without_the_list_of_methods_the_desk_would_answer_others(people, samples, monkeypatch) -> None:
    """The control: Django's admin takes a PUT for reading."""
    monkeypatch.setattr(site, "METHODS", ["GET", "HEAD", "POST", "PUT"])
    index = [route for route in routes() if route.name == "admin:index"]
    assert answers(people["manager"], samples, index, ("put",)) == {("admin:index", "put"): 200}
