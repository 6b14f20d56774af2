"""The pictures below the list of working groups: who works where, and when they met."""

import datetime

import pytest

from tests.making import make_exchange, make_group, make_meeting, make_membership, make_partner
from tests.picture_reading import Figure
from workgroups.models import Membership

pytestmark = pytest.mark.django_db

PAGE = "/workgroups/"
SPRING = {"start_on": datetime.date(2018, 4, 10), "end_on": datetime.date(2018, 4, 12)}


def timeline(client, address: str = PAGE) -> Figure:
    return Figure(client, address, "timeline")


def matrix(client, address: str = PAGE) -> Figure:
    return Figure(client, address, "matrix")


def test_every_meeting_and_exchange_is_a_mark_that_leads_to_it_and_a_row_of_the_table(client) -> None:
    theme = make_group(short_name="Printing", colour="violet")
    meeting = make_meeting(title="Partner meeting", place="Győr", groups=[theme], **SPRING)
    host, sender = make_partner(short_name="Skåne"), make_partner(short_name="ecoplus")
    exchange = make_exchange(title="To learn", host=host, sender=sender, **SPRING)
    drawn = timeline(client)
    assert drawn.marks == {
        "Győr: Partner meeting, 10–12 April 2018 (Printing)": meeting.get_absolute_url(),
        "ecoplus → Skåne: To learn, 10–12 April 2018": exchange.get_absolute_url(),
    }
    assert list(drawn.hues.values()) == ["hue-violet", ""]
    assert drawn.rows == [
        ["10–12 April 2018", "Partner meeting", "Partner meeting", "Printing"],
        ["10–12 April 2018", "To learn", "Staff exchange", ""],
    ]
    assert "2018 Meetings Győr" in drawn.words.replace(next(iter(drawn.marks)), "").replace("  ", " ")


def test_a_meeting_of_several_groups_is_one_mark_with_all_their_names_and_no_hue(client) -> None:
    groups = [make_group(short_name=name) for name in ("One", "Two")]
    make_meeting(title="Both", groups=groups, **SPRING)
    drawn = timeline(client)
    assert len(drawn.marks) == len(drawn.rows) == 1
    assert drawn.hues == {next(iter(drawn.marks)): ""}
    assert drawn.rows[0][-1] == "One Two"


def test_what_has_no_known_day_is_in_the_table_alone_and_the_caption_says_so(client) -> None:
    make_meeting(title="Some day")
    assert not timeline(client), "without any day there is no picture"
    make_meeting(title="Dated", **SPRING)
    drawn = timeline(client)
    assert len(drawn.marks) == 1
    assert ["Date not known", "Some day"] in [row[:2] for row in drawn.rows]
    assert "1 of 2 are drawn" in drawn.markup


def test_a_lone_start_or_end_is_a_mark_of_that_day(client) -> None:
    make_meeting(title="Began", start_on=datetime.date(2018, 4, 10))
    make_meeting(title="Ended", end_on=datetime.date(2018, 4, 10))
    assert len(timeline(client).marks) == 2


def test_drafts_and_what_hangs_on_them_are_in_no_picture(client) -> None:
    hidden = make_partner(short_name="Hidden partner", status="draft")
    secret = make_group(short_name="Secret group", status="draft")
    shown, partner = make_group(short_name="Shown"), make_partner(short_name="Seen")
    make_meeting(title="Secret meeting", status="draft", **SPRING)
    make_meeting(title="Open", groups=[secret, shown], **SPRING)
    make_exchange(title="Secret exchange", host=hidden, **SPRING)
    make_exchange(title="Visit", working_group=secret, **SPRING)
    for group in (secret, shown):
        for one in (hidden, partner):
            make_membership(partner=one, group=group)
    drawn = timeline(client)
    assert [row[1] for row in drawn.rows] == ["Open", "Visit"]
    assert [row[3] for row in drawn.rows] == ["Shown", ""]
    assert [row[0] for row in matrix(client).rows] == ["Seen"]
    for word in ("Secret", "Hidden"):
        assert word not in drawn.page
    secret.status = "published"
    secret.save()
    assert "Secret group" in timeline(client).page, "the control: published, it is seen"


def test_the_matrix_says_who_leads_and_who_is_a_member_and_every_name_is_a_link(client) -> None:
    printing, digital = (make_group(short_name=name) for name in ("Printing", "Digital"))
    first, second = make_partner(short_name="Alfa"), make_partner(short_name="Beta")
    make_membership(partner=second, group=printing, is_lead=True)
    make_membership(partner=first, group=printing)
    make_membership(partner=first, group=digital)
    drawn = matrix(client)
    assert drawn.head == ["Partner", "Printing", "Digital"]
    assert drawn.rows == [["Alfa", "member", "member"], ["Beta", "leads", "no member"]]
    assert drawn.markup.count("sign-diamond") == 1
    assert drawn.markup.count("sign-disc") == 2
    for record in (printing, digital, first, second):
        assert record.get_absolute_url() in drawn.links


def test_the_pictures_are_as_new_as_the_last_change(client) -> None:
    membership = make_membership(partner=make_partner(short_name="Alfa"))
    assert [row[0] for row in matrix(client).rows] == ["Alfa"]
    membership.partner.short_name = "Omega"
    membership.partner.save()
    assert [row[0] for row in matrix(client).rows] == ["Omega"]
    Membership.objects.get().delete()
    assert not matrix(client)


def test_without_anything_to_draw_there_is_no_picture_and_no_style_sheet(client) -> None:
    make_group()
    assert not matrix(client)
    assert not timeline(client)
    assert "css/pictures." not in timeline(client).page
    make_membership()
    assert "css/pictures." in matrix(client).page


def test_a_filtered_list_is_about_what_was_found_and_shows_no_pictures_of_the_whole(client) -> None:
    make_membership(partner=make_partner(slug="ecoplus"))
    make_meeting(**SPRING)
    assert matrix(client, f"{PAGE}?sort=title")
    assert timeline(client, f"{PAGE}?sort=title")
    for query in ("?partner=ecoplus", "?q=group"):
        assert not matrix(client, PAGE + query)
        assert not timeline(client, PAGE + query)


def test_markup_in_a_title_is_shown_as_text(client) -> None:
    make_meeting(title="<b>Bold</b>", place="<i>", **SPRING)
    content = client.get(PAGE).content.decode()
    assert "<b>Bold" not in content
    assert "&lt;b&gt;Bold" in content
