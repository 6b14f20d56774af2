"""The style page shows every card and every component that has a style, where the code is changed."""

import importlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches

import clusterix.urls
from clusterix.environment import ROOT
from clusterix.style.samples import SAMPLES
from clusterix.style.tokens import contrast, tokens
from tests.addresses import routes
from tests.page_reading import Page, look
from tests.test_links import out_of_order

ADDRESS = "/style/"
CSS = ROOT / "static" / "css"
# What the page leaves out, each with its reason.
OTHER_STYLES = {
    "admin*.css": "the desk",
    "home.css": "the home page alone has these",
    "fonts.css": "no class",
    "style.css": "the page's own",
}
NOT_SHOWN = {
    "suggestions": "made by suggest.js while somebody types",
    "is-asked": "set by map.js while a point has the pointer",
    "is-meant": "set by map.js while a point has the pointer",
    "preview-mark": "stands on previews only",
}


class Classes(HTMLParser):
    """Every class that a page's elements have."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= set((dict(attrs).get("class") or "").split())


def styled(css: str) -> set[str]:
    """Return the classes that the selectors of a style sheet name."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", bare)
    return {name for one in selectors if "@" not in one for name in re.findall(r"\.([a-z][\w-]*)", one)}


def components() -> set[str]:
    others = {sheet for pattern in OTHER_STYLES for sheet in CSS.glob(pattern)}
    sheets = set(CSS.glob("*.css")) - others
    return {name for sheet in sheets for name in styled(sheet.read_text())}


def not_on_the_page(names: set[str], markup: str) -> set[str]:
    return names - Classes(markup).found - set(NOT_SHOWN)


def cards() -> set[str]:
    folder = ROOT / "templates"
    return {str(file.relative_to(folder)) for file in folder.glob("*/_*_card.html")}


def not_rendered(names: set[str], response: Any) -> set[str]:
    return names - {template.name for template in response.templates}


@pytest.fixture
def in_production(settings) -> Iterator[None]:
    settings.ENVIRONMENT = "production"
    reload_addresses()
    yield
    settings.ENVIRONMENT = "local"
    reload_addresses()


def reload_addresses() -> None:
    importlib.reload(clusterix.urls)
    clear_url_caches()


def test_every_component_that_has_a_style_is_on_the_page(client) -> None:
    assert len(components()) > 120, "the control: the classes are found"
    assert not_on_the_page(components(), client.get(ADDRESS).content.decode()) == set()


def test_what_is_said_not_to_be_shown_has_a_style_and_is_not_shown(client) -> None:
    assert set(NOT_SHOWN) <= components()
    assert not set(NOT_SHOWN) & Classes(client.get(ADDRESS).content.decode()).found


def test_every_card_is_on_the_page(client) -> None:
    assert len(cards()) > 10, "the control: the cards are found"
    assert not_rendered(cards(), client.get(ADDRESS)) == set()


def test_a_component_and_a_card_that_are_not_on_the_page_would_be_noticed(client) -> None:
    response = client.get(ADDRESS)
    planted = styled("/* .old */ .card:hover > .brand-new { margin: .5em } @media (a) { .cards, .newer { } }")
    assert planted == {"card", "brand-new", "cards", "newer"}
    assert not_on_the_page(planted, response.content.decode()) == {"brand-new", "newer"}
    assert not_rendered({"partners/_new_card.html"}, response) == {"partners/_new_card.html"}


def test_every_token_is_named_on_the_page(client) -> None:
    page = look(client, ADDRESS)
    assert len(tokens()) > 30
    assert [name for name in tokens() if name not in page.words] == []


def test_contrast_is_counted_as_the_guidelines_say() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("model", SAMPLES, ids=lambda model: model.__name__)
def test_every_sample_is_a_record_that_could_be_kept(model) -> None:
    relations = [field.name for field in model._meta.fields if field.is_relation]
    for record in SAMPLES[model]():
        record.clean_fields(exclude=relations)


def test_the_page_is_in_order_and_not_for_search_engines(client) -> None:
    response = client.get(ADDRESS)
    assert out_of_order(Page(response)) == []
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert 'rel="canonical"' not in response.content.decode()


def test_no_sitemap_and_no_rule_for_robots_names_it(client, db) -> None:
    for address in ("/sitemap.xml", "/robots.txt"):
        assert ADDRESS not in client.get(address).content.decode()


def test_the_page_asks_nothing_of_the_database(client, db) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(ADDRESS).status_code == 200
    assert len(captured) == 0


def test_it_is_not_there_in_production(client, db, in_production) -> None:
    assert client.get(ADDRESS).status_code == 404
    assert not [route for route in routes() if route.name.startswith("style:")]


def test_it_is_there_for_those_who_change_the_code(client) -> None:
    """The control: where the portal is not in production, the same address answers."""
    assert client.get(ADDRESS).status_code == 200
    assert [route.name for route in routes() if route.name.startswith("style:")] == ["style:page"]
