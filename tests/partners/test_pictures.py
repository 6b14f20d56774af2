"""Strengths and needs: the grid below the list of partners, and the set on a partner's own page."""

import re

import pytest

from tests.making import make_partner, make_swot_entry
from tests.picture_reading import Figure

pytestmark = pytest.mark.django_db

PAGE = "/partners/"


def grid(client, address: str = PAGE) -> Figure:
    return Figure(client, address, "matrix")


def test_the_grid_counts_what_each_partner_says_and_each_field_leads_there(client) -> None:
    partner = make_partner(short_name="ecoplus", slug="ecoplus")
    for _ in range(2):
        make_swot_entry(partner=partner)
    make_swot_entry(partner=partner, quadrant="weakness")
    make_swot_entry(partner=partner, dimension="support-for-companies", quadrant="threat")
    drawn = grid(client)
    assert drawn.head[:3] == ["Partner", "Relevant policies", "Support for companies"]
    assert drawn.rows == [
        ["ecoplus", "2 strengths 1 need", "1 threat", *["nothing known"] * 3],
    ]
    assert drawn.markup.count("sign-disc") == 2
    assert drawn.markup.count("sign-ring") == drawn.markup.count("sign-lozenge") == 1
    page = client.get("/partners/ecoplus/").content.decode()
    for dimension in ("relevant-policies", "support-for-companies"):
        assert f"/partners/ecoplus/#{dimension}" in drawn.links
        assert f'id="{dimension}"' in page, "where the field leads to"


def test_only_partners_of_whom_something_is_known_have_a_row_in_the_order_of_their_names(client) -> None:
    make_partner(short_name="Silent")
    for name in ("beta", "Alfa"):
        make_swot_entry(partner=make_partner(short_name=name))
    assert [row[0] for row in grid(client).rows] == ["Alfa", "beta"]


def test_drafts_are_not_counted(client) -> None:
    partner = make_partner()
    entry = make_swot_entry(partner=partner, status="draft")
    make_swot_entry(partner=make_partner(status="draft"))
    assert not grid(client)
    entry.status = "published"
    entry.save()
    assert [row[1] for row in grid(client).rows] == ["1 strength"], "the control: published, it counts"


def test_a_filtered_list_shows_no_grid_of_the_whole(client) -> None:
    make_swot_entry(partner=make_partner(country="AT"))
    make_partner(country="SE")
    assert grid(client)
    assert not grid(client, f"{PAGE}?country=at")


def test_a_partners_page_tells_its_strengths_before_its_needs_in_each_dimension(client) -> None:
    partner = make_partner()
    make_swot_entry(partner=partner, quadrant="weakness", statement="It lacks.")
    make_swot_entry(partner=partner, statement="It can.")
    make_swot_entry(partner=partner, dimension="coordination-of-actors", statement="It links.")
    make_swot_entry(partner=partner, statement="Not yet.", status="draft")
    page = client.get(partner.get_absolute_url()).content.decode()
    part = page.split('<section class="strengths">')[1].split("</section>")[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", part).split())
    assert words == (
        "Strengths and needs Relevant policies Strength It can. Need It lacks. "
        "Coordination of actors Strength It links."
    )


def test_a_partner_of_whom_nothing_is_known_says_so(client) -> None:
    page = client.get(make_partner().get_absolute_url()).content.decode()
    assert "What the partner is strong in and what it needs is not known." in page
    assert "css/pictures." not in page
