"""Whole pages kept for visitors: the same page again, until anything changes, and never anybody's own."""

import gzip

import brotli
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterix.ops import kept_pages
from tests.making import make_practice

pytestmark = pytest.mark.django_db
LIST = "/practices/"


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.KEEP_PAGES = True
    kept_pages.cache.clear()
    yield
    kept_pages.cache.clear()


def test_a_page_seen_again_costs_one_query_and_is_the_same(client) -> None:
    practice = make_practice(title="Vouchers")
    for address in (LIST, practice.get_absolute_url(), "/search/?q=vouchers", "/"):
        first = client.get(address)
        with CaptureQueriesContext(connection) as queries:
            second = client.get(address)
        assert len(queries) == 1, address
        assert second.content == first.content
        assert second.headers.items() == first.headers.items()
        assert "Content-Security-Policy" in second.headers


def test_without_keeping_a_page_is_made_each_time(client, settings) -> None:
    """The control."""
    settings.KEEP_PAGES = False
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert len(queries) > 1


def test_any_change_shows_at_once(client) -> None:
    practice = make_practice(title="Vouchers")
    assert "Vouchers" in client.get(LIST).content.decode()
    practice.title = "Audits"
    practice.save()
    assert "Vouchers" not in client.get(LIST).content.decode()
    practice.status = "draft"
    practice.save()
    assert "Audits" not in client.get(LIST).content.decode()


@pytest.mark.parametrize(("accepted", "unpack"), [("gzip, br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_is_sent_compressed_as_the_browser_takes_it(client, accepted, unpack) -> None:
    plain = client.get(LIST)
    packed = client.get(LIST, headers={"Accept-Encoding": accepted})
    assert unpack(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert int(packed.headers["Content-Length"]) == len(packed.content)
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in client.get(LIST, headers={"Accept-Encoding": "br;q=0"}).headers


def test_who_has_the_page_already_is_told_so_until_it_changes(client) -> None:
    etag = client.get(LIST).headers["ETag"]
    again = client.get(LIST, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    make_practice()
    assert client.get(LIST, headers={"If-None-Match": etag}).status_code == 200


def test_what_saw_a_cookie_or_somebody_signed_in_is_never_kept(client, editor) -> None:
    client.cookies["anything"] = "1"
    assert client.get(LIST).headers["Cache-Control"] == "private, no-store"
    client.cookies.clear()
    client.force_login(editor)
    answer = client.get(LIST)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers


def test_an_error_and_a_file_are_not_kept(client) -> None:
    assert "ETag" not in client.get("/practices/nowhere/").headers
    assert "ETag" not in client.get(f"{LIST}?page=99").headers
    assert "ETag" not in client.get("/livez").headers


def test_the_list_alone_for_htmx_is_kept_apart_from_the_page(client) -> None:
    page = client.get(LIST).content
    part = client.get(LIST, headers={"HX-Request": "true"}).content
    assert b"<html" in page
    assert b"<html" not in part
    assert client.get(LIST).content == page


def test_two_searches_of_one_portal_are_two_pages(client) -> None:
    make_practice(title="Vouchers")
    assert client.get(f"{LIST}?q=vouchers").content != client.get(f"{LIST}?q=audits").content
