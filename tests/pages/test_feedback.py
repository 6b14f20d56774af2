"""A visitor says what keeps them from using a page: without an account, a cookie or JavaScript."""

from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from clusterix.ops import accounts
from clusterix.pages.models import AccessibilityReport
from clusterix.visitors import tickets
from tests.form_reading import Form

FORM, THANKS = "/accessibility/feedback/", "/accessibility/feedback/thanks/"
WHAT = "The map cannot be reached with the keyboard."

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True)


def ticket(visitor: Client) -> str:
    return visitor.get(FORM).context["form"]["ticket"].value()


def send(visitor: Client, **given: str) -> Any:
    return visitor.post(FORM, {"what": WHAT, **given})


def test_a_report_is_kept_and_thanked_for(visitor, later) -> None:
    opened = ticket(visitor)
    later(10)
    answer = send(visitor, ticket=opened, where="/practices/", email="ana@example.org")
    assert (answer.status_code, answer.headers["Location"]) == (302, THANKS)
    report = AccessibilityReport.objects.get()
    assert (report.what, report.where, report.email) == (WHAT, "/practices/", "ana@example.org")
    assert not report.is_dealt_with
    assert "Thank you" in visitor.get(THANKS).content.decode()


def test_the_form_is_kept_nowhere_and_leaves_no_cookie(visitor, later) -> None:
    shown = visitor.get(FORM)
    opened = shown.context["form"]["ticket"].value()
    later(10)
    for answer in (shown, send(visitor, ticket="wrong"), send(visitor, ticket=opened)):
        assert not answer.cookies
        assert "no-store" in answer.headers["Cache-Control"]
    assert visitor.get(FORM).context["form"]["ticket"].value() != opened


def test_a_form_sent_twice_is_one_report(visitor, later) -> None:
    opened = ticket(visitor)
    later(10)
    assert [send(visitor, ticket=opened).status_code for _ in range(2)] == [302, 302]
    assert AccessibilityReport.objects.count() == 1
    later(0)
    other = ticket(visitor)
    later(10)
    send(visitor, ticket=other)
    assert AccessibilityReport.objects.count() == 2, "the control: another form is another report"


@pytest.mark.parametrize(
    ("seconds", "sent", "says"),
    [
        (1, {}, "faster than most people type"),
        (tickets.MOST_SECONDS + 60, {}, "open for more than a day"),
        (10, {"ticket": "forged:1:2"}, "did not arrive whole"),
        (10, {"ticket": ""}, "did not arrive whole"),
        (10, {"what": ""}, "This field is required"),
        (10, {"what": "a" * 3001}, "at most 3000 characters"),
        (10, {"what": "NUL \0"}, "Null characters are not allowed"),
        (10, {"email": "not an address"}, "valid email address, such as name@example.org"),
        (10, {"email": "a@example.org\nBcc: b@example.org"}, "valid email address"),
    ],
)
def test_what_does_not_hold_is_said_and_what_was_typed_stays(visitor, later, seconds, sent, says) -> None:
    given = {"ticket": ticket(visitor), "where": "On the page of ecoplus", **sent}
    later(seconds)
    answer = send(visitor, **given)
    content = answer.content.decode()
    assert answer.status_code == 200
    assert says in content
    assert "On the page of ecoplus" in content
    assert "what" in sent or WHAT in content
    assert not AccessibilityReport.objects.exists()


def test_a_form_that_was_refused_can_be_sent_again(visitor, later) -> None:
    for sent in ({"ticket": "forged"}, {"what": ""}):
        later(0)
        again = send(visitor, **{"ticket": ticket(visitor), **sent}).context["form"]["ticket"].value()
        later(10)
        assert send(visitor, ticket=again).status_code == 302
    assert AccessibilityReport.objects.count() == 2


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(visitor, later) -> None:
    opened = ticket(visitor)
    later(10)
    assert send(visitor, ticket=opened, website="https://spam.example").headers["Location"] == THANKS
    assert not AccessibilityReport.objects.exists()
    assert send(visitor, ticket=opened).status_code == 302, "the control: without it the report is kept"
    assert AccessibilityReport.objects.exists()


def test_managers_are_written_to_where_they_have_an_address(visitor, later, settings) -> None:
    for address, mails in (("", 0), ("managers@example.org", 1)):
        settings.MANAGERS_EMAIL = address
        later(0)
        opened = ticket(visitor)
        later(10)
        send(visitor, ticket=opened, email="ana@example.org")
        assert len(mail.outbox) == mails
    assert mail.outbox[0].to == ["managers@example.org"]
    assert mail.outbox[0].reply_to == ["ana@example.org"]
    assert WHAT in mail.outbox[0].body


def test_a_report_is_kept_when_the_mail_does_not_go(visitor, later, settings, monkeypatch) -> None:
    def fail(self: Any) -> None:
        raise SMTPException

    settings.MANAGERS_EMAIL = "managers@example.org"
    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    opened = ticket(visitor)
    later(10)
    assert send(visitor, ticket=opened).status_code == 302
    assert AccessibilityReport.objects.exists()


def test_a_manager_reads_reports_and_marks_them_and_changes_no_word(client, django_user_model) -> None:
    manager = django_user_model.objects.create_user("manager", password="secret", is_staff=True)
    manager.groups.add(accounts.roles()["Project managers"])
    client.force_login(manager)
    report = AccessibilityReport.objects.create(what=WHAT, email="ana@example.org", ticket="1")
    page = f"/admin/pages/accessibilityreport/{report.pk}/change/"
    shown = client.get(page)
    assert WHAT in shown.content.decode()
    given = {"is_dealt_with": "on", "what": "Another word", "email": "b@example.org"}
    client.post(page, Form(shown).values | given)
    report.refresh_from_db()
    assert (report.is_dealt_with, report.what, report.email) == (True, WHAT, "ana@example.org")
    assert client.get(page.replace("change", "delete")).status_code == 403


def test_an_editor_does_not_see_who_reported_what(client, editor) -> None:
    client.force_login(editor)
    AccessibilityReport.objects.create(what=WHAT, ticket="1")
    assert client.get("/admin/pages/accessibilityreport/").status_code == 403
    assert b"accessibilityreport" not in client.get("/admin/").content


def test_the_statement_leads_to_the_form(client) -> None:
    assert f'href="{FORM}"' in client.get("/accessibility/").content.decode()
