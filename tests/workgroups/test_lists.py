"""The lists of working groups, meetings and staff exchanges."""

import datetime

import pytest

from tests.making import make_exchange, make_group, make_meeting, make_membership, make_partner
from tests.page_reading import cards

pytestmark = pytest.mark.django_db


def test_working_groups_stand_in_the_order_of_their_numbers(client) -> None:
    make_group(name="Second", order=2)
    make_group(name="First", order=1)
    assert cards(client, "/workgroups/") == ["First", "Second"]
    assert cards(client, "/workgroups/?sort=title") == ["First", "Second"]


def test_working_groups_by_member(client) -> None:
    group = make_group(name="Printing")
    make_group(name="Other")
    make_membership(partner=make_partner(slug="ecoplus"), group=group)
    assert cards(client, "/workgroups/?partner=ecoplus") == ["Printing"]


@pytest.fixture
def two_meetings() -> None:
    theme, host = make_group(slug="3d-printing"), make_partner(slug="westpannon")
    make_meeting(
        title="Győr",
        kind="partner-meeting",
        country="HU",
        host=host,
        groups=[theme],
        start_on=datetime.date(2018, 4, 10),
    )
    make_meeting(title="Brussels", kind="conference", country="BE", start_on=datetime.date(2020, 2, 4))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Brussels", "Győr"]),
        ("sort=earliest", ["Győr", "Brussels"]),
        ("theme=3d-printing", ["Győr"]),
        ("kind=partner-meeting", ["Győr"]),
        ("country=hu", ["Győr"]),
        ("partner=westpannon", ["Győr"]),
        ("year=2018", ["Győr"]),
        ("q=győr", ["Győr"]),
        ("year=2018&year=2020", ["Brussels", "Győr"]),
    ],
)
def test_meetings_by_theme_kind_country_host_and_year(client, two_meetings, query, expected) -> None:
    assert cards(client, f"/workgroups/meetings/?{query}") == expected


def test_staff_exchanges_by_host_and_by_sender(client) -> None:
    ecoplus, skane = make_partner(slug="ecoplus"), make_partner(slug="region-skane")
    make_exchange(title="To Skåne", host=skane, sender=ecoplus, country="SE", learned="To measure.")
    make_exchange(title="To Austria", host=ecoplus, sender=make_partner(), country="AT")
    assert sorted(cards(client, "/workgroups/exchanges/?partner=ecoplus")) == ["To Austria", "To Skåne"]
    assert cards(client, "/workgroups/exchanges/?partner=region-skane") == ["To Skåne"]
    assert cards(client, "/workgroups/exchanges/?country=at") == ["To Austria"]
    assert cards(client, "/workgroups/exchanges/?q=measure") == ["To Skåne"]
