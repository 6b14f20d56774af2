"""The page of needs and offers: whom it shows, what it leaves out, what it says to a wrong address."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterix.browse.catalogue.library import library
from tests.making import (
    make_approach,
    make_exchange,
    make_group,
    make_membership,
    make_partner,
    make_practice,
    make_service,
    make_swot_entry,
    make_transfer,
)
from tests.page_reading import look, text

pytestmark = pytest.mark.django_db
ADDRESS = "/partners/matching/"


@pytest.fixture
def world() -> dict[str, Any]:
    """Skåne is strong in what Lyon needs, and has hosted Lyon; Bolzano has a need that nobody meets."""
    theme = make_group(short_name="Monitoring", slug="monitoring")
    lyon, skane, bolzano = (
        make_partner(short_name=name, slug=name.lower()) for name in ("Lyon", "Skane", "Bolzano")
    )
    for one in (lyon, skane):
        make_membership(partner=one, group=theme)
    return {
        "theme": theme,
        "lyon": lyon,
        "skane": skane,
        "bolzano": bolzano,
        "need": make_swot_entry(
            partner=lyon, quadrant="weakness", statement="Wants monitoring.", themes=[theme]
        ),
        "strength": make_swot_entry(partner=skane, statement="Monitors online.", themes=[theme]),
        "unmet": make_swot_entry(
            partner=bolzano,
            quadrant="weakness",
            statement="Wants designers.",
            dimension="support-for-companies",
        ),
        "practice": make_practice(title="Online tool", partner=skane, working_groups=[theme]),
        "exchange": make_exchange(
            title="Lyon at Skane",
            host=skane,
            sender=lyon,
            working_group=theme,
            start_on=datetime.date(2019, 2, 11),
        ),
    }


def words(client: Any, query: str = "") -> str:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return " ".join(look(client, ADDRESS + query).words.split())


def part(page: str, start: str, end: str) -> str:
    return page.split(start)[1].split(end)[0]


def test_a_need_is_shown_with_who_is_strong_in_it_and_all_that_speaks_for_it(client, world) -> None:
    make_service(name="Coaching", partner=world["skane"], practices=[world["practice"]])
    page = words(client)
    met = part(page, "1 need, and who is strong in it", "1 unmet need")
    assert "Wants monitoring." in met
    assert "Monitors online." in met
    assert (
        "First because Skane names one strength on this theme and in this dimension, has one good practice "
        "on it, offers one service for cluster managers, hosted an exchange on it with Lyon in 2019 and "
        "is in the same working group as Lyon." in met
    )
    assert [title in met for title in ("Online tool", "Coaching", "Lyon at Skane")] == [True] * 3
    assert "Lyon has sent staff to Skane for this before" in met


def test_a_practice_of_another_body_beside_an_approach_counts_for_the_partner_while_all_is_public(
    client, world
) -> None:
    tool = make_practice(title="A national title", organisation="A ministry")
    approach = make_approach(group=world["theme"], partner=world["skane"], practice=tool)
    make_approach(group=world["theme"], partner=world["skane"], practice=world["practice"], task="Else")
    met = part(words(client), "1 need, and who is strong in it", "1 unmet need")
    assert "does a task of it as one good practice of another body shows" in met, "its own counts as its own"
    assert "A national title" in met
    for record in (approach, tool):
        record.status = "draft"
        record.save()
        assert "A national title" not in words(client)
        record.status = "published"
        record.save()
    assert "A national title" in words(client), "the control"


def test_unmet_needs_stand_apart_and_name_practices_on_their_theme(client, world) -> None:
    make_swot_entry(
        partner=world["skane"],
        quadrant="weakness",
        statement="Wants printing.",
        themes=[make_group(slug="print")],
    )
    make_practice(partner=world["skane"], working_groups=[world["theme"]])
    unmet = part(words(client), "2 unmet needs", "How the order comes about")
    assert "Wants designers." in unmet
    assert "Wants printing." in unmet
    assert unmet.count("No other partner names a strength in it.") == 2
    world["strength"].delete()
    make_swot_entry(partner=world["skane"], statement="Prints.", themes=[make_group()])
    shown = look(client, f"{ADDRESS}?partner=lyon")
    assert "2 good practices of other partners are on its theme" in " ".join(shown.words.split())
    (there,) = [link for link in shown.links if link.startswith("/practices/?")]
    make_practice(partner=world["lyon"], working_groups=[world["theme"]])
    assert "2 good practices" in look(client, there).words, "no more than those of the others"


def test_one_partner_s_needs_and_what_it_can_offer(client, world) -> None:
    page = words(client, "?partner=skane")
    assert "Wants designers." not in page
    offers = part(page, "What Skane can offer to others", "How the order comes about")
    assert "Lyon: Wants monitoring. Only Skane names a strength in it." in offers
    bolzano = words(client, "?partner=bolzano")
    assert "No need of another partner is known" in bolzano
    assert "is not known." not in bolzano, "its own need is"
    unasked = words(client, "?partner=skane")
    assert "What Skane would like to learn is not known." in unasked
    assert "No need is known for this choice." in words(
        client, "?partner=lyon&theme=other&theme=monitoring&dimension=support-for-companies"
    )


def test_two_partners_learn_from_each_other_in_both_directions(client, world) -> None:
    make_transfer(practice=world["practice"], receiving_partner=world["lyon"], stage="adapting")
    page = words(client, "?partner=lyon&with=skane")
    there = part(page, "What Lyon can learn from Skane", "What Skane can learn from Lyon")
    back = part(page, "What Skane can learn from Lyon", "What the two share")
    shared = part(page, "What the two share", "How the order comes about")
    assert "Wants monitoring." in there
    assert "On its way there, on the same theme (adapting): Online tool" in there
    assert "What Skane would like to learn is not known." in back
    learned = part(words(client, "?partner=bolzano&with=skane"), "Bolzano can learn from", "Skane can learn")
    assert "No need that Bolzano names meets a strength of Skane." in learned
    assert [one in shared for one in ("Monitoring", "Lyon at Skane (2019)", "Online tool (Adapting)")] == [
        True
    ] * 3
    assert "What Skane is strong in all the same: Monitors online." in words(
        client, "?partner=bolzano&with=skane"
    )


def brought(world: dict[str, Any], way: str, owner: str, **given: Any) -> Any:
    """Name a practice that the exchange of Lyon at Skane was about."""
    practice = make_practice(partner=world[owner], **({} if way == "transfer" else given))
    if way == "transfer":
        return make_transfer(
            practice=practice,
            receiving_organisation="X",
            route="exchange",
            exchange=world["exchange"],
            **given,
        )
    practice.discussed_at.add(world["exchange"])
    return practice


@pytest.mark.parametrize("way", ["discussion", "transfer"])
def test_an_exchange_about_the_guests_practice_is_no_strength_of_the_host(client, world, way) -> None:
    hosted, went = (
        "hosted an exchange on it with Lyon in 2019",
        "Staff went to Skane on the same theme in 2019",
    )
    told = brought(world, way, "lyon", status="draft")
    assert [one in words(client) for one in (hosted, went)] == [True] * 2, "the control: a draft says nothing"
    type(told).objects.filter(pk=told.pk).update(status="published")
    world["practice"].save()  # the page is made anew
    page = words(client)
    assert [one in page for one in (hosted, went)] == [False] * 2
    assert "has exchanged staff with Lyon before" in page
    assert "Send somebody from Lyon to Skane to learn on the spot" in page


@pytest.mark.parametrize("way", ["discussion", "transfer"])
@pytest.mark.parametrize("others", [["skane"], ["bolzano"], ["lyon", "skane"]])
def test_an_exchange_also_about_the_host_s_practice_or_only_a_third_s_stays_the_host_s(
    client, world, way, others
) -> None:
    for owner in others:
        brought(world, way, owner)
    assert "hosted an exchange on it with Lyon in 2019" in words(client)


def test_guests_who_brought_what_their_host_needs_have_answered_its_need(client, world) -> None:
    make_swot_entry(
        partner=world["skane"], quadrant="weakness", statement="Wants a pool.", themes=[world["theme"]]
    )
    make_swot_entry(partner=world["lyon"], statement="Has a pool.", themes=[world["theme"]])
    before = words(client, "?partner=skane")
    assert "Staff of Lyon came to share" not in before
    brought(world, "discussion", "lyon")
    page = words(client, "?partner=skane")
    assert "Staff of Lyon came to share a practice on the same theme in 2019: Lyon at Skane" in page
    assert "went to Skane to share its practice on it in 2019" in page
    assert "Lyon has sent staff to Skane for this before: go on from there." in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("?theme=monitoring", True),
        ("?theme=other", False),
        ("?dimension=relevant-policies", True),
        ("?dimension=support-for-companies", False),
        ("?partner=lyon&theme=monitoring&dimension=relevant-policies", True),
        ("?partner=lyon&with=skane&theme=other", False),
    ],
)
def test_themes_and_dimensions_narrow_what_is_shown(client, world, query, is_there) -> None:
    make_group(slug="other")
    assert ("Wants monitoring." in words(client, query)) is is_there


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("?partner=<script>alert(1)</script>", "“<script>alert(1)</script>” is not a partner here"),
        ("?partner=lyon&with=nobody", "“nobody” is not a partner here"),
        ("?theme=nonsense", "“nonsense” is not a working group here"),
        ("?dimension=%00", "is not a dimension here"),
        ("?partner=lyon&partner=skane", "Only one can be chosen at a time: “lyon” was taken."),
        ("?partner=lyon&with=lyon", "A region cannot learn from itself. Choose two different partners."),
        ("?with=lyon", "Two partners are needed to compare them"),
    ],
)
def test_a_wrong_value_is_dropped_with_a_word_and_the_rest_still_counts(client, world, query, word) -> None:
    page = look(client, ADDRESS + query)
    assert any(word in notice for notice in page.notices), page.notices
    assert page.inline == []
    if "partner=lyon" in query or "with=lyon" in query:
        assert "Wants monitoring." in page.words
        assert "Wants designers." not in page.words


def test_a_thousand_wrong_values_are_answered_shortly(client, world) -> None:
    query = "?" + "&".join(f"partner=x{n}&with=y{n}" for n in range(400))
    assert len(look(client, ADDRESS + query).notices) <= 5


def test_partners_that_have_left_and_drafts_are_not_matched(client, world) -> None:
    for name, hidden in (("skane", {"role": "former-partner"}), ("skane", {"status": "draft"})):
        before = {field: getattr(world[name], field) for field in hidden}
        type(world[name]).objects.filter(pk=world[name].pk).update(**hidden)
        assert "Skane" not in text(client.get(ADDRESS)), hidden
        assert "“skane” is not a partner here" in words(client, "?partner=skane"), hidden
        type(world[name]).objects.filter(pk=world[name].pk).update(**before)
        assert "Skane" in text(client.get(ADDRESS)), "the control"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("need", "Wants monitoring."),
        ("strength", "Monitors online."),
        ("practice", "Online tool"),
        ("exchange", "Lyon at Skane"),
        ("theme", "Monitoring"),
    ],
)
def test_a_draft_says_nothing_and_neither_does_its_working_copy(client, world, name, said) -> None:
    assert said in words(client), "the control"
    world[name].status = "draft"
    world[name].save()
    assert said not in words(client)
    assert said not in words(client, "?partner=lyon&with=skane")


def test_a_service_has_no_theme_by_a_practice_that_is_not_public(client, world) -> None:
    make_service(name="Coaching", partner=world["skane"], practices=[world["practice"]])
    assert "Coaching" in words(client)
    world["practice"].status = "draft"
    world["practice"].save()
    assert "Coaching" not in words(client)


def test_a_theme_of_an_entry_counts_at_once_for_whoever_asks_at_the_door(visitor, world) -> None:
    """The page is kept whole until what it reads changes: entries, their themes, what answers them."""
    assert b"Prints." not in visitor.get(ADDRESS).content
    prints = make_swot_entry(partner=world["skane"], statement="Prints.", dimension="coordination-of-actors")
    assert b"Prints." not in visitor.get(ADDRESS).content
    named = prints.themes.create(group=world["theme"])
    assert b"Prints." in visitor.get(ADDRESS).content
    named.delete()
    assert b"Prints." not in visitor.get(ADDRESS).content
    world["practice"].title = "Another tool"
    world["practice"].save()
    assert b"Another tool" in visitor.get(ADDRESS).content


def test_a_page_about_anything_asks_the_database_as_often_for_one_as_for_eleven(client, world) -> None:
    def ask(query: str) -> int:
        world["practice"].save()  # what was gathered is read anew; what the lists know of it, is none of ours
        library.refresh()
        with CaptureQueriesContext(connection) as captured:
            words(client, query)
        return len(captured)

    asked = ("", "?partner=lyon", "?partner=lyon&with=skane")
    few = [ask(query) for query in asked]
    for n in range(11):
        other = make_partner()
        for quadrant in ("strength", "weakness"):
            make_swot_entry(partner=other, quadrant=quadrant, themes=[world["theme"]])
        practice = make_practice(partner=other, working_groups=[world["theme"]])
        make_service(partner=other, practices=[practice])
        make_approach(group=world["theme"], partner=other, practice=make_practice())
        visit = make_exchange(
            host=other, sender=world["lyon"], working_group=world["theme"], title=f"Visit {n}"
        )
        make_transfer(practice=practice, receiving_partner=world["lyon"], route="exchange", exchange=visit)
        practice.discussed_at.add(visit)
    assert [ask(query) for query in asked] == few


def test_the_page_is_found_from_partners_exchanges_and_the_map_of_the_site(client, world) -> None:
    assert ADDRESS in look(client, "/partners/").links
    assert ADDRESS in look(client, "/workgroups/exchanges/").links
    assert f"{ADDRESS}</loc>" in text(client.get("/sitemap.xml"))
    page = look(client, "/partners/lyon/")
    assert f"{ADDRESS}?partner=lyon" in page.links
    assert "What could be learned from others Wants monitoring." in " ".join(page.words.split())


def test_the_page_of_a_partner_that_has_left_leads_to_no_match(client, world) -> None:
    former = make_partner(role="former-partner", slug="former")
    make_swot_entry(partner=former)
    assert f"{ADDRESS}?partner=former" not in look(client, "/partners/former/").links


def test_only_the_whole_page_is_for_search_engines(client, world) -> None:
    assert b"noindex" not in client.get(ADDRESS).content
    assert b"noindex" in client.get(f"{ADDRESS}?partner=lyon").content
