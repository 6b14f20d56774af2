"""What came from a related project, and what went to it."""

import pytest

from tests.making import make_meeting, make_partner, make_practice, make_project, make_transfer
from tests.page_reading import look

pytestmark = pytest.mark.django_db


def test_a_project_says_what_came_from_it_and_what_went_to_it(client) -> None:
    project = make_project()
    make_practice(title="Gathered there", related_project=project)
    came = make_transfer(came_from=project, practice=make_practice(title="Taken over"))
    went = make_transfer(went_to=project, practice=make_practice(title="Given away"))
    make_transfer(practice=make_practice(title="Neither"))
    make_meeting(title="On one stage", projects=[project])
    page = look(client, project.get_absolute_url())
    told = ("Came from it: good practices", "Gathered there", "Came from it: transfers", "Taken over")
    told += ("Went to it: transfers", "Given away", "Meetings of both projects", "On one stage")
    places = [page.words.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
    assert {came.slug, went.slug} <= set(page.ids)
    assert "Neither" not in page.words


def test_nothing_unpublished_came_or_went_and_empty_parts_are_left_out(client) -> None:
    project = make_project()
    draft = make_transfer(came_from=project, status="draft", result="Kanari")
    make_transfer(went_to=project, practice=make_practice(title="Kanari", status="draft"))
    make_meeting(title="Kanari", projects=[project], status="draft")
    words = look(client, project.get_absolute_url()).words
    for heading in ("Kanari", "Came from it", "Went to it", "Meetings of both projects"):
        assert heading not in words
    draft.status = "published"
    draft.save()
    assert "Kanari" in look(client, project.get_absolute_url()).words, "the control"


def test_a_meeting_names_the_projects_that_took_part(client) -> None:
    shown, hidden = make_project(name="Shown"), make_project(name="Hidden", status="draft")
    words = look(client, make_meeting(projects=[shown, hidden]).get_absolute_url()).words
    assert "Other projects taking part" in words
    assert "Hidden" not in words
    alone = make_meeting(host=make_partner()).get_absolute_url()
    assert "Other projects taking part" not in look(client, alone).words


def test_inno_industry_gave_three_transfers_to_lower_austria_and_took_one(client, knowledge_base) -> None:
    ids = set(look(client, "/partners/projects/inno-industry/").ids)
    lower_austria = ("slovenian-vouchers", "portuguese-vouchers", "kickstart-digitalisation")
    assert {f"{name}-to-lower-austria" for name in lower_austria} <= ids
    assert "house-of-digitalisation-to-murcia" in ids
