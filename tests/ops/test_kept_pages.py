"""Whole pages kept for visitors: the same page again, until anything changes, and never anybody's own."""

import gzip
from contextlib import suppress
from typing import Any

import brotli
import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusterix.browse.catalogue.library import library
from clusterix.browse.models import Synonyms
from clusterix.ops.content import content_models
from clusterix.publishing.models import Gone
from partners.models import Editor
from practices.models import Interest
from tests.graph import make_graph
from tests.making import make_practice, make_source
from workgroups.models import Lead

pytestmark = pytest.mark.django_db
LIST = "/practices/"


def test_a_page_seen_again_costs_one_query_and_is_the_same(visitor) -> None:
    practice = make_practice(title="Vouchers")
    for address in (LIST, practice.get_absolute_url(), "/search/?q=vouchers", "/"):
        first = visitor.get(address)
        with CaptureQueriesContext(connection) as queries:
            second = visitor.get(address)
        assert len(queries) == 1, address
        assert second.content == first.content
        assert second.headers.items() == first.headers.items()
        assert "Content-Security-Policy" in second.headers


def test_without_keeping_a_page_is_made_each_time(visitor, settings) -> None:
    """The control."""
    settings.KEEP_PAGES = False
    visitor.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        visitor.get(LIST)
    assert len(queries) > 1


def test_any_change_shows_at_once(visitor) -> None:
    practice = make_practice(title="Vouchers")
    assert "Vouchers" in visitor.get(LIST).content.decode()
    practice.title = "Audits"
    practice.save()
    assert "Vouchers" not in visitor.get(LIST).content.decode()
    practice.status = "draft"
    practice.save()
    assert "Audits" not in visitor.get(LIST).content.decode()


@pytest.mark.parametrize(("accepted", "unpack"), [("gzip, br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_is_sent_compressed_as_the_browser_takes_it(visitor, accepted, unpack) -> None:
    plain = visitor.get(LIST)
    packed = visitor.get(LIST, **{"Accept-Encoding": accepted})
    assert unpack(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert int(packed.headers["Content-Length"]) == len(packed.content)
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in visitor.get(LIST, **{"Accept-Encoding": "br;q=0"}).headers


def test_who_has_the_page_already_is_told_so_until_it_changes(visitor) -> None:
    etag = visitor.get(LIST).headers["ETag"]
    again = visitor.get(LIST, **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    make_practice()
    assert visitor.get(LIST, **{"If-None-Match": etag}).status_code == 200


def test_what_saw_a_cookie_or_somebody_signed_in_is_never_kept(visitor, manager) -> None:
    browser = Client()
    browser.force_login(manager)
    session = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    for cookie in ("anything=1", session):
        answer = visitor.get(LIST, Cookie=cookie)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer.headers
    assert "ETag" in visitor.get(LIST).headers, "the control"


def test_a_page_that_sets_a_cookie_is_kept_by_nobody(visitor) -> None:
    answer = visitor.get("/admin/login/")
    assert answer.cookies or "Set-Cookie" in answer.headers
    assert "ETag" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_error_and_a_file_are_not_kept(visitor) -> None:
    assert "ETag" not in visitor.get("/practices/nowhere/").headers
    assert "ETag" not in visitor.get(f"{LIST}?page=99").headers
    assert "ETag" not in visitor.get("/livez").headers


def test_the_list_alone_for_htmx_is_kept_apart_from_the_page(visitor) -> None:
    page = visitor.get(LIST).content
    part = visitor.get(LIST, **{"HX-Request": "true"}).content
    assert b"<html" in page
    assert b"<html" not in part
    assert visitor.get(LIST).content == page


def test_two_searches_of_one_portal_are_two_pages(visitor) -> None:
    make_practice(title="Vouchers")
    assert visitor.get(f"{LIST}?q=vouchers").content != visitor.get(f"{LIST}?q=audits").content


def test_a_question_for_the_headers_alone_gets_no_page(visitor) -> None:
    page = visitor.get(LIST, **{"Accept-Encoding": "gzip"})
    head = visitor.get(LIST, "HEAD", **{"Accept-Encoding": "gzip"})
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(page.content))


def test_a_host_that_is_not_ours_gets_no_page_that_was_kept(visitor) -> None:
    assert visitor.get(LIST).status_code == 200
    assert visitor.get(LIST, Host="stranger.example").status_code == 400


def test_a_cache_that_does_not_answer_costs_no_page(visitor, monkeypatch) -> None:
    def fail(*_arguments: Any) -> None:
        raise ConnectionError("no cache")

    monkeypatch.setattr(type(caches["default"]), "get", fail)
    monkeypatch.setattr(type(caches["default"]), "set", fail)
    assert visitor.get(LIST).status_code == 200


def test_a_database_that_does_not_answer_is_told_by_django(visitor, monkeypatch) -> None:
    def fail() -> None:
        raise OperationalError("no database")

    monkeypatch.setattr(library, "refresh", fail)
    assert visitor.get("/about/").status_code == 200


# No page tells whose records somebody edits, nor interests; what is gone, only answers that are not kept.
TOLD = [model for model in content_models() if model not in (Editor, Gone, Interest, Lead)]


@pytest.mark.parametrize("model", TOLD, ids=lambda model: model.__name__)
def test_no_page_outlives_a_change_of_anything_that_it_may_speak_of(visitor, model) -> None:
    make_graph()
    Synonyms.objects.create(terms="PPI, public-private innovation")
    for change in (lambda record: record.save(), lambda record: record.delete()):
        before = library.refresh()
        with suppress(ProtectedError):
            change(model._default_manager.first())
            assert library.refresh() != before


def test_a_source_that_a_record_names_or_no_longer_names_shows_at_once(visitor) -> None:
    practice, source = make_practice(), make_source(title="An old report")
    address = practice.get_absolute_url()
    assert b"An old report" not in visitor.get(address).content
    practice.sources.add(source)
    assert b"An old report" in visitor.get(address).content
    source.title = "A new report"
    source.save()
    assert b"A new report" in visitor.get(address).content


def test_somebody_who_signs_in_makes_no_page_old(visitor, manager) -> None:
    before = library.refresh()
    Client().force_login(manager)
    assert library.refresh() == before
