"""Partners, what they are strong in and need, and the projects around them."""

from decimal import Decimal

import pytest

from partners.models import Partner, RelatedProject
from tests.making import make_partner, make_project, make_swot_entry
from tests.rules import is_stored, sentences

pytestmark = pytest.mark.django_db


def test_a_nuts_code_is_two_capitals_and_up_to_three_signs() -> None:
    partner = make_partner()
    for code in ("", "AT", "AT12", "ITH1", "FRK26"):
        partner.nuts_code = code
        assert sentences(partner) == [], code
    for code in ("at12", "A1", "AT-12", "12AT", "AT123456"):
        partner.nuts_code = code
        assert "NUTS code" in "".join(sentences(partner)) or "at most 5" in "".join(sentences(partner)), code


def test_coordinates_lie_on_earth_and_come_in_pairs() -> None:
    partner = make_partner()
    for latitude, longitude in ((90, 180), (-90, -180), (0, 0), (None, None)):
        partner.latitude, partner.longitude = latitude, longitude
        assert sentences(partner) == []
        assert is_stored(partner, {"latitude": latitude, "longitude": longitude})
    for latitude, longitude in ((-91, 0), (0, 181), (0, -181)):
        partner.latitude, partner.longitude = latitude, longitude
        assert sentences(partner) == ["Latitude lies between -90 and 90, longitude between -180 and 180."]
        assert not is_stored(partner, {"latitude": latitude, "longitude": longitude})
    partner.latitude, partner.longitude = None, 16
    assert sentences(partner) == ["Give both latitude and longitude, or neither."]


def test_a_country_is_one_of_the_iso_codes() -> None:
    partner = make_partner(country="XX")
    assert "not a valid choice" in "".join(sentences(partner))
    partner.country = "RO"
    assert sentences(partner) == []


def test_a_partner_says_where_it_is_from_the_city_out() -> None:
    partner = Partner(city="Vejle", region="Syddanmark", nuts_code="DK03", country="DK")
    assert partner.where == "Vejle, Syddanmark (DK03), Denmark"
    assert partner.region_and_country == "Syddanmark, Denmark"
    assert Partner(country="DK", nuts_code="DK03").where == "Denmark"
    assert Partner().where == ""


def test_partners_are_sorted_without_regard_to_capitals() -> None:
    for name in ("vlaio", "Region Skåne", "ecoplus"):
        make_partner(short_name=name)
    assert [partner.short_name for partner in Partner.objects.all()] == ["ecoplus", "Region Skåne", "vlaio"]


def test_two_partners_may_say_the_same_of_themselves() -> None:
    """The control of the rule that one partner says it once."""
    first = make_swot_entry(statement="Digital hubs")
    second = make_swot_entry(statement="Digital hubs")
    assert first.partner != second.partner
    assert sentences(second) == []


def test_the_budget_of_a_project_is_said_in_euros() -> None:
    assert make_project(budget=Decimal("2300000")).budget_in_words == "EUR 2,300,000"
    assert RelatedProject(budget=Decimal("1250.50")).budget_in_words == "EUR 1,250.50"
    assert RelatedProject().budget_in_words == ""
