"""The page of a working group: its members on a map, approaches compared, a timeline, services."""

import datetime
from typing import Any

import pytest

from tests.desk.acting import address, at_the_desk
from tests.making import (
    make_approach,
    make_exchange,
    make_group,
    make_meeting,
    make_membership,
    make_partner,
    make_practice,
    make_recommendation,
    make_service,
)
from tests.page_reading import look
from tests.picture_reading import Figure

pytestmark = pytest.mark.django_db
PLACE = {"latitude": 48.2, "longitude": 15.6}
SPRING = {"start_on": datetime.date(2018, 3, 1)}


def words(client: Any, group: Any) -> str:
    return " ".join(look(client, group.get_absolute_url()).words.split())


def in_order(text: str, *names: str) -> bool:
    places = [text.find(name) for name in names]
    return -1 not in places and places == sorted(places)


def test_a_group_tells_its_story_in_order_and_the_page_lists_its_parts(client) -> None:
    group = make_group(why="WHY", aim="AIM", how="HOW")
    make_membership(group=group, partner=make_partner(**PLACE))
    make_practice(title="PRACTICE", working_groups=[group])
    make_approach(group=group, summary="APPROACH")
    make_meeting(title="MEETING", groups=[group], **SPRING)
    make_exchange(title="EXCHANGE", working_group=group)
    make_service(name="SERVICE", working_groups=[group])
    make_recommendation(title="ADVICE", working_groups=[group])
    page = look(client, group.get_absolute_url())
    parts = "WHY", "AIM", "HOW", "Members on the map", "PRACTICE", "APPROACH", "SERVICE", "ADVICE"
    assert in_order(page.words, *parts, "How to cite")
    assert not in_order(page.words, "How to cite", *parts), "the control"
    told = ["why", "aim", "how", "members", "practices", "approaches", "timeline", "exchanges", "meetings"]
    told += ["services", "recommendations", "sources"]
    assert [link.removeprefix("#") for link in page.chips if link.startswith("#")] == told
    assert [name for name in page.ids if name in told] == told


def test_a_group_of_which_little_is_known_lists_no_part_that_is_not_there(client) -> None:
    page = look(client, make_group().get_absolute_url())
    assert [link for link in page.chips if link.startswith("#")] == ["#why", "#aim", "#how", "#sources"]


def test_the_map_shows_the_members_that_have_a_place(client) -> None:
    group = make_group()
    make_membership(group=group, partner=make_partner(short_name="Nowhere"))
    assert 'class="map"' not in client.get(group.get_absolute_url()).content.decode()
    here = make_partner(short_name="Here", region="Skåne", **PLACE)
    make_membership(group=group, partner=here)
    hidden = make_partner(short_name="Hidden", status="draft", region="Secret", latitude=55, longitude=13)
    make_membership(group=group, partner=hidden)
    drawn = Figure(client, group.get_absolute_url(), "map")
    assert here.get_absolute_url() in drawn.links
    assert "Skåne" in drawn.words
    assert "Secret" not in drawn.page
    type(hidden).objects.update(status="published")
    assert "Secret" in Figure(client, group.get_absolute_url(), "map").words, "the control"


def test_the_timeline_of_a_group_holds_its_own_meetings_and_exchanges_alone(client) -> None:
    group, other = make_group(), make_group()
    make_meeting(title="Ours", groups=[group, other], **SPRING)
    make_exchange(title="Our stay", working_group=group, **SPRING)
    make_meeting(title="Theirs", groups=[other], **SPRING)
    make_exchange(title="Their stay", working_group=other, **SPRING)
    make_meeting(title="Secret", groups=[group], status="draft", **SPRING)
    drawn = Figure(client, group.get_absolute_url(), "timeline")
    assert sorted(row[1] for row in drawn.rows) == ["Our stay", "Ours"]
    assert len(drawn.marks) == 2
    assert not Figure(client, make_group().get_absolute_url(), "timeline")


def test_the_table_of_a_groups_own_timeline_has_no_column_of_themes(client) -> None:
    group = make_group(short_name="Printing")
    make_meeting(groups=[group], **SPRING)
    column = '<th scope="col">Theme</th>'
    assert column not in client.get(group.get_absolute_url()).content.decode()
    assert column in client.get("/workgroups/").content.decode(), "the control"


def test_approaches_to_one_task_stand_in_one_table_by_partner(client) -> None:
    group = make_group()
    practice = make_practice(title="Accreditation")
    for name, task, told in (
        ("Beta", "Monitoring", practice),
        ("alfa", "Monitoring", None),
        ("Beta", "Advice", None),
    ):
        partner = make_partner(short_name=name)
        make_approach(group=group, partner=partner, task=task, practice=told, summary=f"{name} does {task}")
    said = words(client, group)
    assert in_order(said, "Advice", "Beta does Advice", "Monitoring", "alfa does Monitoring", "Beta does Mon")
    page = client.get(group.get_absolute_url()).content.decode()
    assert page.count('<table class="table stacked approaches"') == 2
    assert practice.get_absolute_url() in look(client, group.get_absolute_url()).links
    assert said.count("None linked") == 2


def test_members_of_whom_no_approach_is_known_are_named_below_the_task(client) -> None:
    group = make_group()
    told, untold, hidden = (make_partner(short_name=name) for name in ("Told", "Untold", "Hidden"))
    for partner in (told, untold, hidden):
        make_membership(group=group, partner=partner)
    hidden.status = "draft"
    hidden.save()
    assert "How these members do it" not in words(client, group), "the control: no task is compared"
    make_approach(group=group, partner=told)
    assert "How these members do it is not known: Untold " in words(client, group)
    assert "Hidden" not in words(client, group)


def test_no_approach_is_shown_of_what_is_not_public_and_no_practice_that_is_not(client) -> None:
    group = make_group()
    draft = make_approach(group=group, summary="Kanari one", status="draft")
    hidden = make_approach(group=group, summary="Kanari two", partner=make_partner(status="draft"))
    shown = make_approach(group=group, summary="Seen", practice=make_practice(title="Kanari", status="draft"))
    assert "Kanari" not in words(client, group)
    assert "Seen" in words(client, group)
    for record in (draft, hidden.partner, shown.practice):
        before = words(client, group).count("Kanari")
        record.status = "published"
        record.save()
        assert words(client, group).count("Kanari") == before + 1, "the control"


def test_services_reach_a_group_by_their_own_relation(client) -> None:
    group = make_group(slug="managers")
    ours = [make_service(working_groups=[group]) for _ in range(8)]
    other, draft = (
        make_service(name="Other"),
        make_service(name="Draft", status="draft", working_groups=[group]),
    )
    page = look(client, group.get_absolute_url())
    assert "/practices/services/?theme=managers" in page.links
    assert not {other.get_absolute_url(), draft.get_absolute_url()} & set(page.links)
    assert len(look(client, "/practices/services/?theme=managers").cards) == len(ours)


def test_all_services_of_the_real_knowledge_base_are_of_the_group_that_collects_them(
    client, knowledge_base
) -> None:
    group = "services-for-cluster-management-organisations"
    found = look(client, f"/practices/services/?theme={group}").words
    assert "26 services" in found
    assert "Show all 26" in look(client, f"/workgroups/{group}/").words


def test_a_partners_editor_and_a_lead_write_approaches_and_a_stranger_does_not(person) -> None:
    approach = make_approach(status="draft")
    editor = at_the_desk(person("Edda", "Partner editors", partner=approach.partner))
    lead = at_the_desk(person("Lena", "Working-group leads", group=approach.group))
    stranger = at_the_desk(person("Sten", "Partner editors", partner=make_partner()))
    statuses = [one.get(address(approach)).status_code for one in (editor, lead, stranger)]
    assert statuses == [200, 200, 404]
