"""Uploaded files are as public as the record that they belong to."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from clusterix.desk.working_copies import make_working_copy
from partners.models import Partner
from practices.models import Attachment, Image, Practice
from tests.graph import make_graph
from tests.page_reading import body


@pytest.fixture
def files(db) -> dict[str, Any]:
    """One file of each sort, with the record that decides who sees it."""
    graph = make_graph()
    practice, partner = graph[Practice][0], graph[Partner][0]
    return {
        Attachment.objects.get().file.url: practice,
        Image.objects.get().file.url: practice,
        partner.logo.url: partner,
    }


def fetch(client: Any, address: str) -> Any:
    response = client.get(address)
    response.body = body(response)
    return response


def set_status(record: Any, status: str) -> None:
    record.status = status
    record.save()


@pytest.mark.parametrize("status", ["draft", "in_review", "archived"])
def test_a_file_of_an_unpublished_record_does_not_exist_for_visitors(client, files, status) -> None:
    for address, owner in files.items():
        assert fetch(client, address).status_code == 200, "the control: published, it is served"
        set_status(owner, status)
        assert fetch(client, address).status_code == 404
        set_status(owner, "published")


def test_a_manager_sees_a_file_of_a_draft_and_no_cache_keeps_it(client, manager, files) -> None:
    client.force_login(manager)
    for address, owner in files.items():
        set_status(owner, "draft")
        response = fetch(client, address)
        assert response.status_code == 200
        assert response.body
        assert response.headers["Cache-Control"] == "private, no-store"


def test_a_file_that_a_working_copy_names_too_stays_public(client, files) -> None:
    for owner in set(files.values()):
        copy, _keys = make_working_copy(owner)
        if isinstance(copy, Partner):
            copy.short_name = "A name that comes first"
            copy.save()
    for address in files:
        response = fetch(client, address)
        assert response.status_code == 200
        assert "private" not in response.headers["Cache-Control"]


def test_a_person_without_the_permission_is_a_visitor(client, files) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))
    for address, owner in files.items():
        set_status(owner, "draft")
        assert fetch(client, address).status_code == 404


def test_a_public_file_can_do_no_harm(client, files) -> None:
    for address in files:
        response = fetch(client, address)
        assert response.body
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "private" not in response.headers["Cache-Control"]
        assert response.headers.get("Content-Disposition", "").startswith("attachment") == (
            "attachment/" in address
        )


def test_only_files_that_a_record_names_are_served(client, files, uploads) -> None:
    address = next(iter(files))
    folder = uploads / "practices" / "attachment" / "stray"
    folder.mkdir(parents=True)
    (folder / "stray.txt").write_text("stray")
    assert fetch(client, "/media/practices/attachment/stray/stray.txt").status_code == 404
    (uploads / "stray.txt").write_text("stray")
    assert fetch(client, "/media/stray.txt").status_code == 404
    assert fetch(client, address).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "../settings.py",
        "practices/attachment/../../../../../etc/passwd",
        "practices/attachment/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "practices/attachment//etc/passwd",
        "/etc/passwd",
        "practices/attachment/%00",
        "practices/attachment/a\\..\\b",
        "auth/user/1",
        "nothing/at/all",
        "practices",
        "practices/attachment/",
    ],
)
def test_no_path_leads_out_of_the_uploads(client, db, path) -> None:
    assert fetch(client, f"/media/{path}").status_code == 404


def test_a_practice_whose_files_are_lost_can_still_be_read(client, files, uploads) -> None:
    for address, owner in files.items():
        (uploads / address.removeprefix("/media/")).unlink()
        assert fetch(client, address).status_code == 404
        assert client.get(owner.get_absolute_url()).status_code == 200
