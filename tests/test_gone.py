"""The old address of what was public answers that it was taken away: 410, and the page is kept nowhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusterix.desk.models import AuditEntry
from clusterix.publishing import gone
from clusterix.publishing.models import Gone
from practices.models import Attachment, Practice
from tests.addresses import details
from tests.desk.acting import at_the_desk
from tests.desk.reading import words
from tests.desk.trashing import delete, files, purge, restore
from tests.graph import make_graph
from tests.making import make_partner, make_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(manager) -> Client:
    return at_the_desk(manager)


def test_the_address_of_each_kind_answers_410_with_the_way_to_its_list(client) -> None:
    graph = make_graph()
    for model, name in details().items():
        record = graph[model][0]
        way = reverse(name, args=[record.slug])
        assert client.get(way).status_code == 200, "the control"
        model.objects.filter(pk=record.pk).update(trashed_at=timezone.now())
        for method in (client.get, client.head):
            assert method(way).status_code == 410, way
        page = words(client.get(way))
        assert "This page was taken away" in page
        assert str(record._meta.verbose_name_plural) in page
        above = way.removesuffix(f"{record.slug}/")
        assert f'<a href="{above}">' in page
        assert client.get(above).status_code == 200
        assert client.get(f"{way}social.png").status_code == 410
        model._base_manager.update(trashed_at=None)


def test_what_was_never_public_is_not_found(client, desk) -> None:
    later = timezone.now() + timedelta(days=9)
    for practice in (make_practice(status="draft"), make_practice(public_from=later)):
        delete(desk, practice)
        assert client.get(practice.get_absolute_url()).status_code == 404
        purge(desk, practice)
        assert client.get(practice.get_absolute_url()).status_code == 404
    assert not Gone.objects.exists()


def test_the_address_stays_gone_after_the_purge_until_another_record_has_it(client, desk) -> None:
    practice = make_practice(slug="vouchers")
    delete(desk, practice)
    purge(desk, practice)
    assert client.get("/practices/vouchers/").status_code == 410
    assert client.get("/practices/others/").status_code == 404
    assert client.get("/partners/vouchers/").status_code == 404
    make_practice(slug="vouchers")
    assert client.get("/practices/vouchers/").status_code == 200


def test_a_page_that_was_kept_is_not_shown_any_more(visitor, desk, monkeypatch) -> None:
    practice = make_practice(title="Vouchers")
    way = practice.get_absolute_url()
    first = visitor.get(way)
    assert first.status_code == visitor.get(way).status_code == 200
    assert "Vouchers" in visitor.get("/practices/").content.decode()
    delete(desk, practice)
    assert visitor.get(way).status_code == 410
    assert visitor.get(way, "HEAD").status_code == 410
    tag = first.headers.get("ETag", '"any"')
    assert visitor.get(way, if_none_match=tag).status_code == 410
    for listed in ("/practices/", "/practices/export.csv", "/search/?q=vouchers", "/sitemap.xml"):
        assert practice.get_absolute_url() not in visitor.get(listed).content.decode(), listed
    restore(desk, practice)
    assert visitor.get(way).content == first.content
    delete(desk, practice)
    monkeypatch.setattr(gone, "was_public", lambda *given: False)
    assert visitor.get(way).status_code == 404, "the control"


def attached(practice: Any) -> Attachment:
    return Attachment.objects.create(
        practice=practice, file=ContentFile(b"Words.", "paper.txt"), title="Paper"
    )


def test_a_file_is_not_served_from_the_trash(client, desk) -> None:
    practice = make_practice()
    way = attached(practice).file.url
    assert b"".join(client.get(way))
    delete(desk, practice)
    assert client.get(way).status_code == 404
    restore(desk, practice)
    assert b"".join(client.get(way))


def test_the_trash_is_emptied_after_30_days_with_the_files_that_nobody_names(
    clock, desk, capsys, django_capture_on_commit_callbacks
) -> None:
    practice, other = make_practice(title="Vouchers"), make_practice(title="Hub")
    alone, shared = attached(practice), attached(practice)
    Attachment.objects.create(practice=other, file=shared.file.name, title="The same paper")
    stored = alone.file.storage
    delete(desk, practice)
    clock.move_on(timedelta(days=29))
    call_command("empty_trash")
    assert "Nothing has been in the trash for 30 days." in capsys.readouterr().out
    clock.move_on(timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("empty_trash")
    assert "Deleted for good: good practice “Vouchers”." in capsys.readouterr().out
    assert list(Practice._base_manager.all()) == [other]
    assert not stored.exists(alone.file.name)
    assert list(files()) == [shared.file.name]
    assert AuditEntry.objects.filter(action="purged", name="command line").count() == 1


def test_what_others_still_name_stays_in_the_trash_and_is_said(desk, capsys) -> None:
    partner = make_partner(short_name="Home")
    practice = make_practice(partner=partner)
    delete(desk, practice)
    delete(desk, partner)
    long_ago = timezone.now() - timedelta(days=40)
    type(partner)._base_manager.filter(pk=partner.pk).update(trashed_at=long_ago)
    call_command("empty_trash")
    assert "Kept, because others name it or somebody is at it: partner “Home”." in capsys.readouterr().out
    Practice._base_manager.update(trashed_at=long_ago)
    call_command("empty_trash")
    assert not type(partner)._base_manager.exists()
