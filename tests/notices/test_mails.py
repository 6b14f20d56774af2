"""What a mail says: kind, step, who, when and where, and never a word of a draft."""

from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.utils import timezone

from clusterix.desk.models.trail import trail_of
from clusterix.desk.working_copies import make_working_copy
from clusterix.notices import mails
from clusterix.notices.models import Notice, Wish
from clusterix.publishing.records import Record
from partners.models import Partner
from practices.models import Practice, Transfer
from tests.desk.acting import again, at_the_desk, step
from tests.graph import make_graph
from tests.making import make_partner, make_practice, make_source
from tests.test_drafts import CANARY, hide_canaries

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(someone) -> Any:
    return someone("Manager", "Project managers")


@pytest.fixture
def editor(someone, partner) -> Any:
    return someone("Editor", "Partner editors", partner=partner)


def take(who: Any, record: Any, move: str, comment: str = "") -> str:
    """Take the step, and return the one mail that tells of it as it goes out, headers and all."""
    mail.outbox.clear()
    assert step(at_the_desk(who), record, move, comment).status_code == 302
    assert len(mail.outbox) == 1
    return str(mail.outbox[0].message()) + mail.outbox[0].body


def test_a_mail_says_kind_step_who_and_when_and_leads_to_the_desk(editor, manager, draft, clock) -> None:
    editor.first_name, editor.last_name = "Edita", "Ör"
    editor.save()
    take(editor, draft, "submit")
    told = mail.outbox[0]
    assert told.subject == "Clusterix: Handed in for review: good practice of ecoplus"
    assert "Handed in for review: good practice of ecoplus\nby Edita Ör, " in told.body
    assert timezone.localtime(clock.now).strftime("%Y, %H:%M") in told.body
    assert f"\nhttp://testserver/admin/practices/practice/{draft.pk}/change/\n" in told.body
    assert "Hello Manager," in told.body
    assert "http://testserver/admin/notices/" in told.body


def test_of_a_draft_neither_the_title_nor_the_comment_is_told(editor, manager, draft) -> None:
    take(editor, draft, "submit")
    told = take(manager, draft, "return", "Mend the words on kanaries.")
    assert "Returned with a comment: good practice of ecoplus" in told
    assert "kanaries" not in told
    assert "Hidden" not in told


def test_of_what_is_public_the_title_is_told(editor, manager, partner) -> None:
    practice = make_practice(title="Vouchers", partner=partner, sources=[make_source()])
    copy, _keys = make_working_copy(practice)
    copy.title = "A hidden title"
    copy.save()
    assert "Changes handed in for review: good practice “Vouchers”\n" in take(editor, practice, "submit")
    assert "Changes returned with a comment: good practice “Vouchers”\n" in take(
        manager, practice, "return", "No."
    )
    take(editor, practice, "submit")
    assert "Changes published: good practice “A hidden title”\n" in take(manager, practice, "publish")


def test_a_partner_that_is_not_public_is_not_named(editor, manager, partner, draft) -> None:
    partner.status = "draft"
    partner.save()
    assert "Handed in for review: good practice\n" in take(editor, draft, "submit")


KINDS = [model for model in apps.get_models() if issubclass(model, Record)]
STEPS = [(step, is_copy) for step in Notice.Step.values for is_copy in (False, True)]


def told_of(record: Any, person: Any) -> str:
    """Return the mails that tell the person of every step with the record, singly and together."""
    wish, _made = Wish.objects.get_or_create(person=person)
    notices = [
        Notice(to=person, trail=trail_of(record), step=step, is_copy=is_copy, by_name="Somebody")
        for step, is_copy in STEPS
    ]
    written = [mails.mail(wish, [one], mails.Naming()) for one in notices]
    written.append(mails.mail(wish, notices, mails.Naming()))
    return "".join(str(one.message()) + one.body + one.subject for one in written)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("status", ["draft", "in_review", "archived", "copy"])
def test_no_word_of_any_field_of_a_draft_is_in_a_mail(manager, model, status) -> None:
    make_graph()
    record = model.objects.first()
    if status == "copy":
        hide_canaries(make_working_copy(record)[0])
    else:
        record.status = status
        hide_canaries(record)
    assert CANARY not in told_of(again(record), manager)


def test_while_it_is_public_its_title_would_be_told(manager) -> None:
    """The control of the test above."""
    record = make_graph()[Practice][0]
    hide_canaries(record)
    assert CANARY in told_of(again(record), manager)


def test_without_asking_what_is_public_the_title_of_a_draft_would_be_told(manager, monkeypatch) -> None:
    """The other control."""
    record = make_graph()[Practice][0]
    record.status = "draft"
    hide_canaries(record)
    monkeypatch.setattr(mails, "_is_public", lambda record: True)
    assert CANARY in told_of(again(record), manager)


def test_a_public_transfer_does_not_tell_of_a_partner_that_is_not_public(manager) -> None:
    transfer = make_graph()[Transfer][0]
    transfer.receiving_organisation, transfer.receiving_partner = "", make_partner(short_name="Hidden")
    transfer.save()
    Partner.objects.filter(short_name="Hidden").update(status="draft")
    assert "Hidden" in str(again(transfer))
    assert "Hidden" not in told_of(again(transfer), manager)


# Headers.

NASTY = "Eva\r\nBcc: victim@example.org\u2028\u202e" + "x" * 200


def test_no_name_begins_a_new_header_or_line(editor, manager, partner) -> None:
    editor.first_name = NASTY[:150]
    editor.save()
    practice = make_practice(title=f"A {NASTY}"[:90], partner=partner, sources=[make_source()])
    make_working_copy(practice)
    take(editor, practice, "submit")
    told = mail.outbox[0]
    assert "\n" not in told.subject
    assert len(told.subject) <= mails.LONGEST_SUBJECT
    assert told.message()["Bcc"] is None
    assert told.recipients() == ["manager@example.org"]
    assert not [line for line in told.body.splitlines() if line.startswith("Bcc")]
    assert "\u202e" not in told.body + told.subject


def test_a_mail_says_that_a_program_wrote_it_and_how_to_end_it(editor, manager, draft, settings) -> None:
    settings.MANAGERS_EMAIL = "managers@example.org"
    take(editor, draft, "submit")
    headers = mail.outbox[0].message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Reply-To"] == "managers@example.org"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://testserver/notices/off/")
    assert headers["List-Unsubscribe"].strip("<>") in mail.outbox[0].body


def test_without_an_address_of_managers_no_answer_is_led_anywhere(editor, manager, draft, settings) -> None:
    settings.MANAGERS_EMAIL = ""
    take(editor, draft, "submit")
    assert mail.outbox[0].message()["Reply-To"] is None
