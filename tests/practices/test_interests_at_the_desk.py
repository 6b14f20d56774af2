"""What becomes of an interest: managers alone read it, pass it on, make a row of it, decline or forget it."""

import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from clusterix.desk.models import AuditEntry, Trail
from clusterix.notices.models import Notice, Wish
from practices.models import Interest, Practice, Transfer
from practices.models.interest import AFTER_AN_ANSWER, AT_MOST
from tests.desk.acting import again, at_the_desk, revision, versions
from tests.desk.reading import words
from tests.desk.trashing import delete, purge
from tests.making import make_interest, make_partner, make_practice

SENDER = {"name": "CANARYNAME Virtanen", "email": "canarymail@example.org"}
MESSAGE = (
    "We wish to try it. Write to canarymail@example.org or other@example.net. Greetings, CANARYNAME Virtanen"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Any:
    return make_partner(short_name="ecoplus")


@pytest.fixture
def practice(partner) -> Practice:
    return make_practice(title="Vouchers", slug="vouchers", partner=partner)


@pytest.fixture
def interest(practice) -> Interest:
    return make_interest(practice=practice, organisation="Kainuun kehitys", message=MESSAGE, **SENDER)


@pytest.fixture
def anna(person, partner) -> Any:
    anna = person("Anna", "Partner editors", partner=partner)
    anna.email = "anna@example.org"
    anna.save()
    return anna


@pytest.fixture
def desk(manager) -> Any:
    return at_the_desk(manager)


def take(client: Any, interest: Interest, name: str, read: int | None = None) -> Any:
    told = {"_revision": revision(interest) if read is None else read, f"_{name}": ""}
    return client.post(f"/admin/practices/interest/{interest.pk}/step/", told, follow=True)


def page(interest: Interest) -> str:
    return f"/admin/practices/interest/{interest.pk}/change/"


def test_managers_read_an_interest_and_change_no_word_of_it(desk, interest) -> None:
    shown = desk.get(page(interest))
    assert MESSAGE in shown.content.decode()
    assert SENDER["email"] in shown.content.decode()
    assert (
        desk.post(page(interest), {"message": "Another", "_revision": revision(interest)}).status_code == 403
    )
    assert again(interest).message == MESSAGE
    assert "Kainuun kehitys" in words(desk.get("/admin/practices/interest/?q=kainuun&state__exact=new"))


def test_the_editors_of_the_partner_do_not_see_it(anna, interest) -> None:
    editor = at_the_desk(anna)
    for address in ("/admin/practices/interest/", page(interest)):
        assert editor.get(address).status_code == 403
    for name in ("pass", "row", "decline"):
        assert take(editor, interest, name).status_code == 403
    assert again(interest).state == "new"
    assert "interest" not in words(editor.get("/admin/")).lower()


def test_the_first_page_says_to_managers_how_many_are_new(desk, interest) -> None:
    assert "1 new interest from a region" in words(desk.get("/admin/"))
    make_interest()
    assert "2 new interests from regions" in words(desk.get("/admin/"))
    Interest.objects.update(state="declined", dealt_at=timezone.now())
    assert "new interest" not in words(desk.get("/admin/"))


# Passing on.


def test_editors_are_told_region_organisation_and_message_and_no_address(
    desk, anna, interest, settings
) -> None:
    settings.MANAGERS_EMAIL = "managers@example.org"
    assert "told by mail" in words(take(desk, interest, "pass"))
    (told,) = mail.outbox
    assert (told.to, told.reply_to) == (["anna@example.org"], ["managers@example.org"])
    for word in ("Vouchers", "Kainuun kehitys", "Kainuu, Finland", "We wish to try it."):
        assert word in told.body
    whole = f"{told.subject} {told.body} {told.extra_headers}".lower()
    for canary in ("canaryname", "virtanen", "canarymail", "other@example.net"):
        assert canary not in whole
    assert again(interest).state == "passed-on"
    assert again(interest).dealt_at is not None


def test_what_was_passed_on_is_forgotten_once_it_is_sent(desk, anna, interest) -> None:
    Wish.objects.create(person=anna, when=Wish.When.DAILY)
    take(desk, interest, "pass")
    assert "We wish to try it." in Notice.objects.get().words
    assert not mail.outbox, "it waits for the morning"
    Wish.objects.update(when=Wish.When.AT_ONCE)
    call_command("send_notices", stdout=StringIO())
    assert len(mail.outbox) == 1
    assert Notice.objects.get().words == ""


def test_a_name_is_left_out_in_whatever_letters_it_is_written(practice) -> None:
    message = "CANARYNAME virtanen and Canaryname; also Zoe\u0301. A virtanenstrasse is none of it."
    told = make_interest(practice=practice, name="Canaryname Virtanen Zo\u00e9", message=message).for_editors
    assert "[name left out] [name left out] and [name left out]; also [name left out]." in told
    assert "A virtanenstrasse" in told


@pytest.mark.parametrize(
    "number",
    [
        "+358 40 123 4567",
        "+358\u00a040\u202f123\u20114567",
        "(+45) 20-12-34-56",
        "00 43 / 2742 9000",
        "(02742) 9000-19600",
        "0401234567",
    ],
)
def test_a_telephone_number_is_left_out(practice, number) -> None:
    told = make_interest(practice=practice, message=f"Call us: {number}, please.").for_editors
    assert told.endswith("Call us: [telephone number left out], please.")


@pytest.mark.parametrize(
    "number",
    [
        "01.05.2018 12:00",
        "01.05.2018 - 03.05.2018",
        "EUR 13 000 000",
        "0.75",
        "2014-2020",
        "+ 34 firms",
        "DK03",
        "+3 %",
    ],
)
def test_a_number_that_nobody_calls_is_told(practice, number) -> None:
    message = f"It was {number}, they say."
    assert make_interest(practice=practice, message=message).for_editors.endswith(message)


def test_a_name_made_of_the_words_that_take_its_place_makes_no_text_longer_and_longer(practice) -> None:
    name = " ".join(["out name"] * 16)
    message = " ".join(["out"] * 700)
    told = make_interest(practice=practice, name=name, message=message).for_editors
    assert told.endswith(" ".join(["[name left out]"] * 700))


def test_what_waits_to_be_mailed_goes_with_an_interest_that_is_deleted(
    desk, anna, practice, interest
) -> None:
    other = make_interest(practice=practice, organisation="Another office")
    Wish.objects.create(person=anna, when=Wish.When.DAILY)
    for one in (interest, other):
        take(desk, one, "pass")
    delete(desk, interest)
    assert "Another office" in Notice.objects.get().words


def test_who_wants_no_mails_gets_none_and_the_manager_is_told(desk, anna, interest) -> None:
    Wish.objects.create(person=anna, when=Wish.When.NEVER)
    assert "Nobody is told by mail" in words(take(desk, interest, "pass"))
    assert not mail.outbox
    assert again(interest).state == "passed-on"


def test_the_editors_of_other_partners_are_not_told(desk, anna, person, interest) -> None:
    stranger = person("Stranger", "Partner editors", partner=make_partner())
    stranger.email = "stranger@example.org"
    stranger.save()
    take(desk, interest, "pass")
    assert [one.to for one in mail.outbox] == [["anna@example.org"]]


# A row of the ledger.


def test_a_row_of_the_ledger_is_made_as_a_draft_with_its_history(desk, manager, interest, practice) -> None:
    shown = take(desk, interest, "row")
    row = Transfer.objects.get()
    assert shown.redirect_chain[-1][0] == f"/admin/practices/transfer/{row.pk}/change/"
    assert "A draft for the ledger was made of it" in words(shown)
    assert (row.status, row.stage, row.practice) == ("draft", "interest", practice)
    assert (row.receiving_organisation, row.region, row.country) == ("Kainuun kehitys", "Kainuu", "FI")
    assert [(one.action, one.by) for one in versions(row)] == [("added", manager)]
    assert (again(interest).transfer, again(interest).state) == (row, "ledger")
    entry = AuditEntry.objects.get(action="step")
    assert (entry.who, entry.detail) == (manager, {"record": f"practices.interest/{interest.pk}"})


def test_the_row_holds_nothing_of_the_sender(desk, interest) -> None:
    take(desk, interest, "row")
    row = Transfer.objects.get()
    told = f"{vars(row)} {[one.data for one in versions(row)]} {list(Trail.objects.values())}"
    told += str(list(AuditEntry.objects.values()))
    assert "canary" not in told.lower()


def test_done_twice_it_is_the_same_row_and_a_word_says_so(desk, interest) -> None:
    before = revision(interest)
    take(desk, interest, "row")
    for read in (before, None):
        shown = take(desk, interest, "row", read)
        assert shown.redirect_chain[-1][0].startswith("/admin/practices/transfer/")
        assert "This was done already." in words(shown)
    assert Transfer.objects.count() == 1


def test_two_managers_at_a_time_make_one_row(desk, interest, monkeypatch) -> None:
    """The second has read the interest before the first made its row."""
    early = Interest.objects.get()
    take(desk, interest, "row")
    monkeypatch.setattr("practices.interest_admin.InterestAdmin.get_object", lambda *args: early)
    shown = take(desk, interest, "row", read=0)
    assert "This was done already." in words(shown)
    assert Transfer.objects.count() == 1


def test_a_step_that_was_not_read_from_the_present_state_is_refused(desk, interest) -> None:
    take(desk, interest, "pass")
    assert take(desk, interest, "decline", read=0).status_code == 409
    assert again(interest).state == "passed-on"
    take(desk, interest, "decline")
    assert again(interest).state == "declined", "the control"


def test_a_row_in_the_trash_is_not_made_again(desk, interest) -> None:
    take(desk, interest, "row")
    Transfer.objects.update(trashed_at=timezone.now())
    shown = take(desk, interest, "row")
    assert shown.redirect_chain[-1][0] == "/admin/trash/"
    assert "in the trash" in words(shown)


def test_without_its_row_it_can_be_made_anew(desk, interest) -> None:
    take(desk, interest, "row")
    Transfer.objects.get().delete()
    assert (again(interest).transfer, again(interest).state) == (None, "ledger")
    take(desk, interest, "row")
    assert again(interest).transfer == Transfer.objects.get()


def test_a_short_name_that_is_taken_is_said(desk, interest) -> None:
    take(desk, interest, "row")
    row = Transfer.objects.get()
    Interest.objects.update(transfer=None)
    shown = take(desk, interest, "row")
    assert "Another record has this address already." in words(shown)
    assert list(Transfer.objects.all()) == [row]
    assert again(interest).transfer is None


def test_nothing_that_a_visitor_wrote_breaks_the_row(desk, practice) -> None:
    for organisation in ("鱼" * 200, "<script>alert(1)</script>", "a" * 200, "---"):
        interest = make_interest(practice=practice, organisation=organisation)
        assert take(desk, interest, "row").status_code == 200
        assert again(interest).transfer.receiving_organisation == organisation


# Forgetting.


def aged(days: int, dealt: int | None = None) -> Interest:
    """Return an interest that came so many days ago and was dealt with so many days ago."""
    now = timezone.now()
    given: dict[str, Any] = {"received_at": now - timedelta(days=days)}
    if dealt is not None:
        given |= {"state": "declined", "dealt_at": now - timedelta(days=dealt)}
    return make_interest(**SENDER, message=MESSAGE, **given)


def forget() -> str:
    out = StringIO()
    call_command("forget_senders", stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize(
    ("days", "dealt", "is_erased"),
    [
        (AFTER_AN_ANSWER.days + 1, AFTER_AN_ANSWER.days + 1, True),
        (AFTER_AN_ANSWER.days + 1, AFTER_AN_ANSWER.days - 1, False),
        (AFTER_AN_ANSWER.days + 1, None, False),
        (AT_MOST.days + 1, None, True),
        (AT_MOST.days + 1, 1, True),
    ],
)
def test_the_sender_is_forgotten_in_time_and_not_before(days, dealt, is_erased) -> None:
    interest = aged(days, dealt)
    assert forget() == ("Forgot 1 sender." if is_erased else "Forgot 0 senders.")
    kept = again(interest)
    found = "canary" in str(Interest.objects.values().get()).lower()
    assert found is not is_erased
    assert (kept.erased_at is not None) is is_erased
    assert (kept.region, kept.organisation) == (interest.region, interest.organisation)


def test_of_a_forgotten_sender_nothing_can_be_passed_on(desk) -> None:
    interest = aged(AT_MOST.days + 1)
    forget()
    assert forget() == "Forgot 0 senders.", "once is enough"
    shown = desk.get(page(interest))
    assert not re.search('name="_(pass|row|decline)"', shown.content.decode())
    assert "This was done already." in words(take(desk, interest, "pass"))


def test_a_manager_deletes_an_interest_where_its_sender_asks(desk, interest) -> None:
    assert desk.get(page(interest).replace("change", "delete")).status_code == 200
    delete(desk, interest)
    assert not Interest.objects.exists()
    assert "canary" not in str(list(AuditEntry.objects.values())).lower()
    assert not Trail.objects.of(interest).exists()


# The practice.


def test_a_practice_with_interests_goes_to_the_trash_and_comes_to_its_end_with_them(
    desk, interest, practice
) -> None:
    other = make_interest()
    delete(desk, practice)
    assert Practice.objects.filter(pk=practice.pk).count() == 0
    assert Interest.objects.filter(pk=interest.pk).exists(), "it may come back"
    assert desk.get(page(interest)).status_code == 200
    assert purge(desk, again(practice)).status_code == 302
    assert not Practice._base_manager.filter(pk=practice.pk).exists()
    assert list(Interest.objects.all()) == [other]
