"""The page of a partner: each part of it says what is known, or that nothing is."""

import pytest

from tests.making import (
    make_exchange,
    make_meeting,
    make_partner,
    make_plan,
    make_practice,
    make_service,
    make_transfer,
)
from tests.page_reading import look

pytestmark = pytest.mark.django_db


def words(client, partner) -> str:
    return " ".join(look(client, partner.get_absolute_url()).words.split())


UNKNOWN = {
    "groups": "Working groups None is known",
    "practices": "No good practice of this partner is known.",
    "transfers": "Given and received No transfer is known.",
    "services": "No service of this partner is known.",
    "exchanges": "Staff exchanges No staff exchange is known.",
    "plans": "No action plan of this partner is known.",
    "meetings": "No meeting that it hosted is known.",
}


def test_each_part_of_which_nothing_is_known_says_so(client) -> None:
    page = words(client, make_partner())
    assert [name for name, said in UNKNOWN.items() if said not in page] == []


def test_what_is_known_is_not_said_to_be_unknown(client) -> None:
    """The control of the test above, and of what is known on one side only."""
    partner = make_partner()
    practice = make_practice(partner=partner)
    make_service(partner=partner)
    make_plan(partner=partner)
    make_meeting(host=partner)
    make_transfer(practice=practice)
    make_exchange(host=partner)
    page = words(client, partner)
    assert [name for name, said in UNKNOWN.items() if said in page] == ["groups"]
    assert "What it took from others No transfer to this partner is known." in page
    assert "Staff exchanges sent No staff exchange to which it sent somebody is known." in page
    assert "No transfer from this partner is known." not in page
    assert "No staff exchange that it hosted is known." not in page
