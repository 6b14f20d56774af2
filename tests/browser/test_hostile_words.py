"""Two hundred ways to get a script run, in a real browser that no policy protects: none of them runs."""

from typing import Any

import pytest

from clusterix.publishing import prose_field
from clusterix.publishing.templatetags import records
from practices.models import Practice
from recommendations.models import ActionPlan, Recommendation
from tests import hostile, hostile_sides
from tests.browser.test_desk import change
from tests.graph import Graph
from workgroups.models import WorkingGroup

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What ran, and what would run as soon as somebody moved, clicked or waited.
RAN = """() => [
    ...(window.hacked ? ["a script ran"] : []),
    ...[...document.querySelectorAll("*")].flatMap(one => [...one.attributes]
        .filter(({name}) => /^(on|(data-)?hx-on|srcdoc$)/.test(name))
        .map(({name}) => `<${one.localName} ${name}>`)),
    ...[...document.links].map(link => link.protocol).filter(kind => !/^(https?|mailto):$/.test(kind)),
    ...[...document.querySelectorAll("iframe, object, embed, base, script:not([src])")]
        .map(one => one.localName),
]"""


@pytest.fixture
def graph(db, administrator) -> Graph:
    graph = hostile.make_pages()
    hostile.fill_with_words(administrator)
    return graph


@pytest.fixture
def visit(open_desk) -> Any:
    return open_desk(without_policy=True)


def ran(visit: Any, pages: list[str]) -> dict[str, list[str]]:
    faults = {}
    for page in pages:
        assert visit.go(page).status in (200, 409), page
        visit.settle()
        if visit.page.locator(".prose-field").count():
            visit.page.locator(".ProseMirror").first.wait_for()
        if found := visit.page.evaluate(RAN):
            faults[page] = found
    return faults


def stories(graph: Graph) -> list[str]:
    kinds = (Practice, WorkingGroup, Recommendation, ActionPlan)
    return [record.get_absolute_url() for kind in kinds for record in graph[kind][: hostile.RECORDS]]


def desk_pages(graph: Graph) -> list[str]:
    forms = [change(record) for kind in (Practice, ActionPlan) for record in graph[kind]]
    lists = ["/admin/practices/practice/", "/admin/publishing/source/", "/admin/pages/accessibilityreport/"]
    return [*lists, *forms, forms[0].replace("change", "history")]


def lists(graph: Graph) -> list[str]:
    chosen = "&".join(f"practice={practice.slug}" for practice in graph[Practice][:4])
    found = ["/practices/?view=map&q=hacked", "/search/?q=hacked", f"/practices/compare/?{chosen}"]
    return ["/", "/practices/", "/practices/transfers/", "/partners/", *found]


def test_none_runs_on_any_kind_of_page_though_one_guard_of_prose_is_off(
    visit, graph, administrator, monkeypatch
) -> None:
    """What is kept is not cleaned here: the pages clean it, and the editor knows no such thing."""
    monkeypatch.setattr(prose_field, "clean", hostile.as_it_is)
    hostile.fill_with_payloads(administrator)
    assert ran(visit, [*stories(graph), *lists(graph), *desk_pages(graph)]) == {}


def test_none_runs_on_previews_between_versions_and_where_two_people_meet(
    visit, administrator, monkeypatch
) -> None:
    monkeypatch.setattr(prose_field, "clean", hostile.as_it_is)
    places = hostile_sides.make_sides(administrator)
    hostile_sides.fill_sides(administrator)
    shown = [place for place in places if isinstance(place, Practice | ActionPlan)]
    assert ran(visit, hostile_sides.side_pages(shown, administrator)) == {}


def test_none_runs_though_the_other_guard_is_off(visit, graph, administrator, monkeypatch) -> None:
    hostile.fill_with_payloads(administrator)
    monkeypatch.setattr(records, "safe", hostile.as_it_is)
    assert ran(visit, stories(graph)) == {}


def test_a_script_that_runs_would_be_noticed(visit, graph, administrator, monkeypatch) -> None:
    """The control: without both guards, and without the policy."""
    monkeypatch.setattr(prose_field, "clean", hostile.as_it_is)
    monkeypatch.setattr(records, "safe", hostile.as_it_is)
    hostile.fill_with_payloads(administrator)
    faults = ran(visit, stories(graph)[:1])
    assert "a script ran" in next(iter(faults.values()))


def test_the_policy_alone_would_stop_each(open_desk, graph, administrator, monkeypatch) -> None:
    """The third guard: without the two others nothing runs either, though the markup is there."""
    monkeypatch.setattr(prose_field, "clean", hostile.as_it_is)
    monkeypatch.setattr(records, "safe", hostile.as_it_is)
    hostile.fill_with_payloads(administrator)
    faults = ran(open_desk(), stories(graph)[: hostile.RECORDS])
    assert faults
    assert not [page for page, found in faults.items() if "a script ran" in found]
