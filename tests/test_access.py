"""Every address of the portal against every kind of person."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern
from taggit.models import Tag

from clusterix.browse.models import Synonyms
from clusterix.pages.models import AccessibilityReport
from partners.models import SwotEntry
from practices.models import Attachment
from recommendations.models import Indicator
from tests.access_table import FOR_ADMINISTRATORS, FOR_EDITORS, declared
from tests.addresses import Route, routes
from tests.graph import make_graph
from tests.page_reading import body


def undeclared(found: list[Route]) -> list[str]:
    return [
        f"The route {route.name} is not declared in tests/access_table.py: say there what it answers to a "
        "visitor, an editor and an administrator."
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
def samples(administrator: User) -> dict[type, Any]:
    """One record of every model that a route can ask for."""
    graph = {model: records[0] for model, records in make_graph().items()}
    records = [model.objects.first() for model in (SwotEntry, Indicator, Tag)]
    synonyms = Synonyms.objects.create(terms="PPI, public-private innovation")
    report = AccessibilityReport.objects.create(what="Too small.", ticket="1")
    made = [*records, synonyms, report, Group.objects.create(name="Readers"), administrator]
    return graph | {type(record): record for record in made}


def sample_address(route: Route, samples: dict[type, Any]) -> str:
    """Return an address of the route, with the sample record of its kind in the place of arguments."""
    practice_type = ContentType.objects.get(app_label="practices", model="practice").pk
    practice = samples[apps.get_model("practices.practice")]
    special = {
        "publishing:media": lambda: Attachment.objects.get().file.url,
        "pages:sitemap-section": lambda: "/sitemap-practice.xml",
        "admin:autocomplete": lambda: (
            "/admin/autocomplete/?app_label=practices&model_name=practice&field_name=partner&term=a"
        ),
        "admin:view_on_site": lambda: f"/admin/r/{practice_type}/{practice.pk}/",
        "admin:app_list": lambda: "/admin/practices/",
        "admin/(?P<url>.*)$": lambda: "/admin/nothing-here/",
    }
    if route.name in special:
        return special[route.name]()
    if "<" not in route.pattern:
        return f"/{route.pattern}"
    if route.pattern.startswith("admin/"):
        return "/" + re.sub(
            r"<.*?>", str(samples[apps.get_model(*route.pattern.split("/")[1:3])].pk), route.pattern
        )
    return "/" + re.sub(r"<.*?>", samples[route.model].slug, route.pattern)


def answers(client: Any, samples: dict[type, Any]) -> dict[str, int]:
    return {route.name: answer(client.get(sample_address(route, samples))) for route in routes()}


def answer(response: HttpResponse) -> int:
    body(response)
    return response.status_code


@pytest.mark.parametrize("person", [None, "editor", "administrator"])
def test_every_route_answers_as_declared(client, request, samples, person) -> None:
    if person:
        client.force_login(request.getfixturevalue(person))
    column = [None, "editor", "administrator"].index(person)
    expected = {name: access[column] for name, access in declared().items()}
    assert answers(client, samples) == expected


def test_an_editor_can_neither_delete_nor_touch_accounts(client, editor, samples) -> None:
    client.force_login(editor)
    posted = post_to_every_desk_page(client, samples)
    for model in FOR_EDITORS:
        assert posted[f"admin:{model}_delete"] == 403
        assert (
            posted[f"admin:{model}_add"] == posted[f"admin:{model}_change"] == 200
        )  # the form, with its errors
    for model in FOR_ADMINISTRATORS:
        assert {posted[f"admin:{model}_{page}"] for page in ("add", "change", "delete")} == {403}
    assert all(model.objects.filter(pk=record.pk).exists() for model, record in samples.items())


def test_a_visitor_who_posts_to_the_desk_is_sent_to_sign_in(client, samples) -> None:
    assert set(post_to_every_desk_page(client, samples).values()) == {302}
    assert all(model.objects.filter(pk=record.pk).exists() for model, record in samples.items())


def test_an_administrator_may_delete(client, administrator, samples) -> None:
    """The control: the same POST that an editor is refused does delete."""
    client.force_login(administrator)
    entry = samples[SwotEntry]
    response = client.post(f"/admin/partners/swotentry/{entry.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    assert not SwotEntry.objects.filter(pk=entry.pk).exists()


def post_to_every_desk_page(client: Any, samples: dict[type, Any]) -> dict[str, int]:
    pages = [route for route in routes() if re.search(r"^admin:\w+_\w+_(add|change|delete)$", route.name)]
    return {
        route.name: client.post(sample_address(route, samples), {"post": "yes"}).status_code
        for route in pages
    }
