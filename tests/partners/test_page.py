"""The page of a partner: each part of it says what is known, or that nothing is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterix.browse.catalogue.library import library
from tests.making import (
    make_approach,
    make_exchange,
    make_group,
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
    "approaches": "How the partner does the tasks that its working groups compare is not known.",
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
    make_approach(partner=partner)
    make_transfer(practice=practice)
    make_exchange(host=partner)
    page = words(client, partner)
    assert [name for name, said in UNKNOWN.items() if said in page] == ["groups"]
    assert "What it took from others No transfer to this partner is known." in page
    assert "Staff exchanges sent No staff exchange to which it sent somebody is known." in page
    assert "No transfer from this partner is known." not in page
    assert "No staff exchange that it hosted is known." not in page


def test_a_partner_s_approaches_lead_to_where_they_are_compared_unless_they_are_hidden(client) -> None:
    partner, group = make_partner(), make_group(slug="monitoring")
    approach = make_approach(partner=partner, group=group, task="Monitoring", summary="It asks every year.")
    page = look(client, partner.get_absolute_url())
    assert "Monitoring: It asks every year." in " ".join(page.words.split())
    assert "/workgroups/monitoring/#approaches" in page.links
    for hidden in (approach, group):
        hidden.status = "draft"
        hidden.save()
        assert "It asks every year." not in words(client, partner), hidden
        hidden.status = "published"
        hidden.save()
    assert "It asks every year." in words(client, partner), "the control: published, it is there again"


def test_however_many_approaches_there_are_the_page_asks_as_often(client) -> None:
    partner = make_partner()

    def queries() -> int:
        library.refresh()
        with CaptureQueriesContext(connection) as captured:
            words(client, partner)
        return len(captured)

    make_approach(partner=partner)
    queries()
    few = queries()
    for _ in range(11):
        make_approach(partner=partner)
    queries()
    assert queries() == few
