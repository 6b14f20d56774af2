"""Where cluster policy stands in a partner's region: on its page, beside a practice and in a comparison."""

from typing import Any

import pytest

from tests.making import make_partner, make_practice
from tests.page_reading import look
from tests.rules import sentences

pytestmark = pytest.mark.django_db

KNOWN = {
    "policy_since": 2001,
    "policy_stage": "established",
    "policy_programme": "Cluster programme 2015–2020",
    "policy_context": "The agency runs clusters itself.",
    "cluster_meaning": "A network of firms.",
}


def words(client: Any, address: str) -> str:
    return " ".join(look(client, address).words.split())


def context_of(client: Any, partner: Any) -> str:
    told = words(client, partner.get_absolute_url())
    return told[told.index(" Context ") :].split("Sources")[0]


def test_the_page_of_a_partner_tells_its_context(client) -> None:
    told = context_of(client, make_partner(**KNOWN))
    for value in ("2001", "Established", *list(KNOWN.values())[2:]):
        assert str(value) in told
    assert "Not known" not in told


def test_what_is_not_known_of_it_says_so(client) -> None:
    assert context_of(client, make_partner()).count("Not known") == len(KNOWN)
    for name, value in KNOWN.items():
        assert context_of(client, make_partner(**{name: value})).count("Not known") == len(KNOWN) - 1, name


def test_a_practice_leads_to_the_context_of_its_region(client) -> None:
    partner = make_partner(
        slug="ecoplus", region="Lower Austria", policy_since=2001, policy_stage="established"
    )
    page = look(client, make_practice(partner=partner).get_absolute_url())
    assert "Context in Lower Austria Cluster policy since 2001: established" in " ".join(page.words.split())
    assert "/partners/ecoplus/#context" in page.links
    assert 'id="context"' in client.get("/partners/ecoplus/").content.decode(), "where the link leads to"


def test_a_practice_of_a_region_whose_context_is_not_known_says_so(client) -> None:
    partner = make_partner(slug="silent", region="", country="AT")
    page = look(client, make_practice(partner=partner).get_absolute_url())
    assert "Context in Austria Not known" in " ".join(page.words.split())
    assert "/partners/silent/#context" not in page.links


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (("policy_since",), "Cluster policy since 2001"),
        (("policy_stage",), "Cluster policy: established"),
        (("policy_programme",), "Cluster programme 2015–2020"),
        (("policy_since", "policy_programme"), "Cluster policy since 2001"),
        (("policy_context",), "What is known of cluster policy there"),
        (("cluster_meaning",), "What is known of cluster policy there"),
        ((), ""),
    ],
)
def test_one_line_says_what_is_known(known, line) -> None:
    assert make_partner(**{name: KNOWN[name] for name in known}).policy_in_short == line


def test_the_context_of_a_hidden_partner_is_nowhere(client) -> None:
    partner = make_partner(slug="ecoplus", status="draft", policy_since=1999)
    practices = [make_practice(partner=partner), make_practice()]
    compare = "/practices/compare/?" + "&".join(f"practice={one.slug}" for one in practices)
    for address in (practices[0].get_absolute_url(), compare):
        page = look(client, address)
        assert "1999" not in page.words
        assert "/partners/ecoplus/#context" not in page.links


def test_a_comparison_has_a_row_for_the_context(client) -> None:
    one = make_practice(partner=make_partner(slug="ecoplus", policy_since=2001))
    other, third = make_practice(partner=make_partner(policy_since=2016)), make_practice()
    address = "/practices/compare/?" + "&".join(f"practice={each.slug}" for each in (one, other, third))
    page = client.get(address)
    row = next(row for row in page.context["groups"][0].rows if str(row.name) == "Context")
    assert [[thing.words for thing in cell.things] for cell in row.cells] == [
        ["Cluster policy since 2001"],
        ["Cluster policy since 2016"],
        [],
    ]
    assert row.differs
    assert "/partners/ecoplus/#context" in look(client, address).links


def test_a_year_has_four_digits() -> None:
    partner = make_partner()
    for year in (1, 1949, 2101, 20160):
        partner.policy_since = year
        assert "Give the year in four digits, such as 2001." in sentences(partner)
    for year in (1950, 2016, 2100, None):
        partner.policy_since = year
        assert sentences(partner) == []


def test_partners_are_found_by_their_context_and_it_is_in_their_files(client) -> None:
    make_partner(short_name="Found", cluster_meaning="An arena.", policy_since=2001)
    make_partner(short_name="Other")
    assert look(client, "/partners/?q=arena").cards == ["Found"]
    row = client.get("/partners/export.json?q=arena")
    told = b"".join(row.streaming_content).decode()
    assert '"policy_since": 2001' in told
    assert '"cluster_meaning": "An arena."' in told
