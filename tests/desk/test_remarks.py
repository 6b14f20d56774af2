"""Comments among colleagues stand below the record's form, and nowhere else."""

from typing import Any

import pytest

from clusterix.desk.models import Remark, Version
from clusterix.desk.models.trail import revision_of
from clusterix.desk.working_copies import make_working_copy
from practices.models import Practice
from tests.form_reading import Form
from tests.making import make_partner, make_practice, make_source

pytestmark = pytest.mark.django_db

CANARY = "The canary says that the figure of 2016 is wrong."


@pytest.fixture
def practice() -> Practice:
    return make_practice(partner=make_partner(), sources=[make_source()])


@pytest.fixture
def anna(person, practice) -> Any:
    return person("Anna", "Partner editors", partner=practice.partner)


def address(practice: Practice, page: str) -> str:
    return f"/admin/practices/practice/{practice.pk}/{page}/"


def say(client: Any, somebody: Any, practice: Practice, text: str = CANARY) -> Any:
    client.force_login(somebody)
    return client.post(address(practice, "remark"), {"text": text}, follow=True)


def form_of(client: Any, somebody: Any, practice: Practice) -> str:
    client.force_login(somebody)
    return client.get(address(practice, "change")).content.decode()


def test_colleagues_answer_each_other_below_the_form(client, practice, anna, manager) -> None:
    page = say(client, anna, practice).content.decode()
    assert "Your comment is added." in page
    page = say(client, manager, practice, "It is mended.").content.decode()
    assert page.index(CANARY) < page.index("It is mended.") < page.index("Add the comment")
    assert [remark.by_name for remark in Remark.objects.all()] == ["Anna", "manager"]


def test_a_comment_on_a_working_copy_stands_with_its_record(client, practice, anna) -> None:
    make_working_copy(practice)
    say(client, anna, practice)
    assert CANARY in form_of(client, anna, practice)
    Practice._base_manager.get(copy_of=practice).delete()
    assert CANARY in form_of(client, anna, practice)


def test_a_comment_changes_nothing_of_the_record_and_stops_nobody_who_edits_it(
    client, practice, anna
) -> None:
    before = Practice.objects.values().get(pk=practice.pk)
    client.force_login(anna)
    values = Form(client.get(address(practice, "change"))).values
    say(client, anna, practice)
    assert Practice.objects.values().get(pk=practice.pk) == before
    assert revision_of(practice) == 0
    assert client.post(address(practice, "change"), values | {"title": "Anew"}).status_code == 302


def test_it_is_never_public_and_in_no_version(client, practice, anna) -> None:
    say(client, anna, practice)
    client.post(
        address(practice, "change"),
        Form(client.get(address(practice, "change"))).values | {"title": "A"},
    )
    assert [version for version in Version.objects.all() if CANARY in str(version.data)] == []
    assert Version.objects.exists(), "the control: there are versions to look at"
    client.logout()
    files = b"".join(client.get("/practices/export.json").streaming_content).decode()
    pages = [practice.get_absolute_url(), "/practices/", "/search/?q=canary", "/", "/practices/?q=canary"]
    for words in (files, *(client.get(page).content.decode() for page in pages)):
        assert CANARY not in words
    assert CANARY in form_of(client, anna, practice), "the control: colleagues read it"


def test_who_does_not_see_the_record_neither_reads_nor_adds_one(client, practice, anna, person) -> None:
    say(client, anna, practice)
    other = person("Béla", "Partner editors", partner=make_partner())
    assert say(client, other, practice, "Hm.").status_code == 404
    client.force_login(other)
    assert client.get(address(practice, "change")).status_code == 404
    client.logout()
    assert client.post(address(practice, "remark"), {"text": "Hm."}).status_code == 302
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5_001, "a\0b"])
def test_an_empty_or_endless_comment_gets_a_sentence(client, practice, anna, text) -> None:
    response = say(client, anna, practice, text)
    assert [str(message.level_tag) for message in response.context["messages"]] == ["error"]
    assert not Remark.objects.exists()


def test_reading_comments_adds_none(client, practice, anna) -> None:
    client.force_login(anna)
    assert client.get(address(practice, "remark")).status_code == 405
    assert "<script>" not in say(client, anna, practice, "<script>alert(1)</script>").content.decode()
