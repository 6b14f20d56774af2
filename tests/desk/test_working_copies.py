"""What is published stays as it is while it is changed, and is replaced as a whole."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from clusterix.desk import snapshots
from clusterix.publishing.records import Record
from practices.models import Attachment, Image, Link, Practice
from tests.desk.acting import again, at_the_desk, opened, revision, save, step, versions, working_copy
from tests.graph import make_graph, png
from tests.making import make_practice, make_source

pytestmark = pytest.mark.django_db

KINDS = [model for model in apps.get_models() if issubclass(model, Record)]


@pytest.fixture
def desk(manager) -> Any:
    return at_the_desk(manager)


def first(model: Any) -> Any:
    """Return the record of the kind that has all relations and parts, and all that a review asks for."""
    make_graph()
    record = model.objects.order_by("pk").first()
    for name in set(model.needed) - {"sources"}:
        setattr(record, name, f"{name} in a few words.")
    record.save()
    return record


@pytest.mark.parametrize("model", KINDS)
def test_a_working_copy_has_all_that_its_record_has(desk, model) -> None:
    record = first(model)
    before = snapshots.take(record)
    assert step(desk, record, "start").status_code == 302
    copy = working_copy(record)
    assert snapshots.same(snapshots.take(copy), before)
    assert snapshots.same(snapshots.take(again(record)), before)
    assert model.objects.filter(pk=copy.pk).count() == 0, "no list finds it"


@pytest.mark.parametrize("model", KINDS)
def test_a_working_copy_that_is_published_as_it_stands_changes_nothing(desk, client, model) -> None:
    record = first(model)
    before = snapshots.take(record)
    step(desk, record, "start")
    answer = step(desk, record, "publish")
    assert (answer.status_code, working_copy(record)) == (302, None)
    assert snapshots.same(snapshots.take(again(record)), before)
    assert again(record).published_at == record.published_at


def changed_in_everything(desk: Any, practice: Practice) -> Any:
    """Save the form with other fields, relations, tags and files, and parts that stay, go and come."""
    source = make_source(title="Another source")
    form = opened(desk, practice) | {
        "title": "Another title",
        "sources": [source.pk],
        "tags": "another tag,",
        "links-TOTAL_FORMS": "3",
        "links-0-title": "Another name",
        "links-1-DELETE": "on",
        "links-2-title": "A new link",
        "links-2-url": "https://example.org/new",
        "links-2-order": "2",
        "images-TOTAL_FORMS": "2",
        "images-1-file": png(),
        "images-1-alt_text": "Another pixel",
        "images-1-credit": "Somebody",
        "images-1-licence": "CC0",
        "images-1-order": "1",
    }
    return desk.post(f"/admin/practices/practice/{practice.pk}/change/", form)


def told(practice: Any) -> dict[str, Any]:
    return {
        "title": practice.title,
        "sources": [source.title for source in practice.sources.all()],
        "tags": sorted(practice.tags.names()),
        "links": [link.title for link in practice.links.all()],
        "images": [image.alt_text for image in practice.images.all()],
    }


def test_a_change_to_what_is_published_is_seen_by_nobody_until_it_is_published_whole(desk, client) -> None:
    practice = first(Practice)
    Link.objects.create(practice=practice, title="A link to go", url="https://example.org/go")
    before, page = told(practice), client.get(practice.get_absolute_url()).content
    assert changed_in_everything(desk, practice).status_code == 302
    after = {
        "title": "Another title",
        "sources": ["Another source"],
        "tags": ["another tag"],
        "links": ["Another name", "A new link"],
        "images": ["A pixel", "Another pixel"],
    }
    assert (told(again(practice)), told(working_copy(practice))) == (before, after)
    assert client.get(practice.get_absolute_url()).content == page
    step(desk, practice, "publish")
    assert told(again(practice)) == after
    assert Practice._base_manager.filter(copy_of__isnull=False).count() == 0
    assert (Link.objects.count(), Image.objects.count(), Attachment.objects.count()) == (2, 2, 1)


def test_save_and_publish_at_once_needs_no_second_step(desk) -> None:
    practice = make_practice(sources=[make_source()])
    assert save(desk, practice, title="Mended", _publish="").status_code == 302
    assert (again(practice).title, working_copy(practice)) == ("Mended", None)


def test_a_form_that_is_saved_as_it_stands_makes_no_working_copy_and_no_version(desk) -> None:
    practice = make_practice(sources=[make_source()])
    assert save(desk, practice).status_code == 302
    assert (working_copy(practice), revision(practice)) == (None, 0)


def test_there_is_at_most_one_working_copy(desk) -> None:
    practice = make_practice(sources=[make_source()])
    step(desk, practice, "start")
    assert step(desk, practice, "start").status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        make_practice(copy_of=practice, status="draft")


def test_a_discarded_working_copy_leaves_the_record_and_its_history(desk) -> None:
    practice = make_practice(title="First", sources=[make_source()])
    save(desk, practice, title="Second")
    step(desk, practice, "discard")
    assert (again(practice).title, working_copy(practice)) == ("First", None)
    titles = [version.data["fields"]["title"] for version in versions(practice)]
    assert titles == ["First", "Second", "First"]


def test_a_working_copy_may_keep_its_address_and_take_no_other_record_s(desk) -> None:
    practice, other = make_practice(sources=[make_source()]), make_practice()
    assert save(desk, practice, title="Second").status_code == 302
    assert save(desk, practice, title="Third").status_code == 302, (
        "the form of the copy, its address unchanged"
    )
    page = save(desk, practice, slug=other.slug)
    assert "Another record has this address already." in page.content.decode()


def test_a_replacement_that_fails_half_way_changes_nothing(desk, monkeypatch) -> None:
    """A worker that dies in the middle leaves an open transaction, which the database takes back."""
    practice = first(Practice)
    before = told(practice)
    changed_in_everything(desk, practice)
    copy = told(working_copy(practice))

    def die(*args: Any, **kwargs: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(Practice, "delete", die)
        with pytest.raises(SystemExit), transaction.atomic():
            step(desk, practice, "publish")
    assert (told(again(practice)), told(working_copy(practice))) == (before, copy)
