"""The page of a record’s links, and the button that asks them."""

import datetime
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusterix.desk.models import Version
from clusterix.desk.working_copies import make_working_copy
from clusterix.links import checking
from clusterix.links.answers import Answer, Outcome
from clusterix.links.models import LinkCheck
from practices.models import Link, Practice
from tests.desk.acting import address, at_the_desk
from tests.desk.reading import words
from tests.links.internet import OTHER, by_request
from tests.making import make_group, make_partner, make_practice, make_source

pytestmark = pytest.mark.django_db


def linking(url: str) -> str:
    return f'<p><a href="{url}">there</a></p>'


@pytest.fixture
def home() -> Any:
    return make_partner(short_name="Home")


@pytest.fixture
def practice(home, internet) -> Any:
    internet.place("site.example", by_request({"/fine": "200 OK", "/moved": "301 Moved → /fine"}))
    internet.place("other.example", by_request({"/": "200 OK"}), address=OTHER)
    made = make_practice(partner=home, problem=linking("http://site.example/fine#part"))
    Link.objects.create(practice=made, title="More", url="http://site.example/gone")
    made.sources.add(make_source(url="http://other.example/"))
    return made


@pytest.fixture
def editor(person, home) -> Any:
    return at_the_desk(person("Anna", "Partner editors", partner=home))


def check(client: Any, record: Any) -> Any:
    response = client.post(address(record, "links"), {"_check": ""}, follow=True)
    assert response.status_code == 200
    return response


def answers() -> dict[str, str]:
    return dict(LinkCheck.objects.values_list("address", "answer"))


def test_the_form_leads_to_the_links_and_the_button_asks_them(editor, practice, internet) -> None:
    assert f'href="{address(practice, "links")}"' in words(editor.get(address(practice)))
    page = editor.get(address(practice, "links"))
    assert words(page).count("Not asked yet") == 3
    assert internet.opened == [], "looking asks nobody"
    page = words(check(editor, practice))
    assert "3 links were asked." in page
    assert answers() == {
        "http://site.example/fine": Answer.ANSWERS,
        "http://site.example/gone": Answer.NOT_FOUND,
        "http://other.example/": Answer.ANSWERS,
    }
    assert "Not found (404)" in page
    assert "1 strike of 3" in page
    for field in ("What problem it addresses", "Further information link: Address", "Sources: Address"):
        assert field in page


def test_the_button_is_a_form_of_its_own_that_a_browser_can_send(editor, practice) -> None:
    page = words(editor.get(address(practice, "links")))
    form = page[page.index('<form method="post"> <input type="hidden" name="csrfmiddlewaretoken"') :]
    assert '<button type="submit" class="button default" name="_check">' in form[: form.index("</form>")]


def test_asking_changes_nothing_of_the_record(editor, practice) -> None:
    before = Practice.objects.values().get(pk=practice.pk)
    check(editor, practice)
    assert Practice.objects.values().get(pk=practice.pk) == before
    assert Version.objects.count() == 0


def test_without_the_buttons_word_nothing_is_asked(editor, practice, internet) -> None:
    assert editor.post(address(practice, "links"), {"nonsense": "1"}).status_code == 302
    assert editor.put(address(practice, "links")).status_code == 405
    assert (internet.opened, answers()) == ([], {})


def test_without_a_token_nothing_is_asked(person, home, practice, internet) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("Cleo", "Partner editors", partner=home))
    assert client.post(address(practice, "links"), {"_check": ""}).status_code != 302
    assert internet.opened == []


def test_somebody_else_neither_sees_nor_asks_the_links(person, practice, internet, client) -> None:
    stranger = at_the_desk(person("Bea", "Partner editors", partner=make_partner()))
    lead = at_the_desk(person("Lea", "Working-group leads", group=make_group()))
    for other in (stranger, lead):
        assert other.get(address(practice, "links")).status_code == 404
        assert other.post(address(practice, "links"), {"_check": ""}).status_code == 404
    assert client.post(address(practice, "links"), {"_check": ""}).status_code in (200, 302)
    assert internet.opened == []


def test_the_editor_of_what_is_in_review_may_ask_although_not_write(editor, practice) -> None:
    Practice.objects.filter(pk=practice.pk).update(status="in_review")
    assert "3 links were asked." in words(check(editor, practice))


def test_links_of_the_working_copy_are_asked_and_named_as_such(editor, practice) -> None:
    copy, _keys = make_working_copy(practice)
    Practice._base_manager.filter(pk=copy.pk).update(approach=linking("http://site.example/moved"))
    page = words(check(editor, practice))
    assert "How it works (working copy)" in page or "(working copy)" in page
    assert "Moved for good to http://site.example/fine" in page


def test_the_links_of_what_is_archived_are_not_asked(person, practice, internet) -> None:
    Practice.objects.filter(pk=practice.pk).update(status="archived")
    manager = at_the_desk(person("Mara", "Project managers"))
    assert "0 links were asked." in words(check(manager, practice))
    assert internet.opened == []


def test_a_source_has_its_links_too(person, practice) -> None:
    manager = at_the_desk(person("Mara", "Project managers"))
    assert "1 link was asked." in words(check(manager, practice.sources.get()))


def test_pressing_twice_asks_once_and_a_minute_later_again(editor, practice, internet, clock) -> None:
    check(editor, practice)
    asked = len(internet.opened)
    assert "0 links were asked." in words(check(editor, practice))
    assert len(internet.opened) == asked
    clock.move_on(datetime.timedelta(seconds=61))
    assert "3 links were asked." in words(check(editor, practice))


def test_only_the_links_of_the_record_are_asked(editor, practice, internet) -> None:
    make_practice(problem=linking("http://elsewhere.example/"))
    check(editor, practice)
    assert set(internet.looked_up) == {"site.example", "other.example"}


def test_a_private_address_is_told_and_not_asked(editor, practice, internet) -> None:
    Practice.objects.filter(pk=practice.pk).update(problem=linking("http://127.0.0.1:80/admin/"))
    assert "Private address: not asked" in words(check(editor, practice))
    assert "127.0.0.1" not in internet.opened


def test_what_the_time_does_not_suffice_for_is_told_and_waits(editor, practice, monkeypatch) -> None:
    monkeypatch.setattr(checking, "SECONDS_FOR_A_RECORD", 5.0)
    told: list[float] = []
    real = time.monotonic

    def ask(link: str, manners: Any, seconds: float) -> Outcome:
        told.append(seconds)
        monkeypatch.setattr(checking.time, "monotonic", lambda: real() + 5)
        return Outcome(Answer.ANSWERS, 200)

    monkeypatch.setattr(checking, "ask", ask)
    monkeypatch.setattr(checking, "WORKERS", 1)
    page = words(check(editor, practice))
    assert "1 link was asked. The time was up before 2 more: press again." in page
    assert len(told) == 1
    assert told[0] <= 5
    assert LinkCheck.objects.filter(checked_at=None).count() == 2


def test_where_nobody_at_all_is_heard_the_fault_is_here_and_nothing_counts(
    editor, practice, internet
) -> None:
    hosts = [f"http://silent-{n}.example/" for n in range(4)]
    Practice.objects.filter(pk=practice.pk).update(problem="".join(map(linking, hosts)))
    practice.links.all().delete()
    practice.sources.clear()
    assert "The fault is probably here" in words(check(editor, practice))
    assert set(LinkCheck.objects.values_list("strikes", "checked_at")) == {(0, None)}
    monkeypatched = internet.place("silent-0.example", by_request({"/": "404 Not Found"}), address="8.8.8.8")
    assert "4 links were asked." in words(check(editor, practice))
    assert monkeypatched.requests
    assert set(LinkCheck.objects.values_list("strikes", flat=True)) == {1}


def test_the_page_needs_the_same_number_of_queries_for_many_links(editor, practice) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(address(practice, "links")).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(11):
        Link.objects.create(practice=practice, title="More", url=f"http://site.example/{number}")
    assert queries() == few
