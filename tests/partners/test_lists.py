"""The lists of partners and related projects."""

import pytest

from tests.making import make_group, make_membership, make_partner, make_project
from tests.page_reading import cards

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_partners() -> None:
    region = make_partner(short_name="Skåne", kind="regional-authority", country="SE", role="partner")
    make_membership(partner=region, group=make_group(slug="3d-printing"))
    make_partner(short_name="ecoplus", kind="development-agency", country="AT", role="lead-partner")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["ecoplus", "Skåne"]),
        ("theme=3d-printing", ["Skåne"]),
        ("country=at", ["ecoplus"]),
        ("kind=regional-authority", ["Skåne"]),
        ("role=lead-partner", ["ecoplus"]),
        ("sort=country", ["ecoplus", "Skåne"]),
        ("sort=newest", ["ecoplus", "Skåne"]),
        ("q=skåne", ["Skåne"]),
    ],
)
def test_partners_by_group_country_kind_and_role(client, two_partners, query, expected) -> None:
    assert cards(client, f"/partners/?{query}") == expected


def test_related_projects_by_their_words(client) -> None:
    make_project(name="CLUSTERIX", full_name="Strategic clusters")
    make_project(name="Other")
    assert cards(client, "/partners/projects/?q=strategic") == ["CLUSTERIX"]
    assert cards(client, "/partners/projects/") == ["CLUSTERIX", "Other"]
