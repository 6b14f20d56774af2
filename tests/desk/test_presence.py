"""Who else has a record open, and since when."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clusterix.desk import company
from clusterix.desk.models import Presence, Version
from practices.models import Practice
from tests.desk.reading import words
from tests.form_reading import Form
from tests.making import make_partner, make_practice

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 3, 9, 32, tzinfo=timezone.get_fixed_timezone(0))  # 10:32 in Brussels


@pytest.fixture
def clock(monkeypatch) -> Any:
    """The time, as the tests set it: `clock(minutes=16)` moves it on."""
    now = [START]
    monkeypatch.setattr(timezone, "now", lambda: now[0])

    def move_on(**given: float) -> None:
        now[0] += timedelta(**given)

    return move_on


@pytest.fixture
def practice(clock) -> Practice:
    return make_practice(partner=make_partner(), status="draft")


@pytest.fixture
def anna(person, practice) -> Client:
    return signed_in(person("anna", "Partner editors", partner=practice.partner), "Anna", "Editor")


@pytest.fixture
def ben(person, practice) -> Client:
    return signed_in(person("ben", "Partner editors", partner=practice.partner), "Ben", "Writer")


def signed_in(user: Any, first: str, last: str) -> Client:
    user.first_name, user.last_name = first, last
    user.save()
    client = Client()
    client.force_login(user)
    return client


def page(practice: Practice, name: str = "change") -> str:
    return f"/admin/practices/practice/{practice.pk}/{name}/"


def beat(client: Client, practice: Practice, **given: Any) -> str:
    response = client.post(page(practice, "presence"), {"page": "one", "_revision": "0", **given})
    assert response.status_code == 200
    return words(response)


def test_who_opens_a_form_reads_who_else_has_it_open_and_since_when(anna, ben, practice, clock) -> None:
    assert "has had this open" not in words(anna.get(page(practice)))
    clock(minutes=5)
    assert "Anna Editor has had this open since 10:32." in words(ben.get(page(practice)))
    assert "Ben Writer has had this open since 10:37." in beat(anna, practice)


def test_an_opening_of_another_day_names_the_day(anna, ben, practice, clock) -> None:
    anna.get(page(practice))
    Presence.objects.update(opened_at=START - timedelta(days=1))
    assert "Anna Editor has had this open since 2 November 2026, 10:32." in words(ben.get(page(practice)))


def test_without_javascript_a_form_counts_for_15_minutes(anna, ben, practice, clock) -> None:
    anna.get(page(practice))
    clock(minutes=14)
    assert "Anna Editor" in beat(ben, practice)
    clock(minutes=2)
    assert "Anna Editor" not in beat(ben, practice)


def test_a_form_that_spoke_and_fell_silent_counts_for_two_minutes_and_a_half(
    anna, ben, practice, clock
) -> None:
    anna.get(page(practice))
    beat(anna, practice)
    clock(seconds=140)
    assert "Anna Editor" in beat(ben, practice)
    clock(seconds=20)
    assert "Anna Editor" not in beat(ben, practice)


def test_leaving_and_saving_take_the_presence_away(anna, ben, practice) -> None:
    for leave in (
        lambda form: anna.post(page(practice, "presence"), {"page": "one", "leave": "1"}),
        lambda form: anna.post(page(practice), form.values | {"title": "Vouchers"}),
    ):
        form = Form(anna.get(page(practice)))
        assert "Anna Editor" in beat(ben, practice)
        beat(anna, practice)
        assert leave(form).status_code in (204, 302)
        assert "Anna Editor has had" not in beat(ben, practice)


def test_an_older_window_that_closes_takes_nothing_away(anna, ben, practice) -> None:
    anna.get(page(practice))
    beat(anna, practice, page="older")
    anna.get(page(practice))
    anna.post(page(practice, "presence"), {"page": "older", "leave": "1"})
    assert "Anna Editor" in beat(ben, practice)


def test_an_open_form_hears_that_somebody_has_saved(anna, ben, practice, clock) -> None:
    ben.get(page(practice))
    form = Form(anna.get(page(practice)))
    assert "saved this" not in beat(ben, practice)
    clock(minutes=8)
    anna.post(page(practice), form.values | {"title": "Vouchers"})
    told = "saved this at 10:40; your own saving will show both versions side by side."
    Version.objects.update(at=timezone.now())
    assert f"Anna Editor {told}" in beat(ben, practice)
    assert "You saved this in another window at 10:40" in beat(anna, practice)
    assert "saved this" not in beat(ben, practice, _revision="1"), "who has read that is told nothing"


def test_nothing_of_people_is_told_to_those_who_may_not_see_the_record(anna, person, practice) -> None:
    anna.get(page(practice))
    stranger = signed_in(person("carl", "Partner editors", partner=make_partner()), "Carl", "Else")
    response = stranger.post(page(practice, "presence"), {"page": "one"})
    assert response.status_code == 404
    assert b"Anna" not in response.content
    assert Client().post(page(practice, "presence"), {"page": "one"}).status_code == 302
    assert Presence.objects.count() == 1


def test_who_may_read_but_not_write_is_not_noted_and_still_told(anna, ben, practice) -> None:
    anna.get(page(practice))
    Practice.objects.update(status="in_review")
    assert "Anna Editor" in words(ben.get(page(practice)))
    assert "Anna Editor" in beat(ben, practice)
    assert [one.user.username for one in Presence.objects.all()] == ["anna"]


def test_a_presence_is_told_by_posting_only(anna, practice) -> None:
    assert anna.get(page(practice, "presence")).status_code == 405


def test_a_presence_that_never_ended_would_be_noticed(anna, ben, practice, clock, monkeypatch) -> None:
    """The control: without an end, somebody who went home is still said to be there."""
    monkeypatch.setattr(company, "OPENED", timedelta(days=9))
    anna.get(page(practice))
    clock(minutes=16)
    assert "Anna Editor" in beat(ben, practice)


def test_old_presences_are_swept_away(anna, ben, practice) -> None:
    anna.get(page(practice))
    Presence.objects.update(until=START - timedelta(days=2))
    ben.get(page(practice))
    assert [one.user.username for one in Presence.objects.all()] == ["ben"]
