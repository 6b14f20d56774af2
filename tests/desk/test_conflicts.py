"""Who saves second sees original, theirs and yours, chooses, and loses nothing."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile

from clusterix.desk.models import Held
from clusterix.publishing.prose import to_plain
from partners.models import SwotEntry
from practices.models import Attachment, Link, Practice
from recommendations.models import Indicator
from tests.desk.acting import (
    address,
    again,
    at_the_desk,
    opened,
    revision,
    save,
    step,
    versions,
    working_copy,
)
from tests.making import (
    make_partner,
    make_plan,
    make_practice,
    make_project,
    make_source,
    make_swot_entry,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Practice:
    practice = make_practice(title="Original", summary="Original summary.", sources=[make_source()])
    practice.tags.set(["old"])
    for title in ("First link", "Second link"):
        Link.objects.create(practice=practice, title=title, url="https://example.org/")
    return practice


def choices(page: Any) -> dict[str, str]:
    """Return what is suggested for each field on the page: theirs, yours, or nothing."""
    radios = re.findall(r'<input type="radio" name="([^"]+)" value="(\w+)"( checked)?', page.content.decode())
    found: dict[str, str] = dict.fromkeys((name for name, _value, _checked in radios), "")
    return found | {name: value for name, value, checked in radios if checked}


def resolve(desk: Any, practice: Any, **chosen: Any) -> Any:
    held = Held.objects.get()
    return desk.post(address(practice, "resolve", held.pk), {"_revision": revision(practice)} | chosen)


@pytest.mark.parametrize("status", ["draft", "published"])
def test_the_second_to_save_reads_all_three_versions_and_merges_them(anna, bela, practice, status) -> None:
    Practice.objects.filter(pk=practice.pk).update(status=status)
    form = opened(bela, practice)
    save(anna, practice, title="Theirs", problem="Their problem.", **{"links-0-title": "Their link"})
    mine = {"title": "Mine", "tags": "mine", "links-1-title": "My link", "summary": "Original summary."}
    page = bela.post(address(practice), form | mine)
    assert page.status_code == 409
    assert choices(page) == {
        "fields.title": "",
        "fields.problem": "theirs",
        "tags.tags": "yours",
        "parts.links": "",
    }
    words = page.content.decode()
    for text in (
        "Original",
        "Theirs",
        "Mine",
        "Their problem.",
        "Their link",
        "My link",
        "First link",
        "Anna",
    ):
        assert text in words, text
    answer = resolve(bela, practice, **{"fields.title": "yours", "parts.links": "theirs"})
    assert answer.status_code == 302
    edited = working_copy(practice) or again(practice)
    assert (edited.title, to_plain(edited.problem)) == ("Mine", "Their problem.")
    assert list(edited.tags.names()) == ["mine"]
    assert [link.title for link in edited.links.all()] == ["Their link", "Second link"]
    assert again(practice).status == status
    assert [version.action for version in versions(practice)] == ["found", "saved", "merge"]
    assert not Held.objects.exists()


def test_who_chooses_nothing_where_both_have_changed_is_asked_again(anna, bela, practice) -> None:
    form = opened(bela, practice)
    save(anna, practice, title="Theirs")
    bela.post(address(practice), form | {"title": "Mine"})
    page = resolve(bela, practice)
    assert (page.status_code, working_copy(practice).title) == (409, "Theirs")
    assert "Choose one for: title." in page.content.decode()
    assert Held.objects.get().data["fields"]["title"] == "Mine"


def test_a_choice_that_a_third_has_overtaken_is_asked_again(anna, bela, practice) -> None:
    form = opened(bela, practice)
    save(anna, practice, title="Theirs")
    bela.post(address(practice), form | {"title": "Mine"})
    stale = revision(practice)
    save(anna, practice, title="Theirs, once more")
    page = resolve(bela, practice, _revision=stale, **{"fields.title": "yours"})
    assert page.status_code == 409
    assert "Theirs, once more" in page.content.decode()
    assert resolve(bela, practice, **{"fields.title": "yours"}).status_code == 302
    assert working_copy(practice).title == "Mine"


def test_what_was_held_can_be_left(anna, bela, practice) -> None:
    form = opened(bela, practice)
    save(anna, practice, title="Theirs")
    bela.post(address(practice), form | {"title": "Mine"})
    resolve(bela, practice, leave="")
    assert (working_copy(practice).title, Held.objects.count()) == ("Theirs", 0)


def test_a_form_read_before_a_publication_is_measured_on_what_its_author_saw(anna, bela, practice) -> None:
    """The working copy that the form was read from is gone, with the keys of its parts."""
    save(anna, practice, title="A working copy")
    form = opened(bela, practice)
    step(anna, practice, "publish")
    page = bela.post(address(practice), form | {"summary": "Mine.", "links-0-DELETE": "on"})
    assert page.status_code == 409
    assert choices(page) == {"fields.summary": "yours", "parts.links": "yours"}
    resolve(bela, practice)
    copy = working_copy(practice)
    assert (copy.summary, [link.title for link in copy.links.all()]) == ("Mine.", ["Second link"])


def test_a_file_that_came_with_a_stale_form_is_not_lost(anna, bela, practice) -> None:
    form = opened(bela, practice)
    save(anna, practice, title="Theirs")
    paper = ContentFile(b"text", name="paper.txt")
    added = {"attachments-TOTAL_FORMS": "1", "attachments-0-title": "Paper", "attachments-0-file": paper}
    page = bela.post(address(practice), form | added | {"attachments-0-order": "0"})
    assert page.status_code == 409
    resolve(bela, practice)
    kept = Attachment.objects.get(practice=working_copy(practice))
    assert (kept.title, kept.file.read()) == ("Paper", b"text")
    kept.file.close()


def test_a_stale_form_with_faults_is_shown_whole(anna, bela, practice) -> None:
    form = opened(bela, practice)
    save(anna, practice, title="Theirs")
    page = bela.post(address(practice), form | {"title": "Mine", "start_on": "2018-02-30"})
    assert page.status_code == 409
    for typed in ("Mine", "2018-02-30", "Original summary."):
        assert typed in page.content.decode()
    assert working_copy(practice).title == "Theirs"


def test_a_form_that_names_no_revision_overwrites_nothing(anna, practice) -> None:
    form = opened(anna, practice)
    for told in ({}, {"_revision": "x"}, {"_revision": "-1"}, {"_revision": "9" * 30}):
        form.pop("_revision", None)
        assert anna.post(address(practice), form | told | {"title": "Mine"}).status_code == 409
    assert (again(practice).title, working_copy(practice)) == ("Original", None)


def test_a_stale_step_or_deletion_is_refused(anna, practice) -> None:
    save(anna, practice, title="Second")
    assert step(anna, practice, "publish", read=0).status_code == 409
    answer = anna.post(address(practice, "delete"), {"post": "yes", "_revision": "0"})
    assert answer.status_code == 409
    assert again(practice).title == "Original"
    answer = anna.post(address(practice, "delete"), {"post": "yes", "_revision": revision(practice)})
    assert (answer.status_code, Practice.objects.exists()) == (302, False)


def test_a_bulk_step_carries_the_revision_of_each_line(anna) -> None:
    kept, changed = (make_swot_entry(status="draft", sources=[make_source()]) for _ in range(2))
    page = anna.get("/admin/partners/swotentry/")
    shown = dict(re.findall(r'name="(_revision-\d+)" value="(\d+)"', page.content.decode()))
    assert len(shown) == 2
    save(anna, changed, statement="Changed meanwhile")
    chosen = {"action": "publish", "_selected_action": [kept.pk, changed.pk]}
    answer = anna.post("/admin/partners/swotentry/", chosen | shown)
    assert answer.status_code == 409
    assert "Changed meanwhile" in answer.content.decode()
    assert (again(kept).status, again(changed).status) == ("published", "draft")


def test_nobody_resolves_what_somebody_else_wanted_to_save(anna, bela, practice) -> None:
    form = opened(bela, practice)
    save(anna, practice, title="Theirs")
    bela.post(address(practice), form | {"title": "Mine"})
    assert resolve(anna, practice, **{"fields.title": "yours"}).status_code == 404
    assert Held.objects.count() == 1


def test_a_conflict_at_a_source_is_merged_as_well(anna, bela) -> None:
    source = make_source(title="Original", note="Original note.")
    form = opened(bela, source)
    save(anna, source, title="Theirs")
    assert bela.post(address(source), form | {"note": "My note."}).status_code == 409
    resolve(bela, source)
    source.refresh_from_db()
    assert (source.title, source.note) == ("Theirs", "My note.")


def test_the_editor_of_a_partner_merges_only_with_the_right_to_write(person, anna) -> None:
    """Handed in for review meanwhile: the text is shown, and held, but not written."""
    partner = make_partner()
    entry = make_swot_entry(partner=partner, status="draft", sources=[make_source()])
    editor = at_the_desk(person("Cilla", "Partner editors", partner=partner))
    form = opened(editor, entry)
    step(anna, entry, "submit")
    page = editor.post(address(entry), form | {"statement": "Mine"})
    assert page.status_code in (403, 409)
    assert SwotEntry.objects.get(pk=entry.pk).statement != "Mine"


def test_a_form_read_while_the_record_named_what_is_gone_now_is_answered_as_a_conflict(anna, bela) -> None:
    """What its author saw cannot be put back: the form is measured on what stands now."""
    named = make_project()
    practice = make_practice(status="draft", related_project=named)
    save(anna, practice, summary="Read.")
    theirs = opened(bela, practice)
    save(anna, practice, related_project="")
    named.delete()
    answer = bela.post(address(practice), theirs | {"title": "Typed", "related_project": ""})
    assert answer.status_code == 409
    assert "Typed" in answer.content.decode()


def test_a_form_with_an_address_that_another_record_has_taken_since_loses_no_text(anna, bela) -> None:
    practice = make_practice(status="draft", slug="first")
    save(anna, practice, summary="Read.")
    theirs = opened(bela, practice)
    save(anna, practice, slug="second")
    make_practice(slug="first")
    answer = bela.post(address(practice), theirs | {"title": "Typed"})
    assert answer.status_code == 409
    assert "Typed" in answer.content.decode()


def test_choices_that_do_not_fit_together_get_a_sentence_and_nothing_is_saved(anna, bela) -> None:
    """An amount of the one without the currency of the other."""
    practice = make_practice(status="draft", resources_amount=5, resources_currency="EUR")
    save(anna, practice, summary="Read.")
    theirs = opened(bela, practice)
    save(anna, practice, resources_amount="", resources_currency="")
    bela.post(address(practice), theirs | {"resources_amount": "7", "resources_currency": "USD"})
    read = revision(practice)
    chosen = {"fields.resources_amount": "yours", "fields.resources_currency": "theirs"}
    answer = resolve(bela, practice, **chosen)
    assert answer.status_code == 409
    assert "Give the amount together with its currency" in answer.content.decode()
    assert (revision(practice), again(practice).resources_amount) == (read, None)


def test_a_conflict_at_an_indicator_is_decided_on_its_plan(anna, bela) -> None:
    make_plan()  # so that keys of plans and of indicators differ
    plan = make_plan(status="draft")
    indicator = Indicator.objects.create(plan=plan, name="Clusters")
    save(anna, indicator, unit="number")
    theirs = opened(bela, indicator)
    save(anna, indicator, unit="share")
    shown = bela.post(address(indicator), theirs | {"name": "Typed"})
    assert shown.status_code == 409
    where = address(plan, "resolve", Held.objects.get().pk)
    assert f'action="{where}"' in shown.content.decode()
    assert resolve(bela, plan, **{"parts.indicators": "yours"}).status_code == 302
    assert Indicator.objects.get().name == "Typed"
