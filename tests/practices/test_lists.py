"""The lists of good practices, transfers and services: what their own filters and sorts find."""

import datetime

import pytest

from tests.making import make_exchange, make_group, make_partner, make_practice, make_service, make_transfer
from tests.page_reading import cards, look

pytestmark = pytest.mark.django_db


def test_practices_by_whether_they_worked(client) -> None:
    make_practice(title="Worked", outcome="worked")
    make_practice(title="Failed", outcome="did-not-work")
    make_practice(title="Nobody knows")
    assert cards(client, "/practices/?outcome=did-not-work") == ["Failed"]


def test_practices_of_a_partner_and_those_from_outside(client) -> None:
    make_practice(title="Ours", partner=make_partner(slug="ecoplus"))
    make_practice(title="From outside")
    assert cards(client, "/practices/?partner=ecoplus") == ["Ours"]
    assert len(cards(client, "/practices/")) == 2


def test_transfers_by_stage_route_country_and_either_partner(client) -> None:
    giver, taker = make_partner(slug="giver"), make_partner(slug="taker")
    visit = make_exchange(host=giver, sender=taker)
    theme = make_group(slug="3d-printing")
    given = make_practice(title="Given", partner=giver, working_groups=[theme])
    make_transfer(
        practice=given,
        receiving_partner=taker,
        route="exchange",
        exchange=visit,
        stage="running",
        country="SE",
    )
    make_transfer(practice=make_practice(title="Other"), route="workshop", stage="interest", country="DK")
    for query in ("stage=running", "route=exchange", "country=se", "theme=3d-printing"):
        (card,) = cards(client, f"/practices/transfers/?{query}")
        assert "Given" in card, query
    for query in ("partner=giver", "partner=taker"):
        (card,) = cards(client, f"/practices/transfers/?{query}")
        assert "Given" in card, query
    (card,) = cards(client, "/practices/transfers/?q=other")
    assert "Other" in card


def test_transfers_begin_with_the_latest(client) -> None:
    make_transfer(practice=make_practice(title="Unknown"))
    make_transfer(practice=make_practice(title="Early"), start_on=datetime.date(2015, 1, 1))
    make_transfer(practice=make_practice(title="Late"), start_on=datetime.date(2018, 1, 1))
    found = cards(client, "/practices/transfers/")
    assert [word for card in found for word in ("Late", "Early", "Unknown") if word in card] == [
        "Late",
        "Early",
        "Unknown",
    ]


def test_services_by_experience_stage_of_cluster_country_and_provider(client) -> None:
    partner = make_partner(slug="ecoplus")
    make_service(name="Coaching", experience="works", stage="young", country="AT", partner=partner)
    make_service(name="Audit", experience="stopped", stage="mature", country="DK")
    for query in ("status=works", "stage=young", "country=at", "partner=ecoplus", "q=coaching"):
        assert cards(client, f"/practices/services/?{query}") == ["Coaching"], query


def test_a_card_of_a_practice_says_theme_country_and_summary(client) -> None:
    theme = make_group(short_name="3D printing", slug="3d-printing")
    make_practice(title="Lab", country="HU", summary="A lab for everybody.", working_groups=[theme])
    words = look(client, "/practices/").words
    for word in ("Lab", "3D printing", "Hungary", "A lab for everybody."):
        assert word in words
