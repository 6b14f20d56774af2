"""However many posts a program sends to a form for visitors, little is kept and nothing of it is public.

POSTS=1000 in the environment sends a thousand to every form; the usual run sends fewer.
"""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clusterix.accounts.models import Attempts
from clusterix.pages.feedback import FeedbackForm
from clusterix.pages.models import AccessibilityReport
from clusterix.visitors import limits
from practices.interests import InterestForm
from practices.models import Interest
from tests.desk.reading import words
from tests.making import make_practice
from tests.practices.test_interests import TYPED

POSTS = int(os.environ.get("POSTS", "60"))
FEEDBACK = "/accessibility/feedback/"
INTEREST = "/practices/vouchers/interest/"
CANARY = "canary-of-the-flood"
TOO_MUCH = "Too much was sent from your network of late."

pytestmark = pytest.mark.django_db


def post(number: int = 0, address: str = "192.0.2.1", ticket: str | None = None, **given: str) -> Any:
    """Send what holds in every respect, from this address."""
    ticket = FeedbackForm.tickets().new() if ticket is None else ticket
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)
    return client.post(FEEDBACK, {"what": f"{CANARY} {number}", "ticket": ticket, **given})


def register(number: int) -> Any:
    """Register interest in a practice, whole in every respect."""
    ticket = {"ticket": InterestForm.tickets().new(), "message": f"{CANARY} {number}"}
    return Client(enforce_csrf_checks=True).post(INTEREST, TYPED | ticket)


# Each form: how it is sent, and what it keeps.
FORMS = [(post, AccessibilityReport), (register, Interest)]


@pytest.fixture
def practice(db) -> Any:
    return make_practice(slug="vouchers")


def opened_before(later: Any) -> str:
    ticket = FeedbackForm.tickets().new()
    later(10)
    return ticket


@pytest.fixture
def in_time(monkeypatch) -> None:
    """Let the program wait as long as people do, without waiting."""
    monkeypatch.setattr("clusterix.visitors.tickets.Tickets._is_too_young", lambda self, ticket: False)


@pytest.mark.parametrize(("send", "model"), FORMS)
def test_of_a_thousand_posts_the_limit_is_kept_and_nothing_is_public(
    client, in_time, practice, send, model
) -> None:
    answers = [send(number) for number in range(POSTS)]
    codes = [answer.status_code for answer in answers]
    assert codes == [302] * limits.MESSAGES + [429] * (POSTS - limits.MESSAGES)
    assert model.objects.count() == limits.MESSAGES
    for answer in answers[limits.MESSAGES :]:
        assert 0 < int(answer.headers["Retry-After"]) <= limits.HOUR + 1
    for page in ("/", "/accessibility/", FEEDBACK, "/practices/vouchers/", INTEREST, f"/search/?q={CANARY}"):
        assert f"{CANARY} 0" not in client.get(page).content.decode()


@pytest.mark.parametrize(("send", "model"), FORMS)
def test_without_the_limit_every_one_of_them_would_be_kept(
    in_time, monkeypatch, practice, send, model
) -> None:
    """The control."""
    monkeypatch.setattr(type(Attempts.objects.all()), "take", lambda self, key, most, seconds: True)
    assert {send(number).status_code for number in range(POSTS)} == {302}
    assert model.objects.count() == POSTS


@pytest.mark.parametrize("given", [{"ticket": "made up"}, {"what": ""}, {"website": "https://spam.example"}])
def test_what_is_not_kept_is_counted_too(in_time, given) -> None:
    count = limits.ATTEMPTS + 10
    codes = [post(number, **given).status_code for number in range(count)]
    assert codes[: limits.ATTEMPTS].count(429) == 0
    assert set(codes[limits.ATTEMPTS :]) == {429}
    assert not AccessibilityReport.objects.exists()


def test_made_up_addresses_in_headers_change_nothing(in_time) -> None:
    for number in range(limits.MESSAGES + 3):
        answer = Client(headers={"x-forwarded-for": f"203.0.113.{number}"}).post(
            FEEDBACK, {"what": CANARY, "ticket": FeedbackForm.tickets().new()}
        )
    assert answer.status_code == 429
    assert AccessibilityReport.objects.count() == limits.MESSAGES


def test_who_has_to_wait_keeps_what_they_typed_and_sends_it_afterwards(in_time, clock) -> None:
    for number in range(limits.MESSAGES):
        post(number)
    refused = post(where="On the page of ecoplus", what="What I typed at length")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, str(limits.HOUR + 1))
    assert f"{TOO_MUCH} What you typed is still here: please send it in 61 minutes." in words(refused)
    assert "On the page of ecoplus" in refused.content.decode()
    assert "What I typed at length" in refused.content.decode()
    assert not refused.cookies
    assert post(address="192.0.2.2").status_code == 302, "the control: others do not wait"
    clock.move_on(timedelta(minutes=61))
    ticket = refused.context["form"]["ticket"].value()
    assert post(ticket=ticket).status_code == 302


def test_everybody_together_sends_so_much_a_day_and_no_more(in_time, clock, monkeypatch) -> None:
    monkeypatch.setattr(limits, "ALL_MESSAGES", 8)
    codes = [post(number, address=f"192.0.2.{number}").status_code for number in range(12)]
    assert codes == [302] * 8 + [429] * 4
    refused = post(address="192.0.2.200", what="What I typed at length")
    assert "Too many messages arrived today." in words(refused)
    assert "What I typed at length" in refused.content.decode()
    clock.move_on(timedelta(hours=25))
    assert post(address="192.0.2.200").status_code == 302


def test_one_form_sent_many_times_is_one_message_and_is_counted_once(later) -> None:
    ticket = opened_before(later)
    assert {post(ticket=ticket).status_code for _time in range(limits.MESSAGES * 2)} == {302}
    assert AccessibilityReport.objects.count() == 1
    later(0)
    other = opened_before(later)
    assert post(ticket=other).status_code == 302
    assert AccessibilityReport.objects.count() == 2


def test_a_ticket_of_another_form_is_worth_nothing(later, monkeypatch) -> None:
    ticket = opened_before(later)
    monkeypatch.setattr(FeedbackForm, "name", "another form")
    assert "did not arrive whole" in words(post(ticket=ticket))
    monkeypatch.undo()


def test_what_is_counted_names_no_network_address(in_time) -> None:
    post(address="192.0.2.77")
    assert Attempts.objects.exists()
    assert not Attempts.objects.filter(key__contains="192.0.2.77").exists()
    assert Attempts.objects.filter(until__gt=timezone.now() + timedelta(days=2)).count() == 0
