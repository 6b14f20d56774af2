"""Working groups, memberships, meetings and staff exchanges."""

import pytest
from django.db.models import ProtectedError

from tests.making import make_exchange, make_group, make_meeting, make_membership, make_partner, make_practice
from tests.rules import sentences
from workgroups.models import Meeting, Membership, WorkingGroup

pytestmark = pytest.mark.django_db


def test_groups_stand_in_their_own_order() -> None:
    second, first = make_group(order=2, name="A"), make_group(order=1, name="B")
    assert list(WorkingGroup.objects.all()) == [first, second]


def test_home_counts_the_published_practices_of_a_group_only(client) -> None:
    group = make_group()
    for status in ("published", "published", "draft"):
        make_practice(working_groups=[group], status=status)
    make_practice()
    assert "2 good practices" in client.get("/").text


def test_the_members_of_a_group_begin_with_those_that_lead_it() -> None:
    group = make_group()
    for name, leads in (("vlaio", False), ("Ecoplus", False), ("WESTPANNON", True), ("adr", False)):
        make_membership(group=group, partner=make_partner(short_name=name), is_lead=leads)
    names = [membership.partner.short_name for membership in Membership.objects.all()]
    assert names == ["WESTPANNON", "adr", "Ecoplus", "vlaio"]


def test_a_partner_may_join_several_groups() -> None:
    """The control of the rule that it joins each group once."""
    partner = make_partner()
    for _ in range(2):
        assert sentences(make_membership(partner=partner)) == []


def test_meetings_are_sorted_latest_first_and_those_without_a_date_last() -> None:
    undated, older, newer = (make_meeting(start_on=start) for start in (None, "2017-05-01", "2018-10-01"))
    assert list(Meeting.objects.all()) == [newer, older, undated]


def test_a_count_of_participants_cannot_be_negative() -> None:
    meeting = make_meeting()
    meeting.participants = -1
    assert "greater than or equal to 0" in "".join(sentences(meeting))
    meeting.participants = None
    assert sentences(meeting) == []


def test_a_partner_or_group_that_an_exchange_names_is_kept() -> None:
    exchange = make_exchange(working_group=make_group())
    for named in (exchange.host, exchange.sender, exchange.working_group):
        with pytest.raises(ProtectedError):
            named.delete()
    exchange.delete()
    exchange.host.delete()


def test_a_membership_goes_with_its_partner_and_its_group() -> None:
    first, second = make_membership(), make_membership()
    first.partner.delete()
    assert list(Membership.objects.all()) == [second]
    second.group.delete()
    assert not Membership.objects.exists()
