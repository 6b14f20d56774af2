"""Two hundred ways to get a script run, in every text of every record: no page says one of them as markup."""

import json
from typing import Any

import pytest
from django.utils.safestring import mark_safe

from clusterix.publishing import prose_field
from clusterix.publishing.prose import clean, safe
from clusterix.publishing.templatetags import records
from practices.models import Practice
from tests import hostile
from tests.addresses import exports
from tests.markup_reading import ALLOWED, Markup, markup
from tests.page_reading import body, text
from tests.payloads import OPEN, PAYLOADS

pytestmark = pytest.mark.django_db


def all_pages(graph: Any) -> list[str]:
    return hostile.public_pages(graph) + hostile.desk_pages()


@pytest.fixture
def desk(client, administrator) -> Any:
    client.force_login(administrator)
    return client


@pytest.fixture
def graph(desk, administrator) -> Any:
    graph = hostile.make_pages()
    hostile.fill_with_words(administrator)
    return graph


def test_there_are_two_hundred_ways() -> None:
    told = {payload for batch in (*hostile.BATCHES, OPEN) for payload in batch}
    assert told == set(PAYLOADS)
    assert len(told) >= 200


@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_alone_is_taken_away_when_saved_and_when_shown(payload) -> None:
    for told in (clean(payload), safe(payload)):
        reader = Markup()
        reader.feed(told)
        assert reader.found <= ALLOWED
        assert safe(told) == told


def test_no_page_has_other_markup_than_with_harmless_words(desk, administrator, graph) -> None:
    pages = all_pages(graph)
    harmless = markup(desk, pages)
    assert ALLOWED - {("a", "href http"), ("a", "href mailto")} <= harmless, "the control: prose is shown"
    hostile.fill_with_payloads(administrator)
    assert markup(desk, pages) - harmless == {("a", "href mailto")}


def test_lists_as_files_hold_words_where_prose_has_markup(desk, graph) -> None:
    words = "Words a b c\nd\n\na\n\nb\n\nc\n\nWords"
    told = [row for address in exports() if address.endswith(".json") for row in rows(desk, address)]
    texts = [row[name] for row in told for name in row.keys() & PROSE]
    assert set(texts) == {words}
    assert len(texts) > 100


def rows(client: Any, address: str) -> list[dict[str, Any]]:
    return json.loads(body(client.get(address)))["results"]


def test_a_list_as_a_file_is_never_taken_for_a_page(desk, administrator, graph) -> None:
    hostile.fill_with_payloads(administrator)
    for address in exports():
        response = desk.get(address)
        assert "onerror" in text(response), "the control: the words are there"
        assert not response.headers["Content-Type"].startswith("text/html")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


PROSE = {
    "problem",
    "approach",
    "description",
    "why",
    "what_to_do",
    "changed",
    "result",
    "learned",
    "exchange",
}


@pytest.fixture
def unguarded(monkeypatch) -> Any:
    """The portal without its two guards of prose: neither cleaned when saved nor when shown."""
    monkeypatch.setattr(prose_field, "clean", hostile.as_it_is)
    monkeypatch.setattr(records, "safe", hostile.as_it_is)
    return monkeypatch


def test_either_guard_alone_is_enough(desk, administrator, graph, monkeypatch) -> None:
    story = [practice.get_absolute_url() for practice in graph[Practice]]
    harmless = markup(desk, story)
    with monkeypatch.context() as shown_only:
        shown_only.setattr(prose_field, "clean", hostile.as_it_is)
        hostile.fill_with_payloads(administrator)
        assert "<script>" in Practice.objects.latest("pk").problem
    assert markup(desk, story) - harmless <= {("a", "href mailto")}
    hostile.fill_with_payloads(administrator)
    monkeypatch.setattr(records, "safe", hostile.as_it_is)
    assert markup(desk, story) - harmless <= {("a", "href mailto")}


def test_prose_without_its_guards_would_be_noticed(desk, administrator, graph, unguarded) -> None:
    """The control: what the payloads are made of comes through."""
    story = [practice.get_absolute_url() for practice in graph[Practice]]
    harmless = markup(desk, story)
    hostile.fill_with_payloads(administrator)
    found = markup(desk, story) - harmless
    assert {
        ("script", "inline None"),
        ("img", "onerror"),
        ("iframe", "srcdoc"),
        ("a", "href javascript"),
    } <= found


def raw_title(practice: Practice) -> str:
    return mark_safe(practice.title)  # noqa: S308 - the fault that the control plants


def test_a_title_that_is_not_escaped_would_be_noticed(desk, graph, monkeypatch) -> None:
    """The control: a name that says of itself that it is safe."""
    pages = ["/practices/", "/admin/practices/practice/"]
    harmless = markup(desk, pages)
    monkeypatch.setattr(Practice, "__str__", raw_title)
    monkeypatch.setattr("practices.admin.PracticeAdmin.list_display", ("__str__",))
    Practice.objects.update(title="<img src=x onerror=hacked=1>")
    assert ("img", "onerror") in markup(desk, pages) - harmless
