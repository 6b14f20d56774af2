"""The desk says in plain words where a record stands, what goes with it and what is missing."""

import datetime
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from clusterix.desk.models import Autosave
from clusterix.desk.working_copies import make_working_copy
from practices.models import Opinion, Practice
from tests.desk.acting import address, at_the_desk, opened, save
from tests.desk.reading import words
from tests.form_reading import Form
from tests.making import make_group, make_partner, make_practice, make_source

pytestmark = pytest.mark.django_db

LIST = "/admin/practices/practice/"
DAY = datetime.timedelta(days=1)
LOST = "Files have to be chosen once more."


@pytest.fixture
def desk(manager) -> Any:
    return at_the_desk(manager)


@pytest.fixture
def partner() -> Any:
    return make_partner()


@pytest.fixture
def anna(person, partner) -> Any:
    return at_the_desk(person("anna", "Partner editors", partner=partner))


def told(at: datetime.datetime) -> str:
    return f"{timezone.localtime(at):%-d %b %Y, %H:%M}"


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (6 * DAY, None, "Published, but only from {start}"),
        (6 * DAY, 9 * DAY, "Published, but only from {start}"),
        (None, -DAY, "Published until {end}, now over"),
        (-2 * DAY, DAY, "Published until {end}"),
    ],
)
def test_a_published_record_says_from_and_until_when_it_is(desk, start, end, sentence) -> None:
    now = timezone.now()
    moments = {"start": now + (start or DAY), "end": now + (end or DAY)}
    practice = make_practice(public_from=start and moments["start"], public_until=end and moments["end"])
    said = sentence.format(**{name: told(at) for name, at in moments.items()})
    assert f"<strong>{said}</strong>" in words(desk.get(address(practice)))
    assert f">{said}</td>" in words(desk.get(LIST))
    assert said in words(desk.get("/admin/"))


def test_what_visitors_see_now_is_just_published_and_a_draft_says_nothing_of_moments(desk) -> None:
    practice = make_practice(public_from=timezone.now() - DAY)
    assert "<strong>Published</strong>" in words(desk.get(address(practice)))
    draft = make_practice(status="draft", public_from=timezone.now() + DAY)
    assert "<strong>Draft</strong>" in words(desk.get(address(draft)))


def test_nobody_is_told_that_visitors_see_what_they_do_not(desk) -> None:
    practice = make_practice(public_from=timezone.now() + DAY)
    page = words(desk.get(address(practice)))
    assert "Visitors do not see it now." in page
    assert "visitors see the record as it is" not in page
    make_working_copy(practice)
    assert "Visitors see the published record, unchanged" not in words(desk.get(address(practice)))


def test_the_page_before_deleting_lists_the_parts_and_no_rows_that_only_link(desk) -> None:
    practice = make_practice(status="draft", title="A hub", sources=[make_source()])
    practice.working_groups.add(make_group())
    practice.tags.add("printing")
    practice.opinions.create(text="Well done.", name="Eva", role="Professor", signed_on="2026-01-01")
    make_working_copy(practice)
    page = words(desk.get(address(practice, "delete")))
    listed = re.findall(r"<li>([^<]*)", page[page.index('id="deleted-objects"') :])
    assert listed[0].strip() == "Good practice: A hub"
    assert sum(line.startswith("Expert’s opinion: ") for line in listed) == 2
    assert sum(line.startswith("Working copy: A hub") for line in listed) == 1
    assert len(listed) == 4
    assert "object (" not in page


def test_the_clock_of_the_desk_has_24_hours(desk, administrator) -> None:
    Practice.objects.filter(pk=make_practice().pk).update(
        updated_at=datetime.datetime(2026, 7, 1, 4, 5, tzinfo=datetime.UTC)
    )
    assert "1 Jul 2026, 06:05" in words(desk.get(LIST))
    page = words(at_the_desk(administrator).get(reverse("admin:desk_auditentry_changelist")))
    assert not re.search(r"[ap]\.m\.|midnight|noon", page)


def test_a_field_that_cannot_be_empty_does_not_say_that_it_is_needed(desk) -> None:
    labels = re.findall(r"<label[^>]*>\s*([^<:]*)", desk.get(f"{LIST}add/").content.decode())
    assert "Summary (needed for review)" in labels
    assert "Sources (needed for review)" in labels
    assert not [label for label in labels if "precis" in label.lower() and "review" in label]


def test_a_section_in_which_one_sees_nothing_and_adds_nothing_is_left_out(desk, anna, partner) -> None:
    practice = make_practice(status="draft", partner=partner)
    page = words(anna.get(address(practice)))
    assert "opinions-TOTAL_FORMS" not in page
    assert "links-TOTAL_FORMS" in page
    assert "opinions-TOTAL_FORMS" in words(desk.get(address(practice)))
    opinion = Opinion(practice=practice, text="Well done.", name="Eva", role="Professor", order=1)
    opinion.signed_on = timezone.localdate()
    opinion.save()
    assert "Well done." in words(anna.get(address(practice)))
    assert save(anna, practice, title="Another title").status_code == 302
    practice.refresh_from_db()
    assert (practice.title, practice.opinions.count()) == ("Another title", 1)


def test_sections_without_a_row_are_left_out_of_what_cannot_be_changed(anna, partner) -> None:
    practice = make_practice(status="in_review", partner=partner)
    assert "links-TOTAL_FORMS" not in words(anna.get(address(practice)))
    practice.links.create(title="Report", url="https://example.org/")
    assert "Report" in words(anna.get(address(practice)))


def test_pages_are_named_by_what_they_show(desk, administrator) -> None:
    practice = make_practice(title="A hub", status="draft")
    assert "<h1>Good practices</h1>" in words(desk.get(LIST))
    form = words(desk.get(address(practice)))
    assert "<title>A hub | Clusterix</title>" in form
    assert "<h1>A hub</h1>" in form
    accounts = words(at_the_desk(administrator).get("/admin/"))
    assert "Accounts" in accounts
    assert "Authentication" not in accounts
    assert "View site" not in accounts
    assert accounts.count("To the public portal") == 1


def test_a_new_record_is_said_to_be_saved_as_a_draft(desk) -> None:
    filled = Form(desk.get(f"{LIST}add/")).values | {
        "title": "A hub",
        "slug": "a-hub",
        "organisation": "A firm",
    }
    answer = desk.post(f"{LIST}add/", filled, follow=True)
    assert "“A hub” is saved as a draft." in words(answer)


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", b"%PDF-1.4")


def test_files_are_to_be_chosen_again_only_where_some_had_been_chosen(desk) -> None:
    practice = make_practice(status="draft")
    assert LOST not in words(save(desk, practice, title=""))
    rows = {"attachments-TOTAL_FORMS": "1", "attachments-0-file": file()}
    assert LOST in words(save(desk, practice, title="", **rows))
    for given, is_said in (({}, False), ({"_files": "1"}, True)):
        desk.post(address(practice, "kept"), opened(desk, practice) | given)
        assert Autosave.objects.count() == 1
        shown = desk.post(address(practice, "kept"), {"_take_up": ""})
        assert (LOST in words(shown)) is is_said


def test_the_page_to_sign_in_carries_that_files_had_been_chosen(desk, manager) -> None:
    practice = make_practice(status="draft")
    typed = opened(desk, practice)
    for given, is_said in (({}, False), ({"attachments-0-file": file()}, True)):
        desk.logout()
        carrying = Form(desk.post(address(practice), typed | given), "login-form").values
        signed = carrying | {"username": manager.get_username(), "password": "secret"}
        assert (LOST in words(desk.post("/admin/login/", signed))) is is_said


def test_two_versions_are_chosen_in_the_history_and_compared_in_either_order(desk) -> None:
    practice = make_practice(status="draft", title="First title")
    assert 'type="radio"' not in words(desk.get(address(practice, "history")))
    save(desk, practice, title="Second title")
    save(desk, practice, title="Third title")
    page = words(desk.get(address(practice, "history")))
    for name, chosen in (("from", "1"), ("to", "2")):
        radio = rf'<input type="radio" name="{name}" form="compare" value="(\d)"( checked)?'
        inputs = re.findall(radio, page)
        assert sorted(inputs) == [(one, " checked" if one == chosen else "") for one in ("0", "1", "2")]
    for query in ("?from=0&to=2", "?from=2&to=0"):
        compared = words(desk.get(address(practice, "compare") + query))
        assert "From version 0 to version 2" in compared
        assert "<ins>Third </ins>" in compared
