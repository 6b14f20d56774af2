"""The glossary: its list by letters, the page of a term, and the links of other pages to it."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterix.desk.working_copies import make_working_copy
from tests.making import (
    make_group,
    make_idea,
    make_meaning,
    make_partner,
    make_plan,
    make_practice,
    make_recommendation,
    make_term,
)
from tests.page_reading import look
from tests.rules import sentences

pytestmark = pytest.mark.django_db

TERM = re.compile(r'<a class="term" href="([^"]+)">([^<]+)</a>')


def linked(client: Any, record: Any) -> list[tuple[str, str]]:
    return TERM.findall(client.get(record.get_absolute_url()).content.decode())


def make_cluster(**given: Any) -> Any:
    return make_term(term="Cluster", slug="cluster", spellings="clusters, cluster body", **given)


def test_the_list_is_parted_by_letters_whatever_their_accents(client) -> None:
    for term in ("Label", "élan", "Cluster", "exchange"):
        make_term(term=term)
    page = client.get("/glossary/").content.decode()
    assert re.findall(r"<h2>(\w)</h2>", page) == ["C", "E", "L"]
    assert look(client, "/glossary/").cards == ["Cluster", "élan", "exchange", "Label"]
    newest = client.get("/glossary/?sort=newest").content.decode()
    assert re.findall(r"<h2>(\w)</h2>", newest) == [], "in another order letters would say nothing"


def test_a_long_glossary_is_one_page(client) -> None:
    for _ in range(25):
        make_term()
    assert len(look(client, "/glossary/").cards) == 25


def test_the_page_of_a_term_tells_what_it_means_in_each_country(client) -> None:
    term = make_cluster(meaning="A group of firms.", is_editors_words=True)
    make_meaning(term=term, country="BE", region="Flanders", text="One of two forms.")
    make_meaning(term=term, country="HU", text="Accredited.")
    words = look(client, term.get_absolute_url()).words
    for told in (
        "A group of firms.",
        "Flanders, Belgium",
        "One of two forms.",
        "Hungary",
        "clusters, cluster body",
    ):
        assert told in words
    assert "In the editors’ own words" in words


def test_a_term_without_meanings_of_countries_and_with_sourced_words_says_so(client) -> None:
    words = look(client, make_cluster(meaning="A group of firms.").get_absolute_url()).words
    assert "No country is known to mean something else by it." in words
    assert "In the editors’ own words" not in words


def test_terms_are_filtered_by_country_and_found_by_their_spellings(client) -> None:
    make_meaning(term=make_cluster(), country="HU")
    make_term(term="Label")
    assert look(client, "/glossary/?country=hu").cards == ["Cluster"]
    assert look(client, "/glossary/?q=clusters").cards == ["Cluster"]
    assert "/glossary/cluster/" in look(client, "/search/?q=cluster+body").links


def test_a_page_links_a_term_once_where_it_is_used_first(client) -> None:
    make_cluster()
    practice = make_practice(
        title="Clusters of the north",
        summary="What a cluster does.",
        problem="Clusters.",
        approach="A cluster.",
    )
    assert linked(client, practice) == [("/glossary/cluster/", "cluster")]
    practice.summary = "What was done."
    practice.save()
    assert linked(client, practice) == [("/glossary/cluster/", "Clusters")], "in the next text, not the title"


def test_every_kind_of_page_links_terms_in_its_prose(client) -> None:
    make_cluster()
    advice = make_recommendation()
    advice.levels.create(level="local", what_to_do="A cluster.")
    for record in (
        make_practice(editors_note="A cluster."),
        make_partner(description="A cluster."),
        make_recommendation(why="A cluster."),
        make_plan(description="A cluster."),
        make_term(meaning="A cluster."),
        make_group(why="A cluster."),
        make_idea(text="A cluster.").exchange,
        advice,
    ):
        assert linked(client, record) == [("/glossary/cluster/", "cluster")], record


def test_the_page_of_a_term_links_others_and_not_itself(client) -> None:
    cluster = make_cluster(meaning="A cluster has a label.")
    make_term(term="Label", slug="label")
    assert linked(client, cluster) == [("/glossary/label/", "label")]


def test_terms_that_are_not_public_are_not_linked(client) -> None:
    term, practice = make_cluster(status="draft"), make_practice(problem="A cluster.")
    assert linked(client, practice) == []
    term.status = "published"
    term.save()
    assert linked(client, practice), "the control: once it is published, it is linked"
    copy, _keys = make_working_copy(term)
    copy.spellings = "problem, practice"
    copy.save()
    practice.problem = "A practice."
    practice.save()
    assert linked(client, practice) == [], "what is edited of a term is no spelling yet"


def test_the_preview_of_a_draft_leaves_no_link_on_other_pages(client, manager) -> None:
    term, practice = make_cluster(status="draft", meaning="A cluster."), make_practice(problem="A cluster.")
    client.force_login(manager)
    preview = client.get(f"/admin/glossary/term/{term.pk}/preview/", follow=True)
    assert "A cluster." in preview.content.decode()
    assert linked(client, practice) == []


def test_a_term_is_linked_from_its_moment_on_and_not_after_it(client, clock) -> None:
    practice = make_practice(problem="A cluster.")
    make_cluster(public_from=clock.after(1), public_until=clock.after(2))
    seen = []
    for _moment in range(3):
        seen.append(len(linked(client, practice)))
        clock.move_on()
    assert seen == [0, 1, 0]


def test_a_kept_page_is_made_anew_when_a_term_changes(visitor) -> None:
    term, practice = make_cluster(), make_practice(problem="A cluster and a network.")

    def words() -> list[str]:
        page = visitor.get(practice.get_absolute_url()).content.decode()
        return [word for _address, word in TERM.findall(page)]

    assert words() == words() == ["cluster"]
    term.spellings = "network"
    term.term = "Grouping"
    term.save()
    assert words() == ["network"]


def test_however_many_terms_there_are_a_page_asks_once_and_then_not_again(client) -> None:
    practice = make_practice(problem="A cluster. Term 1 and others.")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(practice.get_absolute_url()).status_code == 200
        return len(captured)

    queries()  # what a process reads at its start
    make_cluster()
    first, again = queries(), queries()
    for _ in range(11):
        make_meaning()
    assert (queries(), queries()) == (first, again)
    assert first == again + 1, "the control: the terms were read"


def test_a_spelling_belongs_to_one_term() -> None:
    make_cluster()
    other = make_term(term="Grouping", slug="grouping")
    assert sentences(other) == []
    for spelling in ("Clusters", " CLUSTER ", "cluster  body"):
        other.spellings = f"network, {spelling}"
        assert "is a spelling of “Cluster” already." in sentences(other)[0]


def test_a_working_copy_may_keep_the_spellings_of_its_term() -> None:
    copy, _keys = make_working_copy(make_cluster())
    assert sentences(copy) == []


def test_words_that_would_be_markup_do_no_harm(client) -> None:
    make_term(term="<script>alert(1)</script>", slug="script", spellings='"><img src=x>, o\u0336, <b>')
    practice = make_practice(problem="<p>script alert(1) &lt;b&gt; o\u0336</p>", summary="A <b> and a script")
    page = client.get(practice.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "A &lt;b&gt; and a script" in page


def test_a_shared_description_and_a_title_hold_no_link(client) -> None:
    make_cluster()
    page = look(client, make_practice(title="A cluster", summary="A cluster.").get_absolute_url())
    assert page.description == "A cluster."
    assert page.title.startswith("A cluster – ")
