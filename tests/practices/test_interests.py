"""A visitor from any region registers interest in a practice: without an account, a cookie or JavaScript."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusterix.browse.models import Change
from practices.interests import InterestForm
from practices.models import Interest, Practice
from tests.desk.reading import words
from tests.making import make_interest, make_practice
from tests.page_reading import body

TYPED = {
    "organisation": "Kainuun kehitys",
    "region": "Kainuu",
    "country": "FI",
    "message": "We would like to try it, and have no money for it.",
    "name": "Aino Virtanen",
    "email": "aino@example.org",
    "consent": "on",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Practice:
    return make_practice(title="Vouchers", slug="vouchers")


def page(practice: Practice, *more: str) -> str:
    return "".join([reverse("practices:interest", args=[practice.slug]), *more])


@pytest.fixture
def send(later) -> Any:
    """Open the form, wait as long as people do, and send it."""

    def sent(practice: Practice, **given: str) -> Any:
        client = Client(enforce_csrf_checks=True)
        later(0)
        ticket = client.get(page(practice)).context["form"]["ticket"].value()
        later(10)
        return client.post(page(practice), {**TYPED, "ticket": ticket, **given})

    return sent


def test_the_page_of_a_practice_leads_to_the_form(client, practice) -> None:
    shown = client.get(practice.get_absolute_url())
    assert f'href="{page(practice)}"' in shown.content.decode()
    assert "Register interest from your region" in words(shown)


def test_an_interest_is_kept_whole_and_thanked_for(client, practice, send) -> None:
    before = timezone.now()
    answer = send(practice)
    assert (answer.status_code, answer.headers["Location"]) == (302, page(practice, "thanks/"))
    assert not answer.cookies
    kept = Interest.objects.get()
    assert {name: getattr(kept, name) for name in TYPED if name != "consent"} == {
        name: value for name, value in TYPED.items() if name != "consent"
    }
    assert (kept.practice, kept.state, kept.dealt_at) == (practice, "new", None)
    assert before <= kept.consented_at <= timezone.now()
    assert "Thank you for your interest" in words(client.get(answer.headers["Location"]))


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"organisation": ""}, "organisation", "This field is required"),
        ({"region": " "}, "region", "This field is required"),
        ({"country": ""}, "country", "This field is required"),
        ({"country": "XX"}, "country", "Select a valid choice"),
        ({"message": ""}, "message", "This field is required"),
        ({"message": "a" * 3001}, "message", "at most 3000 characters"),
        ({"name": "a" * 151}, "name", "at most 150 characters"),
        ({"name": "NUL \0"}, "name", "Null characters are not allowed"),
        ({"email": ""}, "email", "This field is required"),
        ({"email": "aino"}, "email", "valid email address, such as name@example.org"),
        ({"consent": ""}, "consent", "without it nothing may be kept"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    practice, send, given, field, says
) -> None:
    answer = send(practice, **given)
    content = answer.content.decode()
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert says in content
    for name in TYPED.keys() - given.keys() - {"country", "consent"}:
        assert TYPED[name] in content
    assert "country" in given or '<option value="FI" selected>' in content
    assert "consent" in given or "checked" in content
    assert not Interest.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(practice, send) -> None:
    answer = send(practice, website="https://spam.example")
    assert answer.headers["Location"] == page(practice, "thanks/")
    assert not Interest.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("status", ["draft", "in_review", "archived"])
def test_what_visitors_do_not_see_has_no_form(client, status) -> None:
    hidden = make_practice(status=status)
    ticket = InterestForm.tickets().new()
    for address in (page(hidden), page(hidden, "thanks/")):
        assert client.get(address).status_code == 404
    assert client.post(page(hidden), {**TYPED, "ticket": ticket}).status_code == 404
    assert not Interest.objects.exists()


def test_the_form_of_a_practice_in_the_trash_is_gone_as_its_page_is(client, practice) -> None:
    Practice.objects.filter(pk=practice.pk).update(trashed_at=timezone.now())
    for address in (practice.get_absolute_url(), page(practice), page(practice, "thanks/")):
        gone = client.get(address)
        assert gone.status_code == 410
        assert 'href="/practices/"' in gone.content.decode()
    assert client.post(page(practice), TYPED).status_code == 410


def test_managers_are_told_that_it_is_there_and_nothing_of_who_it_is(practice, send, settings) -> None:
    settings.MANAGERS_EMAIL = "managers@example.org"
    send(practice)
    (told,) = mail.outbox
    assert told.to == ["managers@example.org"]
    assert "Vouchers" in told.body
    assert f"/admin/practices/interest/{Interest.objects.get().pk}/change/" in told.body
    for name in ("name", "email", "message"):
        assert TYPED[name] not in f"{told.subject} {told.body} {told.extra_headers} {told.reply_to}"


def test_nothing_of_an_interest_is_public(client, practice) -> None:
    canary = {name: f"canary sought {name}" for name in ("organisation", "region", "name", "message")}
    make_interest(practice=practice, email="canary@example.org", **canary)
    pages = [practice.get_absolute_url(), page(practice), page(practice, "thanks/"), "/", "/practices/"]
    pages += ["/practices/transfers/", "/practices/export.csv", "/practices/export.json"]
    for address in [*pages, "/search/?q=sought", "/practices/?q=sought", "/sitemap-practice.xml"]:
        assert b"canary" not in body(client.get(address)), address
    practice.summary = "A canary sought by nobody."
    practice.save()
    assert b"canary" in body(client.get("/search/?q=sought")), "the control"


def test_an_interest_lets_kept_pages_be(practice, send) -> None:
    before = Change.objects.count()
    send(practice)
    assert Change.objects.count() == before
    practice.save()
    assert Change.objects.count() > before, "the control: a record is told of"


def test_the_page_needs_the_same_number_of_queries_whatever_arrived(
    client, practice, django_assert_num_queries
) -> None:
    client.get(page(practice))
    with django_assert_num_queries(1):
        client.get(page(practice))
    for _ in range(11):
        make_interest(practice=practice)
    with django_assert_num_queries(1):
        client.get(page(practice))


def test_a_preview_offers_no_form(administrator, client) -> None:
    draft = make_practice(status="draft")
    client.force_login(administrator)
    shown = client.get(f"/admin/practices/practice/{draft.pk}/preview/")
    assert shown.status_code == 200
    assert "Register interest" not in words(shown)
