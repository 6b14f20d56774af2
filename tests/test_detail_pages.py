"""The page of each record: what is known, what is not, and the way to everything it is related to."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from clusterix.glossary.models import Term
from clusterix.publishing.models import Source
from partners.models import Partner, RelatedProject
from practices.models import Practice, Service, Transfer
from recommendations.models import ActionPlan, LevelAddressed, Recommendation
from tests.graph import Graph, make_graph
from tests.making import (
    make_action,
    make_evidence,
    make_exchange,
    make_group,
    make_meeting,
    make_partner,
    make_plan,
    make_practice,
    make_recommendation,
    make_service,
    make_source,
    make_transfer,
    make_uptake,
)
from tests.page_reading import Page, look
from workgroups.models import Meeting, StaffExchange, WorkingGroup

pytestmark = pytest.mark.django_db

# Each kind of record and the kinds its page leads to.
RELATED = {
    Practice: {
        *(Partner, WorkingGroup, RelatedProject, Meeting, StaffExchange),
        *(Service, Recommendation, ActionPlan),
    },
    Partner: {WorkingGroup, Practice, Service, StaffExchange, ActionPlan, Meeting},
    WorkingGroup: {Partner, Practice, StaffExchange, Meeting, Recommendation, Service},
    Meeting: {Partner, WorkingGroup, Practice, RelatedProject},
    StaffExchange: {Partner, WorkingGroup, Practice, ActionPlan},
    Recommendation: {Practice, WorkingGroup, ActionPlan},
    Term: set(),
    ActionPlan: {Partner, Practice, Recommendation, StaffExchange},
    Service: {Partner, Practice, WorkingGroup},
    RelatedProject: {Practice, Meeting},
}


@pytest.fixture
def graph() -> Graph:
    return make_graph()


def page_of(client: Any, record: Any) -> Page:
    return look(client, record.get_absolute_url())


@pytest.mark.parametrize("model", RELATED)
def test_the_page_of_a_record_leads_to_all_that_is_related(client, graph, model) -> None:
    page = page_of(client, graph[model][0])
    missing = {
        kind.__name__
        for kind in RELATED[model]
        if not {record.get_absolute_url() for record in kind.objects.all()} & set(page.links)
    }
    assert missing == set()


@pytest.mark.parametrize("model", RELATED)
def test_the_page_of_a_record_says_its_name_its_kind_and_where_its_facts_come_from(
    client, graph, model
) -> None:
    record = graph[model][0]
    page = page_of(client, record)
    assert page.title == f"{record} – {model._meta.verbose_name} – Clusterix"
    assert graph[Source][0].title in page.words


def test_the_page_of_a_practice_tells_where_it_travelled(client, graph) -> None:
    words = page_of(client, graph[Practice][0]).words
    assert "Where it travelled" in words
    assert all(
        transfer.receiver in words for transfer in Transfer.objects.filter(practice=graph[Practice][0])
    )


def test_a_practice_that_came_by_a_transfer_leads_to_where_it_came_from(client) -> None:
    origin, became = make_practice(title="At home"), make_practice(title="Made of it")
    transfer = make_transfer(practice=origin, became=became, receiving_organisation="The takers")
    there, here = page_of(client, became), page_of(client, origin)
    assert "Where it came from" in there.words
    assert f"{origin.get_absolute_url()}#{transfer.slug}" in there.links
    assert "What came of it is told" not in there.words, "it is this very page"
    assert "Where it came from" not in here.words
    assert became.get_absolute_url() in here.links
    for hidden, others in ((origin, became), (became, origin), (transfer, became)):
        hidden.status = "draft"
        hidden.save()
        words = page_of(client, others).words
        assert "Where it came from" not in words
        assert "Made of it" not in words.replace(str(others), "")
        hidden.status = "published"
        hidden.save()
    assert "Where it came from" in page_of(client, became).words, "the control"


def test_pages_say_that_no_transfer_is_known_where_none_is(client, graph) -> None:
    for record, told in (
        (make_practice(), ["Where it travelled", "No region is known to have taken it up."]),
        (make_exchange(), ["discussed is not known.", "No transfer is known to have begun here."]),
    ):
        words, known = page_of(client, record).words, page_of(client, graph[type(record)][0]).words
        assert [sentence for sentence in told if sentence not in words] == []
        assert told[-1] not in known


def test_a_practice_names_what_is_not_known_and_leaves_no_empty_heading(client) -> None:
    practice = make_practice(problem="Too dear.", limits="")
    words = page_of(client, practice).words
    assert "What problem it addresses" in words
    assert "not known" in words.casefold()
    assert words.count("Evidence of success") <= 1


def test_a_practice_or_service_from_outside_the_nine_says_so(client) -> None:
    sentence, graph = "None of the nine partner organisations", make_graph()
    for record in (make_practice(), make_service()):
        assert sentence in page_of(client, record).words
        assert sentence not in page_of(client, graph[type(record)][0]).words


def test_a_day_a_month_and_a_year_are_shown_as_exactly_as_they_are_known(client) -> None:
    for precision, words in (("day", "10 April 2018"), ("month", "April 2018"), ("year", "2018")):
        meeting = make_meeting(start_on=datetime.date(2018, 4, 10), start_precision=precision)
        shown = page_of(client, meeting).words
        assert words in shown
        assert ("April" in shown) is (precision != "year")
        assert ("10 April" in shown) is (precision == "day")


def test_paragraphs_stay_paragraphs_and_other_markup_is_left_out(client) -> None:
    practice = make_practice(problem="First.\n\nSecond <b>bold</b>.")
    content = client.get(practice.get_absolute_url()).content.decode()
    assert "<p>First.</p>" in content
    assert "<p>Second <strong>bold</strong>.</p>" in content


def test_sources_are_told_with_publisher_year_and_the_day_they_were_read(client) -> None:
    source = make_source(
        title="A brochure",
        publisher="CLUSTERIX 2.0",
        year=2021,
        url="https://example.org/brochure",
        accessed_on=datetime.date(2026, 11, 1),
    )
    page = page_of(client, make_practice(sources=[source]))
    for word in ("A brochure", "CLUSTERIX 2.0", "2021", "1 November 2026"):
        assert word in page.words
    assert source.url in page.links


def test_an_editors_note_is_told_apart_from_the_sources(client) -> None:
    words = page_of(client, make_practice(editors_note="The outcome is our judgement.")).words
    assert "The outcome is our judgement." in words
    assert "Editors’ note" in words


@pytest.mark.parametrize("model", RELATED)
def test_the_page_of_a_record_says_how_to_cite_it(client, graph, model) -> None:
    record = graph[model][0]
    cite = " ".join(page_of(client, record).words.split("How to cite", 1)[1].split("CC BY 4.0", 1)[0].split())
    changed = timezone.localtime(record.updated_at)
    assert cite.startswith(f"Clusterix knowledge base ({changed:%Y}): “{record}”.")
    assert f"http://testserver{record.get_absolute_url()}" in cite
    assert f"Last changed on {changed.day} {changed:%B %Y}." in cite


def ends_with_where_it_comes_from(content: str) -> bool:
    return re.findall(r"<h2[^>]*>([^<]+)</h2>", content)[-2:] == ["Sources", "How to cite"]


@pytest.mark.parametrize("model", RELATED)
def test_the_page_of_a_record_ends_with_where_it_comes_from(client, graph, model) -> None:
    assert ends_with_where_it_comes_from(client.get(graph[model][0].get_absolute_url()).content.decode())


def test_related_records_below_the_sources_would_be_noticed() -> None:
    sources, related = "<h2>Sources</h2><h2>How to cite</h2>", "<h2>Meetings</h2>"
    assert ends_with_where_it_comes_from(related + sources)
    assert not ends_with_where_it_comes_from(sources + related)


def test_a_citation_names_the_organisation_a_practice_is_of_unless_it_is_hidden(client) -> None:
    partner = make_partner(name="Agency of the North")
    practice = make_practice(partner=partner, organisation="")
    assert "Good practice, Agency of the North." in page_of(client, practice).words
    partner.status = "draft"
    partner.save()
    assert "Agency of the North" not in page_of(client, practice).words


def test_a_recommendation_whose_levels_are_not_known_says_so(client) -> None:
    assert "not known" in page_of(client, make_recommendation()).words.casefold()


def test_a_recommendation_says_what_each_level_can_do_as_far_as_it_is_known(client) -> None:
    advice = make_recommendation()
    unknown = "do not say which of them this one addresses"
    assert unknown in page_of(client, advice).words
    LevelAddressed.objects.create(recommendation=advice, level="local", what_to_do="Open the town hall.")
    LevelAddressed.objects.create(recommendation=advice, level="national")
    words = " ".join(page_of(client, advice).words.split())
    assert "What to do at each level Local Open the town hall. National Not known" in words
    assert unknown not in words


def test_what_the_project_states_stands_apart_from_the_links_of_editors(client) -> None:
    advice = make_recommendation()
    make_evidence(recommendation=advice, practice=make_practice(title="By editors"), basis="editor")
    words = " ".join(page_of(client, advice).words.split())
    assert "What the project itself states None is known. Links drawn by the editors By editors" in words
    make_evidence(recommendation=advice, practice=make_practice(title="By project"), basis="project")
    words = " ".join(page_of(client, advice).words.split())
    assert "What the project itself states By project Links drawn by the editors By editors" in words


def test_a_recommendation_names_who_took_it_up_and_the_groups_behind_it(client) -> None:
    advice = make_recommendation(working_groups=[make_group(name="Digitalisation")])
    plan = make_plan(title="Plan of the North", partner=make_partner(short_name="The North"))
    pilot = make_action(plan=plan, title="Pilot call", timeframe="2019")
    make_uptake(action=pilot, recommendation=advice, note="A call.")
    hidden = make_plan(title="Hidden plan", status="draft")
    make_action(plan=hidden, title="Hidden action", recommendations=[advice])
    page = page_of(client, advice)
    words = " ".join(page.words.split())
    assert "What the project or the plan itself states None is known. Links drawn by the editors" in words
    assert "Pilot call, 2019A call.Plan of the North, The North" in words
    assert "Working groups behind it Digitalisation" in words
    assert {plan.get_absolute_url(), plan.partner.get_absolute_url()} <= {*page.links}
    assert "Hidden" not in words


def test_an_action_plan_without_actions_or_indicators_says_so(client) -> None:
    words = page_of(client, make_plan()).words
    assert "The actions are not known." in words
    assert "The indicators are not known." in words


def test_breadcrumbs_lead_from_a_record_to_its_list_and_home(client, graph) -> None:
    for model, parent in ((Practice, "/practices/"), (StaffExchange, "/workgroups/exchanges/")):
        content = client.get(graph[model][0].get_absolute_url()).content.decode()
        crumbs = content.split("You are here", 1)[1].split("</nav>", 1)[0]
        assert 'href="/"' in crumbs
        assert f'href="{parent}"' in crumbs
        assert 'aria-current="page"' in crumbs


def test_the_home_page_shows_a_well_told_practice_of_each_theme(client) -> None:
    one, two = make_group(), make_group()
    full = make_practice(title="Full", working_groups=[one], problem="Told.", approach="Told.")
    make_practice(title="Thin", working_groups=[one], problem="Told.")
    other = make_practice(title="Other theme", working_groups=[two])
    make_practice(title="No theme", problem="Told.", approach="Told.", evidence="Told.")
    shown = [card.address for card in client.get("/").context["examples"]]
    assert shown == [full.get_absolute_url(), other.get_absolute_url()]


def test_a_group_with_many_practices_shows_six_and_leads_to_all(client) -> None:
    group = make_group(slug="printing")
    for _ in range(7):
        make_practice(working_groups=[group])
    page = page_of(client, group)
    assert len(page.cards) == 6
    assert "/practices/?theme=printing" in page.links
    assert "Show all 7" in page.words


def test_the_section_of_a_page_is_marked_in_the_navigation(client, graph) -> None:
    content = client.get(graph[Practice][0].get_absolute_url()).content.decode()
    assert 'href="/practices/" aria-current="true"' in content
    assert content.count('aria-current="true"') == 1
