"""A link shows one record's preview to somebody without an account, for some days, and nothing else."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clusterix.desk.models import ShareLink
from clusterix.desk.models.share_link import ShareLinkQuerySet
from clusterix.desk.working_copies import make_working_copy
from clusterix.publishing import files
from practices.models import Attachment, Image, Practice
from tests.graph import make_graph
from tests.making import make_partner, make_practice, make_swot_entry, make_transfer
from tests.page_reading import body

pytestmark = pytest.mark.django_db


def page_of(record: Any, page: str, *more: Any) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[record.pk, *more])


@pytest.fixture
def guest() -> Client:
    return Client()


@pytest.fixture
def draft() -> Practice:
    return make_practice(title="A draft", status="draft")


@pytest.fixture
def desk(client, manager) -> Client:
    client.force_login(manager)
    return client


def share(desk: Client, record: Any, days: int = 14) -> str:
    """Make a link at the desk, and return its address as the page shows it."""
    answer = desk.post(page_of(record, "share"), {"days": days})
    assert answer.status_code == 200
    found = re.search(r'value="http://testserver(/preview/[^"]+)"', answer.content.decode())
    assert found
    return found[1]


def later(monkeypatch: Any, **span: Any) -> None:
    now = timezone.now() + timedelta(**span)
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_a_guest_sees_the_current_draft(desk, guest, draft) -> None:
    address = share(desk, draft)
    assert "A draft" in guest.get(address).content.decode()
    draft.title = "A better draft"
    draft.save()
    assert "A better draft" in guest.get(address).content.decode()


def test_a_guest_sees_the_working_copy_and_after_publishing_the_public_page(desk, guest) -> None:
    practice = make_practice()
    copy, _keys = make_working_copy(practice)
    copy.title = "A new title"
    copy.save()
    address = share(desk, practice)
    assert "A new title" in guest.get(address).content.decode()
    copy.delete()
    answer = guest.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, practice.get_absolute_url())


def test_what_has_no_page_of_its_own_leads_to_where_it_is_shown(desk, guest) -> None:
    for record in (make_transfer(), make_swot_entry()):
        owner = getattr(record, record.shown_on)
        assert guest.get(share(desk, record)).headers["Location"].startswith(owner.get_absolute_url())


def test_the_shared_page_tells_nobody_and_holds_no_link_of_the_desk(desk, guest, draft) -> None:
    answer = guest.get(share(desk, draft))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert "/admin/" not in answer.content.decode()
    assert "This link works until" in answer.content.decode()


def test_no_kept_page_comes_from_a_link(desk, visitor, draft) -> None:
    address = share(desk, draft)
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    ShareLink.objects.update(is_withdrawn=True)
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("days", [1, 7, 14, 30])
def test_a_link_ends_after_its_days(desk, guest, draft, monkeypatch, days) -> None:
    address = share(desk, draft, days)
    later(monkeypatch, days=days, minutes=-1)
    assert guest.get(address).status_code == 200
    later(monkeypatch, minutes=2)
    assert guest.get(address).status_code == 404


def test_a_link_that_does_not_hold_answers_as_one_that_never_was(desk, guest, draft, monkeypatch) -> None:
    withdrawn, expired = share(desk, draft), share(desk, draft, days=1)
    ShareLink.objects.filter(expires_at__gt=timezone.now() + timedelta(days=2)).update(is_withdrawn=True)
    later(monkeypatch, days=1, minutes=1)
    answers = {}
    for address in (withdrawn, expired, "/preview/nothing-of-that-kind/"):
        with CaptureQueriesContext(connection) as queries:
            answer = guest.get(address)
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        answers[address] = (answer.status_code, answer.content, headers, len(queries))
    assert len({repr(answer) for answer in answers.values()}) == 1
    status, _content, headers, queries = answers[expired]
    assert (status, queries) == (404, 1)
    assert headers["Cache-Control"] == "private, no-store"


def test_without_the_rule_an_expired_link_would_still_hold(desk, guest, draft, monkeypatch) -> None:
    """The control."""
    address = share(desk, draft, days=1)
    later(monkeypatch, days=2)
    assert guest.get(address).status_code == 404
    monkeypatch.setattr(ShareLinkQuerySet, "valid", lambda links: links.all())
    assert guest.get(address).status_code == 200


def test_only_what_proves_the_token_is_stored(desk, draft) -> None:
    token = share(desk, draft).split("/")[2]
    link = ShareLink.objects.get()
    assert token not in str(vars(link))
    assert len(token) > 40
    assert token not in desk.get(page_of(draft, "share")).content.decode()


def test_a_link_of_an_archived_or_deleted_record_ends(desk, guest, draft) -> None:
    address = share(desk, draft)
    draft.status = "archived"
    draft.save()
    assert guest.get(address).status_code == 404
    draft.status = "draft"
    draft.save()
    assert guest.get(address).status_code == 200, "the control"
    draft.delete()
    assert guest.get(address).status_code == 404


def test_a_link_ends_with_the_rights_of_who_made_it(client, guest, person) -> None:
    home = make_partner()
    practice = make_practice(partner=home, status="draft")
    anna = person("Anna", "Partner editors", partner=home)
    client.force_login(anna)
    address = share(client, practice)
    assert guest.get(address).status_code == 200
    anna.is_active = False
    anna.save()
    assert guest.get(address).status_code == 404
    anna.is_active = True
    anna.save()
    assert guest.get(address).status_code == 200, "the control"
    anna.editorships.all().delete()
    assert guest.get(address).status_code == 404


def test_anothers_record_is_neither_previewed_nor_shared(client, person, desk) -> None:
    theirs = make_practice(partner=make_partner(), status="draft")
    share(desk, theirs)
    link = ShareLink.objects.get()
    home = make_partner()
    client.force_login(person("Anna", "Partner editors", partner=home))
    for page, more in (("preview", ()), ("share", ()), ("withdraw", (link.pk,))):
        assert client.get(page_of(theirs, page, *more)).status_code == 404
    assert client.post(page_of(theirs, "share"), {"days": 14}).status_code == 404
    assert client.post(page_of(theirs, "withdraw", link.pk)).status_code == 404
    ours = make_practice(partner=home, status="draft")
    assert client.post(page_of(ours, "withdraw", link.pk)).status_code == 404, "nor by way of one's own"
    assert not ShareLink.objects.get().is_withdrawn
    assert client.get(page_of(ours, "preview")).status_code == 200, "the control"


def test_a_guest_at_the_desk_is_sent_to_sign_in(guest, draft) -> None:
    for page in ("preview", "share"):
        assert guest.get(page_of(draft, page)).status_code == 302
    assert not ShareLink.objects.exists()


def test_links_are_listed_and_withdrawn(desk, guest, draft, manager) -> None:
    address = share(desk, draft)
    link = ShareLink.objects.get()
    page = desk.get(page_of(draft, "share")).content.decode()
    assert "Made by manager on" in page
    withdraw = page_of(draft, "withdraw", link.pk)
    assert withdraw in page
    assert desk.get(withdraw).status_code == 405
    assert desk.post(withdraw).status_code == 302
    assert guest.get(address).status_code == 404
    assert withdraw not in desk.get(page_of(draft, "share")).content.decode()


def test_a_link_needs_one_of_the_spans_offered(desk, draft) -> None:
    for days in ("", "0", "31", "400", "soon"):
        answer = desk.post(page_of(draft, "share"), {"days": days})
        assert "Choose for how long" in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_making_a_link_needs_the_form_of_the_desk(manager, draft) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(manager)
    assert strict.post(page_of(draft, "share"), {"days": 14}).status_code == 403


def test_the_form_offers_preview_and_link_at_the_records_own_address(desk) -> None:
    practice = make_practice()
    make_working_copy(practice)
    page = desk.get(page_of(practice, "change")).content.decode()
    assert f'<a href="{page_of(practice, "preview")}" target="_blank"' in page
    assert f'<a href="{page_of(practice, "share")}"' in page
    assert "as last saved" in page


def test_pictures_and_documents_of_a_shared_draft_are_lent_to_the_guest(desk, guest, monkeypatch) -> None:
    practice = make_graph()[Practice][0]
    practice.status = "draft"
    practice.save()
    plain = [Image.objects.get().file.url, Attachment.objects.get().file.url]
    page = guest.get(share(desk, practice)).content.decode()
    lent = re.findall(r'(?:href|src)="(/media/[^"]+)"', page)
    assert sorted(address.partition("?")[0] for address in lent) == sorted(plain)
    for address, bare in ((one, one.partition("?")[0]) for one in lent):
        answer = guest.get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
        assert body(answer)
        assert guest.get(bare).status_code == 404, "the control: without the ticket it is not there"
    swapped = plain[0] + "?" + lent[0 if plain[0] not in lent[0] else 1].partition("?")[2]
    assert guest.get(swapped).status_code == 404, "the ticket is of one file"
    ends = time.time() + files.LENT_FOR + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: ends)
    assert [guest.get(address).status_code for address in lent] == [404, 404]


def test_the_desks_own_preview_lends_no_file(desk) -> None:
    practice = make_graph()[Practice][0]
    practice.status = "draft"
    practice.save()
    answer = desk.get(page_of(practice, "preview"))
    assert b"/media/" in answer.content
    assert b"lent=" not in answer.content


@pytest.mark.parametrize("token", ["%00", "a" * 5000, "%F0%9F%98%80", "%ED%A0%80", "%FF", "..", "-"])
def test_no_token_does_any_harm(guest, token) -> None:
    guest.raise_request_exception = False
    assert guest.get(f"/preview/{token}/").status_code in (400, 404)
    assert guest.post(f"/preview/{token}/").status_code in (400, 403, 404, 405)


def test_a_ticket_that_nobody_gave_lends_nothing(guest) -> None:
    practice = make_graph()[Practice][0]
    practice.status = "draft"
    practice.save()
    address = Image.objects.get().file.url
    for ticket in ("", "%00", "a:b", "1:2:3", "%F0%9F%98%80"):
        assert guest.get(f"{address}?lent={ticket}").status_code == 404


def test_robots_are_kept_out(client) -> None:
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode().splitlines()
